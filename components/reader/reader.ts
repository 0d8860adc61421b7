import { pathOf } from "../../lib/address/base.ts";
import type { Entry } from "../../lib/records/log.ts";
import { latest, ofKind } from "../../lib/records/order.ts";
import { readSections, secondsToRead } from "../../lib/study/progress.ts";
import * as words from "../../lib/words/words.ts";
import { withPart } from "../boot/load-part.ts";
import { rememberText } from "../boot/reading-place.ts";
import { showToast } from "../boot/toast.ts";
import { readSummary, writeSummary } from "../records/flag.ts";
import { keep } from "../records/keep.ts";
import { onOthersWrite, readEntries } from "../records/store.ts";
import { makeElement } from "../share/dom.ts";
import { loadStudySheet } from "../study/load-sheet.ts";
import { keepPlace } from "./keep-place.ts";

export { keep, loadStudySheet, onOthersWrite, readEntries, readSummary, showToast };

type Own = typeof import("./own.ts");

/** Who does nothing for so long is not reading. */
const IDLE_MS = 60_000;
const SETTLED_MS = 400;

type Section = {
  readonly id: string;
  /** Under which it may have been read before it was renamed. */
  readonly was: readonly string[];
  readonly link: Element | undefined;
  readonly top: Element;
  seconds: number;
  readonly needed: number;
};

const main = document.querySelector<HTMLElement>("[data-note]");
const note = main?.dataset.note ?? "";
/** With the names that the note had before. */
const names = [note, ...(main?.dataset.was?.split(" ") ?? [])];
let read = new Set<string>();

async function start(): Promise<void> {
  if (main === null) return;
  await loadStudySheet();
  const sections = sectionsOf(main);
  await show(sections);
  withPart<Own>("own", (own) => own.tellChangedSections(main));
  watch(sections);
  onOthersWrite(() => show(sections));
}

/** Marks what was read and answered. */
async function show(sections: readonly Section[]): Promise<void> {
  const entries = (await readEntries(["read", "answer", "mark"])) ?? [];
  const all = readSections(entries);
  const kept = new Set(names.flatMap((name) => [...(all.get(name) ?? [])]));
  read = new Set(
    sections.filter(({ id, was }) => [id, ...was].some((one) => kept.has(one))).map(({ id }) => id),
  );
  for (const section of sections) tell(section);
  for (const { question, grade } of latest(ofKind(entries, "answer"), (entry) => entry.question).values())
    document.getElementById(question)?.setAttribute("data-grade", grade);
  count(sections);
  const marks = entries.filter(
    (entry): entry is Entry & { kind: "mark" } => entry.kind === "mark" && names.includes(entry.note),
  );
  if (marks.length > 0) withPart<Own>("own", (own) => own.paint(marks, { keep, readEntries, showToast }));
}

function tell({ id, link }: Section): void {
  link?.toggleAttribute("data-read", read.has(id));
  if (read.has(id)) link?.setAttribute("aria-label", link.textContent! + words.sectionIsRead);
  else link?.removeAttribute("aria-label");
}

function count(sections: readonly Section[]): void {
  const summary = readSummary();
  const here = sections.filter(({ id }) => read.has(id)).length;
  const others = summary.read.filter(([slug]) => slug !== note);
  writeSummary({ ...summary, read: here > 0 ? [...others, [note, here, sections.length]] : others });
  button.textContent = here === sections.length ? words.noteIsUnread : words.noteIsRead;
  withPart<Own>("own", (own) => own.tellStandings(readSummary()));
}

const button = makeElement("button", { type: "button" });

function sectionsOf(root: HTMLElement): Section[] {
  const headings = [...root.querySelectorAll<HTMLElement>(".prose > h2[id]")];
  return headings.map((top, index) => {
    let letters = 0;
    for (
      let node = top.nextElementSibling;
      node !== null && node !== headings[index + 1];
      node = node.nextElementSibling
    )
      if (!node.matches(".folded,.quiz")) letters += node.textContent!.length;
    const link = document.querySelector(`.gauge a[href="#${CSS.escape(top.id)}"]`) ?? undefined;
    const was = [...top.querySelectorAll(".old-id")].map((old) => old.id);
    return { id: top.id, was, top, link, seconds: 0, needed: secondsToRead(letters) };
  });
}

/** Counts the seconds that each section is in the middle of the window, while somebody is there. */
function watch(sections: readonly Section[]): void {
  let active = Date.now();
  for (const type of ["scroll", "pointermove", "keydown", "touchstart"])
    addEventListener(type, () => (active = Date.now()), { passive: true });
  let settling: ReturnType<typeof setTimeout> | undefined;
  const keepHere = keepPlace(main!.querySelector<HTMLElement>(".prose")!);
  addEventListener("scroll", () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      keepHere();
      rememberText(placeNow(), textInView());
    }, SETTLED_MS);
  });
  setInterval(() => {
    if (document.hidden || Date.now() - active > IDLE_MS) return;
    const middle = innerHeight / 2;
    const end = main!.querySelector(".prose")!.getBoundingClientRect().bottom;
    const section =
      end < middle ? undefined : sections.findLast(({ top }) => top.getBoundingClientRect().top <= middle);
    if (section === undefined || read.has(section.id) || ++section.seconds < section.needed) return;
    mark([section], true, sections);
  }, 1000);
  button.addEventListener("click", () => {
    const all = sections.every(({ id }) => read.has(id));
    mark(
      sections.filter(({ id }) => read.has(id) === all),
      !all,
      sections,
    );
  });
  const bookmark = makeElement("button", { type: "button" }, words.bookmarkSection);
  bookmark.addEventListener("click", async () => {
    const link = document.querySelector<HTMLAnchorElement>(".gauge a[aria-current]");
    const place = [main!.dataset.title, link?.textContent].filter(Boolean).join(" › ");
    const href = `${pathOf(location.pathname)}${link?.hash ?? ""}`;
    const { kept } = await keep({ kind: "bookmark", href, title: place, on: true });
    showToast(kept ? words.bookmarked : words.notKept);
  });
  document.querySelector(".toc-tools")?.append(button, bookmark);
}

function mark(some: readonly Section[], on: boolean, all: readonly Section[]): void {
  for (const { id } of some) on ? read.add(id) : read.delete(id);
  keep(...some.map(({ id }) => ({ kind: "read", note, section: id, on }) as const));
  for (const section of some) tell(section);
  count(all);
}

/** The section being read, as an address. */
function placeNow(): string {
  const link = document.querySelector<HTMLAnchorElement>(".gauge a[aria-current]");
  return `/notes/${note}/${link?.hash ?? ""}`;
}

/** The beginning of the paragraph at the top of the window. */
function textInView(): string {
  const blocks = main!.querySelectorAll(".prose > :is(p,ul,ol,blockquote)");
  const first = [...blocks].find((block) => block.getBoundingClientRect().bottom > 80);
  return (
    first?.textContent
      ?.trim()
      .slice(0, 24)
      .replace(/\s+\S*$/, "") ?? ""
  );
}

start();
