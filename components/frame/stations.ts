import type { Site } from "../../lib/note/site.ts";
import type { Station } from "./NoteLines.tsx";

/** All notes in reading order, those that are only planned included. */
export function allStations(site: Site): (Station & { group: string; title: string })[] {
  const planned = site.map.notes
    .map((note, index) => ({
      slug: note.slug,
      title: note.title,
      short: note.short,
      group: note.group as string,
      number: index + 1,
      planned: true,
    }))
    .filter((note) => !site.notes.some((brief) => brief.slug === note.slug));
  const existing = site.notes.map((brief) => ({
    slug: brief.slug,
    title: brief.title,
    short: brief.short,
    group: brief.group,
    number: brief.order,
    planned: false,
  }));
  return [...existing, ...planned].sort((a, b) => a.number - b.number);
}

/** The notes of one subject, in reading order. */
export function stationsOf(site: Site, group: string): Station[] {
  return allStations(site).filter((station) => station.group === group);
}
