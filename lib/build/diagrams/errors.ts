import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { type DiagramFault, findKnownFault } from "./known-faults.ts";
import type { ParseFault } from "./page/main.ts";

const TYPES =
  "flowchart graph sequenceDiagram stateDiagram-v2 stateDiagram classDiagram erDiagram mindmap timeline gantt C4Context C4Container C4Component C4Dynamic C4Deployment architecture-beta pie gitGraph journey quadrantChart xychart sankey block packet kanban requirementDiagram radar-beta treemap".split(
    " ",
  );
const SHOWN_TYPES = TYPES.filter((type) => !/^(?:graph|stateDiagram|C4(?!Context).*)$/.test(type));

const COMMON = "accTitle accDescr title";
/** Words a line may begin with, by the type's first word. */
const KEYWORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:flowchart|graph)/, "subgraph end direction style linkStyle classDef class click"],
  [
    /^sequenceDiagram/,
    "participant actor activate deactivate loop end alt else opt par and critical option break rect note box autonumber create destroy link links",
  ],
  [/^stateDiagram/, "state note end direction classDef class as"],
  [/^classDiagram/, "class namespace note direction style classDef click link"],
  [/^erDiagram/, "direction style classDef class"],
  [/^gantt/, "dateFormat axisFormat section excludes includes tickInterval todayMarker weekday click"],
  [/^(?:timeline|journey)/, "section"],
  [
    /^C4/,
    "Person Person_Ext System System_Ext SystemDb SystemQueue Container Container_Ext ContainerDb Component Boundary System_Boundary Enterprise_Boundary Container_Boundary Rel BiRel Rel_U Rel_D Rel_L Rel_R Node Deployment_Node UpdateRelStyle UpdateElementStyle UpdateLayoutConfig",
  ],
  [/^architecture/, "group service junction in align"],
  [/^pie/, "showData"],
  [/^gitGraph/, "commit branch checkout switch merge cherry-pick"],
  [/^quadrantChart/, "x-axis y-axis quadrant-1 quadrant-2 quadrant-3 quadrant-4"],
  [/^xychart/, "x-axis y-axis bar line"],
  [/^requirementDiagram/, "requirement element functionalRequirement interfaceRequirement direction"],
  [/^radar/, "axis curve min max ticks showLegend graticule"],
];

const TOKENS: Readonly<Record<string, string>> = {
  NEWLINE: "줄바꿈",
  NL: "줄바꿈",
  EOF: "글의 끝",
  SEMI: "세미콜론(;)",
  SPACE: "빈칸",
  SQE: "닫는 대괄호(])",
  SQS: "여는 대괄호([)",
  PE: "닫는 괄호())",
  PS: "여는 괄호(()",
  PIPE: "세로줄(|)",
  DIAMOND_START: "여는 중괄호({)",
  DIAMOND_STOP: "닫는 중괄호(})",
  CYLINDEREND: "닫는 원통 괄호()])",
  STADIUMEND: "닫는 괄호(]))",
  SUBROUTINEEND: "닫는 괄호(]])",
  TAGEND: "닫는 꺾쇠(>)",
  STRUCT_STOP: "닫는 중괄호(})",
  BLOCK_STOP: "닫는 중괄호(})",
  LINK: "화살표(-->)",
  START_LINK: "글이 있는 화살표(-- 글 -->)",
  SOLID_ARROW: "화살표(->>)",
  DOTTED_ARROW: "점선 화살표(-->>)",
  ARROW: "화살표",
  "-->": "화살표(-->)",
  TXT: "쌍점과 글(: 글)",
  COLON: "쌍점(:)",
  COMMA: "쉼표(,)",
  end: "end",
  ACTOR: "참여자 이름",
  NODE_STRING: "이름",
  UNICODE_TEXT: "글",
  ALPHA: "이름",
  NUM: "숫자",
  STR: "따옴표로 묶은 글",
  ID: "이름",
  LABEL: "글",
};

