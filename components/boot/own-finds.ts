import { holdsSomething } from "../records/flag.ts";
import { withPart } from "./load-part.ts";

type Reader = typeof import("../reader/reader.ts");
type Own = typeof import("../reader/own.ts");

const FIELD = ".search input, [data-search-field]";

/** On a device that holds something: a reader's own marks and cards stand among what search finds. */
export function findOwn(): void {
  const look = (field: Element | null) => {
    if (field instanceof HTMLInputElement && field.matches(FIELD) && field.value !== "" && holdsSomething())
      withPart<Reader>("reader", (reader) => {
        reader.loadStudySheet();
        withPart<Own>("own", (own) => own.find(field, reader));
      });
  };
  document.addEventListener("input", ({ target }) => look(target as Element));
  // What was typed before there was anybody to listen.
  look(document.activeElement);
}
