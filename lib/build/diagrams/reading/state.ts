import * as words from "../../../words/figures.ts";
import {
  type Answers,
  createElementIds,
  createNames,
  emptyReading,
  plainLabel,
  type Reading,
} from "./reading.ts";

type State = {
  stmt: string;
  id: string;
  type?: string;
  start?: boolean;
  description?: string;
  descriptions?: string[];
  doc?: readonly (State | Relation)[];
  note?: { text?: string };
};
type Relation = { stmt: "relation"; state1: State; state2: State; description?: string };

/** State diagrams: states, states inside states, and what leads from one to the next. */
export function readState(answers: Answers): Reading & { steps: NonNullable<Reading["steps"]> } {
  const steps: NonNullable<Reading["steps"]> = [];
  const reading = { ...emptyReading("state"), steps };
  const idOf = createElementIds("n");
  const labels = new Map<string, string>();
  const groups = new Map<string, string[]>();
  const notes: { id: string; text: string }[] = [];
  const relations: Relation[] = [];

  const note = (state: State, parent: string) => {
    const written = plainLabel(state.description || state.descriptions?.join(" ") || "");
    const special = words.stateKinds.get(state.type ?? "");
    const name =
      state.start === true ? words.stateStart : state.start === false ? words.stateEnd : (special ?? "");
    if (!labels.has(state.id)) {
      labels.set(state.id, name || written || state.id);
      if (parent !== "") groups.get(parent)?.push(state.id);
    } else if (written !== "" && labels.get(state.id) === state.id) labels.set(state.id, written);
    else if (special) labels.set(state.id, name);
    if (state.note?.text) notes.push({ id: state.id, text: plainLabel(state.note.text) });
  };
  const walk = (doc: readonly (State | Relation)[], parent: string) => {
    for (const item of doc) {
      if (item.stmt === "relation") {
        const relation = item as Relation;
        note(relation.state1, parent);
        note(relation.state2, parent);
        relations.push(relation);
      } else if (item.stmt === "state") {
        const state = item as State;
        if (state.type === "divider") {
          if (state.doc) walk(state.doc, parent);
          continue;
        }
        note(state, parent);
        if (state.doc) {
          if (!groups.has(state.id)) groups.set(state.id, []);
          walk(state.doc, state.id);
        }
      }
    }
  };
  const root = answers.getRootDocV2 as { doc?: readonly (State | Relation)[] } | undefined;
  walk(root?.doc ?? [], "");

  for (const [name, label] of labels) {
    reading.elements[`state-${name}`] = idOf(name);
    if (!groups.has(name)) reading.nodes.push({ id: idOf(name), label });
  }
  for (const [name, members] of groups)
    reading.groups.push({ id: idOf(name), label: labels.get(name) ?? name, members: members.map(idOf) });
  const nameOf = createNames(reading);
  // Mermaid counts transitions and notes in one row, in the order of the source.
  relations.forEach((relation, index) => {
    const element = `e-${index + 1}`;
    const [from, to] = [relation.state1, relation.state2];
    const label = plainLabel(relation.description);
    const sentence =
      from.id === to.id
        ? words.stateStays(nameOf(idOf(from.id)), label)
        : words.stateChanges(nameOf(idOf(from.id)), nameOf(idOf(to.id)), label);
    reading.elements[`transition:${index}`] = element;
    reading.relations.push({ sentence, element });
    steps.push({
      sentence: `${index + 1}. ${sentence}`,
      elements: [idOf(from.id), element, `${element}-t`, idOf(to.id)],
    });
  });
  for (const { id, text } of notes)
    reading.relations.push({ sentence: words.remark([nameOf(idOf(id))], text) });
  return reading;
}
