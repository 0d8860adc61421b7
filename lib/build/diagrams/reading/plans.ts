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

type Worded = { text?: unknown } | null | undefined;
type Shape = {
  alias: string;
  label: Worded;
  descr?: Worded;
  techn?: Worded;
  typeC4Shape: Worded;
  parentBoundary: string;
};
type Boundary = { alias: string; label: Worded; type?: Worded; parentBoundary: string };
type Rel = { type: string; from: string; to: string; label: Worded; techn?: Worded; descr?: Worded };

const said = (worded: Worded) => plainLabel(worded?.text);

/** C4: people, systems, the boundaries around them, and who uses what. */
export function readC4(answers: Answers): Reading {
  const reading = emptyReading("c4");
  const idOf = createElementIds("n");
  const members = new Map<string, string[]>();
  const join = (parent: string, id: string) => members.set(parent, [...(members.get(parent) ?? []), id]);
  for (const shape of listOf<Shape>(answers.getC4ShapeArray)) {
    reading.elements[shape.alias] = idOf(shape.alias);
    const details = [said(shape.techn), said(shape.descr)].filter(Boolean);
    reading.nodes.push({ id: idOf(shape.alias), label: said(shape.label), details });
    join(shape.parentBoundary, idOf(shape.alias));
  }
  for (const boundary of listOf<Boundary>(answers.getBoundaries)) {
    if (boundary.alias === "global") continue;
    join(boundary.parentBoundary, idOf(boundary.alias));
  }
  for (const boundary of listOf<Boundary>(answers.getBoundaries)) {
    if (boundary.alias === "global") continue;
    const id = idOf(boundary.alias);
    reading.groups.push({ id, label: said(boundary.label), members: members.get(boundary.alias) ?? [] });
  }
  const nameOf = createNames(reading);
  for (const rel of listOf<Rel>(answers.getRels)) {
    const label = [said(rel.label), said(rel.descr)].filter(Boolean).join(", ");
    const [from, to] = [nameOf(idOf(rel.from)), nameOf(idOf(rel.to))];
    const write = rel.type === "birel" ? betweenSentence : arrowSentence;
    reading.relations.push({ sentence: write(from, to, label, said(rel.techn)) });
  }
  return reading;
}

type Service = { id: string; title?: string; in?: string };
type Wire = { lhsId: string; rhsId: string; lhsInto?: boolean; rhsInto?: boolean; title?: string };

/** Architecture: services in groups, and the wires between them. */
export function readArchitecture(answers: Answers): Reading {
  const reading = emptyReading("architecture");
  const idOf = createElementIds("n");
  const groups = listOf<Service>(answers.getGroups);
  const services = listOf<Service>(answers.getServices);
  for (const service of services) {
    reading.elements[`service-${service.id}`] = idOf(service.id);
    reading.nodes.push({ id: idOf(service.id), label: plainLabel(service.title ?? service.id) });
  }
  for (const junction of listOf<Service>(answers.getJunctions)) {
    reading.elements[`junction-${junction.id}`] = idOf(junction.id);
    reading.nodes.push({ id: idOf(junction.id), label: words.junction });
  }
  for (const group of groups) {
    const inside = [...services, ...groups].filter((one) => one.in === group.id);
    const id = idOf(`group-${group.id}`);
    reading.elements[`group-${group.id}`] = id;
    const members = inside.map((one) => idOf(groups.includes(one) ? `group-${one.id}` : one.id));
    reading.groups.push({ id, label: plainLabel(group.title ?? group.id), members });
  }
  const nameOf = createNames(reading);
  listOf<Wire>(answers.getEdges).forEach((wire, index) => {
    const element = `e-${index + 1}`;
    reading.elements[`L_${wire.lhsId}_${wire.rhsId}_0`] = element;
    const [left, right] = [nameOf(idOf(wire.lhsId)), nameOf(idOf(wire.rhsId))];
    const label = plainLabel(wire.title);
    const sentence =
      wire.lhsInto === wire.rhsInto
        ? betweenSentence(left, right, label)
        : wire.rhsInto
          ? arrowSentence(left, right, label)
          : arrowSentence(right, left, label);
    reading.relations.push({ sentence, element });
  });
  return reading;
}
