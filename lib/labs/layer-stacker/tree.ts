/** A file or directory. Sizes are bytes, contents a text that stands for them. */
export type Node = {
  readonly kind: "file" | "dir";
  readonly size: number;
  readonly content: string;
  readonly mode: string;
  /** When it was last changed: part of what a layer's digest covers. */
  readonly mtime: string;
  /** Which act wrote it last; unlike the time it is never shared by two acts. */
  readonly stamp: string;
};

/** Nodes by path, without leading or trailing slash. Parents are always there. */
export type Tree = Readonly<Record<string, Node>>;

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function isUnder(path: string, dir: string): boolean {
  return dir === "" ? path !== "" : path.startsWith(`${dir}/`);
}

/** A path as the tree knows it: absolute or from `dir`, without `.`, `..` and doubled slashes. */
export function resolvePath(path: string, dir: string): string {
  const parts: string[] = path.startsWith("/") || dir === "" ? [] : dir.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** The tree with a node at a path. What was under it goes when it is a file; missing parents are made. */
export function put(tree: Tree, path: string, node: Node): Tree {
  const next: Record<string, Node> = { ...tree };
  if (node.kind === "file")
    for (const other of Object.keys(tree)) if (isUnder(other, path)) delete next[other];
  for (let dir = parentOf(path); dir !== ""; dir = parentOf(dir)) {
    if (next[dir]?.kind === "dir") break;
    next[dir] = { kind: "dir", size: 0, content: "", mode: "755", mtime: node.mtime, stamp: node.stamp };
  }
  next[path] = node;
  return next;
}

export function removeAll(tree: Tree, path: string): Tree {
  return Object.fromEntries(
    Object.entries(tree).filter(([other]) => other !== path && !isUnder(other, path)),
  );
}
