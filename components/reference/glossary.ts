/**
 * The filter of the glossary: shows the terms whose Korean or English name or another
 * spelling answers the query, and keeps the query in the address. Loaded on that page
 * only; without it the page is whole and the field is not shown.
 */
import { createNameMatcher } from "../../lib/text/match-name.ts";
import * as words from "../../lib/words/words.ts";

const field = document.querySelector<HTMLInputElement>("[data-term-filter]");
const count = document.querySelector<HTMLOutputElement>("[data-term-count]");
const none = document.querySelector<HTMLElement>("[data-term-none]");
const alphabet = document.querySelector<HTMLElement>("[data-term-alphabet]");
const english = document.querySelector<HTMLElement>("[data-term-english]");
const terms = [...document.querySelectorAll<HTMLElement>("[data-names]")].map((element) => ({
  element,
  names: element.dataset.names!.split("|"),
}));
const letters = [...document.querySelectorAll<HTMLElement>("[data-letter]")];

function show(query: string): void {
  const matches = createNameMatcher(query);
  const all = query.trim() === "";
  let found = 0;
  for (const { element, names } of terms) {
    element.hidden = !matches(names);
    if (!element.hidden) found++;
  }
  for (const letter of letters) {
    letter.hidden = letter.querySelector("[data-names]:not([hidden])") === null;
    // A letter of which nothing is shown is no place to jump to.
    document.querySelector(`.letters a[href="#${letter.id}"]`)?.toggleAttribute("hidden", letter.hidden);
  }
  if (english) english.hidden = !all;
  if (alphabet) alphabet.hidden = !all;
  if (none) none.hidden = found > 0;
  if (count) count.textContent = all ? "" : words.termCount(found);
}

function keep(query: string): void {
  const address = new URL(location.href);
  if (query.trim() === "") address.searchParams.delete("q");
  else address.searchParams.set("q", query);
  history.replaceState(history.state, "", address);
}

if (field) {
  field.value = new URLSearchParams(location.search).get("q") ?? field.value;
  show(field.value);
  field.addEventListener("input", () => {
    show(field.value);
    keep(field.value);
  });
  field.form?.addEventListener("submit", (event) => event.preventDefault());
  // Who comes by a term's address sees the term.
  const reveal = () => {
    const wanted = location.hash === "" ? null : document.getElementById(location.hash.slice(1));
    if (!wanted?.closest("[hidden]")) return;
    field.value = "";
    show("");
    keep("");
    wanted.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
}
