import { holdsSomething } from "../records/flag.ts";
import { withPart } from "./load-part.ts";

type Reader = typeof import("../reader/reader.ts");
type Own = typeof import("../reader/own.ts");
type Palette = typeof import("../palette/palette.ts");

const FIELD = ".search input, [data-search-field]";

/**
 * What answers a query beside the index: what can be done here, and on a device that holds something a reader's own
 * marks and cards.
 */
export function answerBesideSearch(): void {
  const look = () => {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement && field.matches(FIELD))) return;
    withPart<Palette>("palette", (palette) => palette.offer(field));
    if (field.value !== "" && holdsSomething())
      withPart<Reader>("reader", (reader) => {
        reader.loadStudySheet();
        withPart<Own>("own", (own) => own.find(field, reader));
      });
  };
  document.addEventListener("input", look);
  // A query that is chosen instead of typed leaves the focus in the field.
  document.addEventListener("click", look);
  // What was typed before there was anybody to listen.
  look();
}
