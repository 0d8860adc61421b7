import type { Nodes, Root } from "mdast";
import type { Node, Parent } from "unist";

/*
 * A note's mdast as a short text that can be kept: positions as two offsets, and no text that stands in
 * the note anyway. Of a thousand notes that is a few megabytes, as trees they would be hundreds.
 */

type Packed = { [key: string]: unknown; type: string; at?: readonly [number, number]; children?: Packed[] };

/** The tree as text. `source` is the text it was parsed from. */
export function packTree(tree: Root, source: string): string {
  return JSON.stringify(pack(tree, source));
}

function pack(node: Node, source: string): Packed {
  const { position, data: _data, children, ...own } = node as Nodes & Partial<Parent>;
  const start = position?.start.offset;
  const end = position?.end.offset;
  const packed: Packed = { ...own };
  if (start !== undefined && end !== undefined) {
    packed.at = [start, end];
    if (node.type === "text" && packed.value === source.slice(start, end)) delete packed.value;
  }
  if (Array.isArray(packed.attributes)) packed.attributes = packed.attributes.map(plainAttribute);
  if (children) packed.children = children.map((child) => pack(child, source));
  return packed;
}

/** An attribute of JSX without where it stands and what its expression means. */
function plainAttribute({ type, name, value }: Record<string, unknown>): unknown {
  return { type, name, value: value !== null && typeof value === "object" ? "" : value };
}

/** The tree again, every node with lines, columns and offsets. Each call makes a new one, free to be changed. */
export function unpackTree(packed: string, source: string): Root {
  const starts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  const point = (offset: number) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low]! + 1, offset };
  };
  const unpack = (node: Packed): void => {
    const { at } = node;
    if (at !== undefined) {
      delete node.at;
      node.position = { start: point(at[0]), end: point(at[1]) };
      if (node.type === "text") node.value ??= source.slice(at[0], at[1]);
    }
    for (const child of node.children ?? []) unpack(child);
  };
  const tree = JSON.parse(packed) as Packed;
  unpack(tree);
  return tree as unknown as Root;
}
