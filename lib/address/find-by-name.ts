/** A note as links may call it: by path (NFC, without extension), title or another name. */
export type CallableNote = {
  readonly slug: string;
  readonly path: string;
  readonly title: string;
  readonly aliases: readonly string[];
};

/** Finds what a name means, seen from the note at `from`. */
export type NameFinder = {
  /** The slug of the note. */
  readonly note: (name: string, from: string) => string | undefined;
  /** The path of another file. */
  readonly file: (name: string, from: string) => string | undefined;
};

/**
 * Names as Obsidian reads them: a path, or as much of its end as is needed. Of several that end so the one
 * in the same folder is meant, then the one nearest to the top. After files come other names, titles, and
 * names without the id that Notion adds; capitals do not matter.
 */
export function createNameFinder(notes: readonly CallableNote[], files: readonly string[]): NameFinder {
  const byPath = new Map(notes.map(({ path, slug }) => [path, slug]));
  const notePaths = endingsOf(notes.map(({ path }) => path));
  // The page of a folder answers to the folder's name too.
  const folders = new Map(
    notes.flatMap(({ path }) => {
      const folder = /^(.+)\/(?:readme|_?index)$/i.exec(path)?.[1];
      return folder === undefined ? [] : [[folder, path] as const];
    }),
  );
  const folderPaths = endingsOf([...folders.keys()]);
  const filePaths = endingsOf(files);
  const other = new Map<string, string>();
  const addOther = (name: string, slug: string) => {
    const key = keyOf(name);
    if (key !== "" && !other.has(key)) other.set(key, slug);
  };
  for (const { aliases, slug } of notes) for (const alias of aliases) addOther(alias, slug);
  for (const { title, slug } of notes) addOther(title, slug);
  for (const { path, slug } of notes) addOther(withoutNotionId(path.split("/").at(-1)!), slug);
  for (const { slug } of notes) addOther(slug, slug);
  return {
    note(name, from) {
      const wanted = keyOf(name.replace(/\.mdx?$/i, ""));
      const path = nearest(notePaths.get(wanted), wanted, from);
      if (path !== undefined) return byPath.get(path);
      const folder = nearest(folderPaths.get(wanted), wanted, from);
      return folder === undefined ? other.get(wanted) : byPath.get(folders.get(folder)!);
    },
    file: (name, from) => nearest(filePaths.get(keyOf(name)), keyOf(name), from),
  };
}

/** Notion ends names of files with an id of 32 digits. */
export function withoutNotionId(name: string): string {
  return name.replace(/[ _-]+(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\.|$)/i, "");
}

/** Paths by everything they end with. */
function endingsOf(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const endings = new Map<string, string[]>();
  for (const path of paths) {
    const parts = keyOf(path).split("/");
    for (let first = 0; first < parts.length; first++) {
      const ending = parts.slice(first).join("/");
      const known = endings.get(ending);
      if (known === undefined) endings.set(ending, [path]);
      else known.push(path);
    }
  }
  return endings;
}

function nearest(paths: readonly string[] | undefined, wanted: string, from: string): string | undefined {
  if (paths === undefined || paths.length <= 1) return paths?.[0];
  const folder = from.slice(0, from.lastIndexOf("/") + 1);
  const whole = paths.find((path) => keyOf(path) === wanted);
  const beside = paths.find((path) => keyOf(path) === keyOf(`${folder}${wanted}`));
  const depth = (path: string) => path.split("/").length;
  return whole ?? beside ?? paths.toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))[0];
}

function keyOf(name: string): string {
  return name
    .normalize("NFC")
    .trim()
    .replace(/^\.?\//, "")
    .toLowerCase();
}
