import type { Spelling } from "../reference/schemas.ts";
import { withJosa } from "../text/josa.ts";
import { isParticleChain } from "../text/particles.ts";
import { placesOf } from "./prose.ts";
import type { Remark } from "./rule.ts";
import type { LintSource, Place } from "./source.ts";

const QUOTED = /‘[^’\n]{1,40}’|“[^”\n]{1,40}”|"[^"\n]{1,40}"|「[^」\n]{1,40}」/g;
const SHOWN_KEYS = /^(\s*(?:-\s+)?(?:title|english|summary|text):\s*)(.+)$/;

export type SpellingFinder = (source: LintSource) => Remark[];

/** Makes a finder of spellings this site does not use; each names the standard one. */
export function createSpellingFinder(spellings: readonly Spelling[]): SpellingFinder {
  if (spellings.length === 0) return () => [];
  const byWrong = new Map(spellings.map((spelling) => [spelling.wrong, spelling]));
  const longestFirst = [...byWrong.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escapePattern).join("|"), "g");
  return (source) => {
    const remarks: Remark[] = [];
    for (const { text, placeAt } of textsToRead(source)) {
      for (const found of text.matchAll(pattern)) {
        if (!isWord(text, found.index, found[0])) continue;
        const { line, column } = placeAt(found.index);
        const spelling = byWrong.get(found[0])!;
        if (isAllowed(spelling, source.note.slug, source.anchorAt(line))) continue;
        remarks.push({
          code: "lint/terminology",
          severity: "warning",
          line,
          column,
          message: `${withJosa(`"${spelling.wrong}"`, "은/는")} 이 사이트에서 쓰지 않는 표기입니다.`,
          hint: `${withJosa(`"${spelling.right}"`, "으로/로")} 적어 주세요.`,
        });
      }
    }
    return remarks;
  };
}

/** A word has no letter before it, and after it none but a particle's. */
function isWord(text: string, start: number, word: string): boolean {
  if (/[가-힣A-Za-z0-9]/.test(text[start - 1] ?? " ")) return false;
  const after = text.slice(start + word.length);
  if (!/[가-힣]$/.test(word)) return !/^[A-Za-z0-9]/.test(after);
  const letters = /^[가-힣]*/.exec(after)![0];
  return letters === "" || isParticleChain(word, letters);
}

const escapePattern = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

type Text = { readonly text: string; readonly placeAt: (index: number) => Place };

/** What is read of a note: quoted words, and what a correction says the original said, are left out. */
function textsToRead({ note, passages, images, html, placeAt }: LintSource): Text[] {
  const written = note.text.split("\n");
  const texts = note.body.split("\n").flatMap((line, index): Text[] => {
    const front = line === "" && written[index] !== "" ? frontmatterText(written[index] ?? "") : "";
    return front === "" ? [] : [{ text: front, placeAt: (at) => ({ line: index + 1, column: at + 1 }) }];
  });
  for (const { prose, original } of passages)
    if (!original)
      texts.push({ text: hideQuoted(prose.masked), placeAt: (at) => placeAt(prose.places[at]!) });
  for (const { alt, position } of images) {
    const places = placesOf(alt ?? "", note.body, position!.start.offset! + "![".length);
    texts.push({ text: hideQuoted(alt ?? ""), placeAt: (at) => placeAt(places[at]!) });
  }
  for (const { value, position } of html) {
    const places = placesOf(value, note.body, position!.start.offset!);
    const text = value.replace(/<!--[\s\S]*?(?:-->|$)|<\/?[A-Za-z][^<>]*>/g, blank);
    texts.push({ text: hideQuoted(text), placeAt: (at) => placeAt(places[at]!) });
  }
  return texts;
}

/** What readers see of a frontmatter's line; quotes around the whole value are YAML's. */
function frontmatterText(line: string): string {
  const found = SHOWN_KEYS.exec(line);
  if (!found) return "";
  const value = found[2]!.replace(/^(["'])(.*)\1(\s*)$/, " $2 $3");
  return blank(found[1]!) + hideQuoted(value);
}

function hideQuoted(text: string): string {
  return /["‘“「]/.test(text) ? text.replace(QUOTED, blank) : text;
}

const blank = (part: string) => " ".repeat(part.length);

function isAllowed({ where }: Spelling, slug: string, anchor: string): boolean {
  return where.some((place) => place === slug || place === `${slug}#${anchor}`);
}
