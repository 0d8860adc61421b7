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

type Member = { text: string };
type Class = { id: string; label?: string; annotations?: string[]; members?: Member[]; methods?: Member[] };
type End = number | "none";
type ClassRelation = {
  id1: string;
  id2: string;
  title?: string;
  relationTitle1?: string;
  relationTitle2?: string;
  relation: { type1: End; type2: End; lineType: number };
};
type Namespace = { id: string; label?: string; classes?: Class[] };
type Note = { id: string; class?: string; text: string };

/** Class diagrams: classes with their members, and how they relate. */
export function readClass(answers: Answers): Reading {
  const reading = emptyReading("class");
  const idOf = createElementIds("n");
  for (const one of listOf<Class>(answers.getClasses)) {
    reading.elements[`classId-${one.id}`] = idOf(one.id);
    const details = [
      ...listOf<string>(one.annotations).map((text) => `«${plainLabel(text)}»`),
      ...[...listOf<Member>(one.members), ...listOf<Member>(one.methods)].map((member) =>
        plainLabel(member.text),
      ),
    ];
    reading.nodes.push({ id: idOf(one.id), label: plainLabel(one.label ?? one.id), details });
  }
  for (const space of listOf<Namespace>(answers.getNamespaces)) {
    const members = listOf<Class>(space.classes).map((one) => idOf(one.id));
    reading.elements[space.id] = idOf(`space ${space.id}`);
    reading.groups.push({
      id: idOf(`space ${space.id}`),
      label: plainLabel(space.label ?? space.id),
      members,
    });
  }
  const nameOf = createNames(reading);
  listOf<ClassRelation>(answers.getRelations).forEach((one, index) => {
    const element = `e-${index + 1}`;
    reading.elements[`id_${one.id1}_${one.id2}_${index + 1}`] = element;
    const { type1, type2 } = one.relation;
    const [first, second] = [nameOf(idOf(one.id1)), nameOf(idOf(one.id2))];
    const kind = words.classEnds[Number(type1)] ?? words.classEnds[Number(type2)] ?? "";
    const counts = [one.relationTitle1, one.relationTitle2].map((title) =>
      title === undefined || title === "none" ? "" : plainLabel(title),
    );
    const many = counts.some(Boolean) ? words.countToCount(counts[0] || "?", counts[1] || "?") : "";
    const manner = [kind, many].filter(Boolean).join(", ");
    const label = plainLabel(one.title);
    // An arrow leads to the end that carries the head; a triangle or a diamond stands at the whole.
    const sentence =
      type1 === "none" && type2 === "none"
        ? betweenSentence(first, second, label, manner)
        : type1 !== "none"
          ? arrowSentence(second, first, label, manner)
          : arrowSentence(first, second, label, manner);
    reading.relations.push({ sentence, element });
  });
  for (const note of listOf<Note>(answers.getNotes)) {
    reading.elements[note.id] = idOf(note.id);
    const about = note.class ? [nameOf(idOf(note.class))] : [];
    reading.relations.push({ sentence: words.remark(about, plainLabel(note.text)) });
  }
  return reading;
}

type Attribute = { type: string; name: string; keys?: string[]; comment?: string };
type Entity = { id: string; label: string; alias?: string; attributes?: Attribute[] };
type Relationship = {
  entityA: string;
  entityB: string;
  roleA?: string;
  relSpec: { cardA: string; cardB: string };
};

/** Entity–relationship diagrams: entities with attributes, and how many of one belong to the other. */
export function readEntities(answers: Answers): Reading {
  const reading = emptyReading("er");
  const idOf = createElementIds("n");
  const names = new Map<string, string>();
  for (const entity of listOf<Entity>(answers.getEntities)) {
    const id = idOf(entity.label);
    const label = plainLabel(entity.alias || entity.label);
    names.set(entity.id, label);
    reading.elements[entity.id] = id;
    const details = listOf<Attribute>(entity.attributes).map((one) =>
      [one.type, one.name, listOf<string>(one.keys).join(", "), one.comment]
        .map(plainLabel)
        .filter(Boolean)
        .join(" "),
    );
    reading.nodes.push({ id, label, details });
  }
  listOf<Relationship>(answers.getRelationships).forEach((one, index) => {
    const element = `e-${index + 1}`;
    reading.elements[`id_${one.entityA}_${one.entityB}_${index}`] = element;
    const [a, b] = [names.get(one.entityA) ?? one.entityA, names.get(one.entityB) ?? one.entityB];
    const countOf = (name: string) => words.entityCounts.get(name) ?? "";
    const [countA, countB] = [countOf(one.relSpec.cardB), countOf(one.relSpec.cardA)];
    const sentence = words.entitiesRelate(a, b, plainLabel(one.roleA), countA, countB);
    reading.relations.push({ sentence, element });
  });
  return reading;
}
