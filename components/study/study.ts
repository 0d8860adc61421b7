import { reviewHref } from "../../lib/address/href.ts";
import type { Asked } from "../../lib/study/asked.ts";
import * as words from "../../lib/words/words.ts";
import { makeElement } from "../share/dom.ts";
import { keepThrough } from "./keep-through.ts";
import { loadStudySheet } from "./load-sheet.ts";
import { QuestionView } from "./question-view.ts";

/** Results of the check that ends the note, by question. */
const checked = new Map<string, { readonly asked: Asked; readonly right: boolean }>();
const made = new WeakSet<Element>();

/** A reader turns to a question or to the cards of the note: from now on they are answered where they stand. */
export function see(event: Event): void {
  const details = (event.target as Element).closest<HTMLElement>("[data-ask],[data-cards]");
  if (details === null || made.has(details)) return;
  made.add(details);
  loadStudySheet().then(() => (details.dataset.ask ? makeAnswerable(details) : makeCards(details)));
}

function makeAnswerable(details: HTMLElement): void {
  const asked = JSON.parse(details.dataset.ask!) as Asked;
  const inCheck = details.closest(".check");
  const view = new QuestionView(asked, (grade) => {
    keepThrough({ kind: "answer", question: asked.id, grade });
    details.dataset.grade = grade;
    if (inCheck !== null) {
      checked.set(asked.id, { asked, right: grade !== "wrong" });
      tellResult(inCheck);
    }
  });
  details.querySelector(".prose")!.replaceWith(view.root);
}

/** How the check went, once all of it is answered, and what to read again. */
function tellResult(section: Element): void {
  const all = section.querySelectorAll("[data-ask]").length;
  if (checked.size < all) return;
  section.querySelector(".check-result")?.remove();
  const results = [...checked.values()];
  const again = results.filter(({ right }) => !right).map(({ asked }) => asked.where);
  const links = [...new Map(again.map((where) => [where.href, where])).values()].map(({ href, title }) =>
    makeElement("li", {}, makeElement("a", { href }, title)),
  );
  const count = results.length - again.length;
  section
    .querySelector(".quiz")!
    .after(
      makeElement(
        "div",
        { class: "check-result", role: "status" },
        makeElement("b", {}, words.checkResult(count, results.length)),
        links.length > 0 && makeElement("p", {}, words.checkAgain),
        links.length > 0 && makeElement("ul", {}, ...links),
      ),
    );
}

/** The cards of the note, and the button that takes them into the box. */
function makeCards(details: HTMLElement): void {
  const ids = details.dataset.cards!.split(" ");
  const button = makeElement(
    "button",
    { type: "button", class: "ask-btn main" },
    words.cardsIntoBox(ids.length),
  );
  const said = makeElement("p", { role: "status" });
  button.addEventListener(
    "click",
    async () => {
      // It keeps the focus of who pressed it.
      button.ariaDisabled = "true";
      const kept = await keepThrough(...ids.map((card) => ({ kind: "keep", card, on: true }) as const));
      said.append(kept ? `${words.cardsInBox(ids.length)} ` : words.notKept);
      if (kept) said.append(makeElement("a", { href: reviewHref }, words.toReview));
    },
    { once: true },
  );
  details.querySelector(".prose")!.append(makeElement("div", { class: "ask-do" }, button, said));
}
