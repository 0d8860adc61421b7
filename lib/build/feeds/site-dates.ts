import { join } from "node:path";
import type { Note } from "../../note/note.ts";
import type { Catalog } from "../catalog/build-catalog.ts";
import { type History, readDates } from "../catalog/read-dates.ts";
import { readSectionTimes } from "../catalog/section-dates.ts";
import type { Settings } from "../catalog/settings.ts";
import type { SiteDates } from "./dates.ts";
import { hasFeed } from "./feed.ts";

/** The history of the texts a site is made from: of our own content, or of a foreign folder of notes. */
export function readHistory(settings: Settings): Promise<History> {
  return readDates(settings.own ? settings.content : settings.notes);
}

/** When the texts of a site came and changed, as far as their history tells. */
export function siteDates(catalog: Catalog, { dates }: History): SiteDates {
  const { own, labs } = catalog.site;
  const known = <Text>(texts: readonly Text[], id: (text: Text) => string, file: (text: Text) => string) =>
    new Map(
      texts.flatMap((text) => {
        const found = dates.get(file(text));
        return found ? [[id(text), found] as const] : [];
      }),
    );
  return {
    notes: known(
      catalog.notes,
      (note) => note.slug,
      (note) => (own ? `notes/${note.path}` : note.path),
    ),
    // Beside foreign notes the rest of our content has no history.
    ...(own && {
      labs: known(
        labs,
        (lab) => lab.id,
        (lab) => `labs/${lab.id}.yaml`,
      ),
      glossary: dates.get("glossary.yaml"),
      sources: dates.get("sources.yaml"),
      versions: dates.get("versions.yaml"),
    }),
  };
}

/** The catalog as pages show it: each note with its dates, and whether there is a feed to point to. */
export function withDates(catalog: Catalog, dates: SiteDates): Catalog {
  const notes = catalog.notes.map((note) => {
    const known = dates.notes.get(note.slug);
    return known ? { ...note, dates: known } : note;
  });
  return { ...catalog, notes, site: { ...catalog.site, feed: hasFeed(notes, dates.notes) } };
}

/** Of a folder with more notes than these only the last revised ones are asked for their sections. */
const MOST_ASKED = 200;
const AT_ONCE = 4;

/** The notes with the sections of each that changed since it came, as far as the history tells. */
export async function withSectionDates(catalog: Catalog, settings: Settings): Promise<Catalog> {
  const asked = catalog.notes
    .filter(({ dates }) => dates?.published !== undefined && dates.revised !== dates.published)
    .sort((a, b) => ((a.dates!.revised ?? "9") < (b.dates!.revised ?? "9") ? 1 : -1))
    .slice(0, MOST_ASKED);
  // What is as it came has no section that changed.
  const known = new Map<string, Note>(
    catalog.notes.flatMap((note) =>
      note.dates?.published !== undefined && note.dates.revised === note.dates.published
        ? [[note.slug, { ...note, dates: { ...note.dates, sections: [] } }]]
        : [],
    ),
  );
  const rest = [...asked];
  const ask = async () => {
    for (let note = rest.pop(); note !== undefined; note = rest.pop()) {
      const came = Date.parse(note.dates!.published!) / 1000;
      const folder = settings.own ? join(settings.content, "notes") : settings.notes;
      const times = await readSectionTimes(folder, note.path, note.outline);
      const sections = times.filter(([, seconds]) => seconds > came);
      known.set(note.slug, { ...note, dates: { ...note.dates, sections } });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return { ...catalog, notes: catalog.notes.map((note) => known.get(note.slug) ?? note) };
}
