/** What a shell makes of a line: commands, each with its words and its redirections. */

export type ShellCommand = {
  /** What comes after: `&&` goes on only if all went well, `&` whatever happened. */
  readonly after: "&&" | "&" | "";
  /** Why the lab cannot run it, in Korean; it then fails like a command that is not there. */
  readonly unknown: string | undefined;
  readonly words: readonly string[];
  readonly redirects: readonly { readonly path: string; readonly append: boolean }[];
};

/** The options that each command of the lab knows, as letters. */
const OPTIONS: Readonly<Record<string, string>> = {
  rm: "rRf",
  mkdir: "p",
  touch: "",
  chmod: "R",
  echo: "",
  cp: "rRa",
  mv: "f",
  fallocate: "l",
  true: "",
};
export const KNOWN_COMMANDS = Object.keys(OPTIONS);

export type Parsed =
  | { readonly ok: true; readonly commands: readonly ShellCommand[] }
  | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): Parsed => ({ ok: false, reason });
const ONLY_AND =
  "이 실습의 셸은 `&&`나 `&`로 이은 명령과 `>`, `>>`만 압니다. 변수, 파이프, `;`, 별표는 쓸 수 없습니다.";

type Token = { readonly text: string; readonly operator: boolean };

/** The words of a line, with what was quoted as it stands; undefined for what the lab does not follow. */
function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const blank = /^\s+/.exec(rest)?.[0];
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const operator = /^(?:&&|&|>>|>)/.exec(rest)?.[0];
    if (operator !== undefined) {
      // `2>` would send the errors somewhere.
      if (operator.startsWith(">") && /\d$/.test(text.slice(0, at)) && /(?:^|\s)\d$/.test(text.slice(0, at)))
        return undefined;
      tokens.push({ text: operator, operator: true });
      at += operator.length;
      continue;
    }
    // Pieces without a blank between them are one word.
    const word =
      /^(?:'[^']*'|"[^"$`\\]*"|[^\s'"&|;`$<>*?(){}[\]\\!#~])(?:'[^']*'|"[^"$`\\]*"|[^\s'"&|;`$<>*?(){}[\]\\])*/.exec(
        rest,
      )?.[0];
    if (word === undefined) return undefined;
    const pieces = [...word.matchAll(/'([^']*)'|"([^"]*)"|([^'"]+)/g)];
    tokens.push({
      text: pieces.map((piece) => piece[1] ?? piece[2] ?? piece[3] ?? "").join(""),
      operator: false,
    });
    at += word.length;
  }
  return tokens;
}

/** The commands of a line; or, in Korean, what is in it that the lab does not read at all. */
export function parseScript(text: string): Parsed {
  if (/[|;`$<*?(){}\\]/.test(text)) return refuse(ONLY_AND);
  const tokens = tokensOf(text);
  // Addresses of before hold such lines: they open, and the line fails when it is run.
  if (tokens === undefined)
    return { ok: true, commands: [{ words: [], redirects: [], after: "", unknown: ONLY_AND }] };
  const commands: {
    words: string[];
    redirects: { path: string; append: boolean }[];
    after: "&&" | "&" | "";
  }[] = [{ words: [], redirects: [], after: "" }];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const current = commands.at(-1)!;
    if (!token.operator) current.words.push(token.text);
    else if (token.text === "&&" || token.text === "&") {
      current.after = token.text;
      commands.push({ words: [], redirects: [], after: "" });
    } else {
      const target = tokens[++at];
      if (target === undefined || target.operator)
        return refuse(`${token.text} 뒤에 파일 이름이 있어야 합니다.`);
      current.redirects.push({ path: target.text, append: token.text === ">>" });
    }
  }
  // Nothing need follow a `&` at the end.
  if (commands.length > 1 && commands.at(-2)!.after === "&" && commands.at(-1)!.words.length === 0)
    commands.pop();
  for (const { words } of commands) {
    if (words[0] === undefined || words[0] === "") return refuse("&&와 & 앞뒤에 명령이 있어야 합니다.");
    if (!Object.hasOwn(OPTIONS, words[0]))
      return refuse(`이 실습에는 ${words[0]} 명령이 없습니다. 쓸 수 있는 명령: ${KNOWN_COMMANDS.join(", ")}`);
  }
  return {
    ok: true,
    commands: commands.map((command) => ({ ...command, unknown: problemOf(command.words) })),
  };
}

/** An option that the command has, but not in this lab. */
function problemOf([name = "", ...words]: readonly string[]): string | undefined {
  const known = OPTIONS[name] ?? "";
  if (name === "echo" || name === "true") return undefined;
  const option = words.find(
    (word) => /^-./.test(word) && ![...word.slice(1)].every((one) => known.includes(one)),
  );
  if (option !== undefined) {
    const list = [...known].map((one) => `-${one}`).join(", ");
    return `이 실습의 ${name}에는 ${option} 옵션이 없습니다. 쓸 수 있는 옵션: ${list || "없음"}`;
  }
  if (name === "chmod" && !words.some((word) => /^[0-7]{3,4}$/.test(word)))
    return "이 실습의 chmod는 600처럼 8진수로 적은 권한만 압니다.";
  return undefined;
}
