import { entityCounts } from "../../../words/figures.ts";

/** What a graph holds, whatever type of diagram it was written as. */

export type Shape = "box" | "round" | "start" | "end" | "choice" | "store" | "bar" | "note";
/** What stands at an end of a line. */
export type Head = "none" | "arrow" | "open" | "circle" | "cross" | "triangle" | "diamond" | "hollow";

export type GraphNode = {
  readonly id: string;
  /** Our id of the element, without the figure's; empty where it has none. */
  readonly name: string;
  readonly lines: readonly string[];
  /** What stands under the name, behind a rule: members of a class, attributes of an entity. */
  readonly rows: readonly string[];
  readonly shape: Shape;
  readonly parent: string;
  readonly href: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly dashes?: string;
};

export type GraphGroup = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly parent: string;
  readonly upward: boolean;
  readonly fill?: string;
  readonly stroke?: string;
  readonly dashes?: string;
};

export type GraphEdge = {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly label: readonly string[];
  readonly start: Head;
  readonly end: Head;
  readonly dashes?: string;
  readonly thick: boolean;
};

export type Graph = {
  /** The drawing goes upwards, or to the left. */
  readonly upward: boolean;
  /** In the order of the source. */
  readonly nodes: readonly GraphNode[];
  readonly groups: readonly GraphGroup[];
  readonly edges: readonly GraphEdge[];
};

/** What Mermaid hands to its layouts; only what is used here. */
export type LayoutData = {
  readonly direction?: string;
  readonly nodes: readonly DataNode[];
  readonly edges: readonly DataEdge[];
};
type DataNode = {
  id: string;
  domId?: string;
  label?: string | string[];
  alias?: string;
  shape?: string;
  isGroup?: boolean;
  parentId?: string;
  dir?: string;
  link?: string;
  cssStyles?: string[] | string;
  cssCompiledStyles?: string[];
  annotations?: string[];
  members?: { text: string }[];
  methods?: { text: string }[];
  attributes?: { type: string; name: string; keys?: string[]; comment?: string }[];
};
type DataEdge = {
  id: string;
  start?: string;
  end?: string;
  label?: string;
  arrowTypeStart?: string;
  arrowTypeEnd?: string;
  startLabelRight?: string;
  endLabelLeft?: string;
  pattern?: string;
  thickness?: string;
  stroke?: string;
  style?: string[] | string;
};

type Reader = {
  /** Mermaid's name of an element → our id. */
  readonly elements: Readonly<Record<string, string>>;
  /** A label as one line of plain text. */
  readonly plain: (label: string) => string;
  /** The token of a colour that the author wrote. */
  readonly paint: (colour: string, use: "fill" | "stroke") => string;
};

const SHAPES: Readonly<Record<string, Shape>> = {
  roundedRect: "round",
  rounded: "round",
  stadium: "round",
  circle: "round",
  doublecircle: "round",
  ellipse: "round",
  cylinder: "store",
  diamond: "choice",
  question: "choice",
  choice: "choice",
  hexagon: "choice",
  stateStart: "start",
  stateEnd: "end",
  fork: "bar",
  join: "bar",
  note: "note",
  rectWithTitle: "round",
};
const HEADS: Readonly<Record<string, Head>> = {
  arrow_point: "arrow",
  arrow_barb: "arrow",
  arrow_circle: "circle",
  arrow_cross: "cross",
  extension: "triangle",
  realization: "triangle",
  composition: "diamond",
  aggregation: "hollow",
  dependency: "open",
  lollipop: "circle",
};

/** How many, in words: a layout is given the names of counts in small letters. */
function countOf(name = ""): string {
  return entityCounts.get(name.toUpperCase()) ?? "";
}