/** Says in words what Mermaid's parser could not read, on the author's line. */
export function explainFault(source: string, fault: ParseFault): DiagramFault {
  const lines = source.split("\n");
  const header = headerLine(lines);
  const first = (lines[header]?.trim() ?? "").split(/[\s:;]/)[0] ?? "";
  if (/No diagram type detected|UnknownDiagramError/i.test(fault.message) || first === "")
    return unknownType(lines, header, first);
  const unread = first.startsWith("sankey")
    ? lines.findIndex((text, at) => at > header && /[^ -~]/.test(text))
    : -1;
  if (unread >= 0)
    return {
      line: unread + 1,
      column: lines[unread]!.search(/[^ -~]/) + 1,
      message: "sankey 그림은 로마자와 숫자로 쓴 이름만 읽습니다.",
      hint: "이름을 영어로 적고, 한글 설명은 그림의 설명(caption)에 적어 주세요.",
    };
  const kept = keptLines(lines);
  const parsed = lineOf(fault);
  const index = Math.max(0, Math.min(parsed.line - 1, kept.length - 1));
  let line = kept[index] ?? header;
  // Whoever stops at the end of the text is shown the last line with something on it.
  while (line > 0 && lines[line]?.trim() === "") line -= 1;
  const known = findKnownFault({ lines, header, type: first, line, fault });
  // ‘sectoin 하나’ is no task without its colon.
  const slip = first === "gantt" ? findTypo(lines, line, header, first) : undefined;
  if (known && slip?.line !== line) return known;
  if (parsed.nowhere)
    return {
      line: header + 1,
      column: lines[header]!.search(/\S/) + 1,
      message: `그림을 읽을 수 없습니다(Mermaid: ${fault.message.split("\n")[0]!}).`,
      hint: "이 그림의 문법을 확인해 주세요.",
    };
  // An open bracket is noticed on the line after it.
  const before = kept[kept.indexOf(line) - 1];
  if (
    !openBracket(lines[line] ?? "") &&
    before !== undefined &&
    before > header &&
    openBracket(lines[before] ?? "")
  )
    line = before;
  const typo = findTypo(lines, line, header, first);
  if (typo)
    return {
      line: typo.line + 1,
      column: typo.column,
      message: `그림의 ‘${typo.word}’${withJosa(typo.word, "을/를").slice(typo.word.length)} 읽을 수 없습니다.`,
      hint: `혹시 ${withJosa(typo.nearest, "을/를")} 쓰려고 했나요?`,
    };
  const text = lines[line] ?? "";
  const found = (foundIn(fault.message) || fault.found || text).trim().split("\n")[0]!.slice(0, 40);
  const place = found ? text.indexOf(found) : -1;
  const column = place >= 0 ? place + 1 : (parsed.column ?? text.search(/\S/) + 1);
  const expected = expectedOf(fault);
  const what =
    found === "" || found === "EOF"
      ? "여기서 그림이 끝나"
      : `‘${found}’${withJosa(found, "을/를").slice(found.length)}`;
  return {
    line: line + 1,
    column: Math.max(1, column),
    message:
      found === "" || found === "EOF"
        ? `${what} 그림을 다 읽지 못했습니다. 닫지 않은 괄호나 묶음이 있는지 보세요.`
        : `그림의 ${what} 읽을 수 없습니다.`,
    hint: hintFor(text, expected),
  };
}

function unknownType(lines: readonly string[], header: number, first: string): DiagramFault {
  const nearest = findNearest(first, TYPES);
  const list = SHOWN_TYPES.join(", ");
  const column = Math.max(1, (lines[header] ?? "").search(/\S/) + 1);
  if (first === "")
    return {
      line: 1,
      column: 1,
      message: "그림이 비어 있습니다.",
      hint: `첫 줄에 종류를 적어 주세요: ${list}`,
    };
  return {
    line: header + 1,
    column,
    message: `‘${first}’${withJosa(first, "은/는").slice(first.length)} 없는 그림 종류입니다.`,
    hint: nearest
      ? `혹시 ${withJosa(nearest, "을/를")} 쓰려고 했나요? 쓸 수 있는 종류: ${list}`
      : `쓸 수 있는 종류: ${list}`,
  };
}

/** The line that names the type: the first that is neither empty, nor a comment, nor frontmatter. */
function headerLine(lines: readonly string[]): number {
  const kept = keptLines(lines);
  return kept.find((index) => lines[index]!.trim() !== "") ?? 0;
}

