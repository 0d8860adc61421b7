import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { type DefaultTreeAdapterMap, parse } from "parse5";
import { filesUnder } from "../../lib/build/export/files-under.ts";

export const root = join(import.meta.dirname, "../..");
export const out = join(root, "out");

type Element = DefaultTreeAdapterMap["element"];
export type Page = {
  readonly name: string;
  readonly address: string;
  readonly html: string;
  readonly elements: readonly Element[];
};

/** Every exported page, parsed, with the address it is served at. */
export function readPages(): Page[] {
  return filesUnder(out)
    .filter((path) => path.endsWith(".html"))
    .map((path) => {
      const name = relative(out, path).split(sep).join("/");
      const html = readFileSync(path, "utf8");
      return { name, address: `/${name.replace(/index\.html$/, "")}`, html, elements: elementsOf(html) };
    });
}

function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  const visit = (node: DefaultTreeAdapterMap["node"]): void => {
    if ("tagName" in node) found.push(node);
    if ("childNodes" in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return found;
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((entry) => entry.name === name)?.value;
}

export function gzipSize(bytes: Buffer | string): number {
  return gzipSync(bytes, { level: 9 }).length;
}
