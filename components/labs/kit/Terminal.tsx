import { type KeyboardEvent, memo, useEffect, useId, useRef, useState } from "react";
import type { Output } from "../../../lib/sim/lab.ts";
import * as words from "../../../lib/words/words.ts";
import { LabButton } from "./Controls.tsx";

/** What stands on the page at once; older lines are still in the run. */
const MOST_SHOWN = 200;

/**
 * A terminal: what was typed and printed so far, and a line to type the next command on. Return runs it, but
 * not the one that ends a syllable; up and down go through the history; Tab completes and, where there is
 * nothing to complete, leaves. Output is told to screen readers by the bench's sentence, and read line by line.
 * @param lines what was typed and printed, oldest first; without a command what one goes on printing
 * @param complete the words that may stand where the cursor is, for what was typed before it; later, where what
 *   knows them is still on its way
 * @param keys words that a phone offers above its keyboard
 * @param busy whether a command goes on in the foreground
 * @param onInterrupt stops it, by Ctrl-C or a button
 * @param marked what a printed line must hold to be the one that is pointed to
 * @param onPick told which printed line was pressed
 */
export function Terminal({
  label,
  prompt,
  lines,
  complete,
  keys = [],
  busy = false,
  marked,
  onRun,
  onInterrupt,
  onPick,
}: {
  label: string;
  prompt: string;
  lines: readonly Output[];
  complete?: (before: string) => readonly string[] | Promise<readonly string[]>;
  keys?: readonly string[];
  busy?: boolean;
  marked?: string;
  onRun: (command: string) => void;
  onInterrupt?: () => void;
  onPick?: (line: string) => void;
}) {
  const [typed, setTyped] = useState("");
  const [place, setPlace] = useState<number>();
  const [offered, setOffered] = useState<readonly string[]>([]);
  // Before it hears keys nothing can be typed: a command whose Return went unheard would be lost.
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const field = useRef<HTMLInputElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  const id = useId();
  const history = lines.map(({ command }) => command).filter((command) => command !== "");

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines scroll the screen to its end
  useEffect(() => {
    if (screen.current) screen.current.scrollTop = screen.current.scrollHeight;
  }, [lines.length]);

  function change(text: string): void {
    setTyped(text);
    setPlace(undefined);
    setOffered([]);
  }
  function recall(by: -1 | 1): void {
    const to = Math.min(history.length, Math.max(0, (place ?? history.length) + by));
    setPlace(to);
    setTyped(history[to] ?? "");
  }
  /** @returns whether there was something to complete */
  function completeWord(): boolean {
    const words = complete?.(typed) ?? [];
    if (!(words instanceof Promise)) return growInto(words);
    // The key waits for them, and is forgotten when something else was typed meanwhile.
    void words.then((late) => field.current?.value === typed && growInto(late));
    return true;
  }
  function growInto(words: readonly string[]): boolean {
    if (words.length === 0) return false;
    const start = typed.slice(0, typed.length - lastWord(typed).length);
    const shared = commonStart(words);
    const grown = start + (words.length === 1 ? `${words[0]} ` : shared);
    setOffered(words.length > 1 && grown === typed ? words : []);
    if (grown === typed && words.length === 1) return false;
    setTyped(grown);
    return true;
  }
  function press(pressed: KeyboardEvent<HTMLInputElement>): void {
    // An input method is still composing a syllable: the key is its own.
    if (pressed.nativeEvent.isComposing || pressed.keyCode === 229) return;
    const field = pressed.currentTarget;
    // With something selected Ctrl-C copies, as everywhere else.
    const isFree = field.selectionStart === field.selectionEnd && !pressed.shiftKey;
    if (pressed.ctrlKey && pressed.key.toLowerCase() === "c" && isFree) {
      if (busy) onInterrupt?.();
      change("");
      pressed.preventDefault();
      return;
    }
    const deed: Readonly<Record<string, () => boolean>> = {
      Enter: () => {
        if (typed.trim() !== "") onRun(typed.trim());
        change("");
        return true;
      },
      ArrowUp: () => {
        recall(-1);
        return true;
      },
      ArrowDown: () => {
        recall(1);
        return true;
      },
      // Nobody is kept in: an empty line has nothing to complete, nor has one whose words were just offered.
      Tab: () => !pressed.shiftKey && typed.trim() !== "" && offered.length === 0 && completeWord(),
      Escape: () => {
        change("");
        return true;
      },
    };
    if (Object.hasOwn(deed, pressed.key) && deed[pressed.key]!()) pressed.preventDefault();
  }

  return (
    <div className="terminal">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: what a line names has its own button where it is drawn */}
      <div
        className="terminal-screen"
        ref={screen}
        role="log"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={words.outputOf(label)}
        onClick={(pressed) => {
          const line = (pressed.target as HTMLElement).closest("[data-line]");
          // Who selects text does not point to a line.
          if (line !== null && getSelection()?.isCollapsed !== false) onPick?.(line.textContent);
        }}
      >
        <Lines prompt={prompt} lines={lines} marked={marked} />
      </div>
      <div className="terminal-line needs-js">
        <label htmlFor={id}>
          <span aria-hidden="true">{prompt}</span>
          <span className="sr">{words.commandFor(label)}</span>
        </label>
        <input
          id={id}
          ref={field}
          type="text"
          value={typed}
          readOnly={!alive}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          aria-describedby={offered.length > 0 ? `${id}-offered` : undefined}
          onChange={(changed) => change(changed.currentTarget.value)}
          onKeyDown={press}
        />
        {busy && onInterrupt !== undefined && <LabButton onPress={onInterrupt}>{words.interrupt}</LabButton>}
      </div>
      {offered.length > 0 && (
        <p className="terminal-offered" id={`${id}-offered`} role="status">
          {offered.join("  ")}
        </p>
      )}
      {keys.length > 0 && (
        <div className="row terminal-keys needs-js" role="group" aria-label={words.terminalKeys}>
          <LabButton
            onPress={() => {
              completeWord();
              field.current?.focus();
            }}
          >
            Tab
          </LabButton>
          <LabButton label={words.previousCommand} onPress={() => recall(-1)}>
            ↑
          </LabButton>
          {keys.map((word) => (
            <LabButton
              key={word}
              onPress={() => {
                change(typed === "" || typed.endsWith(" ") ? `${typed}${word} ` : `${typed} ${word} `);
                field.current?.focus();
              }}
            >
              {word}
            </LabButton>
          ))}
        </div>
      )}
    </div>
  );
}

