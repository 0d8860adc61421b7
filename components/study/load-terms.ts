import { addressOf } from "../../lib/address/base.ts";
import type { StudyTerm } from "../../lib/study/names.ts";

let loaded: Promise<readonly StudyTerm[]> | undefined;

/** The glossary that written answers are compared with. Without it only the accepted forms are right. */
export function loadTerms(): Promise<readonly StudyTerm[]> {
  loaded ??= fetch(addressOf("/review/terms.json"))
    .then((response) => (response.ok ? (response.json() as Promise<readonly StudyTerm[]>) : []))
    .catch(() => {
      loaded = undefined;
      return [];
    });
  return loaded;
}
