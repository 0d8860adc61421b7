import { z } from "zod";

/**
 * `<note>.study.yaml` beside a note: what a reader is asked about it, and what is kept on cards. Texts are plain,
 * with `code` between backticks and **words that matter** between asterisks.
 */

const words = z.string().trim().min(1);
const long = words.max(300);
/** Never changes, whatever becomes of the wording, the note's name or the section. */
const questionId = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*-q[1-9]\d*$/);
const cardId = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*-c[1-9]\d*$/);
/** The id of a heading of the note itself. */
const section = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
/** A heading of the note, or `note#section` of another. */
const place = z.string().regex(/^(?:[a-z0-9-]+#)?[a-z0-9]+(?:-[a-z0-9]+)*$/);

const head = {
  id: questionId,
  /** Where the answer is explained. */
  section,
  /** Where it stands: at the end of that section, or in the check that ends the note. */
  at: z.enum(["section", "end"]).default("section"),
  ask: long,
  /** What the question is about, as it is seen in a terminal or a file. */
  code: z
    .strictObject({ language: z.string().default("text"), text: z.string().min(1).max(1500) })
    .optional(),
  /** A figure of the note (`#fig-…`) or a lab, with its state (`/labs/…/#…`), that shows the answer: guess first. */
  reveals: z
    .string()
    .regex(/^(?:#fig-[a-z0-9-]+|\/labs\/[a-z0-9-]+\/(?:#\S+)?)$/)
    .optional(),
};

/** Why it is right or wrong in one sentence, and where that is explained, if not where the question is. */
const option = z.strictObject({
  text: words.max(160),
  right: z.boolean().default(false),
  why: long,
  section: place.optional(),
});

const choice = z.strictObject({
  kind: z.literal("choice"),
  ...head,
  /** Exactly one is right. In this order on screen. */
  options: z.array(option).min(2).max(6),
});
const several = z.strictObject({
  kind: z.literal("several"),
  ...head,
  /** One or more are right, and one or more are not. */
  options: z.array(option).min(3).max(8),
});
const truth = z.strictObject({
  kind: z.literal("truth"),
  ...head,
  right: z.boolean(),
  /** Why it is so, whichever was chosen. */
  why: long,
});
const short = z.strictObject({
  kind: z.literal("short"),
  ...head,
  /** One to four forms, the one that is shown first; `→` between items whose order counts, `,` where it does not. */
  accept: z.array(words.max(120)).min(1).max(4),
  why: long,
  /** What is often taken for it. */
  wrong: z.array(z.strictObject({ text: words.max(120), why: long, section: place.optional() })).default([]),
});
const order = z.strictObject({
  kind: z.literal("order"),
  ...head,
  /** In the right order; shuffled on screen. */
  items: z.array(words.max(120)).min(3).max(8),
  why: long,
});
const match = z.strictObject({
  kind: z.literal("match"),
  ...head,
  /** Each `text` has its own `partner`; the partners are offered in another order. */
  pairs: z
    .array(z.strictObject({ text: words.max(120), partner: words.max(120), why: long.optional() }))
    .min(2)
    .max(8),
  why: long,
});
const label = z.strictObject({
  kind: z.literal("label"),
  ...head,
  /** The id of a diagram of the note. */
  figure: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  /** What is said of a node, and the id or the words of that node in the diagram. */
  parts: z
    .array(z.strictObject({ clue: words.max(160), node: words }))
    .min(1)
    .max(6),
  why: long,
});
const line = z.strictObject({
  kind: z.literal("line"),
  ...head,
  code: z.strictObject({ language: z.string().default("text"), text: z.string().min(1).max(1500) }),
  /** The lines of `code`, from 1, that are meant. Any of them is right. */
  lines: z.array(z.int().min(1)).min(1).max(4),
  why: long,
});

const questionSchema = z.discriminatedUnion("kind", [
  choice,
  several,
  truth,
  short,
  order,
  match,
  label,
  line,
]);

const cardSchema = z.strictObject({
  id: cardId,
  section,
  front: words.max(160),
  back: words.max(300),
});

export const studySchema = z.strictObject({
  questions: z.array(questionSchema).default([]),
  cards: z.array(cardSchema).default([]),
  /** Ids that were used once: they are never given to anything else. */
  retired: z.array(z.union([questionId, cardId])).default([]),
});

export const QUESTION_KINDS = [
  "choice",
  "several",
  "truth",
  "short",
  "order",
  "match",
  "label",
  "line",
] as const;

export type StudyFile = z.infer<typeof studySchema>;
export type Question = z.infer<typeof questionSchema>;
export type StudyCard = z.infer<typeof cardSchema>;
