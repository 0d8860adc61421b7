import { join } from "node:path";
import { z } from "zod";
import { createIdRegistry, slugOfPath, toAsciiId } from "../../address/slug.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import type { Term } from "../../reference/schemas.ts";
import { readYamlFile } from "./read-yaml-file.ts";

/** What an author says of a word: `glossary.yaml` beside the notes is a list of these. */
const schema = z.array(
  z.strictObject({
    /** The word. */
    ko: z.string().min(1),
    /** What it means, in one sentence. */
    short: z.string().min(1),
    en: z.string().min(1).optional(),
    aliases: z.array(z.string().min(1)).default([]),
    /** Path of the note that explains it. */
    note: z.string().min(1).optional(),
  }),
);
const KEYS = ["ko", "short", "en", "aliases", "note"];

export type AuthorsGlossary = {
  readonly terms: readonly Term[];
  readonly findings: readonly Finding[];
  readonly texts: ReadonlyMap<string, string>;
};

/** Reads `glossary.yaml` of a folder of notes. Its words get cards in all notes; without the file there are none. */
export function readAuthorsGlossary(folder: string, nameOf: (absolute: string) => string): AuthorsGlossary {
  const absolute = join(folder, "glossary.yaml");
  const file = nameOf(absolute);
  const { value = [], text, findings } = readYamlFile(absolute, file, schema, [], KEYS, () => "warning");
  const unique = createIdRegistry();
  return {
    terms: value.map(({ ko, short, en, aliases, note }) => ({
      id: unique(toAsciiId(en ?? ko) || "term"),
      ko,
      en: en ?? ko,
      aliases,
      short,
      in: ["all"],
      note: note === undefined ? "" : slugOfPath(note),
      section: "",
    })),
    findings,
    texts: new Map(text === undefined ? [] : [[file, text]]),
  };
}
