import { otherCalloutKind } from "../../note/callout-kinds.ts";
import { type Line, type Log, mapProse, outsideCode } from "./draft.ts";

/** Kinds of ours that no other program has. */
const OWN_KINDS: ReadonlySet<string> = new Set(["version", "correction", "summary"]);

/**
 * What is left to do when `translateMarkup` has read the dialects as the build does: callouts of our kinds with their
 * titles as text, Notion's asides, pictures and names that only a folder of notes can resolve.
 */
export function cleanDialects(lines: readonly Line[], log: Log): Line[] {
  return turnAsides(lines, log).flatMap((line) => (line.code ? [line] : cleanLine(line, log)));
}

function cleanLine(line: Line, log: Log): Line[] {
  const callout = /^((?:[ \t]*>)+[ \t]*)\[!([A-Za-z-]+)\][+-]?[ \t]*(.*)$/.exec(line.text);
  if (callout) {
    const [, quote = "", kind = "", title = ""] = callout;
    const own = OWN_KINDS.has(kind.toLowerCase());
    const known = (own ? kind : otherCalloutKind(kind)).toUpperCase();
    if (kind !== known || title !== "") log.did("콜아웃을 이 사이트의 종류로 바꿨습니다");
    const texts = [`${quote}[!${known}]`, ...(title ? [`${quote}**${title}**`, quote.trimEnd()] : [])];
    return texts.map((text) => ({ ...line, text }));
  }
  const text = outsideCode(line.text, (part) =>
    part
      .replace(
        /!\[\[([^\]|#\n]+\.(?:png|jpe?g|gif|webp|avif|svg|bmp|pdf))(?:\|([^\]\n]*))?\]\]/gi,
        (_, name: string, alt = "") => {
          log.did("Obsidian 그림을 Markdown 그림으로 바꿨습니다");
          // A number there is a width.
          const text = /^\d+(?:x\d+)?$/.test(alt) ? "" : alt;
          return `![${text}](<${name.trim()}>)`;
        },
      )
      .replace(/!\[\[/g, "[[")
      .replace(/<mark>([^<\n]*)<\/mark>/g, (_, text: string) => {
        log.did("형광펜 표시를 굵은 글씨로 바꿨습니다");
        return `**${text}**`;
      })
      // `**레이어(layer)**라는`: the particle belongs to the word, the bracket to neither.
      .replace(/\*\*([^*\n()]+?)(\s?\([^()*\n]+\))\*\*(?=[가-힣])/g, (_, word: string, gloss: string) => {
        log.did("굵은 글씨 안의 괄호를 밖으로 옮겼습니다");
        return `**${word}**${gloss}`;
      })
      .replace(/[ \t]\^[A-Za-z0-9-]+[ \t]*$/, ""),
  );
  return [text === line.text ? line : { ...line, text }];
}

/** Notion's `<aside>` is a callout; the emoji that opens it is its icon. */
function turnAsides(lines: readonly Line[], log: Log): Line[] {
  let inside = false;
  let first = false;
  return mapProse(lines, (text) => {
    const opens = /^\s*<aside[^>]*>\s*(.*)$/i.exec(text);
    if (opens && !inside) {
      log.did("Notion 콜아웃을 옮겼습니다");
      const closes = /<\/aside>\s*$/i.test(text);
      inside = !closes;
      const rest = withoutIcon(opens[1]!.replace(/<\/aside>\s*$/i, "")).trim();
      first = rest === "";
      return ["> [!NOTE]", ...(rest ? [`> ${rest}`] : [])];
    }
    if (!inside) return text;
    if (/<\/aside>/i.test(text)) {
      inside = false;
      const rest = text.replace(/<\/aside>\s*/i, "").trim();
      return rest ? [`> ${rest}`, ""] : "";
    }
    const shown = first ? withoutIcon(text) : text;
    if (first && shown.trim() === "") return undefined;
    first = false;
    return shown.trim() === "" ? ">" : `> ${shown}`;
  });
}

const withoutIcon = (text: string) => text.replace(/^\s*(?:\p{Extended_Pictographic}\uFE0F?)+\s*/u, "");
