import { isUnder, type Node, parentOf, put, removeAll, resolvePath, type Tree } from "./tree.ts";
import type { ShellCommand } from "./words.ts";

/** Who runs commands: where, when, and with which mark on what is written. */
export type Session = { readonly dir: string; readonly mtime: string; readonly stamp: string };

/** What commands did, also those that failed in the middle, and what they printed. */
export type Ran = {
  readonly tree: Tree;
  readonly stdout: string;
  /** Errors as coreutils and dash word them; "" when all went well. */
  readonly errors: string;
};

const LARGEST_FILE = 10_000_000_000;

/**
 * Runs the commands of a line. Of those joined by `&&` the first that fails ends its list; a list before `&` runs
 * in the background, here to its end, and its errors decide nothing. What was done stays done.
 */
export function runScript(tree: Tree, commands: readonly ShellCommand[], session: Session): Ran {
  let now: Ran = { tree, stdout: "", errors: "" };
  let ended = false;
  for (const [index, command] of commands.entries()) {
    if (!ended) {
      const ran = runCommand(now.tree, command, { ...session, stamp: `${session.stamp}.${index}` });
      now = { ...ran, stdout: now.stdout + ran.stdout };
      ended = ran.errors !== "";
    }
    if (command.after === "&") {
      now = { ...now, stdout: now.stdout + (now.errors === "" ? "" : `${now.errors}\n`), errors: "" };
      ended = false;
    }
  }
  return now;
}

/** The shell opens every `>` first; the command then writes to the last. */
function runCommand(tree: Tree, { words, redirects, unknown }: ShellCommand, session: Session): Ran {
  if (unknown !== undefined) return { tree, stdout: "", errors: unknown };
  let opened = tree;
  let target: string | undefined;
  for (const { path: word, append } of redirects) {
    const path = resolvePath(word, session.dir);
    const problem = openProblem(opened, path);
    if (problem !== undefined) return { tree: opened, stdout: "", errors: problem };
    const old = opened[path];
    if (old === undefined || !append) opened = put(opened, path, fileOf(session, 0, "", old?.mode));
    target = path;
  }
  const [name = "", ...rest] = words;
  const ran = (COMMANDS[name] ?? nothing)(opened, rest, session);
  if (target === undefined || ran.stdout === "")
    return { ...ran, stdout: target === undefined ? ran.stdout : "" };
  const old = ran.tree[target];
  const content = (old?.content ?? "") + ran.stdout;
  const size = (old?.size ?? 0) + bytesOf(ran.stdout);
  return { ...ran, stdout: "", tree: put(ran.tree, target, fileOf(session, size, content, old?.mode)) };
}

function openProblem(tree: Tree, path: string): string | undefined {
  if (path === "" || tree[path]?.kind === "dir") return `sh: 1: cannot create /${path}: Is a directory`;
  return hasParent(tree, path) ? undefined : `sh: 1: cannot create /${path}: Directory nonexistent`;
}

type Command = (tree: Tree, words: readonly string[], session: Session) => Ran;

const nothing: Command = (tree) => ({ tree, stdout: "", errors: "" });
const fail = (tree: Tree, errors: string): Ran => ({ tree, stdout: "", errors });

/** One operand after the other, as coreutils do: what fails is told, and the next is taken up. */
function each(
  tree: Tree,
  operands: readonly string[],
  act: (tree: Tree, operand: string) => Tree | string,
): Ran {
  const errors: string[] = [];
  let next = tree;
  for (const operand of operands) {
    const done = act(next, operand);
    if (typeof done === "string") errors.push(done);
    else next = done;
  }
  return { tree: next, stdout: "", errors: errors.join("\n") };
}

function split(words: readonly string[], dir: string): { readonly flags: string; readonly paths: string[] } {
  return {
    flags: words.filter((word) => /^-./.test(word)).join(""),
    paths: words.filter((word) => !/^-./.test(word)).map((word) => resolvePath(word, dir)),
  };
}

const isDir = (node: Node | undefined) => node?.kind === "dir";

