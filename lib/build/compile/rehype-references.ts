import type { Element, Root, Text } from "hast";
import { nameOf } from "../../reference/card-names.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { type CompileContext, report } from "./context.ts";
import {
  attributeOf,
  type Child,
  component,
  element,
  isComponent,
  isElement,
  text,
  tidyText,
  walk,
} from "./tree.ts";

const REFERENCE = /\[\^([A-Za-z0-9][\w.-]*)\]|\[\[([^[\]\n|]{1,120}?)(?:\|([^[\]\n]{1,200}))?\]\]/g;

/**
 * Source citations `[^key]`, wiki links `[[id]]`, `[[id#section|글]]`, and `<Term id>`.
 *
 * Citations are numbered by first use. An ordinary footnote with a definition of
 * its own was already made one by GFM and never arrives here as text.
 */
export function rehypeReferences(context: CompileContext) {
  return (tree: Root) => {
    const knownTerms = new Map(context.terms.map((term) => [term.id, term]));
    let anchor = "";
    walk(tree, (node) => {
      if (isElement(node, "h1", "h2", "h3", "h4", "h5", "h6")) anchor = String(node.properties.id ?? "");
      if (isElement(node, "code", "pre", "a", "script")) return "skip";
      if (isComponent(node, "Term")) {
        const id = attributeOf(node, "id") ?? "";
        if (!knownTerms.has(id)) {
          const guess = findNearest(id, knownTerms.keys());
          report(
            context,
            node,
            "glossary/unknown-term",
            `용어집에 ${withJosa(`"${id}"`, "이라/라")}는 용어가 없습니다.`,
            guess ? `혹시 "${guess}"인가요?` : "content/glossary.yaml에 용어를 더해 주세요.",
          );
          return node.children as Child[];
        }
        return [
          termUse(
            id,
            node.children.length > 0 ? (node.children as Child[]) : [text(nameOf(knownTerms.get(id)!))],
          ),
        ];
      }
      if (node.type !== "text" || !node.value.includes("[")) return undefined;
      return split(node, (match, before) => {
        if (match[1] !== undefined) return cite(match[1], node, before);
        const target = match[2]!.trim();
        if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M} /_.-]*(#[\p{L}\p{N}_-]+)?$|^#[\p{L}\p{N}_-]+$/u.test(target))
          return undefined;
        const label = match[3]?.trim();
        if (knownTerms.has(target)) return termUse(target, [text(label || nameOf(knownTerms.get(target)!))]);
        return element("a", { href: `wiki:${target}` }, label ? [text(label)] : [], shift(node, before));
      });
    });

    function cite(key: string, node: Text, before: string): Child | undefined {
      if (!context.sourceKeys.has(key)) {
        // In foreign notes an undefined footnote is plain text, as on GitHub.
        const guess = findNearest(key, context.sourceKeys);
        report(
          context,
          shift(node, before),
          "source/unknown",
          `출처 ${withJosa(`"${key}"`, "이/가")} 없습니다.`,
          guess
            ? `혹시 [^${guess}]인가요?`
            : context.sourceKeys.size > 0
              ? "content/sources.yaml에 출처를 더하거나 각주의 내용을 적어 주세요."
              : `각주의 내용을 적어 주세요. 예: [^${key}]: 내용`,
        );
        return undefined;
      }
      if (!context.citations.includes(key)) context.citations.push(key);
      if (!context.citationUses.some((use) => use.source === key && use.anchor === anchor))
        context.citationUses.push({ source: key, anchor });
      return component(
        "Cite",
        { source: key, n: String(context.citations.indexOf(key) + 1) },
        [],
        node,
        "mdxJsxTextElement",
      );
    }
  };
}

export function termUse(id: string, children: Child[]): Child {
  return component("TermLink", { id }, children, undefined, "mdxJsxTextElement");
}

/** A text node as if it began after `before`: the place of something inside it. */
export function shift(node: Text, before: string): Text {
  const start = node.position?.start ?? { line: 1, column: 1 };
  const lines = before.split("\n");
  const moved = {
    line: start.line + lines.length - 1,
    column: lines.length === 1 ? start.column + before.length : lines.at(-1)!.length + 1,
  };
  return { ...node, position: { start: moved, end: moved } };
}

function split(
  node: Text,
  make: (match: RegExpMatchArray, before: string) => Child | undefined,
): Child[] | undefined {
  const parts: Child[] = [];
  let from = 0;
  for (const match of node.value.matchAll(REFERENCE)) {
    const made = make(match, node.value.slice(0, match.index));
    if (!made) continue;
    if (match.index > from) parts.push(text(node.value.slice(from, match.index)));
    parts.push(made);
    from = match.index + match[0].length;
  }
  if (parts.length === 0) return undefined;
  if (from < node.value.length) parts.push(text(node.value.slice(from)));
  return parts;
}

/**
 * Tables stand in a frame that scrolls; a paragraph `표: …` right before one is its caption, with what is written
 * in it (code, emphasis, links, sources), and as plain text what the frame is called.
 */
export function rehypeTables() {
  return (tree: Root) => {
    let captioned = 0;
    walk(tree, (node, ancestors, index) => {
      if (!isElement(node, "table")) return undefined;
      const parent = ancestors.at(-1)!;
      const siblings = parent.children as Child[];
      let before = index - 1;
      while (siblings[before]?.type === "text") before--;
      const candidate = siblings[before];
      const said = isElement(candidate, "p") ? candidate.children[0] : undefined;
      const start = said?.type === "text" ? /^\s*표\s*[:：]\s*/.exec(said.value) : null;
      if (!isElement(candidate, "p") || said?.type !== "text" || start === null)
        return [component("TableFrame", {}, [node], node)];
      const inside = candidate.children;
      candidate.children = [];
      said.value = said.value.slice(start[0].length);
      const number = String(++captioned);
      const caption = tidyText({ ...candidate, children: inside }).replace(
        REFERENCE,
        (_, source: string | undefined, target: string, label?: string) =>
          source === undefined ? (label ?? target) : "",
      );
      node.properties.ariaLabel = caption;
      return [
        component("TableFrame", { caption, number }, [
          component("TableCaption", { number }, inside, candidate),
          node,
        ]),
      ];
    });
    walk(tree, (node) => {
      if (isElement(node, "td", "th")) alignByClass(node);
      if (isElement(node, "tbody")) nameRows(node);
      return isElement(node, "p") && node.children.length === 0 ? [] : undefined;
    });
  };
}

/** The first cell of a row says what the row is about, as the first line of the table says it of the columns. */
function nameRows(body: Element): void {
  for (const row of body.children) {
    if (!isElement(row as Child, "tr")) continue;
    const first = (row as Element).children.find((cell) => cell.type === "element");
    if (first?.tagName !== "td") continue;
    first.tagName = "th";
    first.properties.scope = "row";
  }
}

/** Alignment as a class: MDX would make a `style` of it, which the site's policy does not apply. */
function alignByClass(cell: Element): void {
  const align = String(cell.properties.align ?? "");
  delete cell.properties.align;
  if (align === "center" || align === "right") cell.properties.className = [`align-${align}`];
}
