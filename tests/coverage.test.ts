import { join } from "node:path";
import { expect, test } from "vitest";
import { openCatalog } from "../lib/build/catalog/open-catalog.ts";
import { readSettings } from "../lib/build/catalog/settings.ts";
import { readReference } from "../lib/build/content/read-reference.ts";
import { findCoverageGaps } from "./coverage.ts";

const ROOT = join(import.meta.dirname, "..");
const settings = readSettings(ROOT, {});
const { coverage, map, findings } = readReference(settings.content, settings.nameOf);

test("the coverage table holds every item of the original note", () => {
  expect(findings).toEqual([]);
  expect(coverage).toHaveLength(175);
  // Each note of the map answers something, and nothing is answered outside of the map.
  const answering = new Set(
    coverage.flatMap(({ answers }) => Object.keys(answers).map((place) => place.split("#")[0])),
  );
  expect([...answering].sort()).toEqual(map.notes.map((note) => note.slug).sort());
});

test("every item of the original note is answered by a section that holds its key terms", async () => {
  const { notes } = await openCatalog(settings);
  expect(findCoverageGaps(coverage, notes)).toEqual([]);
});
