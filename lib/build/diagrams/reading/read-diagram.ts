import type { DiagramText } from "../../../note/note.ts";
import { readClass, readEntities } from "./boxes.ts";
import { readFlow } from "./flow.ts";
import { readArchitecture, readC4 } from "./plans.ts";
import { type Answers, plainLabel, type Reading } from "./reading.ts";
import { readSequence } from "./sequence.ts";
import { readState } from "./state.ts";
import { NAMES_OF_OTHERS, readGantt, readLabels, readMindmap, readTimeline } from "./trees.ts";

const READERS: Readonly<Record<string, (answers: Answers) => Reading>> = {
  "flowchart-v2": readFlow,
  flowchart: readFlow,
  "flowchart-elk": readFlow,
  sequence: readSequence,
  stateDiagram: readState,
  state: readState,
  classDiagram: readClass,
  class: readClass,
  er: readEntities,
  mindmap: readMindmap,
  timeline: readTimeline,
  gantt: readGantt,
  c4: readC4,
  architecture: readArchitecture,
};

/** The structure that Mermaid parsed, or undefined for a type we cannot read. */
export function readDiagram(type: string, answers: Answers): Reading | undefined {
  return READERS[type]?.(answers);
}

/** The text form of a diagram: what is in it, bound to the ids of its drawing. */
export function writeText(
  reading: Reading | undefined,
  type: string,
  answers: Answers,
  labels: readonly string[],
  prefix: string,
): DiagramText {
  const read = reading ?? readLabels(NAMES_OF_OTHERS[type] ?? "그림", labels);
  const title = plainLabel(answers.getDiagramTitle) || plainLabel(answers.getTitle);
  const labelOf = new Map([...read.nodes, ...read.groups].map((node) => [node.id, node.label]));
  const counts = [
    read.groups.length > 0 && `묶음 ${read.groups.length}개`,
    `항목 ${read.nodes.length}개`,
    read.relations.length > 0 && `관계 ${read.relations.length}개`,
  ].filter(Boolean);
  return {
    summary: `${title ? `${title}. ` : ""}${read.kind}: ${counts.join(", ")}`,
    groups: read.groups.map((group) => ({
      label: group.label,
      members: group.members.map((id) => labelOf.get(id) ?? id),
    })),
    nodes: read.nodes.map((node) => ({
      id: prefix + node.id,
      label: node.label,
      ...(node.details?.length ? { details: node.details } : {}),
    })),
    relations: read.relations.map((relation) => ({
      sentence: relation.sentence,
      ...(relation.element ? { element: prefix + relation.element } : {}),
    })),
    ...(read.steps
      ? {
          steps: read.steps.map((step) => ({
            sentence: step.sentence,
            elements: step.elements.map((id) => prefix + id),
          })),
        }
      : {}),
  };
}
