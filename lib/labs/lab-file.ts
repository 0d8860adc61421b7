import { z } from "zod";

/** `content/labs/<id>.yaml`: what a lab is about, and all of an exercise or a chooser. */

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
/** `note#section`. */
const section = z.string().regex(/^[a-z0-9-]+#[a-z0-9-]+$/);
const words = z.string().min(1);
/** `question.option` of a chooser. */
const answer = z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/);

const about = {
  title: words.max(40),
  /** What the reader does, in one sentence. */
  summary: words.max(120),
  /** The section the lab belongs to: its address starts with the slug of that note. */
  section,
  /** Further sections that link to the lab. */
  also: z.array(section).default([]),
  /** 1 to 3. */
  difficulty: z.int().min(1).max(3),
  minutes: z.int().min(1).max(60),
  /** What one can do afterwards: "… 수 있다". */
  learns: z.array(words).min(1),
  /** What to look at, in one sentence. */
  watch: words,
  /** What the model leaves out, in one sentence each. */
  limits: z.array(words).default([]),
  /** Keys of `content/sources.yaml`. */
  sources: z.array(words).default([]),
  /**
   * Whether a page of its own is made for it (`app/labs/<id>/page.tsx`) rather than the one that all labs share.
   * Such a lab belongs to more than one note, and its id is free.
   */
  ownPage: z.boolean().default(false),
};

const item = {
  id,
  text: words,
  /** Why the right answer is right. */
  why: words,
};
/** Why a wrong answer is wrong, by the id (or the text) that was given. */
const wrong = z.record(words, words).default({});

const taskHead = { id, ask: words, section: section.optional() };

const orderTask = z.strictObject({
  ...taskHead,
  kind: z.literal("order"),
  /** In the right order; shuffled on screen. */
  items: z.array(z.strictObject(item)).min(3),
});
const matchTask = z.strictObject({
  ...taskHead,
  kind: z.literal("match"),
  /** Each `text` has its own `partner`; the partners are offered in another order. */
  items: z.array(z.strictObject({ ...item, partner: words, wrong })).min(2),
});
const classifyTask = z.strictObject({
  ...taskHead,
  kind: z.literal("classify"),
  bins: z.array(z.strictObject({ id, text: words })).min(2),
  items: z.array(z.strictObject({ ...item, bin: id, wrong })).min(1),
});
const fillTask = z.strictObject({
  ...taskHead,
  kind: z.literal("fill"),
  /** `text` has one gap, written `____`; every spelling in `accept` is right. */
  items: z.array(z.strictObject({ ...item, accept: z.array(words).min(1), wrong })).min(1),
});

const exerciseSchema = z.strictObject({
  kind: z.literal("exercise"),
  ...about,
  tasks: z.array(z.discriminatedUnion("kind", [orderTask, matchTask, classifyTask, fillTask])).min(1),
});

const chooserSchema = z.strictObject({
  kind: z.literal("chooser"),
  ...about,
  questions: z
    .array(
      z.strictObject({
        id,
        ask: words,
        help: z.string().default(""),
        options: z
          .array(
            z.strictObject({
              id,
              text: words,
              /** What this answer speaks for. */
              for: z
                .array(
                  z.strictObject({ result: id, because: words, weight: z.int().min(1).max(3).default(1) }),
                )
                .default([]),
              /** What this answer rules out: a constraint, which no other answer outweighs. */
              not: z.array(z.strictObject({ result: id, because: words })).default([]),
            }),
          )
          .min(2),
      }),
    )
    .min(1),
  results: z
    .array(
      z.strictObject({
        id,
        title: words,
        /** What it is and what to mind, in one sentence. */
        about: words,
        /** The section behind it. */
        section,
      }),
    )
    .min(2),
  /** Situations to guess the result of, before the questions give the reasons. */
  cases: z
    .array(
      z.strictObject({
        id,
        title: words.max(40),
        story: words,
        /** The answers of this situation to every question. */
        choices: z.record(id, id),
        /** What comes of it, and what is surprising in it; shown after the guess. */
        why: words,
      }),
    )
    .default([]),
  /** Results that answers may leave equally good: why either will do, or what decides between them. */
  ties: z.array(z.strictObject({ results: z.array(id).min(2), because: words })).default([]),
  /** Answers (`question.option`) that together leave no result: why, and what to do about it. */
  conflicts: z.array(z.strictObject({ answers: z.array(answer).min(1), because: words })).default([]),
});

/** A name in formulas. */
const variable = z.string().regex(/^[a-z][a-zA-Z0-9]*$/);

const calculatorSchema = z.strictObject({
  kind: z.literal("calculator"),
  ...about,
  /** What is chosen: a list of values or a range of them, in order. */
  settings: z
    .array(
      z.strictObject({
        id: variable,
        name: words,
        unit: z.string().default(""),
        values: z.array(z.number()).min(2).optional(),
        range: z.strictObject({ from: z.number(), to: z.number(), step: z.number().positive() }).optional(),
        start: z.number(),
      }),
    )
    .min(1),
  /** What follows, in order: a formula may name the settings and the results before it. */
  results: z
    .array(
      z.strictObject({
        id: variable,
        name: words,
        unit: z.string().default(""),
        formula: words,
        /** At most so many digits behind the point. */
        digits: z.int().min(0).max(6).default(2),
      }),
    )
    .min(1),
  /** What the numbers say, in 평어체: `{id}` stands for a value without its unit. */
  sentence: words,
  scenarios: z
    .array(
      z.strictObject({ id, title: words, about: words, set: z.record(variable, z.number()).default({}) }),
    )
    .min(1),
  /** A curve of some results over one setting. */
  plot: z
    .strictObject({
      title: words,
      x: variable,
      y: z.array(variable).min(1).max(4),
      log: z.array(z.enum(["x", "y"])).default([]),
      /** Whether a value holds until the next one. */
      steps: z.boolean().default(false),
    })
    .optional(),
});

/** A lab with a model in `lib/labs/<name>` and a view in `components/labs/<name>`. */
const simulatorSchema = z.strictObject({ kind: z.literal("simulator"), ...about });

export const labSchema = z.discriminatedUnion("kind", [
  simulatorSchema,
  exerciseSchema,
  chooserSchema,
  calculatorSchema,
]);

export type LabFile = z.infer<typeof labSchema>;
type ExerciseFile = z.infer<typeof exerciseSchema>;
export type ChooserFile = z.infer<typeof chooserSchema>;
export type CalculatorFile = z.infer<typeof calculatorSchema>;
export type Task = ExerciseFile["tasks"][number];
/** A lab file under its id, which is the file's name. */
export type LabEntry = LabFile & { readonly id: string };

export const DIFFICULTIES: Readonly<Record<number, string>> = { 1: "쉬움", 2: "보통", 3: "깊이" };
