import type { Root } from "hast";
import type { LiveText } from "../../note/note.ts";
import { withJosa } from "../../text/josa.ts";
import { type CompileContext, report } from "./context.ts";
import {
  attributeOf,
  type Child,
  type Component,
  component,
  element,
  isBlankText,
  isComponent,
  isElement,
  tidyText,
  walk,
} from "./tree.ts";

/** `<Live lab="…">` around a sentence with `<Num>`, which a reader moves, and `<Out>`, which follows. */
export const LIVE_COMPONENTS = {
  Live: ["lab", "state", "pane"],
  Num: ["name"],
  Out: ["name"],
} as const;

const NAMES = Object.keys(LIVE_COMPONENTS) as (keyof typeof LIVE_COMPONENTS)[];

/** In `.md` they are written as they are in `.mdx`, and come as unknown elements of HTML. */
export function rehypeLiveElements() {
  return (tree: Root) => {
    walk(tree, function turn(node): Child[] | undefined {
      const name = NAMES.find((one) => isElement(node, one.toLowerCase()));
      if (name === undefined || !isElement(node)) return undefined;
      const attributes = Object.fromEntries(
        LIVE_COMPONENTS[name].map((key) => [key, String(node.properties[key] ?? "")]),
      );
      const type = name === "Live" ? "mdxJsxFlowElement" : "mdxJsxTextElement";
      const made = component(name, attributes, node.children, node, type);
      walk(made, turn);
      return [made];
    });
  };
}

/**
 * Records each figure with what its sentence says, under the heading it stands in, and tells its parts which
 * figure they belong to. What they name is looked up once all notes are read.
 */
export function rehypeLive(context: CompileContext) {
  return (tree: Root) => {
    let anchor = "";
    walk(tree, (node) => {
      if (isElement(node, "h1", "h2", "h3", "h4", "h5", "h6")) anchor = String(node.properties.id ?? "");
      if (isComponent(node, "Num") || isComponent(node, "Out")) {
        report(
          context,
          node,
          "live/outside",
          `${withJosa(`<${node.name}>`, "은/는")} <Live> 안에서만 뜻이 있습니다.`,
          '숫자가 든 문단을 <Live lab="…">와 </Live> 사이에 두세요.',
        );
        return node.children as Child[];
      }
      if (!isComponent(node, "Live")) return undefined;
      record(context, node, anchor);
      return "skip";
    });
  };
}

function record(context: CompileContext, live: Component, anchor: string): void {
  const index = String(context.lives.length);
  const found: Record<"Num" | "Out", LiveText[]> = { Num: [], Out: [] };
  wrapWords(live);
  walk(live, (node) => {
    if (!isComponent(node, "Num") && !isComponent(node, "Out")) return undefined;
    const name = attributeOf(node, "name") ?? "";
    found[node.name].push({ name, text: tidyText(node), ...placeOf(node) });
    return [component(node.name, { name, index }, node.children as Child[], node, "mdxJsxTextElement")];
  });
  const said = (name: string) => attributeOf(live, name) ?? "";
  context.lives.push({
    lab: said("lab"),
    state: said("state"),
    pane: said("pane"),
    anchor,
    numbers: found.Num,
    results: found.Out,
    ...placeOf(live),
  });
  live.type = "mdxJsxFlowElement";
  live.attributes = component("Live", { index }, []).attributes;
}

/** `<Live>한 줄</Live>` on one line holds words, not paragraphs. */
function wrapWords(live: Component): void {
  const children = live.children as Child[];
  const isBlock = (child: Child) =>
    isBlankText(child) || isElement(child, "p", "ul", "ol", "blockquote", "table", "pre");
  if (children.every(isBlock)) return;
  live.children = [element("p", {}, children, live)] as typeof live.children;
}

function placeOf(node: Component): { line: number; column: number } {
  const start = node.position?.start;
  return { line: start?.line ?? 1, column: start?.column ?? 1 };
}
