import { defaultTreeAdapter, parse, parseFragment, serialize } from "parse5";
import { attributeOf, type Element, isElement, type Node } from "../export/page-tree.ts";

/** Every element below `root`, in the order of the document. */
export function* elementsOf(root: Node): Generator<Element> {
  if (!("childNodes" in root)) return;
  // A copy, so that whoever walks may take elements out.
  for (const child of [...root.childNodes]) {
    if (!isElement(child)) continue;
    yield child;
    yield* elementsOf(child);
  }
}

/** All elements below `root` that answer to `is`. */
export function findAll(root: Node, is: (element: Element) => boolean): Element[] {
  return [...elementsOf(root)].filter(is);
}

/** The first element below `root` that answers to `is`. */
export function find(root: Node, is: (element: Element) => boolean): Element | undefined {
  for (const element of elementsOf(root)) if (is(element)) return element;
  return undefined;
}

export function hasClass(element: Element, name: string): boolean {
  return (attributeOf(element, "class") ?? "").split(/\s+/).includes(name);
}

/** All text below a node, with its white space as one blank. */
export function plainTextOf(node: Node): string {
  return rawTextOf(node).replace(/\s+/g, " ").trim();
}

function rawTextOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(rawTextOf).join("") : "";
}

export function detach(element: Element): void {
  defaultTreeAdapter.detachNode(element);
}

/** Adds markup of our own at the end of an element. */
export function append(element: Element, html: string): void {
  for (const child of parseFragment(html).childNodes) defaultTreeAdapter.appendChild(element, child);
}

export function readDocument(html: string): Node {
  return parse(html);
}

/** The markup inside an element. */
export function innerHtml(element: Element): string {
  return serialize(element);
}

const ESCAPED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it stands in markup, also inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ESCAPED[letter]!);
}
