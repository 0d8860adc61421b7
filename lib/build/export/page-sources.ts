import { join } from "node:path";
import { digestOf, listFiles, readBytes } from "../store/sights.ts";

/** What Next makes pages from: the modules it finds by their names, and a digest of the other files it reads. */
export type PageSources = { readonly modules: readonly string[]; readonly files: string };

const IS_MODULE = /(?<!\.test)\.tsx?$/;

/** @param root the project */
export function readPageSources(root: string): PageSources {
  const app = listFiles(root, "app");
  const others = [
    ...app.filter((path) => !/\.tsx?$/.test(path)),
    ...listFiles(root, "public"),
    "next.config.mjs",
    "tsconfig.json",
  ];
  return {
    modules: app.filter((path) => IS_MODULE.test(path)),
    files: digestOf(JSON.stringify(others.map((path) => [path, digestOf(readBytes(join(root, path)))]))),
  };
}
