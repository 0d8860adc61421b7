import { withJosa } from "../../text/josa.ts";
import type { ParseFault } from "./page/main.ts";

/** Where a source is wrong (line and column inside the fence, from 1) and what to do. */
export type DiagramFault = {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string;
};

/** A source that Mermaid refuses, as far as it is understood. Lines count from 0. */
export type Refusal = {
  readonly lines: readonly string[];
  /** The line that names the type, and its first word. */
  readonly header: number;
  readonly type: string;
  /** The line that the parser stopped at, as far as it says one. */
  readonly line: number;
  readonly fault: ParseFault;
};

/**
 * Mistakes that many make and whose message of Mermaid's leads elsewhere. Each answers with what stands where,
 * and with what is accepted there; undefined where the refusal has another cause.
 */
const KNOWN: readonly ((refusal: Refusal) => DiagramFault | undefined)[] = [
  ganttDate,
  ganttColon,
  secondRoot,
  semicolon,
  unnamedRelation,
  reservedEnd,
  openGroup,
  unquoted,
  bracketInLabel,
];

/** The mistake behind a refusal, where it is one of the known ones. */
export function findKnownFault(refusal: Refusal): DiagramFault | undefined {
  for (const look of KNOWN) {
    const found = look(refusal);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @param what the words of the line that are wrong; the fault stands at them */
function at(
  { lines }: Refusal,
  line: number,
  what: string | number,
  message: string,
  hint: string,
): DiagramFault {
  const column = typeof what === "number" ? what : lines[line]!.indexOf(what);
  return { line: line + 1, column: Math.max(0, column) + 1, message, hint };
}

const EXAMPLE_DATE: Readonly<Record<string, string>> = {
  YYYY: "2026",
  YY: "26",
  MM: "01",
  M: "1",
  DD: "31",
  D: "31",
  HH: "09",
  H: "9",
  mm: "30",
  ss: "00",
};

/** dayjs reads what `dateFormat` says; Mermaid then names the date and no line. */
function ganttDate(refusal: Refusal): DiagramFault | undefined {
  const date = /Invalid date:(.+)/.exec(refusal.fault.message)?.[1]?.trim();
  if (date === undefined) return undefined;
  const { lines } = refusal;
  const line = lines.findIndex((text) => text.slice(text.indexOf(":") + 1).includes(date));
  if (line < 0) return undefined;
  const format = /^\s*dateFormat\s+(\S.*?)\s*$/m.exec(lines.join("\n"))?.[1] ?? "YYYY-MM-DD";
  const example = format.replace(/YYYY|YY|MM?|DD?|HH?|mm|ss/g, (part) => EXAMPLE_DATE[part]!);
  return at(
    refusal,
    line,
    date,
    `${withJosa(`‘${date}’`, "은/는")} 없는 날짜이거나 dateFormat과 다릅니다.`,
    `dateFormat이 ${format}이므로 ${example}처럼 적어 주세요. 기간은 3d, 다른 일의 다음은 after 이름으로 적습니다.`,
  );
}

/** A task of a Gantt chart without its colon ends where its data should begin. */
function ganttColon(refusal: Refusal): DiagramFault | undefined {
  const { lines, line, type, fault } = refusal;
  const text = lines[line]?.trim() ?? "";
  if (type !== "gantt" || !fault.expected?.includes("'taskData'") || text.includes(":")) return undefined;
  const [, name = text, data = ""] = /^(.*?)\s+((?:\d|after\b).*)$/.exec(text) ?? [];
  return at(
    refusal,
    line,
    text,
    `할 일 ‘${text}’에 쌍점(:)이 없습니다.`,
    `이름과 날짜 사이에 적어 주세요: ${name} :${data || "2026-01-31, 3d"}`,
  );
}

function secondRoot(refusal: Refusal): DiagramFault | undefined {
  const label = /only one root\. No parent could be found for \("([\s\S]*)"\)/.exec(
    refusal.fault.message,
  )?.[1];
  if (label === undefined) return undefined;
  const { lines, header } = refusal;
  const root = lines.findIndex((text, index) => index > header && text.trim() !== "");
  const line = lines.findIndex((text, index) => index > root && text.includes(label));
  if (line < 0) return undefined;
  return at(
    refusal,
    line,
    lines[line]!.search(/\S/),
    `마인드맵의 뿌리는 하나인데 ‘${label}’도 뿌리 자리에 있습니다.`,
    `줄을 뿌리(${lines[root]!.trim()})보다 안으로 들여 주세요. 뿌리가 둘이면 그림을 둘로 나눕니다.`,
  );
}

/** In a sequence a semicolon ends the line, also within what is said. */
function semicolon(refusal: Refusal): DiagramFault | undefined {
  if (refusal.type !== "sequenceDiagram") return undefined;
  for (const line of [refusal.line, refusal.line - 1]) {
    const text = refusal.lines[line] ?? "";
    const place = text.replace(/#\w+;/g, (entity) => "_".repeat(entity.length)).search(/;(?=\s*\S)/);
    if (place >= 0 && text.lastIndexOf(":", place) >= 0)
      return at(
        refusal,
        line,
        place,
        "세미콜론(;)은 줄을 끝내는 기호라 그 뒤를 읽지 못합니다.",
        `글에 넣으려면 #59;로 적어 주세요: ${text.trim().replace(/(?<!#\w+);/g, "#59;")}`,
      );
  }
  return undefined;
}

function unnamedRelation(refusal: Refusal): DiagramFault | undefined {
  const { lines, line, type, fault } = refusal;
  const text = lines[line]?.trim() ?? "";
  if (type !== "erDiagram" || !fault.expected?.includes("'COLON'")) return undefined;
  if (!/(?:--|\.\.)/.test(text) || text.includes(":")) return undefined;
  return at(
    refusal,
    line,
    text,
    `관계 ‘${text}’에 이름이 없습니다.`,
    `쌍점과 이름을 뒤에 적어 주세요: ${text} : "이름". 이름 없이 두려면 : ""로 적습니다.`,
  );
}

/** `end` closes a group or a loop, wherever it stands as a word of its own. */
function reservedEnd(refusal: Refusal): DiagramFault | undefined {
  const { lines, line, type, fault } = refusal;
  const isSequence = type === "sequenceDiagram";
  if (!isSequence && !/^(?:flowchart|graph)/.test(type)) return undefined;
  const text = lines[line] ?? "";
  const place = text.search(/(?<![\w-])end(?![\w-])/);
  if (!fault.found?.trim().startsWith("end") || place < 0 || text.trim() === "end") return undefined;
  return at(
    refusal,
    line,
    place,
    "‘end’는 묶음을 닫는 말이라 이름으로 쓸 수 없습니다.",
    isSequence
      ? "참여자를 다른 이름으로 두고 보일 글만 적어 주세요: participant last as end"
      : 'End처럼 적거나, 다른 이름에 보일 글을 적어 주세요: last["end"]',
  );
}

/** A group that nothing closes: the text ends where its `end` is missing. */
function openGroup(refusal: Refusal): DiagramFault | undefined {
  const { lines, header, type, fault } = refusal;
  if (!fault.expected?.includes("'end'") || /got '(?!EOF|1')/.test(fault.message)) return undefined;
  const opens =
    type === "sequenceDiagram"
      ? /^\s*(?:loop|alt|opt|par|critical|break|rect|box)\b/
      : /^(?:flowchart|graph)/.test(type)
        ? /^\s*subgraph\b/
        : undefined;
  if (opens === undefined) return undefined;
  const open: number[] = [];
  for (const [index, text] of lines.entries()) {
    if (index <= header) continue;
    if (opens.test(text)) open.push(index);
    else if (/^\s*end\s*;?\s*$/.test(text)) open.pop();
  }
  const line = open.at(-1);
  if (line === undefined) return undefined;
  const text = lines[line]!.trim();
  return at(
    refusal,
    line,
    text,
    `‘${text}’${withJosa(text, "을/를").slice(text.length)} 닫는 end가 없습니다.`,
    "묶음이 끝나는 곳에 end만 적은 줄을 두어 주세요.",
  );
}

/** Types that read letters other than Roman ones only in quotes. */
const QUOTES = /^(?:gitGraph|requirementDiagram|xychart|architecture|packet|radar|pie|treemap|C4|wardley)/;
const OTHER_LETTER = /[^\p{ASCII}]/u;
/** Names by which other lines call something: these have no quotes at all. */
const BARE_NAMES: readonly (readonly [RegExp, RegExp, (name: string) => string])[] = [
  [
    /^architecture/,
    /^\s*(?:service|group|junction)\s+([^\s([]+)/,
    (name) => `service server(server)["${name}"]`,
  ],
  [
    /^radar/,
    /^\s*(?:axis|curve)\s+(?:[\w-]+(?:\["[^"]*"\])?,\s*)*([^\s,[{"]+)/,
    (name) => `axis a["${name}"]`,
  ],
];
const FIRST_WORDS =
  /^\s*(?:title|x-axis|y-axis|bar|line|branch|checkout|switch|merge|commit|requirement|element|\w+Requirement|designConstraint|component|anchor)\s+/;

function unquoted(refusal: Refusal): DiagramFault | undefined {
  const { lines, line, type, fault } = refusal;
  const strange = /unexpected character: ->(.)/u.exec(fault.message)?.[1];
  const isLetter =
    strange === undefined
      ? /Unrecognized text|got '1'|got 'ALPHA'/.test(fault.message)
      : OTHER_LETTER.test(strange);
  const text = lines[line] ?? "";
  const bare = text.replace(/"[^"]*"/g, (quoted) => "_".repeat(quoted.length));
  if (!QUOTES.test(type) || !isLetter || !OTHER_LETTER.test(bare)) return undefined;
  for (const [types, place, example] of BARE_NAMES) {
    const name = types.test(type) ? place.exec(text)?.[1] : undefined;
    if (name !== undefined && OTHER_LETTER.test(name))
      return at(
        refusal,
        line,
        name,
        `이름 ‘${name}’${withJosa(name, "은/는").slice(name.length)} 로마자와 숫자로만 적을 수 있습니다.`,
        `보일 글은 대괄호와 따옴표에 적어 주세요: ${example(name)}`,
      );
  }
  const words = wordsToQuote(text);
  if (words.length === 0) return undefined;
  const [first] = words as [string];
  const fixed = words.reduce((written, word) => replaceUnquoted(written, word), text).trim();
  return at(
    refusal,
    line,
    first,
    `${withJosa(`‘${first}’`, "은/는")} 따옴표로 묶어야 읽습니다.`,
    `이렇게 적어 주세요: ${fixed}`,
  );
}

/** The runs of a line that hold letters other than Roman ones and stand in no quotes. */
function wordsToQuote(text: string): string[] {
  const start = FIRST_WORDS.exec(text)?.[0].length ?? 0;
  return (
    text
      .slice(start)
      .replace(/"[^"]*"/g, (quoted) => ",".repeat(quoted.length))
      // The number in front of an arrow begins a range.
      .split(/[[\](){},:<>|]|\s[\d.]+\s*-->|-->|\s-\s/)
      .map((run) => run.trim())
      .filter((run) => OTHER_LETTER.test(run))
  );
}

function replaceUnquoted(text: string, word: string): string {
  let from = 0;
  for (let place = text.indexOf(word); place >= 0; place = text.indexOf(word, from)) {
    const inQuotes = (text.slice(0, place).match(/"/g) ?? []).length % 2 === 1;
    if (!inQuotes) return `${text.slice(0, place)}"${word}"${text.slice(place + word.length)}`;
    from = place + 1;
  }
  return text;
}

/** A bracket in the words of a box opens a box of another form. */
function bracketInLabel(refusal: Refusal): DiagramFault | undefined {
  const { lines, line, type, fault } = refusal;
  if (!/^(?:flowchart|graph)/.test(type) || !fault.expected?.includes("'SQE'")) return undefined;
  const text = lines[line] ?? "";
  const box = /([\w\p{L}-]+)\[([^"[\]]*[(){}][^"[\]]*)\]/u.exec(text);
  if (box === null || !/^[(){}]/.test(fault.found ?? "")) return undefined;
  const [whole, name = "", label = ""] = box;
  return at(
    refusal,
    line,
    whole,
    `글에 괄호가 있어 ‘${whole}’${withJosa(whole, "을/를").slice(whole.length)} 읽을 수 없습니다.`,
    `글을 따옴표로 묶어 주세요: ${name}["${label}"]`,
  );
}
