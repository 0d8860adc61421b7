import { join } from "node:path";
import { z } from "zod";
import type { Finding } from "../../diagnostics/finding.ts";
import { readYamlFile } from "./read-yaml-file.ts";

export const SITE_FILE = "site.yaml";

/** What an author may say of the site in `site.yaml`, beside the notes. */
const siteFileSchema = z.strictObject({
  /** How the site is called. */
  title: z.string().min(1).optional(),
  /** One sentence about it. */
  description: z.string().min(1).optional(),
  /** Where it will stand: `https://name.github.io/notes/`. `SITE_URL` goes before it. */
  address: z.url({ protocol: /^https?$/ }).optional(),
  /** `all`: what does not say otherwise is published; `marked`: only what says `publish: true`. */
  publish: z.enum(["all", "marked"]).default("all"),
  /** What stays out, written as in a `.gitignore`. */
  leaveOut: z.array(z.string().min(1)).default([]),
  /** Whether a line ends where the author ends it; without it as the folder's program does it. */
  lineBreaks: z.boolean().optional(),
  /** Names of folders as readers see them. */
  groups: z.record(z.string(), z.string().min(1)).default({}),
});

export type SiteFile = z.infer<typeof siteFileSchema>;

const NOTHING_SAID: SiteFile = { publish: "all", leaveOut: [], groups: {} };

/**
 * Reads `site.yaml` of a folder of notes. A fault in it is an error however lenient the run is: a folder that
 * is kept out by a misspelt line would be published.
 */
export function readSiteFile(
  folder: string,
  nameOf: (absolute: string) => string,
): {
  readonly site: SiteFile;
  readonly findings: readonly Finding[];
  readonly texts: ReadonlyMap<string, string>;
} {
  const absolute = join(folder, SITE_FILE);
  const file = nameOf(absolute);
  const keys = Object.keys(siteFileSchema.shape);
  const { value, text, findings } = readYamlFile(absolute, file, siteFileSchema, {}, keys);
  return { site: value ?? NOTHING_SAID, findings, texts: new Map(text === undefined ? [] : [[file, text]]) };
}
