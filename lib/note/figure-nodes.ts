import { figureAnchor } from "../address/href.ts";
import type { Diagram } from "./note.ts";

/** A node of a drawn figure. @property id as its source names it @property name unique in the figure */
export type FigureNode = { readonly id: string; readonly label: string; readonly name: string };

/**
 * The nodes that a reader sees, each once by its words: where two say the same, the group they stand in is told
 * too. None where the figure could not be drawn.
 */
export function figureNodes({ id: figure, drawing }: Pick<Diagram, "id" | "drawing">): FigureNode[] {
  if (drawing.kind !== "drawn") return [];
  const { nodes, groups } = drawing.text;
  const inner = `${figureAnchor(figure)}-n-`;
  const groupOf = groupsOfNodes(nodes, groups);
  return nodes.map(({ id, label }, index) => {
    const twice = nodes.filter((other) => other.label === label).length > 1;
    const group = groupOf[index];
    return {
      id: id.startsWith(inner) ? id.slice(inner.length) : id,
      label,
      name: twice && group !== undefined ? `${group}: ${label}` : label,
    };
  });
}

/** Groups name their members by what is written on them, in the order of the nodes. */
function groupsOfNodes(
  nodes: readonly { readonly label: string }[],
  groups: readonly { readonly label: string; readonly members: readonly string[] }[],
): (string | undefined)[] {
  const found = new Array<string | undefined>(nodes.length).fill(undefined);
  for (const { label: group, members } of groups)
    for (const member of members) {
      const at = nodes.findIndex(({ label }, index) => label === member && found[index] === undefined);
      if (at >= 0) found[at] = group;
    }
  return found;
}
