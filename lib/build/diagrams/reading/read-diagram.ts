import type { DiagramText } from "../../../note/note.ts";
import * as words from "../../../words/figures.ts";
import { readClass, readEntities } from "./boxes.ts";
import { readFlow } from "./flow.ts";
import { readArchitecture, readC4 } from "./plans.ts";
import { type Answers, plainLabel, type Reading } from "./reading.ts";
import { readSequence } from "./sequence.ts";
import { readState } from "./state.ts";
import { readGantt, readLabels, readMindmap, readTimeline } from "./trees.ts";

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
  const read = reading ?? readLabels(type, labels);
  const title = plainLabel(answers.getDiagramTitle) || plainLabel(answers.getTitle);
  const labelOf = new Map([...read.nodes, ...read.groups].map((node) => [node.id, node.label]));
  return {
    summary: words.figureSummary(
      title,
      read.kind,
      read.groups.length,
      read.nodes.length,
      read.relations.length,
    ),
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
