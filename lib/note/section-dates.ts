import { noteHref } from "../address/href.ts";
import type { Note } from "./note.ts";

/*
 * When the sections of a note changed, as its page tells a reader's device in few bytes: hours since the note came,
 * in base 36, in the order of the sections; before them the hour at which it came.
 */

const HOUR = 3600;

/** @returns undefined where the history of the note is not known */
export function writeSectionDates({ dates, outline }: Pick<Note, "dates" | "outline">): string | undefined {
  if (dates?.published === undefined || dates.sections === undefined) return undefined;
  const came = Math.floor(Date.parse(dates.published) / 1000 / HOUR);
  const times = new Map(dates.sections);
  const hours = outline
    .filter(({ depth }) => depth === 2)
    .map(({ id }) => Math.max(0, Math.ceil((times.get(id) ?? 0) / HOUR) - came));
  return [came, ...hours].map((hour) => hour.toString(36)).join(" ");
}

export type SectionDates = {
  /** The hour, since 1970, of the newest change: the version of the note that a reader has before them. */
  readonly version: number;
  /** The hour of each section's last change, in order. */
  readonly hours: readonly number[];
};

/** What `writeSectionDates` wrote; undefined for anything else. */
export function readSectionDates(written: string | undefined): SectionDates | undefined {
  const [came = Number.NaN, ...since] = (written ?? "").split(" ").map((hour) => Number.parseInt(hour, 36));
  if (![came, ...since].every(Number.isSafeInteger)) return undefined;
  const hours = since.map((hour) => came + hour);
  return { version: Math.max(came, ...hours), hours };
}

export type Change = {
  readonly note: Note;
  /** As `data-dated` of its note counts them. */
  readonly hour: number;
  readonly href: string;
  readonly section: string;
};

const MOST = 60;

/** The sections that changed last, after their notes came: the newest first, of each note at most two. */
export function latestChanges(notes: readonly Note[]): Change[] {
  const changes = notes
    .filter(({ unlisted }) => !unlisted)
    .flatMap((note) =>
      (note.dates?.sections ?? [])
        .toSorted(([, one], [, other]) => other - one)
        .slice(0, 2)
        .map(([id, seconds]) => ({
          note,
          hour: Math.ceil(seconds / HOUR),
          href: noteHref(note.slug, id),
          section: note.outline.find((heading) => heading.id === id)?.text ?? "",
        })),
    );
  return changes.sort((one, other) => other.hour - one.hour).slice(0, MOST);
}
