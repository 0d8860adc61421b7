import type { Element, Root, Text } from "hast";
import { blockAnchor } from "../../address/href.ts";
import * as words from "../../words/words.ts";
import type { CompileContext } from "./context.ts";
import { shift } from "./rehype-references.ts";
import { type Child, element, isBlankText, isElement, text, tidyText, walk } from "./tree.ts";

const NAME = /(!?)\[\[([^[\]\n|]{1,300})(?:\|([^[\]\n]{0,300}))?\]\]/g;
const TAG = /(?<![\p{L}\p{N}_/#&;.-])#([\p{L}\p{N}_][\p{L}\p{N}_/-]*)/gu;
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i;
const VIDEO = /\.(?:mp4|webm|mov|ogv|m4v)$/i;
const SOUND = /\.(?:mp3|wav|m4a|ogg|flac|3gp|opus)$/i;

/** What no page shows by itself: a box says what it is. */
const OTHER_FILE = /\.(?:pdf|docx?|pptx?|xlsx?|hwpx?|epub|zip)(?:#.*)?$/i;

/**
 * Names in double brackets as somebody's program for notes has them: `[[note]]`, `[[note#section|text]]`,
 * and what is to be shown in place: `![[picture.png|300]]`, sounds, films, other files. In a vault `#tags`
 * are links too. Where a name leads is decided later, for all notes at once.
 */
export function rehypeNames(context: CompileContext) {
  return (tree: Root) => {
    const { foreign } = context;
    if (foreign === undefined) return;
    walk(tree, (node, ancestors) => {
      if (isElement(node, "code", "pre", "a", "script")) return "skip";
      if (node.type !== "text" || !/\[\[|#/.test(node.value)) return undefined;
      const inHeading = ancestors.some((one) => isElement(one as Child, "h1", "h2", "h3", "h4", "h5", "h6"));
      const parts = replaceIn(node, NAME, nameOf);
      if (!foreign.tags || inHeading) return parts.length > 1 || parts[0] !== node ? parts : undefined;
      return parts.flatMap((part) => (part.type === "text" ? replaceIn(part, TAG, tagOf) : [part]));
    });
  };
}

function nameOf(match: RegExpMatchArray, like: Text): Child | undefined {
  const [, mark, written = "", given = ""] = match;
  const target = written.trim();
  const label = given.trim();
  if (target === "") return undefined;
  if (mark === "!") {
    const address = `wiki:${target}`;
    if (PICTURE.test(target)) {
      const [, before = "", width, height] = /^(?:(.*?)\|)?\s*(\d{1,5})(?:x(\d{1,5}))?$/.exec(label) ?? [
        "",
        label,
      ];
      const size = { ...(width && { width }), ...(height && { height }) };
      return element("img", { src: address, alt: before.trim(), ...size }, [], like);
    }
    if (OTHER_FILE.test(target)) return element("img", { src: address, alt: label }, [], like);
    if (VIDEO.test(target)) return element("video", { src: address, controls: true }, [], like);
    if (SOUND.test(target)) return element("audio", { src: address, controls: true }, [], like);
  }
  return element("a", { href: `wiki:${target}` }, [text(label || shownOf(target))], like);
}

/** What a link without a text of its own says: what it calls, without the folders, and the section after it. */
function shownOf(target: string): string {
  // `C#, 언어` is one name: a section begins with a letter.
  const [path = "", ...sections] = target.split(/#(?=[\p{L}\p{N}^])/u);
  const note = path
    .split("/")
    .at(-1)!
    .replace(/\.mdx?$/i, "")
    .trim();
  const section = sections.at(-1)?.trim() ?? "";
  const shown = section.startsWith("^") ? [note] : [note, section];
  return shown.filter(Boolean).join(" › ") || words.thisParagraph;
}

function tagOf(match: RegExpMatchArray, node: Text): Child | undefined {
  const tag = match[1]!.replace(/\/+$/, "");
  // A number is a number.
  if (/^[\d/_-]*$/.test(tag)) return undefined;
  return element("a", { href: `tag:${tag}` }, [text(`#${tag}`)], node);
}

function replaceIn(
  node: Text,
  pattern: RegExp,
  make: (match: RegExpMatchArray, at: Text) => Child | undefined,
): Child[] {
  const parts: Child[] = [];
  let from = 0;
  for (const match of node.value.matchAll(pattern)) {
    const made = make(match, shift(node, node.value.slice(0, match.index)));
    if (made === undefined) continue;
    if (match.index > from) parts.push({ ...node, value: node.value.slice(from, match.index) });
    parts.push(made);
    from = match.index + match[0].length;
  }
  if (parts.length === 0) return [node];
  if (from < node.value.length) parts.push({ ...node, value: node.value.slice(from) });
  return parts;
}

/**
 * Says of each picture whether it stands in a link, among words or other pictures, or alone. One that has a line of
 * a paragraph to itself leaves the paragraph, for it gets a box of its own.
 */
export function rehypePictures() {
  return (tree: Root) => {
    walk(tree, (node, ancestors) => {
      if (isElement(node, "p")) {
        const seen = (node.children as Child[]).filter((one) => !isBlankText(one));
        const isColumn = seen.every((one, index) => isElement(one, index % 2 === 0 ? "img" : "br"));
        if (seen.length === 0 || !isColumn) return undefined;
        const pictures = seen.filter((one) => isElement(one, "img"));
        for (const one of pictures) one.properties.dataPlace = "alone";
        return pictures;
      }
      if (!isElement(node, "img") || node.properties.dataPlace !== undefined) return undefined;
      const parent = ancestors.at(-1)!;
      if (ancestors.some((one) => isElement(one as Child, "a"))) node.properties.dataPlace = "link";
      else if (parent.type === "root") {
        const blocks = (parent.children as Child[]).filter((one) => !isBlankText(one));
        const at = blocks.indexOf(node);
        const isInRow = [blocks[at - 1], blocks[at + 1]].some((one) => one && isElement(one, "img"));
        node.properties.dataPlace = isInRow ? "line" : "alone";
      } else if (!isElement(parent as Child, "figure", "div", "center")) node.properties.dataPlace = "line";
      return undefined;
    });
  };
}

const BLOCK = /(?:^|\s)\^([A-Za-z0-9-]{1,60})\s*$/;
const BLOCKS = ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "blockquote"] as const;

/** `^name` at the end of a paragraph or an item is its anchor; alone it is that of the block before it. */
export function rehypeBlockIds(context: CompileContext) {
  return (tree: Root) => {
    if (context.foreign === undefined) return;
    walk(tree, (node, ancestors, index) => {
      if (isElement(node, "pre", "code")) return "skip";
      if (!isElement(node, ...BLOCKS)) return undefined;
      const alone = isElement(node, "p") ? /^\^([A-Za-z0-9-]{1,60})$/.exec(tidyText(node)) : null;
      const before = (ancestors.at(-1)!.children.slice(0, index) as Child[]).findLast(
        (one) => !isBlankText(one),
      );
      if (alone && isElement(before)) {
        before.properties.id ??= blockAnchor(alone[1]!);
        return [];
      }
      takeName(node);
      return undefined;
    });
  };
}

function takeName(node: Element): void {
  const nested = node.children.findIndex((child) => isElement(child, "ul", "ol", "p", "blockquote", "table"));
  const last = (nested < 0 ? node.children : node.children.slice(0, nested)).findLast(
    (child) => !isBlankText(child),
  );
  if (last?.type !== "text") return;
  const found = BLOCK.exec(last.value);
  if (!found) return;
  last.value = last.value.slice(0, found.index);
  node.properties.id ??= blockAnchor(found[1]!);
}
