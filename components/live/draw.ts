import type { Drawn, Props } from "./jsx.ts";

/**
 * Draws elements without hooks into the page, over what React has written there or what was drawn before: in
 * 1 KB what React's runtime takes 70 for. Children are known by their places; listeners are those of `LISTENERS`.
 */

const SVG = "http://www.w3.org/2000/svg";
const LISTENERS = ["onClick", "onPointerDown", "onPointerMove"] as const;
/** Of all attributes that SVG writes with a capital, drawings use these. */
const CAPITALS = new Set(["viewBox", "preserveAspectRatio"]);
const HTML_NAMES: Readonly<Record<string, string>> = { className: "class", htmlFor: "for" };

type Element_ = { readonly type: string; readonly props: Props };

export function draw(parent: Element, content: unknown): void {
  const wanted = flatten(content);
  for (const [index, one] of wanted.entries()) {
    const old = parent.childNodes[index];
    if (typeof one === "string") {
      if (old instanceof Text) {
        if (old.data !== one) old.data = one;
      } else put(parent, new Text(one), old);
      continue;
    }
    const isSame = old instanceof Element && old.localName === one.type;
    const element = isSame ? old : create(one.type, parent);
    if (!isSame) put(parent, element, old);
    change(element, one.props);
    draw(element, one.props.children);
  }
  while (parent.childNodes.length > wanted.length) parent.lastChild!.remove();
}

function put(parent: Element, node: ChildNode, old: ChildNode | undefined): void {
  if (old === undefined) parent.append(node);
  else old.replaceWith(node);
}

function create(name: string, parent: Element): Element {
  const isSvg = name === "svg" || parent.namespaceURI === SVG;
  return isSvg ? document.createElementNS(SVG, name) : document.createElement(name);
}

function change(element: Element, props: Props): void {
  const attributes = attributesOf(props, element.namespaceURI === SVG);
  for (const [name, value] of attributes)
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  for (const name of element.getAttributeNames()) if (!attributes.has(name)) element.removeAttribute(name);
  for (const name of LISTENERS) {
    const listener = typeof props[name] === "function" ? props[name] : null;
    Reflect.set(element, name.toLowerCase(), listener);
  }
}

/** Elements with their functions called, texts side by side made one, as a page that was parsed has them. */
export function flatten(content: unknown): readonly (string | Element_)[] {
  const parts: (string | Element_)[] = [];
  const add = (one: unknown): void => {
    if (Array.isArray(one)) one.forEach(add);
    else if (typeof one === "string" || typeof one === "number") {
      const last = parts.at(-1);
      if (typeof last === "string") parts[parts.length - 1] = last + one;
      else if (one !== "") parts.push(String(one));
    } else if (isDrawn(one)) {
      if (typeof one.type === "string") parts.push({ type: one.type, props: one.props });
      else add(one.type(one.props));
    }
  };
  add(content);
  return parts;
}

function isDrawn(value: unknown): value is Drawn {
  return typeof value === "object" && value !== null && "type" in value;
}

/** The attributes of an element as HTML and SVG name them. */
export function attributesOf(props: Props, isSvg: boolean): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [name, value] of Object.entries(props)) {
    if (name === "children" || typeof value === "function" || value === undefined || value === null) continue;
    const isSaid = /^(?:aria|data)-/.test(name);
    if (value === false && !isSaid) continue;
    attributes.set(nameOf(name, isSvg), value === true && !isSaid ? "" : String(value));
  }
  return attributes;
}

function nameOf(name: string, isSvg: boolean): string {
  if (Object.hasOwn(HTML_NAMES, name)) return HTML_NAMES[name]!;
  if (!isSvg) return name.toLowerCase();
  if (CAPITALS.has(name)) return name;
  return name === "tabIndex" ? "tabindex" : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
