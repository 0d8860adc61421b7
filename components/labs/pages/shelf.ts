import { pathOf } from "../../../lib/address/base.ts";
import type { GoalRecord } from "../../../lib/records/goal-record.ts";
import { goalKey } from "../../../lib/records/goal-record.ts";
import * as words from "../../../lib/words/words.ts";
import { readGoals } from "../../records/store.ts";
import { makeElement as el } from "../../share/dom.ts";
import { type Done, isShown, NO_FILTER, type ShelfLab, type Time } from "./shelf-filter.ts";

/** The list of labs, alive: which goals this device remembers, and which labs are chosen to be shown. */

const form = document.querySelector<HTMLFormElement>("[data-shelf]")!;
const none = document.querySelector<HTMLElement>("[data-none]")!;
const items = [...document.querySelectorAll<HTMLElement>("[data-lab]")];
const sections = [...document.querySelectorAll<HTMLElement>(".lab-subject")];

const goalsOf = (item: HTMLElement) => (item.dataset.goals ?? "").split(" ").filter(Boolean);
const met = new Map<string, GoalRecord>();
const chosen = { time: NO_FILTER as Time, goals: NO_FILTER as Done };

function factsOf(item: HTMLElement): ShelfLab {
  const goals = goalsOf(item);
  const done = goals.filter((goal) => met.has(`${item.dataset.lab}/${goal}`));
  return { minutes: Number(item.dataset.minutes), goals: goals.length, met: done.length };
}

/** What the device remembers, beside each lab and each subject. */
async function tellGoals(): Promise<void> {
  met.clear();
  for (const record of await readGoals()) met.set(goalKey(record), record);
  for (const place of document.querySelectorAll<HTMLElement>("[data-of]")) {
    const keys = place.dataset.of!.split(" ");
    const done = keys.flatMap((key) => met.get(key) ?? []);
    const item = place.closest<HTMLElement>("[data-lab]");
    const link = item?.querySelector<HTMLAnchorElement>(":is(h2, h3) a");
    place.classList.toggle("met", done.length === keys.length);
    place.replaceChildren(
      el("span", {}, words.goalsMetOf(done.length, keys.length)),
      // The way in which each was met, to look at again.
      ...(link
        ? done.flatMap(({ steps, hash }) => [
            " ",
            el("a", { href: `${pathOf(link.getAttribute("href")!)}#${hash}` }, words.solvedIn(steps)),
          ])
        : []),
    );
  }
  show(false);
}

/** Shows what is chosen, and counts what each other choice would show. */
function show(told: boolean): void {
  const facts = items.map((item) => [item, factsOf(item)] as const);
  const { time, goals } = chosen;
  const count = (at: Time, done: Done) => facts.filter(([, lab]) => isShown(lab, at, done)).length;
  for (const [item, lab] of facts) item.hidden = !isShown(lab, time, goals);
  for (const section of sections) section.hidden = !section.querySelector("[data-lab]:not([hidden])");
  for (const place of form.querySelectorAll<HTMLElement>("[data-count]")) {
    const [name, value] = place.dataset.count!.split(" ");
    place.textContent = String(name === "time" ? count(value as Time, goals) : count(time, value as Done));
  }
  const shown = count(time, goals);
  none.hidden = shown > 0;
  if (told) form.querySelector("[data-shown]")!.textContent = words.labsShown(shown, items.length);
}

function choose(name: string, value: string): void {
  if (name === "time") chosen.time = value as Time;
  else if (name === "goals") chosen.goals = value as Done;
}

/** What is chosen stands in the address, so that it can be sent and is there on the way back. */
function writeAddress(): void {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(chosen))
    if (value === NO_FILTER) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // The choice then counts as long as the page.
  }
}

function readAddress(): void {
  for (const [name, value] of new URL(location.href).searchParams)
    for (const input of form.querySelectorAll<HTMLInputElement>("input"))
      if (input.name === name && input.value === value) {
        input.checked = true;
        choose(name, value);
      }
}

form.addEventListener("change", ({ target }) => {
  const { name, value } = target as HTMLInputElement;
  choose(name, value);
  writeAddress();
  show(true);
});
none.querySelector("button")!.addEventListener("click", () => {
  form.reset();
  chosen.time = NO_FILTER;
  chosen.goals = NO_FILTER;
  writeAddress();
  show(true);
  form.querySelector("input")!.focus();
});
// On the way back from a lab a goal more may be met.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) void tellGoals();
});

// A browser may have kept what was chosen before a reload.
form.reset();
readAddress();
show(true);
void tellGoals();
