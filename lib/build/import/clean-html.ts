import { type Line, type Log, mapProse, outsideCode, prefixOf } from "./draft.ts";

const DROPPED_TAGS = /<\/?(?:u|font|span|center|div|p|o:p|figure)(?:\s[^<>]*)?\/?>/gi;

/** Raw HTML that editors leave behind, as Markdown: pictures, line breaks; tags of mere looks go. */
export function cleanHtml(lines: readonly Line[], log: Log): Line[] {
  return mapProse(lines, (text) => {
    if (!text.includes("<")) return text;
    const cleaned = outsideCode(text, (part) =>
      part
        .replace(/<img\s([^<>]*?)\/?>/gi, (whole, attributes: string) => {
          const source = attributeOf(attributes, "src");
          if (source === "") return whole;
          log.did("HTML 그림을 Markdown 그림으로 바꿨습니다");
          const target = /[\s()]/.test(source) ? `<${source}>` : source;
          return `![${attributeOf(attributes, "alt").replace(/[[\]]/g, "")}](${target})`;
        })
        .replace(/<figcaption>([^<\n]*)<\/figcaption>/gi, (_, caption: string) =>
          caption.trim() === "" ? "" : ` *${caption.trim()}*`,
        )
        .replace(DROPPED_TAGS, () => {
          log.did("모양만 꾸미는 HTML 태그를 뺐습니다");
          return "";
        }),
    );
    if (/<br\s*\/?>/i.test(cleaned)) return breakLines(cleaned, log);
    return cleaned;
  });
}

/** `<br>` becomes a hard break; a table's row is one line and keeps it, a heading gets a blank. */
function breakLines(text: string, log: Log): string | string[] {
  if (/^[ \t>]*(?:[-*+][ \t]+)?\|/.test(text)) return text;
  log.did("<br>을 줄바꿈으로 바꿨습니다");
  const blank = /^ {0,3}#/.test(text);
  const marked = outsideCode(text, (part) => part.replace(/[ \t]*<br\s*\/?>[ \t]*/gi, blank ? " " : "\n"));
  const { before, below } = prefixOf(marked);
  const parts = marked
    .slice(before.length)
    .split("\n")
    .filter((part) => part.trim() !== "");
  if (parts.length === 0) return before.trimEnd();
  return parts.map((part, index) => {
    const end = index < parts.length - 1 ? "\\" : "";
    return (index === 0 ? before : below) + part + end;
  });
}

function attributeOf(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(
    attributes,
  );
  return (found?.[1] ?? found?.[2] ?? found?.[3] ?? "").trim();
}
