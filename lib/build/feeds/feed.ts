import { Feed } from "feed";
import { noteHref } from "../../address/href.ts";
import type { Note } from "../../note/note.ts";
import { homePage, type NamedSite, OWN_SITE, PAGES } from "../../sharing/site-pages.ts";
import type { SiteDates } from "./dates.ts";

/** Readers ask for a feed again and again; who was away longer finds the rest on the site. */
export const LONGEST_FEED = 100;
export const FEED_PATH = "feed.xml";

type FeedNote = Pick<Note, "slug" | "unlisted"> & {
  readonly meta: Pick<Note["meta"], "title" | "summary" | "verifiedOn">;
};
type Entry = { readonly note: FeedNote; readonly published: string; readonly updated: string };

/**
 * The Atom feed of new and revised notes, newest first; undefined when no note has a date.
 *
 * Dates are those of the history. Where it knows none, the day on which the author declares to have
 * verified the note (`verifiedOn`) is what there is; a note that has neither is not in the feed. The
 * id of an entry is the note's address, which is permanent. The same notes give the same bytes.
 * @param siteUrl origin of the site, without a slash at its end
 * @param site how it is called
 * @param rights under which the notes may be used, where that is known
 */
export function atomFeed(
  notes: readonly FeedNote[],
  dates: SiteDates["notes"],
  siteUrl: string,
  rights?: string,
  site: NamedSite = OWN_SITE,
): string | undefined {
  const { title, description } = homePage(site);
  const entries = notes
    .flatMap((note) => entryOf(note, dates))
    .sort((a, b) =>
      a.updated === b.updated ? (a.note.slug < b.note.slug ? -1 : 1) : a.updated < b.updated ? 1 : -1,
    )
    .slice(0, LONGEST_FEED);
  const [newest] = entries;
  if (newest === undefined) return undefined;
  const feed = new Feed({
    id: siteUrl + PAGES.home.href,
    title,
    description: description || title,
    link: siteUrl + PAGES.home.href,
    feed: `${siteUrl}/${FEED_PATH}`,
    author: { name: title, link: siteUrl + PAGES.home.href },
    updated: new Date(newest.updated),
    generator: false,
    ...(rights !== undefined && { copyright: rights }),
  });
  for (const { note, published, updated } of entries) {
    const link = siteUrl + noteHref(note.slug);
    feed.addItem({
      id: link,
      link,
      // `feed` writes both as HTML.
      title: escapeHtml(note.meta.title),
      ...(note.meta.summary && { description: escapeHtml(note.meta.summary) }),
      published: new Date(published),
      date: new Date(updated),
    });
  }
  return `${feed.atom1()}\n`;
}

/** Whether there is a feed of these notes. */
export function hasFeed(notes: readonly FeedNote[], dates: SiteDates["notes"]): boolean {
  return notes.some((note) => entryOf(note, dates).length > 0);
}

function entryOf(note: FeedNote, dates: SiteDates["notes"]): Entry[] {
  if (note.unlisted) return [];
  const { published, revised } = dates.get(note.slug) ?? {};
  const verified = note.meta.verifiedOn === "" ? undefined : `${note.meta.verifiedOn}T00:00:00Z`;
  const first = published ?? verified;
  if (first === undefined) return [];
  // A note that is being written has no day of revision yet.
  const last = revised ?? (verified !== undefined && verified > first ? verified : first);
  return [{ note, published: first, updated: last }];
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