/** Lines as Mermaid counts them: without frontmatter, comments and what stands empty before the type. */
function keptLines(lines: readonly string[]): number[] {
  const kept: number[] = [];
  let index = 0;
  while (index < lines.length && lines[index]!.trim() === "") index++;
  if (lines[index]?.trim() === "---") {
    const close = lines.findIndex((line, at) => at > index && line.trim() === "---");
    if (close > index) index = close + 1;
  }
  for (; index < lines.length; index++) {
    const text = lines[index]!.trim();
    if (/^%%/.test(text)) continue;
    if (kept.length === 0 && text === "") continue;
    kept.push(index);
  }
  return kept;
}

/** `nowhere` where the parser names no line at all. */
function lineOf(fault: ParseFault): { line: number; column?: number; nowhere?: true } {
  const langium =
    /on line (\d+), column (\d+)/i.exec(fault.message) ?? /at line (\d+), column (\d+)/i.exec(fault.message);
  if (langium) return { line: Number(langium[1]), column: Number(langium[2]) };
  const written =
    /(?:error|line) (?:on|at)? ?line (\d+)/i.exec(fault.message) ?? /on line (\d+)/i.exec(fault.message);
  // A parser that stops at a line's end names the line where the token before it began.
  if (fault.line !== undefined && fault.found?.trim() !== "")
    return { line: fault.line, column: fault.column };
  if (written) return { line: Number(written[1]) };
  if (fault.line === undefined) return { line: 1, nowhere: true };
  return { line: fault.line, column: fault.column };
}

function findTypo(lines: readonly string[], line: number, header: number, first: string) {
  const own = KEYWORDS.find(([type]) => type.test(first))?.[1] ?? "";
  const keywords = `${own} ${COMMON}`.split(" ").filter(Boolean);
  for (let at = Math.min(line, lines.length - 1); at > header; at--) {
    const text = lines[at]!;
    const word = /^\s*([A-Za-z][\w-]*)/.exec(text)?.[1];
    if (!word || keywords.some((keyword) => keyword.toLowerCase() === word.toLowerCase())) continue;
    // A word of three letters is near to everything; names in front of an arrow are names.
    if (word.length < 3 || /^\s*[\w-]+\s*(?:[-=~<.][-=.>~]|[[({])/.test(text)) continue;
    const nearest = findNearest(
      word,
      keywords.filter((keyword) => keyword.length > 2),
    );
    if (nearest && Math.abs(nearest.length - word.length) <= 2)
      return { line: at, column: text.indexOf(word) + 1, word, nearest };
  }
  return undefined;
}

function foundIn(message: string): string {
  return (
    /unexpected character: ->(.*?)<-/i.exec(message)?.[1] ??
    /but found:? ?['"`](.*?)['"`]/i.exec(message)?.[1] ??
    /offending text ["'](.*?)["']/i.exec(message)?.[1] ??
    ""
  );
}

function expectedOf(fault: ParseFault): string[] {
  const names =
    fault.expected?.map((name) => name.replace(/^'|'$/g, "")) ??
    /Expecting token of type '([^']+)'/i.exec(fault.message)?.slice(1) ??
    [];
  return [...new Set(names.map((name) => TOKENS[name]).filter((word): word is string => word !== undefined))];
}

const CLOSING: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}" };

/** A bracket that opens on a line and does not close there; quoted text does not count. */
function openBracket(text: string): string | undefined {
  const bare = text.replace(/"[^"]*"/g, "");
  return Object.keys(CLOSING).find((open) => bare.split(open).length > bare.split(CLOSING[open]!).length);
}

function hintFor(text: string, expected: readonly string[]): string {
  const open = openBracket(text);
  if (open)
    return `여는 괄호 ‘${open}’에 짝이 되는 ${withJosa(`‘${CLOSING[open]}’`, "이/가")} 이 줄에 없습니다.`;
  if ((text.match(/"/g) ?? []).length % 2 === 1) return '따옴표(")가 하나 모자랍니다.';
  if (expected.length > 0)
    return `이 자리에는 ${withJosa(expected.slice(0, 5).join(", "), "이/가")} 올 수 있습니다.`;
  if (/[()[\]{}]/.test(text)) return "글에 괄호가 있으면 따옴표로 묶어 주세요.";
  return "이 줄의 문법을 확인해 주세요.";
}
