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

/** So many are listed in full; of more those that stand near the current one. */
const WHOLE = 60;
const NEAR = 20;

/** The stations of a line that a page lists: in a folder of a thousand notes a thousand pages do not each list all. */
export function nearbyStations<T extends Station>(stations: readonly T[], current: string): readonly T[] {
  if (stations.length <= WHOLE) return stations;
  const place = stations.findIndex(({ slug }) => slug === current);
  const from = Math.min(Math.max(0, place - NEAR), stations.length - 2 * NEAR - 1);
  return stations.slice(from, from + 2 * NEAR + 1);
}
