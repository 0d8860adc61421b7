// The English of `figures-ko.ts`, whose comments hold here too.

export const figureKinds: ReadonlyMap<string, string> = new Map(
  Object.entries({
    flow: "Flowchart",
    sequence: "Sequence diagram",
    state: "State diagram",
    class: "Class diagram",
    er: "Entity relationship diagram",
    c4: "C4 diagram",
    architecture: "Architecture diagram",
    mindmap: "Mind map",
    timeline: "Timeline",
    gantt: "Gantt chart",
    pie: "Pie chart",
    gitGraph: "Git graph",
    journey: "Journey",
    quadrantChart: "Quadrant chart",
    xychart: "XY chart",
    sankey: "Sankey diagram",
    block: "Block diagram",
    packet: "Packet diagram",
    kanban: "Kanban board",
    requirement: "Requirement diagram",
    radar: "Radar chart",
    treemap: "Treemap",
  }),
);
export const figureKind = "Figure";

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

export const figureSummary = (
  title: string,
  kind: string,
  groups: number,
  items: number,
  relations: number,
) => {
  const counts = [
    groups > 0 && plural(groups, "group"),
    plural(items, "item"),
    relations > 0 && plural(relations, "relation"),
  ].filter(Boolean);
  return `${title ? `${title}. ` : ""}${kind}: ${counts.join(", ")}`;
};

export const partOfGroup = (group: string, part: string) => `${part} in ${group}`;
export const fromTo = (from: string, to: string) => `From ${from} to ${to}`;
export const between = (one: string, other: string) => `Between ${one} and ${other}`;

export const dottedLine = "dotted line";
export const thickLine = "thick line";

export const sequenceBlocks = {
  loop: "repeated",
  alt: "if",
  opt: "optional",
  par: "at the same time",
  critical: "critical",
  option: "otherwise",
  break: "break",
};
const said = (label: string) => (label ? `“${label}”` : "a message");
export const messageToItself = (who: string, label: string) => `${who} does ${said(label)} itself.`;
export const messageBothWays = (one: string, other: string, label: string) =>
  `${one} and ${other} exchange ${said(label)}.`;
export const messageSent = (from: string, to: string, label: string) =>
  `${from} sends ${said(label)} to ${to}.`;
export const messageReturned = (from: string, to: string, label: string) =>
  `${from} returns ${said(label)} to ${to}.`;
export const messageLost = (from: string, to: string, label: string) =>
  `${from} sends ${said(label)} to ${to}, where it does not arrive.`;
export const remark = (about: readonly string[], text: string) =>
  `Note${about.length > 0 ? ` (${about.join(", ")})` : ""}: ${text}`;

export const stateStart = "Start";
export const stateEnd = "End";
export const stateKinds: ReadonlyMap<string, string> = new Map(
  Object.entries({ choice: "choice", fork: "fork", join: "join" }),
);
export const stateStays = (state: string, on: string) => `${state} stays${on ? ` on “${on}”` : ""}.`;
export const stateChanges = (from: string, to: string, on: string) =>
  `From ${from} to ${to}${on ? ` on “${on}”` : ""}.`;

export const classEnds: readonly string[] = [
  "aggregation",
  "inheritance",
  "composition",
  "dependency",
  "interface",
];
export const countToCount = (one: string, other: string) => `${one} to ${other}`;
export const entityCounts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ZERO_OR_ONE: "none or one",
    ZERO_OR_MORE: "many (or none)",
    ONE_OR_MORE: "one or more",
    ONLY_ONE: "one",
    MD_PARENT: "parent",
  }),
);
export const entitiesRelate = (one: string, other: string, label: string, ofOne: string, ofOther: string) =>
  `${one} and ${other}: ${label ? `“${label}”, ` : ""}${ofOne} of ${one}, ${ofOther} of ${other}`;
export const junction = "Junction";

export const taskStates = { done: "done", active: "under way", crit: "critical", milestone: "milestone" };
export const fromDayToDay = (from: string, to: string) => `from ${from} to ${to}`;
