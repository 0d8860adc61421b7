import { join } from "node:path";
import { z } from "zod";
import type { Finding } from "../../diagnostics/finding.ts";
import { findNearest } from "../../text/nearest.ts";
import { readYamlFile } from "./read-yaml-file.ts";

export const SITE_FILE = "site.yaml";
/** Which bytes each picture of another site had when it was fetched; belongs to the notes, as `site.yaml` does. */
export const PICTURES_LOCK = "images.lock.json";

/** What an author may say of the site in `site.yaml`, beside the notes. */
const siteFileSchema = z.strictObject({
  /** How the site is called. */
  title: z.string().min(1).optional(),
  /** One sentence about it. */
  description: z.string().min(1).optional(),
  /** The language of the interface; notes are in whatever language they are. */
  language: z.enum(["ko", "en"]).default("ko"),
  /** `all`: what does not say otherwise is published; `marked`: only what says `publish: true`. */
  publish: z.enum(["all", "marked"]).default("all"),
  /** What stays out, written as in a `.gitignore`. */
  leaveOut: z.array(z.string().min(1)).default([]),
  /** Whether a line ends where the author ends it; without it as the folder's program does it. */
  lineBreaks: z.boolean().optional(),
  /** `download`: pictures of other sites become files of this one; without it a link says where they are. */
  images: z.enum(["link", "download"]).default("link"),
  /** Names of folders as readers see them. */
  groups: z.record(z.string(), z.string().min(1)).default({}),
});

export type SiteFile = z.infer<typeof siteFileSchema>;

/** What keeps notes at home: a fault here would publish what is not to be. */
const KEEPS_BACK = ["publish", "leaveOut"];

/**
 * Reads `site.yaml` of a folder of notes. A fault in what keeps notes back is an error however lenient the run
 * is; any other is a warning, for the file may be another program's, and the lines that are right hold.
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
  const severityOf = (issue: z.core.$ZodIssue) => {
    const named =
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => findNearest(key, KEEPS_BACK))
        : [issue.path[0]];
    return named.some((key) => KEEPS_BACK.includes(String(key))) ? "error" : "warning";
  };
  const { value, raw, text, findings } = readYamlFile(absolute, file, siteFileSchema, {}, keys, severityOf);
  const site = value ?? siteFileSchema.parse(partOf(raw));
  return { site, findings, texts: new Map(text === undefined ? [] : [[file, text]]) };
}

/** The lines that are right by themselves. */
function partOf(raw: unknown): Record<string, unknown> {
  const said = new Map(raw !== null && typeof raw === "object" ? Object.entries(raw) : []);
  const right = Object.entries(siteFileSchema.shape).flatMap(([key, schema]) =>
    said.has(key) && schema.safeParse(said.get(key)).success ? [[key, said.get(key)] as const] : [],
  );
  return Object.fromEntries(right);
}
