import { withoutNotionId } from "../../address/find-by-name.ts";
import { translateMarkup } from "../content/dialects.ts";
import { readFrontmatter } from "../content/frontmatter.ts";
import { withoutHiddenText } from "../content/hidden-text.ts";
import { cleanDialects } from "./clean-dialects.ts";
import { cleanHtml } from "./clean-html.ts";
import { cleanStructure, withoutEmoji } from "./clean-structure.ts";
import { composeNote } from "./compose.ts";
import { giveIds, type Piece, slugFrom, splitSections, takeTitle } from "./divide.ts";
import { createLog, type Log, readLines } from "./draft.ts";
import { type Fetched, followTargets } from "./targets.ts";

export type ImportInput = {
  /** Normalised text of the raw note, and its file's name without the extension. */
  readonly text: string;
  readonly name: string;
  /** One note for each top-level section. */
  readonly split: boolean;
  /** Notes that are in the folder already. */
  readonly slugs: ReadonlySet<string>;
  readonly fetchFile: (target: string, slug: string) => Fetched;
};

type ImportedNote = {
  readonly slug: string;
  readonly title: string;
  readonly text: string;
  readonly sections: number;
  /** Keys of the frontmatter that a human has to fill in. */
  readonly missing: readonly string[];
};

export type ImportResult = { readonly notes: readonly ImportedNote[]; readonly log: Log };

/** Turns a raw note into well-formed ones. Reads and writes nothing itself. */
export function importNote({ text, name, split, slugs, fetchFile }: ImportInput): ImportResult {
  const log = createLog();
  const { meta, body, findings } = readFrontmatter(text, "", "warning", "told");
  for (const finding of findings) log.ask(finding.line, `머리말에서 옮기지 못했습니다. ${finding.message}`);

  const shown = withoutHiddenText(body);
  if (shown !== body) log.did("숨은 메모(%%, <!-- -->)를 뺐습니다");
  const translated = translateMarkup(shown);
  if (translated !== shown) log.did("다른 프로그램의 표기를 Markdown으로 바꿨습니다");
  const cleaned = cleanStructure(cleanHtml(cleanDialects(readLines(translated), log), log), log);
  const fileName = withoutNotionId(name).normalize("NFC").trim();
  const taken = takeTitle(cleaned, meta.title, withoutEmoji(fileName) || "노트");
  const slug = slugFrom(fileName);
  const whole: Piece = { slug, title: taken.title, lines: taken.lines };
  const { pieces, places } = giveIds(split ? splitSections(taken.lines, taken.title, slug) : [whole], log);

  const known = new Set([...slugs, ...pieces.map((piece) => piece.slug)]);
  const notes = pieces.map((piece): ImportedNote => {
    const followed = followTargets(piece, { places, slugs: known, fetchFile, log });
    // What the raw note said of itself holds for the whole, not for each part.
    const composed = composeNote(followed, pieces.length === 1 ? meta : {});
    return { slug: piece.slug, title: piece.title, ...composed };
  });
  return { notes, log };
}
