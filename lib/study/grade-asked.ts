import type { Asked } from "./asked.ts";
import { type Grade, gradeAnswer } from "./grade.ts";
import type { StudyTerm } from "./names.ts";

/** What a reader answered: the options, the text, the order or the choice of each row, or the line from 1. */
export type Given =
  | { readonly way: "pick"; readonly options: readonly number[] }
  | { readonly way: "write"; readonly text: string }
  | { readonly way: "order"; readonly order: readonly number[] }
  | { readonly way: "match"; readonly choices: readonly number[] }
  | { readonly way: "line"; readonly line: number };

/** @param glossary what a written answer is compared with besides the accepted forms */
export function gradeAsked(asked: Asked, given: Given, glossary: readonly StudyTerm[]): Grade {
  const isRight = (): boolean => {
    switch (asked.way) {
      case "pick":
        return (
          given.way === "pick" &&
          asked.options.every(({ right }, index) => given.options.includes(index) === right)
        );
      case "order":
        return given.way === "order" && given.order.every((item, index) => item === index);
      case "match":
        return (
          given.way === "match" && asked.rows.every(({ answer }, index) => given.choices[index] === answer)
        );
      case "line":
        return given.way === "line" && asked.lines.includes(given.line);
      case "write":
        return false;
    }
  };
  if (asked.way === "write")
    return given.way === "write" ? gradeAnswer(asked.accept, given.text, glossary) : "wrong";
  return isRight() ? "right" : "wrong";
}
