/**
 * One line on a terminal that says what goes on, how far it is and for how long. Where nobody watches (a pipe,
 * a log) each thing is said once, in a line of its own.
 *
 * Plain JavaScript without dependencies: `bootstrap.mjs` uses it before anything is installed.
 * @param {{ isTTY?: boolean, columns?: number, write: (text: string) => unknown }} stream
 */
export function createLiveLine(stream) {
  const lives = Boolean(stream.isTTY) && process.env.TERM !== "dumb";
  const started = performance.now();
  let what = "";
  let howFar = () => "";
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;

  function draw() {
    const parts = [what, howFar(), `${Math.floor((performance.now() - started) / 1000)}초`];
    stream.write(`\r\x1b[2K${cut(parts.filter(Boolean).join(" · "), (stream.columns || 80) - 1)}`);
  }
  function clear() {
    clearInterval(timer);
    if (timer) stream.write("\r\x1b[2K");
    timer = undefined;
  }
  const line = {
    /**
     * What goes on from now on, in place of what went on before.
     * @param {string} text
     * @param {() => string} [far] asked each time the line is drawn
     */
    step(text, far = () => "") {
      if (!lives) return void stream.write(`${text}\n`);
      what = text;
      howFar = far;
      draw();
      timer = timer || setInterval(draw, 250).unref();
    },
    /**
     * A text that stays; nothing goes on until the next step.
     * @param {string} text
     */
    say(text) {
      clear();
      stream.write(`${text}\n`);
    },
    /**
     * A step where the text counts as one ("2/4 …"), a text that stays otherwise.
     * @param {string} text
     */
    tell(text) {
      if (/^\d+\/\d+ /.test(text)) line.step(text);
      else line.say(text);
    },
    /** Takes the line away. */
    end: clear,
  };
  return line;
}

/**
 * As much of a text as fits: a line that wraps could not be taken back. Hangul is two columns wide.
 * @param {string} text
 * @param {number} columns
 */
function cut(text, columns) {
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += character >= "\u1100" ? 2 : 1;
    if (width > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}
