import * as words from "../../../words/figures.ts";
import {
  type Answers,
  arrowSentence,
  betweenSentence,
  createElementIds,
  createNames,
  emptyReading,
  listOf,
  plainLabel,
  type Reading,
} from "./reading.ts";

type Vertex = { id: string; domId: string; text?: string };
type Edge = { id: string; start: string; end: string; type?: string; text?: string; stroke?: string };
type SubGraph = { id: string; title: string; nodes: string[] };

/** Flowcharts: boxes, groups that may hold groups, and lines. */
export function readFlow(answers: Answers): Reading {
  const reading = emptyReading("flow");
  const idOf = createElementIds("n");
  const subGraphs = listOf<SubGraph>(answers.getSubGraphs);
  const groupIds = new Set(subGraphs.map((group) => group.id));
  for (const vertex of listOf<Vertex>(answers.getVertices)) {
    if (groupIds.has(vertex.id)) continue;
    const id = idOf(vertex.id);
    reading.elements[vertex.domId] = id;
    reading.nodes.push({ id, label: plainLabel(vertex.text ?? vertex.id) });
  }
  // The innermost group comes first in the answer; readers expect the order of the source.
  for (const group of [...subGraphs].reverse()) {
    const id = idOf(group.id);
    reading.elements[group.id] = id;
    reading.groups.push({ id, label: plainLabel(group.title), members: group.nodes.map(idOf) });
  }
  reading.groups.reverse();
  const nameOf = createNames(reading);
  listOf<Edge>(answers.getEdges).forEach((edge, index) => {
    const element = `e-${index + 1}`;
    reading.elements[`edge:${edge.id}`] = element;
    reading.elements[edge.id] = element;
    if (edge.stroke === "invisible") return;
    const [from, to] = [nameOf(idOf(edge.start)), nameOf(idOf(edge.end))];
    const manner =
      edge.stroke === "dotted" ? words.dottedLine : edge.stroke === "thick" ? words.thickLine : "";
    const label = plainLabel(edge.text);
    const open = edge.type === "arrow_open" || edge.type?.startsWith("double_");
    reading.relations.push({
      sentence: (open ? betweenSentence : arrowSentence)(from, to, label, manner),
      element,
    });
  });
  return reading;
}
