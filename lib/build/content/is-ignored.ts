import { relative } from "node:path";

/** Whether a file or folder of this name is passed over among notes: hidden ones, and packages. */
export function isIgnoredName(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

/**
 * Whether a path is passed over in every one of the folders that hold it. What the folders themselves lie in
 * does not matter: `/home/me/.notes` is as good a place for notes as any.
 */
export function isIgnoredBelow(folders: readonly string[], path: string): boolean {
  const below = folders.map((folder) => relative(folder, path).split(/[\\/]/));
  const inside = below.filter(([first]) => first !== "..");
  return inside.length > 0 && inside.every((names) => names.some(isIgnoredName));
}
