import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type DefaultTreeAdapterMap, parse, serialize } from "parse5";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

/**
 * Turns Next's export into plain pages.
 *
 * No page needs React in the browser, so its runtime, the page's second copy as
 * inline data and the router's `.txt` copies are not shipped: only scripts marked
 * `data-keep` stay. Fails loudly when Next's output is not what this step expects.
 */
export function makePagesPlain(out: string): void {
  const pages = filesUnder(out).filter((path) => path.endsWith(".html"));
  for (const path of pages) {
    const html = readFileSync(path, "utf8");
    const plain = plainPage(html, relative(out, path));
    writeFileSync(path, plain);
  }
  for (const path of filesUnder(out)) {
    const name = relative(out, path).split(sep).join("/");
    const routerCopy = name.endsWith(".txt");
    const runtime = name.startsWith("_next/") && !/\.(css|woff2?|svg|png)$/.test(name);
    const duplicate = name.startsWith("404/") || name.startsWith("_not-found/");
    if (routerCopy || runtime || duplicate) rmSync(path);
  }
  removeEmptyFolders(out);
}

/** One page without Next's scripts. @throws Error naming what was not found */
export function plainPage(html: string, name: string): string {
  const document = parse(html);
  let inlineData = 0;
  let kept = 0;
  const visit = (node: Node): void => {
    if (!("childNodes" in node)) return;
    node.childNodes = node.childNodes.filter((child) => {
      if (child.nodeName === "#comment") return false;
      if (child.nodeName === "script") {
        const element = child as Element;
        if (element.attrs.some((attribute) => attribute.name === "data-keep")) {
          element.attrs = element.attrs.filter((attribute) => attribute.name !== "data-keep");
          kept++;
          return true;
        }
        if (element.childNodes.some((text) => "value" in text && text.value.includes("__next_f")))
          inlineData++;
        return false;
      }
      if (child.nodeName === "link") {
        const attributes = Object.fromEntries(
          (child as Element).attrs.map(({ name, value }) => [name, value]),
        );
        if (attributes.rel === "preload" && attributes.as === "script") return false;
      }
      if (
        child.nodeName === "div" &&
        (child as Element).attrs.some((attribute) => attribute.name === "hidden") &&
        (child as Element).childNodes.every((inner) => inner.nodeName === "#comment")
      )
        return false;
      visit(child);
      return true;
    }) as typeof node.childNodes;
  };
  visit(document);
  if (inlineData === 0)
    throw new Error(
      `${name}: Next의 인라인 데이터(__next_f)를 찾지 못했습니다. Next의 출력이 바뀌었는지 lib/delivery/static-pages.ts를 확인하세요.`,
    );
  if (kept === 0) throw new Error(`${name}: 남겨야 할 스크립트(data-keep)를 찾지 못했습니다.`);
  return serialize(document);
}

/** Every file under a folder, sorted. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    removeEmptyFolders(path);
    if (readdirSync(path).length === 0) rmSync(path, { recursive: true });
  }
}
