import { withJosa } from "../../text/josa.ts";
import { KNOWN_COMMANDS, parseScript } from "./words.ts";

export type Instruction = {
  /** Line of the text, from 1. */
  readonly line: number;
  readonly keyword: Keyword;
  readonly rest: string;
  /** As the cache compares it: keyword and rest, blanks folded. */
  readonly text: string;
};

const KEYWORDS = [
  "FROM",
  "RUN",
  "COPY",
  "ADD",
  "WORKDIR",
  "ENV",
  "LABEL",
  "EXPOSE",
  "USER",
  "CMD",
  "ENTRYPOINT",
  "STOPSIGNAL",
  "HEALTHCHECK",
  "VOLUME",
] as const;
export type Keyword = (typeof KEYWORDS)[number];
/** Change the configuration only: no layer, 0 B. */
export const METADATA: readonly Keyword[] = [
  "ENV",
  "LABEL",
  "EXPOSE",
  "USER",
  "CMD",
  "ENTRYPOINT",
  "STOPSIGNAL",
  "HEALTHCHECK",
  "VOLUME",
];

const MOST_INSTRUCTIONS = 12;
export const LONGEST_DOCKERFILE = 900;

export type Parsed =
  | { readonly ok: true; readonly instructions: readonly Instruction[] }
  | {
      readonly ok: false;
      /** The line that cannot be followed; the last one where it is the whole text. */
      readonly line: number;
      readonly reason: string;
    };

/** The instructions of a Dockerfile, or, in Korean, which line the lab cannot follow and why. */
export function parseDockerfile(text: string, bases: readonly string[]): Parsed {
  if (text.length > LONGEST_DOCKERFILE)
    return refuse(1, `Dockerfile은 ${LONGEST_DOCKERFILE}자까지 쓸 수 있습니다.`);
  const instructions: Instruction[] = [];
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1;
    let whole = lines[index]!.trim();
    if (whole === "" || whole.startsWith("#")) continue;
    while (whole.endsWith("\\") && index + 1 < lines.length) {
      whole = `${whole.slice(0, -1).trim()} ${lines[++index]!.trim()}`;
    }
    const [, word = "", rest = ""] = /^(\S+)\s*(.*)$/s.exec(whole) ?? [];
    const keyword = KEYWORDS.find((known) => known === word.toUpperCase());
    if (keyword === undefined) {
      return refuse(
        line,
        `${line}행의 ${withJosa(word, "은/는")} 이 실습에 없는 명령입니다. 쓸 수 있는 명령: ${KEYWORDS.join(", ")}`,
      );
    }
    const folded = rest.trim().replace(/\s+/g, " ");
    if (folded === "") return refuse(line, `${line}행의 ${keyword} 뒤가 비어 있습니다.`);
    const reason = problemOf(keyword, folded, instructions.length === 0, bases);
    if (reason !== undefined) return refuse(line, `${line}행: ${reason}`);
    instructions.push({ line, keyword, rest: folded, text: `${keyword} ${folded}` });
  }
  if (instructions.length === 0) return refuse(1, "Dockerfile이 비어 있습니다. FROM부터 적어 주세요.");
  if (instructions.length > MOST_INSTRUCTIONS)
    return refuse(lines.length, `명령은 ${MOST_INSTRUCTIONS}개까지 쓸 수 있습니다.`);
  return { ok: true, instructions };
}

function refuse(line: number, reason: string): Parsed {
  return { ok: false, line, reason };
}

function problemOf(
  keyword: Keyword,
  rest: string,
  first: boolean,
  bases: readonly string[],
): string | undefined {
  if (first !== (keyword === "FROM")) {
    return first ? "FROM이 맨 앞에 있어야 합니다." : "이 실습은 FROM이 하나인 빌드만 다룹니다.";
  }
  switch (keyword) {
    case "FROM":
      return bases.includes(rest) ? undefined : `쓸 수 있는 기반 이미지: ${bases.join(", ")}`;
    case "RUN": {
      if (rest.startsWith("[") || rest.startsWith("--")) {
        return `RUN 뒤에는 셸 명령을 적어 주세요. 쓸 수 있는 명령: ${KNOWN_COMMANDS.join(", ")}`;
      }
      const script = parseScript(rest);
      return script.ok ? undefined : script.reason;
    }
    case "COPY":
    case "ADD": {
      const words = rest.split(" ");
      if (rest.startsWith("--") || rest.startsWith("["))
        return "이 실습은 옵션 없는 `COPY 원본 대상`만 다룹니다.";
      if (words.length < 2) return "원본과 대상을 모두 적어 주세요.";
      if (words.length > 2 && !words.at(-1)!.endsWith("/"))
        return "원본이 여럿이면 대상이 /로 끝나야 합니다.";
      return undefined;
    }
    default:
      return undefined;
  }
}
