import type { Element, Root } from "hast";
import { createIdRegistry, toAsciiId, toGitHubAnchor } from "../../address/slug.ts";
import { withJosa } from "../../text/josa.ts";
import { type CompileContext, report } from "./context.ts";
import { isMermaid } from "./rehype-collect.ts";
import { type Child, component, isBlankText, isElement, tidyText, walk } from "./tree.ts";

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"];
const EXPLICIT_ID = /\s*\[#([^\]\s]*)( ref)?\]\s*$/;

/**
 * Gives every heading its permanent id and records the outline.
 *
 * `## 레이어 [#layers]` states the id; without one it is the romanised title. A
 * level-1 heading that opens the note becomes its title and leaves the body; when
 * others remain, all headings move down one level, so that the page has one h1.
 *
 * `## 표 모음 [#tables ref]` is reference: what stands below it up to the next heading
 * of its level or a higher one is folded.
 */
export function rehypeHeadings(context: CompileContext) {
  const place = (heading: Element, id: string) => {
    const offset = heading.position?.start.offset;
    if (offset !== undefined) context.headingPlaces.push([offset, id]);
  };
  return (tree: Root) => {
    // Elsewhere a picture may stand above the title.
    const isAbove = (child: Child) =>
      isBlankText(child) ||
      child.type === "comment" ||
      (context.foreign !== undefined &&
        isElement(child, "p") &&
        child.children.every((one) => isElement(one, "img") || isBlankText(one)));
    const first = (tree.children as Child[]).findIndex((child) => !isAbove(child));
    const opening = tree.children[first];
    if (isElement(opening, "h1")) {
      context.leadingTitle = tidyText(opening).replace(EXPLICIT_ID, "");
      place(opening, "");
      tree.children.splice(first, 1);
    }
    const headings: Element[] = [];
    walk(tree, (node) => {
      if (isElement(node, ...HEADINGS)) headings.push(node);
      return undefined;
    });
    const anchors = keepAnchors(tree);
    context.anchors.push(...anchors);
    const shift = headings.some((heading) => heading.tagName === "h1") ? 1 : 0;
    const stated = new Map<string, Element>();
    const references = new Set<Element>();
    for (const heading of headings) {
      const written = takeExplicitId(heading);
      if (written === undefined) {
        // `[#Bad Id]` would be part of the title.
        const meant = /\[#([^\]]*)\]\s*$/.exec(tidyText(heading))?.[1];
        if (meant !== undefined)
          report(
            context,
            heading,
            "heading/bad-id",
            `절 이름 "${meant}"에는 영어 소문자, 숫자, 붙임표만 쓸 수 있습니다.`,
            `예: [#${toAsciiId(meant) || "section"}]`,
          );
        continue;
      }
      const { id } = written;
      if (written.isReference) references.add(heading);
      if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) {
        report(
          context,
          heading,
          "heading/bad-id",
          `절 이름 "${id}"에는 영어 소문자, 숫자, 붙임표만 쓸 수 있습니다.`,
          `예: [#${toAsciiId(id) || "section"}]`,
        );
        continue;
      }
      if (RESERVED_IDS.includes(id)) {
        report(
          context,
          heading,
          "heading/reserved-id",
          `절 이름 ${withJosa(`"${id}"`, "은/는")} 페이지가 쓰는 이름입니다.`,
          "다른 이름으로 바꿔 주세요.",
        );
        continue;
      }
      if (anchors.includes(id)) {
        report(
          context,
          heading,
          "heading/taken-id",
          `절 이름 ${withJosa(`"${id}"`, "은/는")} 이 노트의 HTML 요소가 이미 쓰는 id입니다.`,
          "둘 중 하나를 다른 이름으로 바꿔 주세요.",
        );
      }
      const other = stated.get(id);
      if (other) {
        report(
          context,
          heading,
          "heading/duplicate-id",
          `절 이름 ${withJosa(`"${id}"`, "이/가")} 두 번 나옵니다. 먼저 나온 곳은 ${other.position?.start.line ?? 1}번째 줄입니다.`,
          "둘 중 하나를 다른 이름으로 바꿔 주세요.",
        );
        continue;
      }
      stated.set(id, heading);
      heading.properties.id = id;
    }
    const uniqueId = createIdRegistry([...stated.keys(), ...anchors, ...RESERVED_IDS]);
    const folded = fold(tree, references);
    // GitHub counts the title too, and from 1: `intro`, `intro-1`.
    const uniqueGitHubId = createIdRegistry([], 1);
    uniqueGitHubId(toGitHubAnchor(context.leadingTitle));
    for (const heading of headings) {
      const text = tidyText(heading);
      const own = typeof heading.properties.id === "string" && stated.get(heading.properties.id) === heading;
      const depth = Math.min(6, Number(heading.tagName[1]) + shift);
      heading.tagName = `h${depth}`;
      // Footnotes bring a heading of their own, which is not a section and keeps its id.
      if (heading.properties.id === "footnote-label") continue;
      if (!own) heading.properties.id = uniqueId(toAsciiId(text) || "section");
      if (text === "") continue;
      context.outline.push({
        depth,
        text,
        id: String(heading.properties.id),
        githubId: uniqueGitHubId(toGitHubAnchor(text)),
        ...(folded.has(heading) && { folded: true }),
      });
      place(heading, String(heading.properties.id));
    }
  };
}

/** Ids the page itself uses. */
const RESERVED_IDS = ["main", "sources", "footnote-label", "nav", "toc", "backlinks", "related", "check"];

/** Prefixes of ids that pages make themselves. */
const OWN_PREFIXES = /^(?:card|def|src|fig|fn|fnref)-/;

/**
 * Anchors that raw HTML sets (`<a name="x">`, `<p id="x">`) stay linkable. One that
 * is not usable as an id, or that comes a second time, is dropped.
 */
function keepAnchors(tree: Root): string[] {
  const seen = new Set(RESERVED_IDS);
  walk(tree, (node) => {
    if (!isElement(node) || HEADINGS.includes(node.tagName)) return undefined;
    const footnote =
      node.properties.dataFootnoteRef !== undefined || /^fn-/.test(String(node.properties.id ?? ""));
    const wanted = node.properties.id ?? node.properties.name;
    delete node.properties.name;
    if (wanted === undefined || footnote) return undefined;
    const id = String(wanted);
    delete node.properties.id;
    if (!/^[\x21-\x7e]+$/.test(id) || seen.has(id) || OWN_PREFIXES.test(id)) return undefined;
    seen.add(id);
    node.properties.id = id;
    return undefined;
  });
  return [...seen].filter((id) => !RESERVED_IDS.includes(id));
}

/**
 * Folds what stands below each heading of reference that is at the top of the text.
 * @returns these headings and those that were folded with them
 */
function fold(tree: Root, references: ReadonlySet<Element>): ReadonlySet<Element> {
  const folded = new Set<Element>();
  for (let index = 0; index < tree.children.length; index++) {
    const heading = tree.children[index];
    if (!isElement(heading) || !references.has(heading)) continue;
    folded.add(heading);
    const rest = tree.children.slice(index + 1);
    const end = rest.findIndex(
      (child) =>
        (isElement(child, ...HEADINGS) && child.tagName <= heading.tagName) ||
        (isElement(child) && child.properties.dataFootnotes !== undefined),
    );
    const inside = (end < 0 ? rest : rest.slice(0, end)) as Child[];
    if (inside.every((child) => isBlankText(child))) continue;
    const counts = { tables: 0, codes: 0, figures: 0 };
    walk({ type: "root", children: inside } as Root, (node) => {
      if (isElement(node, ...HEADINGS)) folded.add(node);
      if (isElement(node, "table")) counts.tables += 1;
      if (isElement(node, "pre")) counts[isMermaid(node) ? "figures" : "codes"] += 1;
      return undefined;
    });
    const { tables, codes, figures } = counts;
    const attributes = { tables: String(tables), codes: String(codes), figures: String(figures) };
    (tree.children as Child[]).splice(
      index + 1,
      inside.length,
      component("Folded", attributes, inside, heading),
    );
  }
  return folded;
}

function takeExplicitId(
  heading: Element,
): { readonly id: string; readonly isReference: boolean } | undefined {
  const children = heading.children as Child[];
  const last = children.at(-1);
  if (last?.type !== "text") return undefined;
  const match = EXPLICIT_ID.exec(last.value);
  if (!match) return undefined;
  last.value = last.value.slice(0, match.index);
  if (last.value === "") children.pop();
  return { id: match[1]!, isReference: match[2] !== undefined };
}
