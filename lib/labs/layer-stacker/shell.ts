import { isUnder, type Node, parentOf, put, removeAll, resolvePath, type Tree } from "./tree.ts";

/** Who runs commands: where, when, and with which mark on what is written. */
export type Session = { readonly dir: string; readonly mtime: string; readonly stamp: string };

export type Ran =
  | { readonly ok: true; readonly tree: Tree }
  /** The command ended with an error, worded as coreutils do. */
  | { readonly ok: false; readonly error: string };

export const KNOWN_COMMANDS = ["rm", "mkdir", "touch", "chmod", "echo", "cp", "mv", "fallocate", "true"];
const LARGEST_FILE = 10_000_000_000;

/** Commands joined by `&&`, as words; or what of it the lab does not know, in Korean. */
export function parseScript(
  text: string,
):
  | { readonly ok: true; readonly commands: readonly (readonly string[])[] }
  | { readonly ok: false; readonly reason: string } {
  if (/[|;`$<*?(){}\\]/.test(text.replaceAll(">", ""))) {
    return {
      ok: false,
      reason: "이 실습의 RUN은 &&로 이은 명령만 다룹니다. 변수, 파이프, 별표는 쓸 수 없습니다.",
    };
  }
  const commands = text
    .split("&&")
    .map((part) =>
      [...part.matchAll(/"([^"]*)"|'([^']*)'|(>>|>)|([^\s"'>]+)/g)].map(
        (word) => word[1] ?? word[2] ?? word[3] ?? word[4] ?? "",
      ),
    );
  for (const [name = "", ...words] of commands) {
    if (name === "") return { ok: false, reason: "&& 앞뒤에 명령이 있어야 합니다." };
    if (!KNOWN_COMMANDS.includes(name)) {
      return {
        ok: false,
        reason: `이 실습에는 ${name} 명령이 없습니다. 쓸 수 있는 명령: ${KNOWN_COMMANDS.join(", ")}`,
      };
    }
    if (name !== "echo" && words.includes(">")) return { ok: false, reason: "> 는 echo와만 쓸 수 있습니다." };
  }
  return { ok: true, commands };
}

/** Runs the commands one after the other; the first that fails ends it, and nothing it did is kept. */
export function runScript(tree: Tree, commands: readonly (readonly string[])[], session: Session): Ran {
  let current = tree;
  for (const [index, words] of commands.entries()) {
    const [name = "", ...rest] = words;
    const ran = COMMANDS[name]!(current, rest, { ...session, stamp: `${session.stamp}.${index}` });
    if (!ran.ok) return ran;
    current = ran.tree;
  }
  return { ok: true, tree: current };
}

type Command = (tree: Tree, words: readonly string[], session: Session) => Ran;

const fail = (error: string): Ran => ({ ok: false, error });
const done = (tree: Tree): Ran => ({ ok: true, tree });

function split(words: readonly string[], dir: string): { readonly flags: string; readonly paths: string[] } {
  return {
    flags: words.filter((word) => word.startsWith("-")).join(""),
    paths: words.filter((word) => !word.startsWith("-")).map((word) => resolvePath(word, dir)),
  };
}

function fileOf(session: Session, size: number, content: string, mode = "644"): Node {
  return { kind: "file", size, content, mode, mtime: session.mtime, stamp: session.stamp };
}

const COMMANDS: Readonly<Record<string, Command>> = {
  true: (tree) => done(tree),

  rm(tree, words, { dir }) {
    const { flags, paths } = split(words, dir);
    let next = tree;
    for (const path of paths) {
      const node = next[path];
      if (path === "") return fail("rm: it is dangerous to operate recursively on '/'");
      if (node === undefined) {
        if (flags.includes("f")) continue;
        return fail(`rm: cannot remove '/${path}': No such file or directory`);
      }
      if (node.kind === "dir" && !/[rR]/.test(flags))
        return fail(`rm: cannot remove '/${path}': Is a directory`);
      next = removeAll(next, path);
    }
    return done(next);
  },

  mkdir(tree, words, session) {
    const { flags, paths } = split(words, session.dir);
    let next = tree;
    for (const path of paths) {
      if (next[path] !== undefined) {
        if (flags.includes("p") && next[path].kind === "dir") continue;
        return fail(`mkdir: cannot create directory '/${path}': File exists`);
      }
      const blocked = obstacle(next, path);
      if (blocked !== undefined) return fail(`mkdir: cannot create directory '/${path}': Not a directory`);
      const parent = parentOf(path);
      if (parent !== "" && next[parent] === undefined && !flags.includes("p")) {
        return fail(`mkdir: cannot create directory '/${path}': No such file or directory`);
      }
      next = put(next, path, { ...fileOf(session, 0, "", "755"), kind: "dir" });
    }
    return done(next);
  },

  touch(tree, words, session) {
    let next = tree;
    for (const path of split(words, session.dir).paths) {
      const old = next[path];
      if (old === undefined && !hasParent(next, path))
        return fail(`touch: cannot touch '/${path}': No such file or directory`);
      if (old?.kind === "dir") continue;
      next = put(next, path, {
        ...(old ?? fileOf(session, 0, "")),
        mtime: session.mtime,
        stamp: session.stamp,
      });
    }
    return done(next);
  },

  chmod(tree, [mode = "", ...words], session) {
    if (!/^[0-7]{3,4}$/.test(mode)) return fail(`chmod: invalid mode: '${mode}'`);
    let next = tree;
    for (const path of split(words, session.dir).paths) {
      const old = next[path];
      if (old === undefined) return fail(`chmod: cannot access '/${path}': No such file or directory`);
      // Of a directory only itself is copied up, not what it holds; its content is not remade.
      if (old.kind === "dir") continue;
      next = put(next, path, { ...old, mode, stamp: session.stamp });
    }
    return done(next);
  },

  echo(tree, words, session) {
    const at = words.findIndex((word) => word === ">" || word === ">>");
    if (at < 0) return done(tree);
    const path = resolvePath(words[at + 1] ?? "", session.dir);
    if (path === "" || tree[path]?.kind === "dir")
      return fail(`sh: 1: cannot create /${path}: Is a directory`);
    if (!hasParent(tree, path)) return fail(`sh: 1: cannot create /${path}: Directory nonexistent`);
    const text = `${words.slice(0, at).join(" ")}\n`;
    const old = words[at] === ">>" ? tree[path] : undefined;
    const size = (old?.size ?? 0) + bytesOf(text);
    return done(put(tree, path, fileOf(session, size, (old?.content ?? "") + text, tree[path]?.mode)));
  },

  cp(tree, words, session) {
    const { flags, paths } = split(words, session.dir);
    const target = paths.at(-1);
    if (paths.length < 2 || target === undefined) return fail("cp: missing destination file operand");
    let next = tree;
    for (const source of paths.slice(0, -1)) {
      const node = tree[source];
      if (node === undefined) return fail(`cp: cannot stat '/${source}': No such file or directory`);
      if (node.kind === "dir" && !/[rRa]/.test(flags))
        return fail(`cp: -r not specified; omitting directory '/${source}'`);
      const place = next[target]?.kind === "dir" ? join(target, nameOf(source)) : target;
      if (place === source || isUnder(place, source)) return fail(`cp: cannot copy '/${source}' into itself`);
      if (!hasParent(next, place)) return fail(`cp: cannot create '/${place}': No such file or directory`);
      next = copyTo(next, tree, source, place, session);
    }
    return done(next);
  },

  mv(tree, words, session) {
    const { paths } = split(words, session.dir);
    const target = paths.at(-1);
    if (paths.length < 2 || target === undefined) return fail("mv: missing destination file operand");
    let next = tree;
    for (const source of paths.slice(0, -1)) {
      if (next[source] === undefined) return fail(`mv: cannot stat '/${source}': No such file or directory`);
      const place = next[target]?.kind === "dir" ? join(target, nameOf(source)) : target;
      if (place === source || isUnder(place, source)) return fail(`mv: cannot move '/${source}' into itself`);
      if (!hasParent(next, place))
        return fail(`mv: cannot move '/${source}' to '/${place}': No such file or directory`);
      next = removeAll(copyTo(next, next, source, place, { ...session, mtime: next[source].mtime }), source);
    }
    return done(next);
  },

  fallocate(tree, words, session) {
    const at = words.indexOf("-l");
    const size = readSize(words[at + 1] ?? "");
    if (at < 0 || size === undefined || size > LARGEST_FILE)
      return fail("fallocate: invalid length value specified");
    const path = resolvePath(
      words.filter((_, index) => index !== at && index !== at + 1)[0] ?? "",
      session.dir,
    );
    if (!hasParent(tree, path) || tree[path]?.kind === "dir")
      return fail(`fallocate: cannot open /${path}: No such file or directory`);
    return done(put(tree, path, fileOf(session, size, "zeros")));
  },
};

function copyTo(next: Tree, from: Tree, source: string, place: string, session: Session): Tree {
  let result = next;
  for (const path of Object.keys(from).sort()) {
    if (path !== source && !isUnder(path, source)) continue;
    const copy = { ...from[path]!, mtime: session.mtime, stamp: session.stamp };
    const to = place + path.slice(source.length);
    if (copy.kind === "dir" && result[to]?.kind === "dir") continue;
    result = put(result, to, copy);
  }
  return result;
}

function hasParent(tree: Tree, path: string): boolean {
  const parent = parentOf(path);
  return path !== "" && (parent === "" || tree[parent]?.kind === "dir");
}

/** The nearest ancestor that is a file. */
function obstacle(tree: Tree, path: string): string | undefined {
  for (let dir = parentOf(path); dir !== ""; dir = parentOf(dir)) if (tree[dir]?.kind === "file") return dir;
  return undefined;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function join(dir: string, name: string): string {
  return dir === "" ? name : `${dir}/${name}`;
}

/** `10M` is 10 MiB, `10MB` 10 MB, as util-linux reads them. */
function readSize(text: string): number | undefined {
  const [, digits = "", unit = "", decimal = ""] = /^(\d{1,11})([KMG]?)(iB|B)?$/.exec(text) ?? [];
  if (digits === "") return undefined;
  const power = ["", "K", "M", "G"].indexOf(unit);
  return Number(digits) * (decimal === "B" ? 1000 : 1024) ** power;
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
