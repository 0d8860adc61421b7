import { type Asked, answerOf, reasonOf, type Where } from "../../lib/study/asked.ts";
import type { Grade } from "../../lib/study/grade.ts";
import { type Given, gradeAsked } from "../../lib/study/grade-asked.ts";
import { plainOf } from "../../lib/study/inline.ts";
import * as words from "../../lib/words/words.ts";
import { makeElement } from "../share/dom.ts";
import { inlineTexts } from "./inline-texts.ts";
import { keepThrough } from "./keep-through.ts";
import { loadTerms } from "./load-terms.ts";

/**
 * A question that is answered where it stands. What came of it takes the focus, so that it is heard once; there is
 * no limit of time and nothing moves.
 */
export class QuestionView {
  readonly root = makeElement("div", { class: "ask-in" });
  readonly #asked: Asked;
  readonly #onGrade: (grade: Grade) => void;

  constructor(asked: Asked, onGrade: (grade: Grade) => void) {
    this.#asked = asked;
    this.#onGrade = onGrade;
    this.#ask();
  }

  #ask(): void {
    const asked = this.#asked;
    const parts: Node[] = [];
    if (asked.code && asked.way !== "line") parts.push(codeOf(asked.code.text));
    switch (asked.way) {
      case "pick":
        parts.push(...(asked.many ? this.#several(asked) : this.#one(asked)));
        break;
      case "write":
        parts.push(this.#write());
        break;
      case "order":
        parts.push(...this.#order(asked));
        break;
      case "match":
        parts.push(...this.#match(asked));
        break;
      case "line":
        parts.push(...this.#line(asked));
        break;
    }
    this.root.replaceChildren(...parts);
  }

  #one(asked: Asked & { way: "pick" }): Node[] {
    const list = makeElement("ol", { class: "opts" });
    for (const [index, { text }] of asked.options.entries()) {
      const button = makeElement("button", { type: "button" }, number(index + 1), span(text));
      button.addEventListener("click", () => this.#grade({ way: "pick", options: [index] }));
      list.append(makeElement("li", {}, button));
    }
    return [list];
  }

  #several(asked: Asked & { way: "pick" }): Node[] {
    const boxes = asked.options.map(() => makeElement("input", { type: "checkbox" }));
    const list = makeElement(
      "ol",
      { class: "opts" },
      ...asked.options.map(({ text }, index) =>
        makeElement("li", {}, makeElement("label", {}, boxes[index]!, span(text))),
      ),
    );
    const answer = this.#answer(() => {
      const options = boxes.flatMap(({ checked }, index) => (checked ? [index] : []));
      if (options.length > 0) this.#grade({ way: "pick", options });
    });
    return [makeElement("p", { class: "ask-how" }, words.severalMayBeRight), list, answer];
  }

  #write(): Node {
    const field = makeElement("input", {
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      autocapitalize: "off",
      enterkeyhint: "done",
      "aria-label": words.yourAnswer,
    });
    const form = makeElement(
      "form",
      { class: "ask-do" },
      field,
      makeElement("button", { class: "ask-btn main" }, words.answerButton),
    );
    field.addEventListener("focus", () => loadTerms(), { once: true });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const text = field.value;
      if (text.trim() === "") return field.focus();
      this.#show({ way: "write", text }, gradeAsked(this.#asked, { way: "write", text }, await loadTerms()));
    });
    return form;
  }

  #order(asked: Asked & { way: "order" }): Node[] {
    const order = [...asked.shown];
    const list = makeElement("ol", { class: "opts" });
    const said = makeElement("p", { class: "sr", role: "status" });
    const draw = (focus?: { readonly at: number; readonly by: number }) => {
      list.replaceChildren(
        ...order.map((item, at) => {
          const text = asked.items[item]!;
          const move = (by: number, sign: string, name: string) => {
            const button = makeElement(
              "button",
              { type: "button", class: "ask-btn", "aria-label": name },
              sign,
            );
            button.disabled = order[at + by] === undefined;
            button.addEventListener("click", () => {
              [order[at], order[at + by]] = [order[at + by]!, order[at]!];
              draw({ at: at + by, by });
              said.textContent = words.itemMoved(plainOf(text), at + by + 1);
            });
            return button;
          };
          const row = makeElement(
            "li",
            { class: "row" },
            number(at + 1),
            span(text),
            move(-1, "↑", words.moveUp(plainOf(text))),
            move(1, "↓", words.moveDown(plainOf(text))),
          );
          return row;
        }),
      );
      if (focus === undefined) return;
      const buttons = list.children[focus.at]!.querySelectorAll("button");
      const wanted = buttons[focus.by < 0 ? 0 : 1]!;
      (wanted.disabled ? buttons[focus.by < 0 ? 1 : 0]! : wanted).focus();
    };
    draw();
    const answer = this.#answer(() => this.#grade({ way: "order", order }));
    return [makeElement("p", { class: "ask-how" }, words.orderItems), list, said, answer];
  }

  #match(asked: Asked & { way: "match" }): Node[] {
    const selects = asked.rows.map(({ text }) =>
      makeElement(
        "select",
        { "aria-label": words.answerTo(plainOf(text)) },
        makeElement("option", { value: "" }, words.chooseOne),
        ...asked.choices.map((choice, index) =>
          makeElement("option", { value: String(index) }, plainOf(choice)),
        ),
      ),
    );
    const list = makeElement(
      "ol",
      { class: "opts" },
      ...asked.rows.map(({ text }, index) =>
        makeElement("li", { class: "row" }, span(text), selects[index]!),
      ),
    );
    const answer = this.#answer(() => {
      const open = selects.find(({ value }) => value === "");
      if (open !== undefined) return open.focus();
      this.#grade({ way: "match", choices: selects.map(({ value }) => Number(value)) });
    });
    return [list, answer];
  }

  #line(asked: Asked & { way: "line" }): Node[] {
    const list = makeElement("ol", { class: "opts lines" });
    for (const [index, text] of asked.code.text.trimEnd().split("\n").entries()) {
      const button = makeElement(
        "button",
        { type: "button" },
        number(index + 1),
        makeElement("code", {}, text),
      );
      button.addEventListener("click", () => this.#grade({ way: "line", line: index + 1 }));
      list.append(makeElement("li", {}, button));
    }
    return [makeElement("p", { class: "ask-how" }, words.chooseLine), list];
  }

  #answer(onAnswer: () => void): HTMLElement {
    const button = makeElement("button", { type: "button", class: "ask-btn main" }, words.answerButton);
    button.addEventListener("click", onAnswer);
    return makeElement("div", { class: "ask-do" }, button);
  }

  #grade(given: Given): void {
    this.#show(given, gradeAsked(this.#asked, given, []));
  }

  #show(given: Given, grade: Grade): void {
    const asked = this.#asked;
    const verdict = makeElement(
      "div",
      { class: `verdict ${grade}`, tabindex: "-1" },
      ...this.#verdict(given, grade),
    );
    const box = makeElement("button", { type: "button", class: "ask-btn" }, words.intoBox);
    box.addEventListener(
      "click",
      async () => {
        // It keeps the focus of who pressed it.
        box.ariaDisabled = "true";
        const kept = await keepThrough({ kind: "keep", card: asked.id, on: true });
        box.textContent = kept ? words.inBox : words.notKept;
      },
      { once: true },
    );
    const again = makeElement("button", { type: "button", class: "ask-btn" }, words.answerAgain);
    again.addEventListener("click", () => {
      this.#ask();
      this.root.querySelector<HTMLElement>("button,input,select")?.focus();
    });
    const actions = makeElement("div", { class: "ask-do" }, box, again);
    this.root.replaceChildren(...this.#marked(given), verdict, actions);
    verdict.focus({ preventScroll: true });
    verdict.scrollIntoView({ block: "nearest" });
    this.#onGrade(grade);
  }

  /** In words: how it was, why, and where to read. */
  #verdict(given: Given, grade: Grade): Node[] {
    const asked = this.#asked;
    const said = { right: words.gradeRight, almost: words.gradeAlmost, wrong: words.gradeWrong }[grade];
    const mistake = grade === "wrong" ? mistakeIn(asked, given) : undefined;
    const where = mistake?.where ?? asked.where;
    const proper = { right: undefined, almost: words.properForm, wrong: words.rightAnswer }[grade];
    const lines = [mistake?.why, proper?.(answerOf(asked)), mistake?.isWhole ? "" : reasonOf(asked)];
    return [
      makeElement(
        "p",
        {},
        makeElement("b", {}, said),
        " ",
        ...inlineTexts(lines.filter((one) => one).join(" ")),
      ),
      makeElement(
        "p",
        {},
        linkTo(where, words.readPlaceAgain(where.title)),
        asked.reveals && linkTo(asked.reveals, words.lookAt(asked.reveals.title)),
      ),
    ];
  }

  /** What was offered, with what was chosen and what is right beside it. */
  #marked(given: Given): Node[] {
    const asked = this.#asked;
    const list = makeElement("ol", { class: `opts done${asked.way === "line" ? " lines" : ""}` });
    switch (asked.way) {
      case "pick": {
        const picked = given.way === "pick" ? given.options : [];
        for (const [index, { text, right, why, where }] of asked.options.entries()) {
          const isPicked = picked.includes(index);
          const reason = makeElement("p", { class: "why" }, ...inlineTexts(why));
          if (where) reason.append(" ", linkTo(where, words.readPlace(where.title)));
          list.append(
            row(
              index + 1,
              span(text),
              { right, picked: isPicked },
              why === asked.options[1 - index]?.why ? undefined : reason,
            ),
          );
        }
        break;
      }
      case "write":
        return given.way === "write"
          ? [makeElement("p", { class: "ask-how" }, `${words.pickedAnswer}: ${given.text}`)]
          : [];
      case "order": {
        const order = given.way === "order" ? given.order : [];
        for (const [at, item] of order.entries())
          list.append(row(at + 1, span(asked.items[item]!), { right: item === at, picked: item !== at }));
        break;
      }
      case "match": {
        const choices = given.way === "match" ? given.choices : [];
        for (const [index, { text, answer, why }] of asked.rows.entries()) {
          const isRight = choices[index] === answer;
          const said = `${text}: ${asked.choices[isRight ? answer : choices[index]!] ?? ""}`;
          const proper = isRight ? "" : words.rightAnswer(asked.choices[answer]!);
          const reason = makeElement(
            "p",
            { class: "why" },
            ...inlineTexts([proper, why ?? ""].join(" ").trim()),
          );
          list.append(row(index + 1, span(said), { right: isRight, picked: !isRight }, reason));
        }
        break;
      }
      case "line":
        for (const [index, text] of asked.code.text.trimEnd().split("\n").entries())
          list.append(
            row(index + 1, makeElement("code", {}, text), {
              right: asked.lines.includes(index + 1),
              picked: given.way === "line" && given.line === index + 1,
            }),
          );
    }
    return [...(asked.code && asked.way !== "line" ? [codeOf(asked.code.text)] : []), list];
  }
}

