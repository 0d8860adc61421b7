import type { Blockquote, Nodes, Paragraph, Parents, PhrasingContent, Root, RootContent, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Processor } from "unified";
import { visit } from "unist-util-visit";
import type { CompileContext } from "./context.ts";
import { HTML_NAMES } from "./html-names.ts";

/**
 * What programs for notes make of a folder's Markdown before it is HTML: a line ends where its author ends it
 * (`lineBreaks`), and a note, section or table that stands alone in a paragraph is shown there (`embeds`).
 */
export function remarkForeign(this: Processor, context: CompileContext) {
  const parse = (text: string) => this.parse(text) as Root;
  return (tree: Root) => {
    const { foreign } = context;
    if (foreign === undefined) return;
    keepWords(tree);
    if (foreign.embeds.size > 0) embed(tree, foreign.embeds, parse);
    if (foreign.lineBreaks) breakLines(tree);
  };
}

/** `List<String>` and `<your name>` are words: only what is an element of HTML is one. */
function keepWords(tree: Root): void {
  visit(tree, "html", (node, index, parent) => {
    const name = /^<\/?([A-Za-z][\w.:-]*)/.exec(node.value)?.[1];
    if (name === undefined || HTML_NAMES.has(name.toLowerCase()) || NOTE_TAGS.test(name)) return;
    if (parent === undefined || index === undefined) return;
    const text: Text = { type: "text", value: node.value, position: node.position };
    const isBlock = parent.type !== "paragraph" && parent.type !== "heading" && !isPhrase(parent);
    const kept: RootContent = isBlock
      ? { type: "paragraph", children: [text], position: node.position }
      : text;
    (parent as Parents).children.splice(index, 1, kept as never);
  });
}

const NOTE_TAGS = /^(?:Callout|Term|Live|Num|Out)$/;

function isPhrase({ type }: { readonly type: string }): boolean {
  return ["emphasis", "strong", "delete", "link", "linkReference", "tableCell"].includes(type);
}

function breakLines(tree: Root): void {
  visit(tree, "text", (node, index, parent) => {
    if (parent === undefined || index === undefined || !node.value.includes("\n")) return undefined;
    const parts = node.value.split(/[ \t]*\n[ \t]*/);
    const made = parts.flatMap((value, part): PhrasingContent[] => [
      ...(part > 0 ? [{ type: "break" as const, position: node.position }] : []),
      ...(value === "" ? [] : [{ type: "text" as const, value, position: node.position }]),
    ]);
    (parent as Parents).children.splice(index, 1, ...(made as never[]));
    return index + made.length;
  });
}

function embed(tree: Root, embeds: ReadonlyMap<string, string>, parse: (text: string) => Root): void {
  visit(tree, "paragraph", (paragraph, index, parent) => {
    if (parent === undefined || index === undefined) return undefined;
    const target = targetOf(paragraph);
    const text = target === undefined ? undefined : embeds.get(target);
    if (target === undefined || text === undefined) return undefined;
    const { children } = parse(text);
    const at = paragraph.position;
    const shown = children.filter((node) => node.type !== "footnoteDefinition").map(asPart);
    if (target.startsWith("csv:")) {
      (parent as Parents).children.splice(index + 1, 0, ...(shown as never[]));
      return index + 1 + shown.length;
    }
    const source: Paragraph = { type: "paragraph", children: [{ type: "text", value: `— [[${target}]]` }] };
    const quote: Blockquote = {
      type: "blockquote",
      children: [...(shown as Blockquote["children"]), source],
    };
    visit(quote, (node) => {
      node.position = at;
    });
    (parent as Parents).children.splice(index, 1, quote as never);
    return index + 1;
  });
}

/** What a paragraph shows that is nothing but an embed, or a link to a table. */
function targetOf({ children }: Paragraph): string | undefined {
  const [only] = children;
  if (children.length === 1 && only?.type === "link") return `csv:${only.url}`;
  if (children.some((child) => child.type !== "text")) return undefined;
  return /^\s*!\[\[([^[\]\n|]+?)(?:\|[^[\]\n]*)?\]\]\s*$/
    .exec(textOf({ type: "paragraph", children }))?.[1]
    ?.trim();
}

/** Headings of what is shown are none of the page that shows it, and it shows nothing further. */
function asPart(node: RootContent): RootContent {
  if (node.type === "heading")
    return { type: "paragraph", children: [{ type: "strong", children: node.children }] };
  visit(node as Nodes, "text", (text) => {
    text.value = text.value.replace(/!\[\[/g, "[[");
  });
  return node;
}
