/** Whether the lines of a `.gitignore` pass over a path below its folder (with `/`, no slash at its end). */
export type IgnoreTest = (path: string, isFolder: boolean) => boolean;

type Rule = { readonly pattern: RegExp; readonly again: boolean; readonly foldersOnly: boolean };

/**
 * Reads the patterns of one `.gitignore` as gitignore(5) describes them: the last one that matches decides,
 * `!` takes a path back, a slash at the beginning or in the middle binds the pattern to the folder. What lies
 * in a folder that is passed over is never asked about, as in git.
 */
export function readGitignore(text: string): IgnoreTest {
  const rules = text.split("\n").flatMap(readRule);
  return (path, isFolder) => {
    const last = rules.findLast(
      ({ pattern, foldersOnly }) => (isFolder || !foldersOnly) && pattern.test(path),
    );
    return last !== undefined && !last.again;
  };
}

function readRule(written: string): Rule[] {
  // Blanks at the end count only when they are escaped.
  let line = written.replace(/\r$/, "").replace(/(?<!\\)[ \t]+$/, "");
  if (line === "" || line.startsWith("#")) return [];
  const again = line.startsWith("!");
  if (again) line = line.slice(1);
  const foldersOnly = line.endsWith("/");
  if (foldersOnly) line = line.slice(0, -1);
  if (line === "") return [];
  const bound = line.includes("/");
  const body = line.replace(/^\//, "");
  try {
    return [
      { pattern: new RegExp(`^${bound ? "" : "(?:.*/)?"}${toSource(body)}$`, "u"), again, foldersOnly },
    ];
  } catch {
    // A class such as [z-a] matches nothing in git either.
    return [];
  }
}

function toSource(glob: string): string {
  let source = "";
  for (let index = 0; index < glob.length; index++) {
    const rest = glob.slice(index);
    const stars = /^\*\*\/|^\/\*\*$/.exec(rest);
    const set = /^\[(!|\^)?(\]?[^\]]*)\]/.exec(rest);
    if (stars?.[0] === "**/" && (index === 0 || glob[index - 1] === "/")) {
      source += "(?:.*/)?";
      index += 2;
    } else if (stars?.[0] === "/**") {
      source += "/.+";
      index += 2;
    } else if (glob[index] === "*") {
      source += "[^/]*";
      while (glob[index + 1] === "*") index += 1;
    } else if (glob[index] === "?") source += "[^/]";
    else if (set) {
      source += `[${set[1] ? "^/" : ""}${set[2]!.replace(/[\\[\]]/g, "\\$&")}]`;
      index += set[0].length - 1;
    } else if (glob[index] === "\\" && index + 1 < glob.length) source += escapeLetter(glob[++index]!);
    else source += escapeLetter(glob[index]!);
  }
  return source;
}

function escapeLetter(letter: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(letter) ? `\\${letter}` : letter;
}
