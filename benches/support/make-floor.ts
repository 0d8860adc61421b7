import { type DefaultTreeAdapterMap, parse, serialize } from "parse5";

type Node = DefaultTreeAdapterMap["node"];
type ChildNode = DefaultTreeAdapterMap["childNode"];
type Element = DefaultTreeAdapterMap["element"];

export const FLOOR_STYLES = `:root{color-scheme:light dark;--ink:#16252c;--ink-2:#52646c;--paper:#fbfaf6;--well:#eef0ec;--line:#d9ddd8;--font:system-ui,sans-serif}
@media (prefers-color-scheme:dark){:root{--ink:#e6ecec;--ink-2:#a3b2b6;--paper:#0f181d;--well:#18252b;--line:#2b3a41}}
body{max-width:44rem;margin:0 auto;padding:1rem;font:1rem/1.7 var(--font);color:var(--ink);background:var(--paper);word-break:keep-all;overflow-wrap:anywhere}
a{color:inherit}
pre,figure,table{overflow-x:auto}
pre{padding:.75rem;background:var(--well)}
figure{margin:1rem 0}
table{border-collapse:collapse}
td,th{padding:.25rem .5rem;border:1px solid var(--line);text-align:left}
svg{max-width:100%;height:auto}
`;

const KEPT = new Set(
  "h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd a strong em b i del code pre kbd sup sub br hr blockquote table caption thead tbody tr th td figure figcaption img time details summary".split(
    " ",
  ),
);
const DROPPED = new Set(["nav", "button", "form", "input", "dialog", "script", "template", "progress"]);
const ATTRIBUTES = new Set(["id", "href", "src", "alt", "colspan", "rowspan", "scope", "datetime"]);

/**
 * The floor of a page: what it says, as the least HTML that says it. The words, the tables
 * and the drawings stay; the frame, the tools, the cards, the second form of a figure, classes and
 * highlighting go. Someone who wrote the page by hand, with one small style sheet, would send this.
 */
export function makeFloor(html: string, stylesAddress: string): string {
  const document = parse(html);
  const main = find(document, (element) => element.tagName === "main");
  if (!main) throw new Error("<main>이 없는 페이지는 견줄 바닥을 만들 수 없습니다.");
  const heading = find(main, (element) => element.tagName === "h1");
  const article = find(main, (element) => element.tagName === "article");
  // On a note: its title and its text, without what is around them.
  main.childNodes = article && heading ? [...simplify(heading), ...simplify(article)] : simplifyAll(main);
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";
  return `<!doctype html><html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><meta name="description" content="${title}"><link rel="stylesheet" href="${stylesAddress}"></head><body><main>${serialize(main)}</main></body></html>`;
}

function simplifyAll(element: Element): ChildNode[] {
  return element.childNodes.flatMap(simplify);
}

function simplify(node: ChildNode): ChildNode[] {
  if (node.nodeName === "#text") return [node];
  if (!("tagName" in node)) return [];
  const has = (name: string) => node.attrs.some((attribute) => attribute.name === name);
  const classes = node.attrs.find((attribute) => attribute.name === "class")?.value.split(" ") ?? [];
  const isTextForm = node.tagName === "details" && node.parentNode?.nodeName === "figcaption";
  const isTool = classes.includes("fig-tools") || classes.includes("h-share") || classes.includes("no");
  if (DROPPED.has(node.tagName) || has("popover") || has("hidden") || isTextForm || isTool) return [];
  // A drawing is content; an icon is not.
  if (node.tagName === "svg") return has("aria-hidden") ? [] : [node];
  const children = simplifyAll(node);
  if (!KEPT.has(node.tagName)) return children;
  node.attrs = node.attrs.filter((attribute) => ATTRIBUTES.has(attribute.name));
  node.childNodes = children;
  return [node];
}

function find(node: Node, wanted: (element: Element) => boolean): Element | undefined {
  if ("tagName" in node && wanted(node)) return node;
  if (!("childNodes" in node)) return undefined;
  for (const child of node.childNodes) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return undefined;
}
