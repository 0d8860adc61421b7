import { pathOf } from "../../lib/address/base.ts";
import { noteHref } from "../../lib/address/href.ts";
import * as words from "../../lib/words/words.ts";
import { withPart } from "../boot/load-part.ts";
import { showToast } from "../boot/toast.ts";
import type { Shared } from "./shared.ts";

type Reader = typeof import("../reader/reader.ts");
type Own = typeof import("../reader/own.ts");

/** What a menu offers besides sharing. */
export type Item = { readonly name: string; readonly about: string; readonly onClick: () => void };

/** Of what may become a card as it stands. */
const AS_CARD = ["figure", "live", "lab"];
const AS_BOOKMARK = [...AS_CARD, "section", "term", "note"];
/** Longer addresses a log does not take. */
const LONGEST = 4000;

/**
 * Does something with what is the reader's own, and says what came of it.
 * @param use returns what is said then; "" for nothing
 */
export function withOwn(use: (own: Own, reader: Reader) => Promise<string>): void {
  withPart<Reader>(
    "reader",
    (reader) =>
      withPart<Own>(
        "own",
        async (own) => {
          const said = await use(own, reader);
          if (said) showToast(said);
        },
        words.partNotLoaded,
      ),
    words.partNotLoaded,
  );
}

/** What a reader may keep of the place a menu is about: a card that leads back to it as it is now, a bookmark. */
export function placeItems(shared: Shared, kind: string): Item[] {
  const href = hereOf(shared.address);
  if (href.length > LONGEST) return [];
  const title = [shared.noteTitle, shared.title].filter(Boolean).join(" › ");
  return [
    ...(AS_CARD.includes(kind)
      ? [
          {
            name: words.sentenceToCard,
            about: words.review,
            onClick: () =>
              withOwn(async (own, reader) => {
                own.offerCardOf(shared.title, shared.text, href, reader);
                return "";
              }),
          },
        ]
      : []),
    ...(AS_BOOKMARK.includes(kind)
      ? [
          {
            name: words.bookmarkThis,
            about: words.bookmarkKeptHere,
            onClick: () => withOwn((own, reader) => own.toggleBookmark(href, title, reader)),
          },
        ]
      : []),
  ];
}

/** The place itself, where what is shared is the page with its card. */
function hereOf(address: string): string {
  const { pathname: asked, search, hash } = new URL(address);
  const pathname = pathOf(asked);
  const [, slug, anchor] = /^\/s\/(.+)\/([^/]+)\/$/.exec(pathname) ?? [];
  return slug === undefined ? pathname + search + hash : noteHref(slug, anchor);
}
