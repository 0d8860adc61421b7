import type {
  Heading as HeadingNode,
  Html,
  Image,
  ImageReference,
  Nodes,
  Paragraph,
  Root,
  Table,
} from "mdast";
import type { MdxJsxFlowElement, MdxJsxTextElement } from "mdast-util-mdx-jsx";
import { type Prose, proseOf, UNSEEN, visibleText } from "./prose.ts";

/** A built note as the rules are given it. */
export type LintNote = {
  readonly slug: string;
  readonly file: string;
  /** The whole text, and the text with the frontmatter's lines left empty. */
  readonly text: string;
  readonly body: string;
  /** The mdast of the body, with positions; a note that cannot be parsed has none. */
  readonly tree: Root | undefined;
  /** Where headings begin in the body, and the id each got. */
  readonly headings: readonly (readonly [offset: number, id: string])[];
};

/** A place of the body. Both count from 1, columns in UTF-16 units. */
export type Place = { readonly line: number; readonly column: number };

/** A heading as written. */
export type SourceHeading = Place & {
  readonly depth: number;
  readonly text: string;
  readonly anchor: string;
  /** Whether it is marked as folded reference. */
  readonly reference: boolean;
};

/** A paragraph, heading or cell with its text; where it stands. */
export type Passage = Place & { readonly prose: Prose };

type Jsx = MdxJsxFlowElement | MdxJsxTextElement;

/** A note taken apart once, for all rules. */
export type LintSource = {
  readonly note: LintNote;
  readonly headings: readonly SourceHeading[];
  readonly paragraphs: readonly Passage[];
  /** Everything a reader reads as text, in the order of the note: paragraphs, headings, cells; what a correction says the original said is marked. */
  readonly passages: readonly (Passage & { readonly original: boolean })[];
  readonly tables: readonly Table[];
  readonly images: readonly (Image | ImageReference)[];
  readonly html: readonly Html[];
  readonly jsx: readonly Jsx[];
  readonly placeAt: (offset: number) => Place;
  /** The section a line stands in, "" before the first. */
  readonly anchorAt: (line: number) => string;
};

/** Takes a note apart. */
export function readSource(note: LintNote): LintSource {
  const headings: SourceHeading[] = [];
  const paragraphs: Passage[] = [];
  const passages: LintSource["passages"][number][] = [];
  const tables: Table[] = [];
  const images: (Image | ImageReference)[] = [];
  const html: Html[] = [];
  const jsx: Jsx[] = [];
  const ids = new Map(note.headings);

  const addHeading = (node: HeadingNode, prose: Prose) => {
    const { line, column, offset = -1 } = node.position!.start;
    headings.push({
      line,
      column,
      depth: node.depth,
      text: visibleText(prose),
      anchor: ids.get(offset) ?? "",
      reference: /\[#[^[\]\s]* ref\]\s*$/.test(prose.shown),
    });
  };
  const walk = (node: Nodes, parent: Nodes | undefined, original: boolean): void => {
    const inOriginal = original || (node.type === "listItem" && isOriginal(node));
    switch (node.type) {
      case "paragraph":
      case "heading":
      case "tableCell": {
        const prose =
          node.type === "paragraph" ? withoutMark(node, parent, note.body) : proseOf(node, note.body);
        const { line, column } = startOf(prose, node, note.body);
        if (node.type === "paragraph") paragraphs.push({ line, column, prose });
        if (node.type === "heading") addHeading(node, prose);
        passages.push({ line, column, prose, original: inOriginal });
        break;
      }
      case "table":
        tables.push(node);
        break;
      case "image":
      case "imageReference":
        images.push(node);
        break;
      case "html":
        html.push(node);
        break;
      default:
        if (isJsx(node)) jsx.push(node);
    }
    if ("children" in node) for (const child of node.children) walk(child, node, inOriginal);
  };
  if (note.tree) walk(note.tree, undefined, false);

  const starts = [0];
  for (let at = note.body.indexOf("\n"); at >= 0; at = note.body.indexOf("\n", at + 1)) starts.push(at + 1);
  return {
    note,
    headings,
    paragraphs,
    passages,
    tables,
    images,
    html,
    jsx,
    placeAt: (offset) => {
      const line = starts.findLastIndex((start) => start <= offset);
      return { line: line + 1, column: offset - starts[line]! + 1 };
    },
    anchorAt: (line) => headings.findLast((heading) => heading.line <= line)?.anchor ?? "",
  };
}

function isJsx(node: { readonly type: string }): node is Jsx {
  return node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement";
}

/** A paragraph that opens a callout without the mark that makes it one. */
function withoutMark(node: Paragraph, parent: Nodes | undefined, body: string): Prose {
  const prose = proseOf(node, body);
  const mark =
    parent?.type === "blockquote" && parent.children[0] === node
      ? /^\[![A-Za-z]+\][ \t]*\n?/.exec(prose.shown)
      : null;
  if (!mark) return prose;
  return { ...prose, masked: UNSEEN.repeat(mark[0].length) + prose.masked.slice(mark[0].length) };
}

/** Where the text of a passage begins that anybody reads. */
function startOf(prose: Prose, node: Nodes, body: string): Place {
  const { line, column, offset = 0 } = node.position!.start;
  const first = prose.masked.search(/[^\uE001\s]/);
  if (prose.masked[0] !== UNSEEN || first < 0) return { line, column };
  const at = prose.begins[first]!;
  const before = body.slice(offset, at).split("\n");
  return before.length === 1
    ? { line, column: column + at - offset }
    : { line: line + before.length - 1, column: before.at(-1)!.length + 1 };
}

/** The row of a correction that says what the original said. */
function isOriginal(item: Nodes): boolean {
  const lead = "children" in item ? item.children[0] : undefined;
  const first = lead && "children" in lead ? lead.children[0] : undefined;
  const text = first?.type === "strong" ? first.children[0] : first;
  return text?.type === "text" && text.value.startsWith("원본의 설명");
}
