import { attributeOf, type Element, setAttribute } from "../export/page-tree.ts";
import { append, detach, escapeHtml, find, findAll, hasClass } from "./tree.ts";

/** What a question is answered with: a number through the whole book, the id of the question on its page, and the answer. */
export type BookAnswer = { readonly number: number; readonly question: string; readonly body: Element };

/**
 * Turns the questions of a page into what stands on paper: the question and what it offers, with its number. Their
 * answers are taken out, for the end of the book: who reads on does not see them.
 * @param first the number of the page's first question
 */
export function takeAnswers(main: Element, first: number): BookAnswer[] {
  // It tells what happens when an answer is pressed.
  for (const check of findAll(main, (element) => hasClass(element, "check")))
    for (const child of [...check.childNodes]) if ("tagName" in child && child.tagName === "p") detach(child);
  return findAll(main, (element) => attributeOf(element, "data-ask") !== undefined).flatMap(
    (details, index) => {
      const number = first + index;
      const body = find(details, (element) => element.tagName === "details");
      const line = find(details, (element) => element.tagName === "summary");
      const mark = line && find(line, (element) => element.tagName === "b");
      if (body === undefined || line === undefined || mark === undefined) return [];
      detach(body);
      for (const summary of findAll(body, (element) => element.tagName === "summary")) detach(summary);
      append(mark, escapeHtml(` ${number}`));
      rename(body, "div", "book-answer");
      rename(line, "p", "keep");
      rename(details, "div", "book-ask");
      return [{ number, question: attributeOf(details, "id") ?? "", body }];
    },
  );
}

function rename(element: Element, name: string, className: string): void {
  element.tagName = name;
  element.nodeName = name;
  setAttribute(element, "class", className);
}
