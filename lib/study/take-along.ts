import type { Entry } from "../records/log.ts";
import { latest, ofKind } from "../records/order.ts";
import type { Box } from "./box.ts";
import { clozeBack, clozeFront, isCloze } from "./cloze.ts";
import type { DeckCard } from "./deck-card.ts";
import { inlineOf } from "./inline.ts";

/** The mark of each name as it is now, of those that were not taken away, note by note in the order of time. */
export function marksIn(entries: readonly Entry[]): (Entry & { readonly kind: "mark" })[] {
  const marks = [...latest(ofKind(entries, "mark"), ({ mark }) => mark).values()].filter(({ on }) => on);
  return marks.sort((a, b) => (a.note === b.note ? a.at - b.at : a.note < b.note ? -1 : 1));
}

/** The cards in a reader's own words that are in the box, each as it is now. */
export function ownCardsIn(entries: readonly Entry[]): (Entry & { readonly kind: "own" })[] {
  const kept = latest(ofKind(entries, "keep"), ({ card }) => card);
  return [...latest(ofKind(entries, "own"), ({ card }) => card).values()].filter(
    ({ card }) => kept.get(card)?.on,
  );
}

/** The places that are kept, latest first. */
export function bookmarksIn(entries: readonly Entry[]): { readonly href: string; readonly title: string }[] {
  const kept = [...latest(ofKind(entries, "bookmark"), ({ href }) => href).values()].filter(({ on }) => on);
  return kept.sort((a, b) => b.at - a.at).map(({ href, title }) => ({ href, title }));
}

/**
 * The cards of a box as Anki's text format has them (docs.ankiweb.net/importing/text-files.html): front and back in
 * HTML, with a link to the section, and the note as a tag.
 * @param origin where the site stands, without a slash at its end
 */
export function ankiText(box: Box, deck: ReadonlyMap<string, DeckCard>, origin: string): string {
  const rows = [...box.cards.keys()].flatMap((id) => {
    const own = box.own.get(id);
    const offered = deck.get(id);
    if (own === undefined && offered === undefined) return [];
    const front = own?.front ?? offered!.front;
    const back = own?.back ?? offered!.back;
    const said = isCloze(front) ? [clozeBack(front), back].filter((text) => text !== "").join("\n") : back;
    const href = own?.href || offered?.href || "";
    const link =
      href === ""
        ? ""
        : `<br><a href="${escapeHtml(origin + href)}">${escapeHtml(offered?.place || href)}</a>`;
    const tags = ["whale-notes", offered?.note ?? "own"].join(" ");
    return [[htmlOf(clozeFront(front)), htmlOf(said) + link, tags].join("\t")];
  });
  return `${["#separator:tab", "#html:true", "#tags column:3", ...rows].join("\n")}\n`;
}

/** A text on one line without tabs: both would end a field. */
function htmlOf(text: string): string {
  return inlineOf(text)
    .map((part) => {
      const shown = escapeHtml(part.text).replace(/\r?\n/g, "<br>").replaceAll("\t", " ");
      return part.kind === "text"
        ? shown
        : part.kind === "code"
          ? `<code>${shown}</code>`
          : `<b>${shown}</b>`;
    })
    .join("");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/**
 * Marks and what was written beside them as Markdown, by note.
 * @param titles of the notes, by slug
 * @param inks how the three inks are called
 */
export function marksMarkdown(
  marks: readonly (Entry & { readonly kind: "mark" })[],
  titles: ReadonlyMap<string, string>,
  inks: Readonly<Record<(Entry & { kind: "mark" })["ink"], string>>,
  origin: string,
): string {
  const parts: string[] = [];
  let note = "";
  for (const mark of marks) {
    if (mark.note !== note) parts.push(`## ${titles.get(mark.note) ?? mark.note}`);
    note = mark.note;
    const href = `${origin}/notes/${mark.note}/${mark.section === "" ? "" : `#${mark.section}`}`;
    const quote = mark.quote.split("\n").map((line) => `> ${line}`.trimEnd());
    parts.push([...quote, ">", `> — [${inks[mark.ink]}](${href})`].join("\n"));
    if (mark.comment !== "") parts.push(mark.comment);
  }
  return `${parts.join("\n\n")}\n`;
}
