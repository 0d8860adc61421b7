import { defaultTreeAdapter, html, parseFragment, type DefaultTreeAdapterTypes as Tree } from "parse5";

/** What draws and describes. Neither scripts nor pages inside the picture, and nothing that plays. */
const ELEMENTS: ReadonlySet<string> = new Set(
  `svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc metadata
  image marker pattern mask clipPath linearGradient radialGradient stop style switch a view
  animate animateMotion animateTransform set mpath
  filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
  feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
  feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`.split(
    /\s+/,
  ),
);
const EMBEDDED = /^data:image\/(?:png|jpeg|gif|webp|avif);/i;
/** Inside a style: what would load from elsewhere. */
const LOADS = /@import|url\(\s*["']?(?!\s*["']?(?:#|data:(?:image|font)\/))/i;

/**
 * A picture in SVG without anything that runs or loads: only elements that draw, no handlers, references
 * only into the picture itself. An empty picture where the text holds none.
 */
export function cleanSvg(text: string): string {
  const svg = findSvg(parseFragment(text));
  return svg === undefined ? `<svg xmlns="${html.NS.SVG}"></svg>\n` : `${writeElement(svg)}\n`;
}

/** Whether a file is called like a picture in SVG. */
export function isSvg(path: string): boolean {
  return /\.svg$/i.test(path);
}

function findSvg(parent: Tree.ParentNode): Tree.Element | undefined {
  for (const child of parent.childNodes) {
    if (!defaultTreeAdapter.isElementNode(child)) continue;
    if (child.tagName === "svg" && child.namespaceURI === html.NS.SVG) return child;
    const inner = findSvg(child);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function writeElement(element: Tree.Element): string {
  const attributes = element.attrs.filter((attribute) => isSafe(element, attribute));
  const names = new Set(attributes.map(nameOf));
  if (element.tagName === "svg" && !names.has("xmlns"))
    attributes.unshift({ name: "xmlns", value: html.NS.SVG });
  if (names.has("xlink:href") && !names.has("xmlns:xlink"))
    attributes.push({ name: "xmlns:xlink", value: html.NS.XLINK });
  const opening = attributes.map(
    (one) => ` ${nameOf(one)}="${escapeText(one.value).replaceAll('"', "&quot;")}"`,
  );
  const children = element.childNodes.map(writeNode).join("");
  return `<${element.tagName}${opening.join("")}>${children}</${element.tagName}>`;
}

function writeNode(node: Tree.ChildNode): string {
  if (defaultTreeAdapter.isTextNode(node)) return escapeText(node.value);
  if (!defaultTreeAdapter.isElementNode(node) || node.namespaceURI !== html.NS.SVG) return "";
  if (!ELEMENTS.has(node.tagName)) return "";
  const text = node.tagName === "style" ? node.childNodes.map(writeNode).join("") : "";
  if (LOADS.test(unescapeCss(text))) return "";
  const animated = node.attrs.find((one) => one.name === "attributeName")?.value ?? "";
  if (/href|^on/i.test(animated)) return "";
  return writeElement(node);
}

function isSafe(element: Tree.Element, attribute: Tree.Element["attrs"][number]): boolean {
  const name = nameOf(attribute);
  if (!/^[A-Za-z_][\w.:-]*$/.test(name) || /^on/i.test(name)) return false;
  const value = [...attribute.value].filter((letter) => letter > " ").join("");
  if (/(?:^|:)href$/i.test(name)) {
    if (element.tagName === "a") return /^(?:#|https?:\/\/)/i.test(value);
    return value.startsWith("#") || (element.tagName === "image" && EMBEDDED.test(value));
  }
  if (/^(?:xml:base|src|ping|formaction)$/i.test(name)) return false;
  // Namespaces that the picture's own program declared may stay; what they name does not.
  if (name.startsWith("xmlns")) return true;
  return !LOADS.test(unescapeCss(value)) && !/javascript:/i.test(value);
}

/** A style may spell `import` as `\69mport`. */
function unescapeCss(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) => {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
  });
}

function nameOf({ prefix, name }: Tree.Element["attrs"][number]): string {
  return prefix ? `${prefix}:${name}` : name;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
