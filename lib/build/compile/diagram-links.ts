/** A link that a Mermaid source gives to one of its parts: the target as links are written, and its place. */
type DiagramLink = { readonly target: string; readonly line: number; readonly column: number };

/** `click a "…"`, `click a href "…"`, and `link Class "…"` of class diagrams. */
const QUOTED = /^\s*(?:click|link)\s+\S+\s+(?:href\s+)?"([^"]+)"/;
const WIKI = /^\[\[([^\]|]+)(?:\|[^\]]*)?\]\]$/;

/** What a target written in a diagram is called among the links of its note. */
export function toLinkTarget(written: string): string {
  const wiki = WIKI.exec(written)?.[1];
  return wiki === undefined ? written : `wiki:${wiki.trim()}`;
}

/** Every link of a source. Lines and columns count from 1 and from the start of the source. */
export function readDiagramLinks(source: string): DiagramLink[] {
  return source.split("\n").flatMap((text, index) => {
    const written = QUOTED.exec(text)?.[1];
    if (written === undefined) return [];
    return [{ target: toLinkTarget(written), line: index + 1, column: text.indexOf(written) + 1 }];
  });
}