/** What was typed and printed: drawn again only when there is more of it, or another line is pointed to. */
const Lines = memo(function Lines({
  prompt,
  lines,
  marked,
}: {
  prompt: string;
  lines: readonly Output[];
  marked: string | undefined;
}) {
  const shown = lines.slice(-MOST_SHOWN);
  return shown.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
    <div key={lines.length - shown.length + index} className={line.ok ? undefined : "failed"}>
      <pre>
        {line.command !== "" && (
          <b>
            {prompt} {line.command}
          </b>
        )}
        {line.command !== "" && line.text !== "" && "\n"}
        <Printed text={line.text} marked={marked} />
      </pre>
      {!line.ok && <span className="sr">{words.failed}</span>}
      {line.command !== "" && line.text !== "" && (
        <LabButton
          label={words.copyOutput(line.command)}
          onPress={() => navigator.clipboard?.writeText(line.text).catch(() => {})}
        >
          {words.copy}
        </LabButton>
      )}
    </div>
  ));
});

/** The heads of a table's columns. */
const HEADS = /^[A-Z][A-Z-]+(?: ?[A-Z()-]+)*(?: {2,}[A-Z][A-Z()% -]*)+$/;

const Printed = memo(function Printed({ text, marked }: { text: string; marked: string | undefined }) {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line, place) => {
    const isMarked = marked !== undefined && line.split(/[\s/]+/).includes(marked);
    const kind = isMarked ? "marked" : HEADS.test(line) ? "heads" : undefined;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
      <span key={place} data-line="" className={kind}>
        {line}
        {place < lines.length - 1 && "\n"}
      </span>
    );
  });
});

function lastWord(text: string): string {
  return text.slice(text.lastIndexOf(" ") + 1);
}

/** What all words begin with. */
function commonStart(words: readonly string[]): string {
  const [first = "", ...rest] = words;
  let length = first.length;
  for (const word of rest) {
    while (!word.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
