import type {
  Blockquote,
  Code,
  Heading as HeadingNode,
  InlineCode,
  Nodes,
  Paragraph,
  Parents,
  PhrasingContent,
  Root,
  RootContent,
  Text,
} from "mdast";
import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx-jsx";
import { noteHref, termHref } from "../../address/href.ts";
import { type Heading, type Note, type Resolution, resolutionOf } from "../../note/note.ts";
import { FORMULA, FORMULA_APART } from "../../text/formula-marks.ts";
import * as words from "../../words/words.ts";
import type { WrittenNote } from "../catalog/build-catalog.ts";
import { unpackTree } from "../compile/packed-tree.ts";

export type CopiedNote = Pick<Note, "slug" | "resolved" | "outline" | "citations"> & {
  readonly diagrams: readonly Pick<Note["diagrams"][number], "line" | "title" | "caption">[];
};

export type TreeContext = {
  /** Origin of the site, without a slash at its end. */
  readonly siteUrl: string;
  readonly note: CopiedNote;
  /** Names of glossary terms, by id. */
  readonly terms: ReadonlyMap<string, string>;
};

/** What stands at the top of a note, and what a heading became. */
export type CopyBlock = { readonly node: RootContent; readonly heading?: Heading | undefined };

/** Callouts by the name that their mark gives them: what a reader sees above the text. */
const CALLOUTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    note: words.calloutNote,
    important: words.calloutNote,
    tip: words.calloutTip,
    warning: words.calloutWarning,
    caution: words.calloutWarning,
    version: words.calloutVersion,
    correction: words.calloutCorrection,
    summary: words.calloutSummary,
  }),
);
const MARK = /^\[!([A-Za-z]+)\][ \t]*\n?/;
const STATED_ID = /\s*\[#[^\]\s]*(?: ref)?\]\s*$/;
const WIKI = /(?<![\\!])\[\[([^[\]|]{1,120}?)(?:\\?\|([^[\]]{1,200}))?\]\]/g;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
/** Figures that move leave their sentence. */
const LIVE = /<\/?(?:Live|Num|Out)\b[^>]*>/gi;
const ATTRIBUTE = /(<[a-z][^<>]*\s(?:href|src)=)(["'])([^"'<>]*)\2/gi;

/**
 * The blocks of a note as tools elsewhere understand them: links of ours lead to the site by whole
 * addresses; wiki links and `<Term>` are ordinary links, callouts quotations with their name; what a
 * fence's title and caption say stands above it; comments are gone. Text is as the author typed it.
 */
export function copyBlocks({ body, document }: WrittenNote, context: TreeContext): CopyBlock[] {
  const tree = unpackTree(document.tree, body);
  const ids = new Map(document.headings);
  const outline = new Map(context.note.outline.map((heading) => [heading.id, heading]));
  const became = new Map<Nodes, Heading>();
  const settle = (node: Root) => {
    node.children = node.children.filter(
      (child) => child.type !== "heading" || ids.get(child.position?.start.offset ?? -1) !== "",
    );
  };
  settle(tree);
  const visit = (node: Nodes): void => {
    if (node.type === "heading") {
      const heading = outline.get(ids.get(node.position?.start.offset ?? -1) ?? "");
      if (heading) became.set(node, heading);
      if (heading) node.depth = heading.depth as HeadingNode["depth"];
    }
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  turnChildren(tree, body, context);
  return tree.children.map((node) => ({ node, heading: became.get(node) }));
}

function turnChildren(parent: Parents, body: string, context: TreeContext): void {
  const turned = parent.children.flatMap((child): Nodes[] => {
    if ("children" in child) turnChildren(child, body, context);
    return turn(child, body, context);
  });
  // What is said above a fence stands apart from it, in a list too.
  if (parent.type === "listItem" && turned.length > parent.children.length) parent.spread = true;
  parent.children = turned as typeof parent.children;
}

/** What a node becomes; its children are turned already. */
function turn(node: Nodes, body: string, context: TreeContext): Nodes[] {
  switch (node.type) {
    case "text":
      return turnText(asTyped(node, body), context);
    case "heading": {
      const last = node.children.at(-1);
      if (last?.type === "text") last.value = last.value.replace(STATED_ID, "");
      return [node];
    }
    case "paragraph":
      return partedParagraphs(node);
    case "link":
    case "definition":
    case "image": {
      const answer = resolve(node.url, context.note);
      if (answer?.kind === "planned" && node.type === "link") return node.children;
      if (answer?.kind === "internal") node.url = absolute(answer.href, context);
      return [node];
    }
    case "html": {
      const value = node.value
        .replace(COMMENT, "")
        .replace(LIVE, "")
        .replace(ATTRIBUTE, (whole, before: string, quote: string, target: string) => {
          const answer = resolve(target, context.note);
          return answer?.kind === "internal"
            ? before + quote + absolute(answer.href, context) + quote
            : whole;
        });
      return value.trim() === "" ? [] : [{ ...node, value }];
    }
    case "inlineCode":
      return [formulaAsTyped(node) ?? node];
    case "blockquote":
      return [turnCallout(node)];
    case "code":
      return turnCode(node, context.note);
    default:
      if (isComponent(node)) return turnComponent(node, context);
      return /^mdx(?:Flow|Text)Expression$/.test(node.type) ? [] : [node];
  }
}

/** A formula between dollars, as other tools read it. */
function formulaAsTyped({ value }: InlineCode): Nodes | undefined {
  if (value.startsWith(FORMULA_APART)) return { type: "html", value: `$$${value.slice(1)}$$` };
  return value.startsWith(FORMULA) ? { type: "html", value: `$${value.slice(1)}$` } : undefined;
}

/** A paragraph without what is empty; a callout on one line is a block of its own. */
function partedParagraphs(node: Paragraph): Nodes[] {
  const blocks: Nodes[] = [];
  let children: PhrasingContent[] = [];
  const close = () => {
    const [first] = children;
    if (blocks.length > 0 && first?.type === "text") first.value = first.value.trimStart();
    if (children.some((child) => child.type !== "text" || child.value.trim() !== ""))
      blocks.push({ ...node, children });
    children = [];
  };
  for (const child of node.children as Nodes[])
    if (child.type === "blockquote") {
      close();
      blocks.push(child);
    } else children.push(child as PhrasingContent);
  close();
  return blocks;
}

/** The text as it is typed, with its escapes; the marks of quotations at the beginning of lines aside. */
function asTyped(node: Text, body: string): Text {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) return node;
  return { ...node, value: body.slice(start, end).replace(/\n[ \t>]*/g, "\n") };
}

function turnText(node: Text, context: TreeContext): Nodes[] {
  if (!node.value.includes("[[")) return [node];
  const parts: Nodes[] = [];
  let from = 0;
  for (const { index, 0: whole, 1: target = "", 2: label } of node.value.matchAll(WIKI)) {
    const link = wikiLink(target.trim(), label?.trim(), context);
    if (link === undefined) continue;
    if (index > from) parts.push({ type: "text", value: node.value.slice(from, index) });
    parts.push(link);
    from = index + whole.length;
  }
  if (from < node.value.length) parts.push({ type: "text", value: node.value.slice(from) });
  return parts;
}

function wikiLink(
  target: string,
  label: string | undefined,
  context: TreeContext,
): PhrasingContent | undefined {
  const term = context.terms.get(target);
  if (term !== undefined) return link(context.siteUrl + termHref(target), label || term);
  const answer = resolutionOf(context.note, `wiki:${target}`);
  if (answer?.kind === "internal")
    return link(absolute(answer.href, context), label || answer.title || target);
  return answer?.kind === "planned" ? { type: "text", value: label || answer.title } : undefined;
}

function link(url: string, words: string): PhrasingContent {
  return { type: "link", url, children: [{ type: "text", value: words }] };
}

function turnCallout(node: Blockquote): Blockquote {
  const [first] = node.children;
  const lead = first?.type === "paragraph" ? first.children[0] : undefined;
  const mark = lead?.type === "text" ? MARK.exec(lead.value) : null;
  const name = mark && CALLOUTS.get(mark[1]!.toLowerCase());
  if (!name || first?.type !== "paragraph" || lead?.type !== "text") return node;
  lead.value = lead.value.slice(mark[0].length);
  if (lead.value === "") first.children.shift();
  const rest = first.children.length === 0 ? node.children.slice(1) : node.children;
  return { ...node, children: [named(name), ...rest] };
}

function named(name: string): Paragraph {
  return { type: "paragraph", children: [{ type: "strong", children: [{ type: "text", value: name }] }] };
}

/** A fence without what only this site knows of it, and that in words above. */
function turnCode(node: Code, note: CopiedNote): Nodes[] {
  const meta = node.meta ?? "";
  const diagram = note.diagrams.find((one) => one.line === node.position?.start.line);
  const value = (name: string) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(meta)?.[1] ?? "";
  const { title, caption } = diagram ?? { title: value("title"), caption: value("caption") };
  const said = [title, caption].filter(Boolean).join(" — ");
  const foreign = meta
    .replace(/(^|\s)(?:title|caption|id)="[^"]*"/g, "$1")
    .replace(/(^|\s)\{[\d,\s-]*\}/g, "$1")
    .trim();
  const code = { ...node, meta: foreign || null };
  if (said === "") return [code];
  return [
    {
      type: "paragraph",
      children: [{ type: "text", value: `${diagram ? words.figure : words.code}: ${said}` }],
    },
    code,
  ];
}

type Component = MdxJsxFlowElement | MdxJsxTextElement;

function isComponent(node: { readonly type: string }): node is Component {
  return node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement";
}

function turnComponent(node: Component, context: TreeContext): Nodes[] {
  const attribute = (name: string) => {
    const found = node.attributes.find((one) => one.type === "mdxJsxAttribute" && one.name === name);
    return typeof found?.value === "string" ? found.value : "";
  };
  if (node.name === "Callout") {
    const name = named(CALLOUTS.get(attribute("kind")) ?? CALLOUTS.get("note")!);
    // `<Callout>한 줄</Callout>` on one line holds words, not paragraphs.
    const isInline = node.type === "mdxJsxTextElement";
    const children = isInline ? [{ type: "paragraph" as const, children: node.children }] : node.children;
    return [{ type: "blockquote", children: [name, ...children] }];
  }
  if (/^(?:Live|Num|Out)$/.test(node.name ?? "")) return node.children;
  const term = node.name === "Term" ? context.terms.get(attribute("id")) : undefined;
  if (term !== undefined) {
    const children = node.children.length > 0 ? node.children : [{ type: "text" as const, value: term }];
    const url = context.siteUrl + termHref(attribute("id"));
    return [{ type: "link", url, children: children as PhrasingContent[] }];
  }
  for (const one of node.attributes)
    if (one.type === "mdxJsxAttribute" && (one.name === "href" || one.name === "src")) {
      const answer = typeof one.value === "string" ? resolve(one.value, context.note) : undefined;
      if (answer?.kind === "internal") one.value = absolute(answer.href, context);
    }
  return [node];
}

/** How a written target was resolved: under its own name, or under the one that Markdown encodes it to. */
function resolve(target: string, note: CopiedNote): Resolution | undefined {
  return resolutionOf(note, target) ?? resolutionOf(note, encode(target));
}

function encode(target: string): string {
  return encodeURI(target.toWellFormed()).replace(/%25([0-9a-f]{2})/gi, "%$1");
}

function absolute(href: string, { siteUrl, note }: TreeContext): string {
  return siteUrl + (href.startsWith("#") ? noteHref(note.slug) + (href === "#" ? "" : href) : href);
}
