/** An element of an XML text: its name, attributes, text, and the elements inside it. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * For tests: an XML text read as strictly as programs read it.
 * @throws Error saying where it is not well-formed
 */
export function readXml(xml: string): XmlElement {
  const start = /^<\?xml version="1\.0" encoding="utf-8"\?>\s*/i.exec(xml);
  if (!start) throw new Error("no XML declaration");
  type Open = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string };
  const root: Open = { name: "", attributes: {}, children: [], text: "" };
  const open: Open[] = [root];
  TOKEN.lastIndex = start[0].length;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(xml);
    if (!token) throw new Error(`not well-formed: ${xml.slice(at, at + 60)}`);
    const [, data, closing, name = "", attributes = "", empty, text] = token;
    const top = open.at(-1)!;
    if (data !== undefined) top.text += data;
    else if (text !== undefined) top.text += decode(text);
    else if (closing) {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`);
      open.pop();
    } else {
      const element: Open = { name, attributes: attributesOf(attributes), children: [], text: "" };
      top.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [document] = root.children;
  if (open.length > 1 || document === undefined || root.children.length > 1 || root.text.trim() !== "")
    throw new Error("not one whole element");
  return document;
}

/** For tests: the elements of that name inside an element, at any depth. */
export function elementsOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elementsOf(child, name),
  ]);
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", value = ""] of text.matchAll(/([\w.:-]+)="([^"]*)"/g)) {
    if (name in attributes) throw new Error(`${name} twice`);
    attributes[name] = decode(value);
  }
  return attributes;
}

function decode(text: string): string {
  return text.replace(/&([^;\s]*;?)/g, (whole, entity: string) => {
    const known = ENTITIES[entity.replace(/;$/, "")];
    if (known === undefined || !entity.endsWith(";")) throw new Error(`no such entity: ${whole}`);
    return known;
  });
}
