import { createNameFinder } from "../../address/find-by-name.ts";
import { joinPath } from "../../address/resolve-link.ts";
import { toGitHubAnchor } from "../../address/slug.ts";
import { normalizeText } from "../../text/normalize.ts";
import type { ForeignText } from "../compile/context.ts";
import { tableOfCsv } from "../content/csv-table.ts";
import { outsideFences } from "../content/hidden-text.ts";
import type { NoteFile } from "../content/read-notes.ts";
import { holdsSecret, isSecretName } from "../content/secrets.ts";
import { readBeginning } from "../store/sights.ts";
import type { ReadCatalog } from "./stages.ts";

const LONGEST_EMBED = 20_000;
const LARGEST_TABLE_BYTES = 256 * 1024;
const EMBED = /!\[\[([^[\]\n|]{1,300})(?:\|[^[\]\n]*)?\]\]/g;
const TABLE = /\]\(\s*<?([^()\s<>]*\.csv)>?\s*\)/gi;

/**
 * How a note of somebody's folder is to be read: as the folder's program reads it, and with what it shows of
 * other notes and tables.
 */
export function createForeignReader(read: ReadCatalog): (note: NoteFile, text: string) => ForeignText {
  const { said, program, notes, assets } = read;
  const bodies = new Map(notes.map(({ note, frontmatter }) => [note.path, frontmatter.body]));
  const files = new Map(assets.map(({ path, absolute }) => [path, absolute]));
  const finder = createNameFinder(
    notes.map(({ note, frontmatter: { meta, keys } }) => ({
      slug: note.path,
      path: note.path.replace(/\.mdx?$/i, ""),
      title: meta.title ?? "",
      aliases: keys.aliases,
    })),
    [...files.keys()],
  );
  return ({ path }, text) => {
    const embeds = new Map<string, string>();
    for (const [, written] of text.matchAll(EMBED)) {
      const target = written!.trim();
      const [name = "", ...rest] = target.split("#");
      const body = bodies.get(name === "" ? path : (finder.note(name, path) ?? ""));
      const part = body === undefined ? undefined : partOf(body, rest.at(-1)?.trim() ?? "");
      if (part !== undefined) embeds.set(target, part);
    }
    for (const [, address] of text.matchAll(TABLE)) {
      const found = joinPath(path, decode(address!));
      const absolute = found === undefined ? undefined : files.get(found);
      const text = absolute === undefined ? "" : normalizeText(readBeginning(absolute, LARGEST_TABLE_BYTES));
      const isKept = absolute === undefined || isSecretName(absolute) || holdsSecret(absolute, text);
      const table = isKept ? undefined : tableOfCsv(text);
      if (table !== undefined) embeds.set(`csv:${address}`, table);
    }
    return { lineBreaks: said.lineBreaks ?? program !== undefined, tags: program === "obsidian", embeds };
  };
}

/** A note without its title, the section under a heading, or the paragraph that has a name. */
function partOf(body: string, anchor: string): string | undefined {
  const lines = outsideFences(body);
  if (anchor.startsWith("^")) {
    const end = lines.findIndex(({ line, isCode }) => !isCode && line.trimEnd().endsWith(anchor));
    if (end < 0) return undefined;
    const before = lines.slice(0, end).findLastIndex(({ line }) => line.trim() === "");
    const text = lines.slice(before + 1, end + 1).map(({ line }) => line);
    return text.join("\n").trimEnd().slice(0, -anchor.length).trimEnd();
  }
  const levels = lines.map(({ line, isCode }) =>
    isCode ? 0 : (/^ {0,3}(#{1,6})[ \t]/.exec(line)?.[1]?.length ?? 0),
  );
  let [from, to] = [0, lines.length];
  if (anchor === "") {
    const first = lines.findIndex(({ line }) => line.trim() !== "");
    from = first >= 0 && levels[first] === 1 ? first + 1 : 0;
  } else {
    const heading = lines.findIndex(
      ({ line }, index) =>
        levels[index]! > 0 &&
        toGitHubAnchor(line.replace(/^[ \t]*#+[ \t]+|[ \t]+#+[ \t]*$/g, "")) === toGitHubAnchor(anchor),
    );
    if (heading < 0) return undefined;
    from = heading + 1;
    const next = levels.findIndex(
      (level, index) => index > heading && level > 0 && level <= levels[heading]!,
    );
    if (next >= 0) to = next;
  }
  const text = lines
    .slice(from, to)
    .map(({ line }) => line)
    .join("\n")
    .trim();
  return text.length > LONGEST_EMBED ? `${text.slice(0, LONGEST_EMBED)}\n\n…` : text;
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address).normalize("NFC");
  } catch {
    return address.normalize("NFC");
  }
}
