import { defaultTreeAdapter, parse, serialize } from "parse5";
import { metaPolicy } from "../../headers/content-policy.ts";
import { withJosa } from "../../text/josa.ts";
import {
  attributeOf,
  type Element,
  isElement,
  type Node,
  removeAttribute,
  setAttribute,
  textOf,
} from "./page-tree.ts";
import type { Published, PublishedFile } from "./published.ts";

/** On a kept script: `data-part-viewer="/viewer.js"` says where a part is that is loaded later. */
const PART = "data-part-";

/** How Next's inline scripts begin or what they hold; any other is not expected. */
const NEXT_INLINE = /__next_f|^\(globalThis\["TURBOPACK"\]/;

/** Types of script that no browser runs: what an island starts with, and what a page says to machines. */
const DATA_TYPES = ["application/json", "application/ld+json"];

export type PlainPage = {
  readonly html: string;
  /** The scripts that the page loads now or later, by the addresses of their routes. */
  readonly scripts: readonly string[];
};

/**
 * One exported page as it is shipped: without Next's scripts, its own scripts and
 * style sheets under the names they were published at and with their integrity,
 * and the policy of `lib/headers` in its head for hosts that send no headers.
 *
 * What it knows of Next's output it asserts, so that a new Next that writes
 * something else stops the build here and not a reader's page.
 *
 * @param name the page, for messages
 * @throws Error naming what was not as expected
 */
export function plainPage(html: string, name: string, published: Published): PlainPage {
  const fail = (what: string): never => {
    throw new Error(`${name}: ${what} Next의 출력이 바뀌었는지 lib/build/export/plain-page.ts를 확인하세요.`);
  };
  const document = parse(html);
  const scripts = new Set<string>();
  let inlineData = 0;
  let styleSheets = 0;

  const publishedScript = (address: string): PublishedFile => {
    scripts.add(address);
    return (
      published.scripts.get(address) ?? fail(`${withJosa(address, "을/를")} 내보낸 경로가 app/에 없습니다.`)
    );
  };

  /** @returns whether it stays */
  function visitScript(element: Element): boolean {
    const src = attributeOf(element, "src");
    const kept = attributeOf(element, "data-keep") !== undefined;
    removeAttribute(element, "data-keep");
    if (DATA_TYPES.includes(attributeOf(element, "type") ?? "")) {
      if (src !== undefined) fail("데이터 블록은 주소(src)를 가질 수 없습니다.");
      return kept || fail("표시(data-keep)가 없는 데이터 블록이 있습니다.");
    }
    if (src === undefined) {
      if (kept) fail("인라인 스크립트는 정책이 막으므로 남길 수 없습니다.");
      const text = textOf(element);
      if (!NEXT_INLINE.test(text)) fail(`알지 못하는 인라인 스크립트입니다: ${text.slice(0, 60)}`);
      if (text.includes("__next_f")) inlineData++;
      return false;
    }
    if (!kept) return src.startsWith("/_next/") ? false : fail(`알지 못하는 스크립트입니다: ${src}`);
    const { href, integrity } = publishedScript(src);
    setAttribute(element, "src", href);
    setAttribute(element, "integrity", integrity);
    for (const attribute of element.attrs.filter((one) => one.name.startsWith(PART))) {
      const part = publishedScript(attribute.value);
      attribute.value = `${part.href} ${part.integrity}`;
    }
    return true;
  }

  /** @returns whether it stays */
  function visitLink(element: Element): boolean {
    const rel = attributeOf(element, "rel") ?? "";
    const href = attributeOf(element, "href") ?? "";
    const as = attributeOf(element, "as");
    if (rel === "modulepreload" || (rel === "preload" && as === "script")) return false;
    // A preload without the integrity of what it is for would be loaded twice.
    if (rel === "preload" && as === "style") fail("스타일시트를 미리 불러오는 링크가 있습니다.");
    if (rel !== "stylesheet") return true;
    const style = published.styles.get(href) ?? fail(`내보내지 않은 스타일시트를 가리킵니다: ${href}`);
    setAttribute(element, "integrity", style.integrity);
    styleSheets++;
    return true;
  }

  function visitIsland(element: Element, island: string): void {
    const files = published.islands.get(island) ?? fail(`components/islands에 없는 섬입니다: ${island}`);
    setAttribute(element, "data-files", files.map(({ href, integrity }) => `${href} ${integrity}`).join(" "));
  }

  /** @returns whether it stays; what is inside is visited in either case */
  function visitElement(element: Element, inIsland: boolean): boolean {
    switch (element.tagName) {
      case "script":
        return visitScript(element);
      case "link":
        return visitLink(element);
      case "style":
        return fail("인라인 스타일은 정책이 막습니다.");
      case "template":
        return fail("늦게 오는 부분(Suspense)이 있습니다. 스크립트가 없으면 보이지 않습니다.");
    }
    if (/^S:/.test(attributeOf(element, "id") ?? ""))
      fail("늦게 오는 부분(Suspense)이 있습니다. 스크립트가 없으면 보이지 않습니다.");
    const island = attributeOf(element, "data-island");
    const isIsland = island !== undefined;
    const loaded = island ?? attributeOf(element, "data-figure");
    if (loaded !== undefined) visitIsland(element, loaded);
    if (!inIsland && isNextMarker(element)) return false;
    visit(element, inIsland || isIsland);
    return true;
  }

  // React finds its places in an island by comments; elsewhere nobody reads them.
  function visit(node: Node, inIsland: boolean): void {
    if (!("childNodes" in node)) return;
    node.childNodes = node.childNodes.filter((child) => {
      if (isElement(child)) return visitElement(child, inIsland);
      return child.nodeName !== "#comment" || inIsland;
    }) as typeof node.childNodes;
  }

  visit(document, false);
  if (inlineData === 0) fail("Next의 인라인 데이터(__next_f)를 찾지 못했습니다.");
  if (scripts.size === 0) fail("남겨야 할 스크립트(data-keep)를 찾지 못했습니다.");
  if (styleSheets === 0) fail("스타일시트를 찾지 못했습니다.");
  if (!addPolicy(document)) fail("head가 <meta charset>으로 시작하지 않습니다.");
  return { html: serialize(document), scripts: [...scripts] };
}

/** Where Next's own metadata would come late: a hidden div of nothing but the marks of a boundary. */
function isNextMarker({ tagName, attrs, childNodes }: Element): boolean {
  const isHiddenOnly = tagName === "div" && attrs.length === 1 && attrs[0]!.name === "hidden";
  const isMark = (inner: Node) =>
    inner.nodeName === "#comment" && "data" in inner && /^\/?\$/.test(inner.data);
  return isHiddenOnly && childNodes.length > 0 && childNodes.every(isMark);
}

/**
 * Right behind the encoding: a policy is of no force for what stands before it.
 * @returns false when the head does not begin with the encoding
 */
function addPolicy(document: Node): boolean {
  const html = "childNodes" in document ? document.childNodes.filter(isElement)[0] : undefined;
  const head = html?.childNodes.filter(isElement)[0];
  const [first, second] = head?.childNodes ?? [];
  if (!head || !first || !isElement(first) || attributeOf(first, "charset") === undefined) return false;
  const meta = defaultTreeAdapter.createElement("meta", head.namespaceURI, [
    { name: "http-equiv", value: "Content-Security-Policy" },
    { name: "content", value: metaPolicy() },
  ]);
  if (second) defaultTreeAdapter.insertBefore(head, meta, second);
  else defaultTreeAdapter.appendChild(head, meta);
  return true;
}