function fileOf(session: Session, size: number, content: string, mode = "644"): Node {
  return { kind: "file", size, content, mode, mtime: session.mtime, stamp: session.stamp };
}

/** With other attributes. A file gets a new mark: it is copied up whole. A directory stays the one it was. */
function changed(node: Node, attributes: Partial<Node>, { stamp }: Session): Node {
  return { ...node, ...attributes, ...(node.kind === "file" && { stamp }) };
}

const COMMANDS: Readonly<Record<string, Command>> = {
  rm(tree, words, { dir }) {
    const { flags, paths } = split(words, dir);
    if (paths.length === 0) return fail(tree, flags.includes("f") ? "" : "rm: missing operand");
    return each(tree, paths, (now, path) => {
      if (path === "") return "rm: it is dangerous to operate recursively on '/'";
      if (now[path] === undefined)
        return flags.includes("f") ? now : `rm: cannot remove '/${path}': No such file or directory`;
      if (isDir(now[path]) && !/[rR]/.test(flags)) return `rm: cannot remove '/${path}': Is a directory`;
      return removeAll(now, path);
    });
  },

  mkdir(tree, words, session) {
    const { flags, paths } = split(words, session.dir);
    if (paths.length === 0) return fail(tree, "mkdir: missing operand");
    return each(tree, paths, (now, path) => {
      const refuse = (why: string) => `mkdir: cannot create directory '/${path}': ${why}`;
      if (path === "" || now[path] !== undefined)
        return flags.includes("p") && (path === "" || isDir(now[path])) ? now : refuse("File exists");
      if (obstacle(now, path) !== undefined) return refuse("Not a directory");
      if (!hasParent(now, path) && !flags.includes("p")) return refuse("No such file or directory");
      return put(now, path, { ...fileOf(session, 0, "", "755"), kind: "dir" });
    });
  },

  touch(tree, words, session) {
    const { paths } = split(words, session.dir);
    if (paths.length === 0) return fail(tree, "touch: missing file operand");
    return each(tree, paths, (now, path) => {
      const old = now[path];
      if (path === "") return now;
      if (old === undefined && !hasParent(now, path))
        return `touch: cannot touch '/${path}': No such file or directory`;
      const node = old ?? fileOf(session, 0, "");
      return put(now, path, changed(node, { mtime: session.mtime }, session));
    });
  },

  chmod(tree, words, session) {
    const { flags, paths } = split(
      words.filter((word) => !isMode(word)),
      session.dir,
    );
    const mode = words.find(isMode);
    if (mode === undefined || paths.length === 0) return fail(tree, "chmod: missing operand");
    return each(tree, paths, (now, path) => {
      const old = now[path];
      if (path === "") return now;
      if (old === undefined) return `chmod: cannot access '/${path}': No such file or directory`;
      const all = flags.includes("R") ? Object.keys(now).filter((one) => isUnder(one, path)) : [];
      return [path, ...all].reduce(
        (next, one) => put(next, one, changed(next[one]!, { mode }, session)),
        now,
      );
    });
  },

  echo(tree, words) {
    // As dash reads it: only `-n` in front is an option.
    const bare = words[0] === "-n";
    return { tree, stdout: words.slice(bare ? 1 : 0).join(" ") + (bare ? "" : "\n"), errors: "" };
  },

  cp(tree, words, session) {
    const { flags, paths } = split(words, session.dir);
    const target = targetOf(tree, "cp", words, paths);
    if (typeof target !== "string") return target;
    return each(tree, paths.slice(0, -1), (now, source) => {
      const node = now[source];
      if (node === undefined) return `cp: cannot stat '/${source}': No such file or directory`;
      if (isDir(node) && !/[rRa]/.test(flags)) return `cp: -r not specified; omitting directory '/${source}'`;
      const place = isDir(now[target]) || target === "" ? join(target, nameOf(source)) : target;
      if (place === source) return `cp: '/${source}' and '/${place}' are the same file`;
      if (isUnder(place, source))
        return `cp: cannot copy a directory, '/${source}', into itself, '/${place}'`;
      const problem = overProblem(now, node, place);
      if (problem !== undefined) return `cp: ${problem}`;
      return copyTo(now, now, source, place, session, flags.includes("a") ? undefined : session.mtime);
    });
  },

  mv(tree, words, session) {
    const { paths } = split(words, session.dir);
    const target = targetOf(tree, "mv", words, paths);
    if (typeof target !== "string") return target;
    return each(tree, paths.slice(0, -1), (now, source) => {
      const node = now[source];
      if (node === undefined) return `mv: cannot stat '/${source}': No such file or directory`;
      const place = isDir(now[target]) || target === "" ? join(target, nameOf(source)) : target;
      if (place === source) return `mv: '/${source}' and '/${place}' are the same file`;
      if (isUnder(place, source))
        return `mv: cannot move '/${source}' to a subdirectory of itself, '/${place}'`;
      const problem = overProblem(now, node, place);
      if (problem !== undefined) return `mv: ${problem}`;
      const over = now[place];
      if (isDir(node) && isDir(over)) {
        if (Object.keys(now).some((path) => isUnder(path, place)))
          return `mv: cannot move '/${source}' to '/${place}': Directory not empty`;
        return removeAll(copyTo(removeAll(now, place), now, source, place, session, undefined), source);
      }
      return removeAll(copyTo(now, now, source, place, session, undefined), source);
    });
  },

  fallocate(tree, words, session) {
    const at = words.indexOf("-l");
    const size = readSize(words[at + 1] ?? "");
    if (at < 0 || size === undefined || size > LARGEST_FILE)
      return fail(tree, "fallocate: invalid length value specified");
    const word = words.find((_, index) => index !== at && index !== at + 1);
    if (word === undefined) return fail(tree, "fallocate: no filename specified");
    const path = resolvePath(word, session.dir);
    if (path === "" || isDir(tree[path])) return fail(tree, `fallocate: cannot open ${word}: Is a directory`);
    if (!hasParent(tree, path))
      return fail(tree, `fallocate: cannot open ${word}: No such file or directory`);
    // It only ever makes a file longer.
    const old = tree[path];
    if (old !== undefined && old.size >= size) return nothing(tree, [], session);
    return {
      tree: put(tree, path, fileOf(session, size, `${old?.content ?? ""}zeros`, old?.mode)),
      stdout: "",
      errors: "",
    };
  },
};

