/** What the frontmatter of somebody's note says beside the keys of ours, as Jekyll, Hugo, Obsidian and velog name it. */
export type AuthorsKeys = {
  /** The author does not want it published, and by which word. */
  readonly withheld?: "draft" | "unpublished";
  /** The author says that it is to be published. */
  readonly marked: boolean;
  /** Published, but only for who knows its address. */
  readonly unlisted: boolean;
  /** The day it stands under: `2026-11-22` or `2026-11-22T01:02:03Z`. */
  readonly date?: string;
  /** Its place among others, as Hugo, Jekyll and Docusaurus name it: small first. */
  readonly place?: number;
  readonly tags: readonly string[];
  /** Other names that links call it by. */
  readonly aliases: readonly string[];
  /** Who wrote it, as their names are written. */
  readonly authors: readonly string[];
  /** A picture beside it that stands for it, as a path. */
  readonly cover?: string;
};

export const NO_KEYS: AuthorsKeys = { marked: false, unlisted: false, tags: [], aliases: [], authors: [] };

const DATES = ["publishDate", "publish_date", "date", "created", "created_at", "작성일", "released_at"];

const LONGEST_NAME = 80;
const PICTURE = /^[^\n<>]+\.(?:png|jpe?g|gif|webp|avif|svg)$/i;
const COVERS = ["cover", "coverimage", "cover_image", "image", "banner", "thumbnail", "featured_image"];

/** Reads the keys of a map. What has another shape than expected counts as not said. */
export function readAuthorsKeys(value: object): AuthorsKeys {
  const said = new Map(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one as unknown]));
  const isTrue = (key: string) => isWord(said.get(key), "true", "yes", "on", "1");
  const isFalse = (key: string) => isWord(said.get(key), "false", "no", "off", "0");
  const published = ["publish", "published", "dg-publish", "public", "is_published", "is_public"];
  const hidden = ["private", "is_private", "hidden"].some(isTrue) || published.some(isFalse);
  const draft = isTrue("draft") || isTrue("is_draft") || isWord(said.get("status"), "draft", "private");
  const date = DATES.map((key) => dateOf(said.get(key.toLowerCase()))).find((one) => one !== undefined);
  const place = ["weight", "nav_order", "sidebar_position"]
    .map((key) => said.get(key))
    .find((one): one is number => typeof one === "number" && Number.isFinite(one));
  const cover = COVERS.map((key) => pathOf(said.get(key))).find((one) => one !== undefined);
  return {
    ...(draft ? { withheld: "draft" as const } : hidden && { withheld: "unpublished" as const }),
    marked: published.some(isTrue),
    unlisted: isTrue("unlisted"),
    ...(date !== undefined && { date }),
    ...(place !== undefined && { place }),
    tags: [
      ...new Set([
        ...wordsOf(said.get("tags") ?? said.get("tag")),
        ...wordsOf(said.get("categories") ?? said.get("category")),
      ]),
    ],
    aliases: namesOf(said.get("aliases") ?? said.get("alias")),
    authors: authorsOf(said.get("authors") ?? said.get("author") ?? said.get("글쓴이") ?? said.get("작성자")),
    ...(cover !== undefined && { cover }),
  };
}

/**
 * The same of frontmatter that cannot be read: a note that says that it is private stays so, whatever is
 * wrong with the lines around it.
 */
export function guessAuthorsKeys(text: string): AuthorsKeys {
  const pairs = Array.from(
    text.matchAll(/^["']?([\w-]+)["']?\s*[:=]\s*["']?([^\s"',#]*)/gm),
    ([, key, one]) => [key!, one!],
  );
  const {
    tags: _tags,
    aliases: _aliases,
    authors: _authors,
    cover: _cover,
    ...keys
  } = readAuthorsKeys(Object.fromEntries(pairs));
  return { ...NO_KEYS, ...keys };
}

function isWord(value: unknown, ...words: readonly string[]): boolean {
  return (
    (typeof value === "string" || typeof value === "boolean" || typeof value === "number") &&
    words.includes(String(value).trim().toLowerCase())
  );
}

/** A list, or words in one line: with commas between them, or blanks. */
function wordsOf(value: unknown): string[] {
  const list = Array.isArray(value)
    ? value
    : typeof value === "string"
      ? value.split(value.includes(",") ? "," : /\s+/)
      : [value];
  return list.flatMap((one: unknown) => {
    const word =
      typeof one === "string" || typeof one === "number" ? String(one).trim().replace(/^#/, "") : "";
    return word === "" ? [] : [word.normalize("NFC")];
  });
}

/** A list of names, or one: names hold blanks. */
function namesOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one) =>
    typeof one === "string" && one.trim() !== "" ? [one.trim().normalize("NFC")] : [],
  );
}

/** A name, a list of names, or what Hugo and Docusaurus make of one: `{name, …}`. Links of Obsidian lose their brackets. */
function authorsOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const named = list.map((one) =>
    typeof one === "object" && one !== null && "name" in one ? (one.name as unknown) : one,
  );
  return [...new Set(namesOf(named).map(withoutBrackets))].filter(
    (name) => name !== "" && name.length <= LONGEST_NAME,
  );
}

/** A picture in the folder; one from elsewhere is not fetched, and would only be a box on top of the note. */
function pathOf(value: unknown): string | undefined {
  const written =
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).find(([key]) => ["image", "src", "relative_path", "path"].includes(key))?.[1]
      : (value as unknown);
  if (typeof written !== "string") return undefined;
  const path = withoutBrackets(written.trim().normalize("NFC"));
  return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(path) || !PICTURE.test(path) ? undefined : path;
}

/** `[[name]]`, `![[name|size]]` */
function withoutBrackets(text: string): string {
  return /^!?\[\[([^\]|]+)(?:\|[^\]]*)?\]\]$/.exec(text)?.[1]?.trim() ?? text;
}

/** `2026-11-22`, `2026/11/22`, `2026-11-22 10:00:00 +0900`, or a date that YAML or TOML made. */
function dateOf(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : instant(value.toISOString());
  if (typeof value !== "string") return undefined;
  const found =
    /^\s*(\d{4})[-/.]\s?(\d{1,2})[-/.]\s?(\d{1,2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?/i.exec(
      value,
    );
  if (!found) return undefined;
  const [, year, month, day, time, zone] = found;
  const date = `${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`;
  if (Number.isNaN(Date.parse(date))) return undefined;
  if (time === undefined) return date;
  const clock = time.length < 6 ? `${time.padStart(5, "0")}:00` : time.padStart(8, "0");
  const offset = zone === undefined ? "Z" : zone.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2").toUpperCase();
  const parsed = new Date(`${date}T${clock}${offset}`);
  return Number.isNaN(parsed.getTime()) ? date : instant(parsed.toISOString());
}

const instant = (iso: string) => iso.replace(/\.\d{3}Z$/, "Z");
