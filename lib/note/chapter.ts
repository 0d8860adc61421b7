import type { Heading } from "./note.ts";

/** The section (a level-2 heading) that an anchor stands in; its own heading where there is none above it. */
export function chapterOf(outline: readonly Heading[], anchor: string): Heading | undefined {
  const at = outline.findIndex((heading) => heading.id === anchor);
  return outline.slice(0, at + 1).findLast((heading) => heading.depth === 2) ?? outline[at];
}
