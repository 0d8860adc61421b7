import * as words from "../../../words/figures.ts";
import { type Answers, createElementIds, emptyReading, listOf, plainLabel, type Reading } from "./reading.ts";

type Actor = { name: string; description?: string };
type Box = { name?: string; actorKeys: string[] };
type Message = {
  id: string;
  type: number;
  from?: string;
  to?: string;
  message?: unknown;
  placement?: number;
};

const NOTE = 2;
const OPENING: Readonly<Record<number, string>> = {
  10: words.sequenceBlocks.loop,
  12: words.sequenceBlocks.alt,
  15: words.sequenceBlocks.opt,
  19: words.sequenceBlocks.par,
  27: words.sequenceBlocks.critical,
  30: words.sequenceBlocks.break,
  32: words.sequenceBlocks.par,
};
const MIDDLE: Readonly<Record<number, string>> = {
  13: words.sequenceBlocks.alt,
  20: words.sequenceBlocks.par,
  28: words.sequenceBlocks.option,
};
const CLOSING = new Set([11, 14, 16, 21, 29, 31]);
const DOTTED = new Set([1, 4, 6, 25]);
const CROSSED = new Set([3, 4]);
const BOTH = new Set([33, 34]);
const SILENT = new Set([17, 18, 22, 23, 26]);

/** Sequences: who takes part, and who says what to whom, step by step. */
export function readSequence(answers: Answers): Reading & { steps: NonNullable<Reading["steps"]> } {
  const steps: NonNullable<Reading["steps"]> = [];
  const reading = { ...emptyReading("sequence"), steps };
  const idOf = createElementIds("n");
  const names = new Map<string, string>();
  for (const actor of listOf<Actor>(answers.getActors)) {
    const label = plainLabel(actor.description) || actor.name;
    names.set(actor.name, label);
    reading.elements[`participant:${actor.name}`] = idOf(actor.name);
    reading.nodes.push({ id: idOf(actor.name), label });
  }
  listOf<Box>(answers.getBoxes).forEach((box, index) => {
    if (box.name)
      reading.groups.push({
        id: `g-${index + 1}`,
        label: plainLabel(box.name),
        members: box.actorKeys.map(idOf),
      });
  });
  const nameOf = (key = "") => names.get(key) ?? key;
  const blocks: { word: string; label: string }[] = [];
  let place = 0;
  for (const message of listOf<Message>(answers.getMessages)) {
    const label = plainLabel(message.message);
    const word = OPENING[message.type];
    if (word !== undefined) blocks.push({ word, label });
    else if (MIDDLE[message.type] !== undefined)
      blocks[blocks.length - 1] = { word: MIDDLE[message.type]!, label };
    else if (CLOSING.has(message.type)) blocks.pop();
    if (SILENT.has(message.type) || !message.from || !message.to) continue;
    place += 1;
    const element = `e-${place}`;
    reading.elements[`${message.type === NOTE ? "note" : "message"}:i${message.id}`] = element;
    const [from, to] = [nameOf(message.from), nameOf(message.to)];
    const around = blocks.map((block) => `${block.word}: ${block.label}`.replace(/: $/, "")).join(", ");
    const where = around ? ` (${around})` : "";
    const said =
      message.type === NOTE
        ? words.remark([...new Set([from, to])], label)
        : messageSentence(from, to, label, message.type);
    const elements =
      message.type === NOTE ? [element] : [idOf(message.from), element, `${element}-t`, idOf(message.to)];
    steps.push({ sentence: `${place}. ${said}${where}`, elements: [...new Set(elements)] });
    reading.relations.push({ sentence: `${said}${where}`, element });
  }
  return reading;
}

function messageSentence(from: string, to: string, label: string, type: number): string {
  if (from === to) return words.messageToItself(from, label);
  if (BOTH.has(type)) return words.messageBothWays(from, to, label);
  if (CROSSED.has(type)) return words.messageLost(from, to, label);
  return (DOTTED.has(type) ? words.messageReturned : words.messageSent)(from, to, label);
}
