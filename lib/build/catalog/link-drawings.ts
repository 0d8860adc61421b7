import { type Diagram, type Resolution, resolutionOf } from "../../note/note.ts";
import { toLinkTarget } from "../compile/diagram-links.ts";

const LINK = /<a((?: [a-z-]+="[^"]*")*?) href="([^"]*)">([\s\S]*?)<\/a>/g;

/**
 * Lets the links inside drawings lead where the note's links lead. What leads nowhere, or
 * only to a note that is not written yet, is no link.
 */
export function linkDrawings(
  diagrams: readonly Diagram[],
  resolved: Readonly<Record<string, Resolution>>,
): readonly Diagram[] {
  return diagrams.map((diagram) => {
    const { drawing } = diagram;
    if (drawing.kind !== "drawn" || !drawing.svg.includes(" href=")) return diagram;
    const { svg, narrow } = drawing;
    const linked = {
      ...drawing,
      svg: linkDrawing(svg, resolved),
      ...(narrow && { narrow: { ...narrow, svg: linkDrawing(narrow.svg, resolved) } }),
    };
    return { ...diagram, drawing: linked };
  });
}

function linkDrawing(svg: string, resolved: Readonly<Record<string, Resolution>>): string {
  return svg.replace(LINK, (_, attributes: string, href: string, inner: string) => {
    const answer = resolutionOf({ resolved }, toLinkTarget(decode(href)));
    if (answer?.kind === "internal") return `<a${attributes} href="${encode(answer.href)}">${inner}</a>`;
    if (answer?.kind === "external")
      return `<a${attributes} href="${encode(answer.href)}" rel="noreferrer">${inner}</a>`;
    return attributes === "" ? inner : `<g${attributes}>${inner}</g>`;
  });
}

function decode(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

function encode(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
}