const isMode = (word: string) => /^[0-7]{3,4}$/.test(word);

/** Where cp and mv are to put things; or what is wrong with how they were called. */
function targetOf(
  tree: Tree,
  name: string,
  words: readonly string[],
  paths: readonly string[],
): string | Ran {
  const target = paths.at(-1);
  if (target === undefined) return fail(tree, `${name}: missing file operand`);
  if (paths.length === 1)
    return fail(tree, `${name}: missing destination file operand after '${words.at(-1)}'`);
  if (paths.length > 2 && target !== "" && !isDir(tree[target]))
    return fail(
      tree,
      `${name}: target '/${target}': ${tree[target] === undefined ? "No such file or directory" : "Not a directory"}`,
    );
  return target;
}

/** Why something cannot take a place. */
function overProblem(tree: Tree, node: Node, place: string): string | undefined {
  const over = tree[place];
  if (over !== undefined && isDir(node) && !isDir(over))
    return `cannot overwrite non-directory '/${place}' with directory`;
  if (!isDir(node) && isDir(over)) return `cannot overwrite directory '/${place}' with non-directory`;
  return hasParent(tree, place) ? undefined : `cannot create '/${place}': No such file or directory`;
}

/** A copy with the time given, or with the times of what it was made from. */
function copyTo(
  next: Tree,
  from: Tree,
  source: string,
  place: string,
  session: Session,
  mtime: string | undefined,
): Tree {
  let result = next;
  for (const path of Object.keys(from).sort()) {
    if (path !== source && !isUnder(path, source)) continue;
    const node = from[path]!;
    const copy = { ...node, mtime: mtime ?? node.mtime, stamp: session.stamp };
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
