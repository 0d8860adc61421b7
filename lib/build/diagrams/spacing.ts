/** Where the page tells the layout how close boxes may stand. */
export const SPACING_NAME = "figureSpacing";

/** Option of the layout → the space Mermaid always gives it. */
const WRITTEN: readonly (readonly [string, number])[] = [
  ["spacing.baseValue", 40],
  ["elk.layered.spacing.edgeNodeBetweenLayers", 30],
  ["elk.spacing.edgeEdge", 20],
];

/**
 * Mermaid's script with a few numbers made adjustable: it passes fixed spaces to its
 * layout, and has no setting for them.
 * @returns the script unchanged where a number is not what it was; wide drawings then stay wide
 */
export function openSpacing(script: string): string {
  return WRITTEN.reduce(
    (text, [name, space]) =>
      text.replaceAll(
        `"${name}":${space}`,
        `"${name}":Math.min(${space},globalThis.${SPACING_NAME}??${space})`,
      ),
    script,
  );
}