/** Reads what a layout of Mermaid is given; what is not to be seen is left out. */
export function readGraph(type: string, data: LayoutData, reader: Reader): Graph {
  const { elements, plain } = reader;
  const own = (name: string) => (Object.hasOwn(elements, name) ? elements[name]! : "");
  const lines = (label: string | readonly string[] | undefined) =>
    (typeof label === "string" ? [label] : (label ?? []))
      .flatMap((text) => text.split(/<br\s*\/?>|\\n|\n/i))
      .map(plain)
      .filter(Boolean);
  const isState = /^state/.test(type);
  const groups: GraphGroup[] = [];
  const nodes: GraphNode[] = [];
  // A state and its note stand in a group that is not drawn.
  const unseen = new Map(
    data.nodes.filter(({ shape }) => shape === "noteGroup").map((node) => [node.id, node.parentId ?? ""]),
  );
  const parentOf = (node: DataNode) => unseen.get(node.parentId ?? "") ?? node.parentId ?? "";
  const upward = isUpward(data.direction);
  for (const node of data.nodes) {
    if (node.shape === "noteGroup") continue;
    const style = styleOf(node, reader);
    const place = { id: node.id, parent: parentOf(node), ...style };
    if (node.isGroup) {
      groups.push({
        ...place,
        name: own(node.id) || own((node.domId ?? "").replace(/-\d+$/, "")),
        title: lines(node.label).join(" "),
        upward: isUpward(node.dir) ?? upward ?? false,
      });
      continue;
    }
    const shape = SHAPES[node.shape ?? ""] ?? (isState ? "round" : "box");
    const dom = node.domId ?? "";
    const text = lines(node.alias || node.label);
    const rows = [
      ...(node.members ?? []).map(({ text: member }) => plain(member)),
      ...(node.methods ?? []).map(({ text: method }) => plain(method)),
      ...(node.attributes ?? []).map(({ type: kind, name, keys = [] }) =>
        plain([kind, name, keys.join(" ")].join(" ")),
      ),
    ];
    const above = (node.annotations ?? []).map((annotation) => `«${plain(annotation)}»`);
    nodes.push({
      ...place,
      name: own(dom) || own(dom.replace(/-\d+$/, "")) || own(node.id) || own(`classId-${node.id}`),
      lines: shape === "start" || shape === "end" || shape === "bar" ? [] : [...above, ...text],
      rows,
      shape,
      href: node.link ?? "",
    });
  }
  let transitions = 0;
  const edges = data.edges.flatMap((edge): GraphEdge[] => {
    const isTransition = isState && /^edge\d+$/.test(edge.id);
    const name = isTransition
      ? own(`transition:${transitions++}`)
      : own(edge.id) || own(`edge:${edge.id}`) || own(edge.id.replace(/^L[_-]/, "edge:L_"));
    if (edge.stroke === "invisible" || edge.thickness === "invisible" || !edge.start || !edge.end) return [];
    const counts = [edge.startLabelRight, edge.endLabelLeft].map((text) => plain(text ?? ""));
    if (type === "er") counts.splice(0, 2, countOf(edge.arrowTypeStart), countOf(edge.arrowTypeEnd));
    const label = lines(edge.label);
    const many = counts.some(Boolean) ? [`${counts[0] || "?"} → ${counts[1] || "?"}`] : [];
    const styles = typeof edge.style === "string" ? [edge.style] : (edge.style ?? []);
    const dotted =
      edge.pattern === "dotted" || edge.pattern === "dashed" || styles.some((one) => /dasharray/.test(one));
    return [
      {
        name,
        from: edge.start,
        to: edge.end,
        label: [...label, ...many],
        start: HEADS[edge.arrowTypeStart ?? ""] ?? "none",
        end: HEADS[edge.arrowTypeEnd ?? ""] ?? "none",
        ...(dotted && { dashes: "4 4" }),
        thick: edge.thickness === "thick" || edge.stroke === "thick",
      },
    ];
  });
  return { upward: upward ?? false, nodes, groups, edges };
}

type Branch = { id: number; descr: string; children?: readonly Branch[] };

/** A mind map as a graph: every branch below the one it hangs from. */
export function readTree(root: Branch, reader: Pick<Reader, "elements" | "plain">): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const own = (name: string) => reader.elements[name] ?? "";
  const walk = (branch: Branch) => {
    const id = String(branch.id);
    nodes.push({
      id,
      name: own(`node_${id}`),
      lines: [reader.plain(branch.descr)],
      rows: [],
      shape: "round",
      parent: "",
      href: "",
    });
    for (const child of branch.children ?? []) {
      const name = own(`edge_${id}_${child.id}`);
      edges.push({
        name,
        from: id,
        to: String(child.id),
        label: [],
        start: "none",
        end: "none",
        thick: false,
      });
      walk(child);
    }
  };
  walk(root);
  return { upward: false, nodes, groups: [], edges };
}

function isUpward(direction: string | undefined): boolean | undefined {
  return direction === undefined ? undefined : direction === "BT" || direction === "RL";
}

function styleOf(node: DataNode, { paint }: Reader) {
  const written = typeof node.cssStyles === "string" ? [node.cssStyles] : (node.cssStyles ?? []);
  const style = new Map(
    [...(node.cssCompiledStyles ?? []), ...written].map((one) => {
      const [name = "", ...value] = one.split(":");
      return [
        name.trim(),
        value
          .join(":")
          .replace(/;|!important/g, "")
          .trim(),
      ] as const;
    }),
  );
  const [fill, stroke, dashes] = ["fill", "stroke", "stroke-dasharray"].map((name) => style.get(name));
  return {
    ...(fill && { fill: paint(fill, "fill") }),
    ...(stroke && { stroke: paint(stroke, "stroke") }),
    ...(dashes && { dashes }),
  };
}
