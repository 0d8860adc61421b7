import { addTo } from "./add-to.ts";
import type { Concept } from "./index-file.ts";
import { squeeze } from "./squeeze.ts";

/** 볼륨(도커) is 볼륨 to whoever asks. */
function withoutBrackets(ko: string): string {
  return ko.replace(/\s*\([^()]*\)$/, "");
}

/** Everything a term of the glossary is called. */
export function formsOf({ ko, en, aliases }: Pick<Concept, "ko" | "en" | "aliases">): string[] {
  return [
    ...new Set(
      [withoutBrackets(ko), ko, en, ...aliases].map((form) => form.normalize("NFC").trim()).filter(Boolean),
    ),
  ];
}

/** Finds the other forms of a phrase: 파드 and Pod, HPA and 수평 파드 오토스케일러. */
export class Aliases {
  readonly #groups = new Map<string, string[]>();

  constructor(groups: readonly (readonly string[])[]) {
    for (const group of groups) {
      for (const form of group) {
        const key = squeeze(form);
        for (const other of group) if (squeeze(other) !== key) addTo(this.#groups, key, other);
      }
    }
  }

  /** Other forms of a squeezed phrase, most usual first. */
  formsOf(squeezed: string): readonly string[] {
    return this.#groups.get(squeezed) ?? [];
  }

  has(squeezed: string): boolean {
    return this.#groups.has(squeezed);
  }
}
