import { shuffledOrder } from "./shuffle.ts";
import type { Question } from "./study-file.ts";

/** A section or figure that something leads to. */
export type Where = { readonly href: string; readonly title: string };

type Reason = { readonly why: string; readonly where?: Where };

type Head = {
  readonly id: string;
  readonly ask: string;
  readonly where: Where;
  readonly code?: { readonly language: string; readonly text: string };
  readonly reveals?: Where;
};

/**
 * A question as a page asks it, in one of five ways: the eight kinds of the file differ in what they are about, not
 * in what a reader does. It says everything that grading needs.
 */
export type Asked = Head &
  (
    | {
        readonly way: "pick";
        /** Whether several may be right. */
        readonly many: boolean;
        readonly options: readonly ({ readonly text: string; readonly right: boolean } & Reason)[];
      }
    | {
        readonly way: "write";
        readonly accept: readonly string[];
        readonly why: string;
        readonly wrong: readonly ({ readonly text: string } & Reason)[];
      }
    | {
        readonly way: "order";
        /** In the right order. */
        readonly items: readonly string[];
        /** The order on screen, as places in `items`. */
        readonly shown: readonly number[];
        readonly why: string;
      }
    | {
        readonly way: "match";
        readonly rows: readonly { readonly text: string; readonly answer: number; readonly why?: string }[];
        readonly choices: readonly string[];
        readonly why: string;
      }
    | {
        readonly way: "line";
        readonly code: { readonly language: string; readonly text: string };
        readonly lines: readonly number[];
        readonly why: string;
      }
  );

/** What only the page around a question knows. */
export type AskedContext = {
  /** A heading of the note, or `note#heading`; undefined where there is none. */
  readonly place: (section: string) => Where | undefined;
  /** What `reveals` leads to. */
  readonly reveal: (address: string) => Where | undefined;
  /** Names of the nodes of a figure, and which of them is meant by a name of the source. */
  readonly nodes: (figure: string) => readonly string[];
  readonly nodeOf: (figure: string, node: string) => string | undefined;
  readonly words: { readonly itIs: string; readonly itIsNot: string };
};

/** @returns undefined where what the question is about is not on the page: a figure that could not be drawn */
export function askedOf(question: Question, context: AskedContext): Asked | undefined {
  const { id, ask, section, code, reveals } = question;
  const where = context.place(section);
  if (where === undefined) return undefined;
  const revealed = reveals === undefined ? undefined : context.reveal(reveals);
  const head: Head = { id, ask, where, ...(code && { code }), ...(revealed && { reveals: revealed }) };
  const reason = ({
    why,
    section: other,
  }: {
    readonly why: string;
    readonly section?: string | undefined;
  }): Reason => {
    const elsewhere = other === undefined ? undefined : context.place(other);
    return { why, ...(elsewhere && elsewhere.href !== where.href && { where: elsewhere }) };
  };
  switch (question.kind) {
    case "choice":
    case "several":
      return {
        ...head,
        way: "pick",
        many: question.kind === "several",
        options: question.options.map((option) => ({
          text: option.text,
          right: option.right,
          ...reason(option),
        })),
      };
    case "truth": {
      const { itIs, itIsNot } = context.words;
      const { right, why } = question;
      const options = [
        { text: itIs, right, why },
        { text: itIsNot, right: !right, why },
      ];
      return { ...head, way: "pick", many: false, options };
    }
    case "short":
      return {
        ...head,
        way: "write",
        accept: question.accept,
        why: question.why,
        wrong: question.wrong.map((one) => ({ text: one.text, ...reason(one) })),
      };
    case "order":
      return {
        ...head,
        way: "order",
        items: question.items,
        shown: shuffledOrder(question.items.length, id),
        why: question.why,
      };
    case "match": {
      const order = shuffledOrder(question.pairs.length, id);
      return {
        ...head,
        way: "match",
        rows: question.pairs.map(({ text, why }, index) => ({
          text,
          answer: order.indexOf(index),
          ...(why !== undefined && { why }),
        })),
        choices: order.map((index) => question.pairs[index]!.partner),
        why: question.why,
      };
    }
    case "label": {
      const choices = context.nodes(question.figure);
      const rows = question.parts.map(({ clue, node }) => ({
        text: clue,
        answer: choices.indexOf(context.nodeOf(question.figure, node) ?? ""),
      }));
      if (rows.some(({ answer }) => answer < 0)) return undefined;
      return { ...head, way: "match", rows, choices, why: question.why };
    }
    case "line":
      return { ...head, way: "line", code: question.code, lines: question.lines, why: question.why };
  }
}

/** What is right, in one line: the back of the card that a question becomes. */
export function answerOf(asked: Asked): string {
  switch (asked.way) {
    case "pick":
      return asked.options
        .filter(({ right }) => right)
        .map(({ text }) => text)
        .join(", ");
    case "write":
      return asked.accept[0]!;
    case "order":
      return asked.items.join(" → ");
    case "match":
      return asked.rows.map(({ text, answer }) => `${text}: ${asked.choices[answer]!}`).join(" · ");
    case "line": {
      const lines = asked.code.text.split("\n");
      return asked.lines.map((line) => `${line}: \`${lines[line - 1]!.trim()}\``).join(", ");
    }
  }
}

/** Why that is right. */
export function reasonOf(asked: Asked): string {
  return asked.way === "pick" ? asked.options.find(({ right }) => right)!.why : asked.why;
}
