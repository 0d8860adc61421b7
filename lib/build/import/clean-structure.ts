import { type Line, type Log, mapProse } from "./draft.ts";

const SHORTCODE = /:(?:[a-z][a-z0-9_+-]*|\+1|-1|100|1234):/g;
const EMOJI =
  /(?:\p{Extended_Pictographic}|\p{Regional_Indicator})(?:\uFE0F|\u200D|\p{Extended_Pictographic}|\p{Emoji_Modifier})*/gu;

/** Text without emoji, whether a picture or spelt `:whale:`. */
export function withoutEmoji(text: string): string {
  return text.replace(SHORTCODE, "").replace(EMOJI, "").replace(/ {2,}/g, " ").trim();
}

/** Headings in one form and without decoration; what is empty goes: headings, list items, contents. */
export function cleanStructure(lines: readonly Line[], log: Log): Line[] {
  const headings = mapProse(turnUnderlined(lines, log), (text) => cleanHeading(text, log));
  return dropBlankRuns(dropEmptyItems(headings, log));
}

/** A title underlined with `===` or `---` becomes `#` or `##`. */
function turnUnderlined(lines: readonly Line[], log: Log): Line[] {
  const turned: Line[] = [];
  for (const line of lines) {
    const mark = line.code ? undefined : /^ {0,3}(=+|-{2,})[ \t]*$/.exec(line.text)?.[1];
    const above = turned.at(-1);
    const before = turned.at(-2);
    const isTitle =
      mark !== undefined &&
      above !== undefined &&
      !above.code &&
      /^ {0,3}[^\s#>|*+-]/.test(above.text) &&
      (before === undefined || before.code || before.text.trim() === "" || /^#/.test(before.text));
    if (isTitle) {
      log.did("밑줄로 적은 제목을 #으로 바꿨습니다");
      turned[turned.length - 1] = {
        ...above,
        text: `${mark.startsWith("=") ? "#" : "##"} ${above.text.trim()}`,
      };
    } else turned.push(line);
  }
  return turned;
}

function cleanHeading(text: string, log: Log): string | undefined {
  if (/^\s*\[toc\]\s*$/i.test(text)) {
    log.did("목차 표시([TOC])를 뺐습니다");
    return undefined;
  }
  const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(text);
  if (!heading) return text;
  const written = heading[2] ?? "";
  const plain = withoutEmoji(written);
  if (plain !== written.trim()) log.did("제목에서 이모지를 뺐습니다");
  const bare = plain.replace(/^(\*\*|__)(.+)\1$/, "$2").trim();
  if (bare === "") {
    log.did("빈 제목을 뺐습니다");
    return undefined;
  }
  return `${heading[1]} ${bare}`;
}

/** An item without text goes, unless what it holds stands on the very next line, deeper. */
function dropEmptyItems(lines: readonly Line[], log: Log): Line[] {
  return lines.filter((line, index) => {
    if (line.code) return true;
    const item = /^((?:[ \t]*>)*[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]*$/.exec(line.text);
    if (!item) return true;
    const next = lines[index + 1];
    const deeper =
      next !== undefined && /^[ \t]/.test(next.text.slice(item[1]!.length)) && next.text.trim() !== "";
    if (deeper) return true;
    log.did("빈 목록 항목을 뺐습니다");
    return false;
  });
}

/** One blank line is enough. */
export function dropBlankRuns(lines: readonly Line[]): Line[] {
  return lines.filter((line, index) => {
    const blank = (one: Line | undefined) => one === undefined || (!one.code && one.text.trim() === "");
    return !(blank(line) && blank(lines[index - 1]));
  });
}
