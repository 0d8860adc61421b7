import type { Element, ElementContent, Properties, Root } from "hast";
import { sanitize } from "hast-util-sanitize";
import type { CompileContext } from "./context.ts";
import { sanitizeSchema } from "./sanitize-schema.ts";
import { type Child, type Component, isComponent, isElement, type Parent, tidyText, walk } from "./tree.ts";

/**
 * Applies the allow-list to the HTML of a note, whichever format it came in.
 *
 * Components of ours pass through it: each is swapped for a numbered `<div>`,
 * whose contents are sanitised like any other, and put back afterwards. HTML that
 * an MDX note writes as JSX becomes plain elements first.
 */
export function rehypeSanitizeNote(context: CompileContext) {
  return (tree: Root): Root => {
    const kept: Component[] = [];
    tunnel(tree, kept);
    widthFromZoom(tree);
    recordForbiddenLinks(context, tree);
    const clean = sanitize(tree, sanitizeSchema) as Root;
    walk(clean, function restore(node): Child[] | undefined {
      if (!isElement(node) || node.properties.dataTunnel === undefined) return undefined;
      const original = kept[Number(node.properties.dataTunnel)];
      if (!original) return undefined;
      const back = { ...original, children: node.children } as Component;
      walk(back, restore);
      return [back];
    });
    return clean;
  };
}

/** A link whose scheme is not allowed loses its address below: it is recorded first, so that its author hears of it. */
function recordForbiddenLinks(context: CompileContext, tree: Root): void {
  const allowed = sanitizeSchema.protocols?.href ?? [];
  walk(tree, (node) => {
    if (!isElement(node, "a") || typeof node.properties.href !== "string") return undefined;
    const target = node.properties.href;
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(target)?.[1]?.toLowerCase();
    if (scheme === undefined || allowed.includes(scheme)) return undefined;
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    context.links.push({ target, text: tidyText(node), anchor: "", sentence: "", line, column });
    return undefined;
  });
}

function tunnel(parent: Parent, kept: Component[]): void {
  for (const [index, child] of (parent.children as Child[]).entries()) {
    if ("children" in child) tunnel(child as Parent, kept);
    if (!isComponent(child)) continue;
    const name = child.name ?? "";
    const replacement: Element =
      name === "" || /^[a-z]/.test(name)
        ? {
            type: "element",
            tagName: name || "div",
            properties: propertiesOf(child),
            children: child.children as ElementContent[],
            position: child.position,
          }
        : {
            type: "element",
            tagName: "div",
            properties: { dataTunnel: String(kept.push(child) - 1) },
            children: child.children as ElementContent[],
            position: child.position,
          };
    (parent.children as Child[])[index] = replacement;
  }
}

const JSX_NAMES: ReadonlyMap<string, string> = new Map([
  ["class", "className"],
  ["colspan", "colSpan"],
  ["rowspan", "rowSpan"],
]);

function propertiesOf(node: Component): Properties {
  const properties: Properties = {};
  for (const attribute of node.attributes) {
    if (attribute.type !== "mdxJsxAttribute") continue;
    const value = attribute.value ?? true;
    if (typeof value === "object") continue;
    const name = JSX_NAMES.get(attribute.name) ?? attribute.name;
    properties[name] = name === "className" && typeof value === "string" ? value.split(/\s+/) : value;
  }
  return properties;
}

/** Typora writes `style="zoom:50%"` on images; the style goes, the size stays as a width. */
function widthFromZoom(tree: Root): void {
  walk(tree, (node) => {
    if (!isElement(node, "img") || typeof node.properties.style !== "string") return undefined;
    const zoom = /zoom:\s*(\d+(?:\.\d+)?)%/.exec(node.properties.style);
    if (zoom && node.properties.width === undefined) node.properties.width = `${zoom[1]}%`;
    return undefined;
  });
}
