import type { Element, Nodes, Root } from "hast";
import type { Block, Correction, CorrectionPart, Inline } from "../../note/note.ts";
import * as words from "../../words/words.ts";
import type { CompileContext } from "./context.ts";
import { readDiagramLinks } from "./diagram-links.ts";
import {
  attributeOf,
  type Child,
  type Component,
  isComponent,
  isElement,
  type Parent,
  plainText,
  tidyText,
  walk,
} from "./tree.ts";

/**
 * Records what the rest of the site derives from: plain text by section, and every
 * link and image with its place. Changes nothing.
 */
export function rehypeCollect(context: CompileContext) {
  return (tree: Root) => {
    let anchor = "";
    const add = (kind: Block["kind"], text: string) => {
      if (text !== "") context.blocks.push({ anchor, kind, text });
    };
    walk(tree, (node, ancestors) => {
      if (isElement(node, "h1", "h2", "h3", "h4", "h5", "h6")) {
        anchor = String(node.properties.id ?? "");
        add("heading", tidyText(node));
      } else if (isComponent(node, "Correction")) context.corrections.push(toCorrection(node, anchor));
      else if (isElement(node, "p", "dd", "figcaption"))
        add(isInSummary(ancestors) ? "summary" : "paragraph", tidyText(node));
      else if (isComponent(node, "CorrectionRow") && !node.children.some((child) => isElement(child, "p")))
        add("paragraph", tidyText(node));
      else if (isElement(node, "li")) {
        const own = (node.children as Child[]).filter(
          (child) =>
            !isElement(child, "p", "ul", "ol", "pre", "blockquote", "table") &&
            !isComponent(child, "TableFrame"),
        );
        add(
          isInSummary(ancestors) ? "summary" : "item",
          own.map(plainText).join("").replace(/\s+/g, " ").trim(),
        );
      } else if (isElement(node, "tr")) {
        add(
          "row",
          (node.children as Child[])
            .filter((child) => isElement(child))
            .map(tidyText)
            .join(" · "),
        );
      } else if (isElement(node, "pre")) {
        const code = plainText(node).replace(/\n$/, "");
        add(isMermaid(node) ? "diagram" : "code", code);
        if (isMermaid(node)) collectDiagramLinks(context, node, code, anchor);
      } else if (isComponent(node, "TableFrame")) {
        const caption = node.attributes.find(
          (attribute) => attribute.type === "mdxJsxAttribute" && attribute.name === "caption",
        );
        if (typeof caption?.value === "string") add("caption", caption.value);
      }
      if (
        isElement(node, "a") &&
        typeof node.properties.href === "string" &&
        node.properties.dataFootnoteRef === undefined &&
        node.properties.dataFootnoteBackref === undefined
      ) {
        context.links.push({ ...record(node, node.properties.href, tidyText(node), ancestors), anchor });
      }
      if (isElement(node, "img", "video", "audio") && typeof node.properties.src === "string") {
        context.images.push({
          ...record(node, node.properties.src, String(node.properties.alt ?? ""), ancestors),
          anchor,
        });
      }
      return undefined;
    });
  };
}

function isInSummary(ancestors: readonly Nodes[]): boolean {
  return ancestors.some((node) => isComponent(node, "Callout") && attributeOf(node, "kind") === "summary");
}

function toCorrection(correction: Component, anchor: string): Correction {
  const rows = new Map(
    (correction.children as Child[])
      .filter((row) => isComponent(row, "CorrectionRow"))
      .map((row) => [attributeOf(row, "part"), row]),
  );
  const plain = (part: CorrectionPart) => tidyText(rows.get(part) ?? { type: "root", children: [] });
  const marked = (part: CorrectionPart) => tidyInline((rows.get(part)?.children ?? []).flatMap(toInline));
  return {
    id: attributeOf(correction, "id") ?? "",
    anchor,
    was: plain("was"),
    now: plain("now"),
    why: plain("why"),
    marked: { was: marked("was"), now: marked("now"), why: marked("why") },
  };
}

function toInline(node: Nodes): Inline[] {
  if (isComponent(node, "Cite")) return [{ kind: "cite", source: attributeOf(node, "source") ?? "" }];
  if (isElement(node, "a") && typeof node.properties.href === "string")
    return [{ kind: "link", text: plainText(node), target: node.properties.href }];
  if (isElement(node, "code", "del", "strong")) {
    // A source that is cited inside is told after the mark.
    const cites = node.children.flatMap(toInline).filter((part) => part.kind === "cite");
    return [{ kind: node.tagName, text: plainText(node) }, ...cites];
  }
  if ("children" in node && !isElement(node, "img")) return node.children.flatMap(toInline);
  return [{ kind: "text", text: plainText(node) }];
}

/** One blank for a run of white space, neighbours of one kind joined, nothing empty. */
function tidyInline(parts: readonly Inline[]): Inline[] {
  const tidy: Inline[] = [];
  for (const part of parts) {
    const last = tidy.at(-1);
    if (part.kind === "text" && last?.kind === "text")
      tidy[tidy.length - 1] = { kind: "text", text: last.text + part.text };
    else tidy.push(part);
  }
  return tidy
    .map((part, index) => {
      if (part.kind === "cite") return part;
      let text = part.text.replace(/\s+/g, " ");
      if (index === 0) text = text.trimStart();
      if (index === tidy.length - 1) text = text.trimEnd();
      return { ...part, text };
    })
    .filter((part) => part.kind === "cite" || part.kind === "link" || part.text !== "");
}

/** As GitHub writes it, and R Markdown, Quarto and MyST. */
const MERMAID = /^language-(?:mermaid|\{\.?mermaid\}?)$/i;

export function isMermaid(pre: Element): boolean {
  const code = pre.children.find((child) => isElement(child, "code"));
  const names = code?.type === "element" ? code.properties.className : undefined;
  return Array.isArray(names) && names.some((name) => MERMAID.test(String(name)));
}

function collectDiagramLinks(context: CompileContext, pre: Element, code: string, anchor: string): void {
  const sentence = /^\s*accTitle\s*:\s*(.+)$/m.exec(code)?.[1]?.trim() ?? words.figure;
  // The first line of the source stands below the fence.
  const above = pre.position?.start.line ?? 0;
  for (const { target, line, column } of readDiagramLinks(code))
    context.links.push({ target, text: "", anchor, sentence, line: above + line, column });
}

function record(node: Element, target: string, text: string, ancestors: readonly Parent[]) {
  const holder =
    [...ancestors].reverse().find((parent) => isElement(parent as Child, "p", "li", "td", "dd")) ??
    ancestors.at(-1)!;
  return {
    target,
    text,
    sentence: sentenceAround(tidyText(holder as Root), text),
    line: node.position?.start.line ?? 1,
    column: node.position?.start.column ?? 1,
  };
}

/** The sentence of `paragraph` that contains `part`, at most 160 characters. */
function sentenceAround(paragraph: string, part: string): string {
  const sentences = paragraph.match(/[^.?!]+(?:[.?!](?!\s)[^.?!]*)*[.?!]?/g) ?? [paragraph];
  const sentence = (
    sentences.find((candidate) => part !== "" && candidate.includes(part)) ??
    sentences[0] ??
    ""
  ).trim();
  return sentence.length <= 160 ? sentence : `${sentence.slice(0, 159)}…`;
}
