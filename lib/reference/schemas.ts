import { z } from "zod";
import { GROUP_IDS } from "./groups.ts";

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** One entry of `content/glossary.yaml`: a term, how else it is written, and where it is explained. */
const termSchema = z.strictObject({
  id,
  ko: z.string().min(1),
  en: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  /** One sentence. */
  short: z.string().min(1),
  /** Subjects and notes where its name means this, `all` for everywhere; without it, the subject of its own note. */
  in: z.array(z.string().min(1)).min(1).optional(),
  /** Names it shares with other terms and under which it is what search shows first. */
  leads: z.array(z.string().min(1)).optional(),
  note: z.string().min(1),
  section: id,
  /** Terms that must be known before it. */
  needs: z.array(id).optional(),
  /** The wholes it is a part of. */
  partOf: z.array(id).optional(),
  /** Terms it is told apart from; one of the two tells it. */
  contrasts: z.array(id).optional(),
  /** Terms it takes the place of. */
  replaces: z.array(id).optional(),
});
export const glossarySchema = z.array(termSchema);

/** One entry of `content/sources.yaml`, under the key that notes cite as `[^key]`. */
const sourceSchema = z.strictObject({
  title: z.string().min(1),
  publisher: z.string().min(1),
  url: z.url({ protocol: /^https$/ }).optional(),
  checked: z.iso.date(),
});
export const sourcesSchema = z.record(z.string().regex(/^[a-z0-9][a-z0-9.-]*$/), sourceSchema);

/** One entry of `content/terminology.yaml`: a spelling not used here, the one used instead, and where it may stand. */
const spellingSchema = z.strictObject({
  wrong: z.string().min(1),
  right: z.string().min(1),
  /** `note` or `note#section`. */
  where: z.array(z.string().regex(/^[a-z0-9/-]+(?:#[a-z0-9-]+)?$/)).default([]),
});
export const terminologySchema = z.array(spellingSchema);

/**
 * One row of `content/versions.yaml`: a version of a product, or something that changed in it, with the
 * day it came and what rests on it. Notes link to `/versions/#<id>` and keep what does not age.
 */
const versionSchema = z.strictObject({
  id,
  product: z.string().min(1),
  version: z.string().min(1),
  /** As exactly as it is known: a day, a month or a year. */
  date: z.string().regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/),
  /** One sentence of Korean. */
  what: z.string().min(1),
  sources: z.array(z.string().min(1)).min(1),
  verifiedOn: z.iso.date(),
});
export const versionsSchema = z.array(versionSchema);

/** What an item was in the original note. */
const ITEM_KINDS = ["제목", "인용", "항목", "링크", "이미지", "표", "보강"] as const;

/**
 * One entry of `content/coverage.yaml`: an item of the original note, the sections that
 * answer it with the words each must hold (`가|나`: one of the two), or why it has none.
 */
const coverageItemSchema = z.strictObject({
  item: z.string().min(1),
  kind: z.enum(ITEM_KINDS),
  /** Its line in `content/original.md`, from 1. */
  line: z.number().int().positive().optional(),
  answers: z
    .record(z.string().regex(/^[a-z0-9-]+#[a-z0-9-]+$/), z.array(z.string().min(1)).min(1))
    .default({}),
  dropped: z.string().min(1).optional(),
});
export const coverageSchema = z.array(coverageItemSchema);

/** `content/map.yaml`: every note that exists or is planned, and the reading paths. */
export const mapSchema = z.strictObject({
  notes: z.array(
    z.strictObject({
      slug: id,
      title: z.string().min(1),
      /** Title where room is short: sidebar, route chart. */
      short: z.string().min(1),
      group: z.enum(GROUP_IDS),
      prerequisites: z.array(id).default([]),
    }),
  ),
  paths: z.array(
    z.strictObject({
      id,
      for: z.string().min(1),
      title: z.string().min(1),
      summary: z.string().min(1),
      notes: z.array(id).min(1),
    }),
  ),
});

export type Term = z.infer<typeof termSchema>;
export type Source = z.infer<typeof sourceSchema>;
export type Spelling = z.infer<typeof spellingSchema>;
export type CoverageItem = z.infer<typeof coverageItemSchema>;
export type Version = z.infer<typeof versionSchema>;
export type SubjectMap = z.infer<typeof mapSchema>;
