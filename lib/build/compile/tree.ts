import type { Element, ElementContent, Nodes, Root, RootContent, Text } from "hast";
import type { MdxJsxFlowElementHast, MdxJsxTextElementHast } from "mdast-util-mdx-jsx";

export type Component = MdxJsxFlowElementHast | MdxJsxTextElementHast;
export type Parent = Root | Element | Component;
export type Child = RootContent | ElementContent;

/** The type says which names were asked for, so that a "no" rules out only those. */
export function isElement<Name extends string>(
  node: Nodes | undefined,
  ...names: Name[]
): node is Element & { tagName: Name } {
  return node?.type === "element" && (names.length === 0 || names.some((name) => name === node.tagName));
}

export function isComponent(node: Nodes | undefined): node is Component;
export function isComponent<Name extends string>(
  node: Nodes | undefined,
  name: Name,
): node is Component & { name: Name };
export function isComponent(node: Nodes | undefined, name?: string): boolean {
  return (
    (node?.type === "mdxJsxFlowElement" || node?.type === "mdxJsxTextElement") &&
    (name === undefined || node.name === name)
  );
}

export function isBlankText(node: Nodes | undefined): boolean {
  return node?.type === "text" && node.value.trim() === "";
}

/** A component of ours in the tree. Attributes are strings; empty ones are left out. */
export function component(
  name: string,
  attributes: Record<string, string | undefined>,
  children: Child[],
  like?: Nodes,
  type: Component["type"] = "mdxJsxFlowElement",
): Component {
  return {
    type,
    name,
    attributes: Object.entries(attributes)
      .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "")
      .map(([key, value]) => ({ type: "mdxJsxAttribute" as const, name: key, value })),
    children: children as ElementContent[],
    position: like?.position,
  };
}

export function attributeOf(node: Component, name: string): string | undefined {
  for (const attribute of node.attributes) {
    if (attribute.type === "mdxJsxAttribute" && attribute.name === name) {
      return typeof attribute.value === "string" ? attribute.value : undefined;
    }
  }
  return undefined;
}

export function element(
  tagName: string,
  properties: Element["properties"],
  children: Child[],
  like?: Nodes,
): Element {
  return {
    type: "element",
    tagName,
    properties,
    children: children as ElementContent[],
    position: like?.position,
  };
}

export function text(value: string): Text {
  return { type: "text", value };
}

/**
 * Walks the tree in document order. `visit` may return nodes that replace the one
 * visited (they are not walked again), or "skip" to leave its children alone.
 */
export function walk(
  parent: Parent,
  visit: (node: Child, ancestors: readonly Parent[], index: number) => Child[] | "skip" | undefined,
  ancestors: readonly Parent[] = [],
): void {
  const line = [...ancestors, parent];
  for (let index = 0; index < parent.children.length; index++) {
    const node = parent.children[index] as Child;
    const answer = visit(node, line, index);
    if (Array.isArray(answer)) {
      (parent.children as Child[]).splice(index, 1, ...answer);
      index += answer.length - 1;
    } else if (answer !== "skip" && "children" in node) walk(node as Parent, visit, line);
  }
}

/** Plain text as a reader sees it: citations and anything marked `data-quiet` leave no trace. */
export function plainText(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (isComponent(node, "Cite")) return "";
  if (isElement(node, "br")) return " ";
  if (isElement(node, "img")) return String(node.properties.alt ?? "");
  if ("children" in node) return node.children.map(plainText).join("");
  return "";
}

/** Plain text with runs of white space made one blank. */
export function tidyText(node: Nodes): string {
  return plainText(node).replace(/\s+/g, " ").trim();
}