/** Why what was answered is wrong, where an author foresaw it. @property isWhole whether that says all there is to say */
function mistakeIn(
  asked: Asked,
  given: Given,
): { readonly why: string; readonly where?: Where; readonly isWhole?: boolean } | undefined {
  if (asked.way === "write" && given.way === "write")
    return asked.wrong.find(({ text }) => gradeAsked({ ...asked, accept: [text] }, given, []) !== "wrong");
  if (asked.way !== "pick" || given.way !== "pick") return undefined;
  const faulty = asked.options.find(({ right }, index) => right !== given.options.includes(index))!;
  const picked = asked.many ? faulty : asked.options[given.options[0]!]!;
  return { ...picked, isWhole: asked.many || picked.why === reasonOf(asked) };
}

function row(
  at: number,
  text: Node,
  { right, picked }: { readonly right: boolean; readonly picked: boolean },
  reason?: Node,
): HTMLElement {
  const tag = [picked ? words.pickedAnswer : "", right ? words.answerIs : ""]
    .filter((one) => one !== "")
    .join(" · ");
  return makeElement(
    "li",
    { class: right ? "right" : picked ? "wrong" : "" },
    number(at),
    text,
    tag !== "" && makeElement("span", { class: "tag" }, `${right ? "✓" : "✕"} ${tag}`),
    reason,
  );
}

function number(at: number): HTMLElement {
  return makeElement("span", { class: "n", "aria-hidden": "true" }, String(at));
}

function span(text: string): HTMLElement {
  return makeElement("span", {}, ...inlineTexts(text));
}

function linkTo({ href }: Where, text: string): HTMLElement {
  return makeElement("a", { href }, text);
}

function codeOf(text: string): HTMLElement {
  return makeElement("pre", { tabindex: "0" }, makeElement("code", {}, text));
}
