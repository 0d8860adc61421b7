import { foldCase } from "./tokens.ts";

/** A phrase without what writers are free to leave out: spaces and hyphens. */
export function squeeze(text: string): string {
  return foldCase(text.normalize("NFC")).replace(/[\s\-_·,()'"’‘“”]+/g, "");
}
