import { loadNotes, loadSite } from "../../../lib/build/catalog/store.ts";
import { deckOf } from "../../../lib/note/deck.ts";
import * as words from "../../../lib/words/words.ts";

export const dynamic = "force-static";

/** Every card that the site offers: a reader's box holds only their names. */
export function GET() {
  return Response.json(deckOf(loadNotes(), loadSite(), words.statements));
}
