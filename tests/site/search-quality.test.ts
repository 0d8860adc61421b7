import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildCatalog } from "../../lib/build/catalog/build-catalog.ts";
import { readSettings } from "../../lib/build/catalog/settings.ts";
import { createCompileCache } from "../../lib/build/compile/cache.ts";
import { searchFilesOf } from "../../lib/build/export/search-files.ts";
import { openStore } from "../../lib/build/store/store.ts";
import { hrefOfPlace } from "../../lib/search/documents.ts";
import type { PassageFile } from "../../lib/search/passages.ts";
import { SearchIndex } from "../../lib/search/search-index.ts";
import { type Judged, measure, type Quality } from "../search/measure.ts";
import { queriesFromHeadings } from "../search/queries-from-headings.ts";

const ROOT = join(import.meta.dirname, "../..");
const TESTS = join(ROOT, "tests/search");
const ALLOWED_LOSS = 0.01;

type Collection = {
  readonly index: SearchIndex;
  readonly passages: readonly PassageFile[];
  readonly judged: readonly Judged[];
};
type Baseline = Readonly<Record<string, Readonly<Record<string, Quality>>>>;

const folder = mkdtempSync(join(tmpdir(), "search-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const collections = new Map<string, Collection>();
const baseline = JSON.parse(readFileSync(join(TESTS, "baseline.json"), "utf8")) as Baseline;

function addressOf(index: SearchIndex, document: number): string {
  const [note, anchor] = index.file.documents[document]!;
  return hrefOfPlace(index.file.notes[note]!.slug, anchor);
}

/** Queries made by rule from the headings of a collection, without what they put in a parenthesis. */
function headingsOf(index: SearchIndex): Judged[] {
  const places = new Map<string, string[]>();
  index.file.documents.forEach(([, anchor, written], document) => {
    const title = written.replace(/\(.*?\)/g, "").trim();
    if (anchor.startsWith("/") || title.length < 2 || title.length > 18 || /[?:]/.test(title)) return;
    places.set(title, [...(places.get(title) ?? []), addressOf(index, document)]);
  });
  // A heading that every note has names none of them.
  const headings = [...places].filter(([, urls]) => urls.length < 4);
  return queriesFromHeadings(headings.map(([title, urls]) => ({ title, urls })));
}

/** Our notes through the index that is shipped; notes as others write them through one made here. */
beforeAll(async () => {
  const shipped = (path: string) => readFileSync(join(ROOT, "out/search", path), "utf8");
  const index = new SearchIndex(shipped("index.json"));
  const passages = index.file.notes.map(
    (_, note) => JSON.parse(shipped(`passages/${note}.json`)) as PassageFile,
  );
  const own = parse(readFileSync(join(TESTS, "judged.yaml"), "utf8")) as Judged[];
  collections.set("own", { index, passages, judged: own });
  const spoken = parse(readFileSync(join(TESTS, "judged-spoken.yaml"), "utf8")) as Judged[];
  collections.set("spoken", { index, passages, judged: spoken });
  collections.set("own headings", { index, passages, judged: headingsOf(index) });

  const settings = readSettings(ROOT, { NOTES_DIR: join(TESTS, "public-notes") });
  const store = openStore(ROOT, folder);
  const catalog = await buildCatalog(settings, store, createCompileCache(store));
  const files = searchFilesOf(catalog, settings.content);
  const foreign = new SearchIndex(files.get("search/index.json")!);
  const judged = parse(readFileSync(join(TESTS, "judged-public.yaml"), "utf8")) as Judged[];
  const toAddress = (named: string) => {
    const [file = "", heading = ""] = named.split("#");
    const number = foreign.file.documents.findIndex(
      ([note, anchor, title]) =>
        foreign.file.notes[note]!.slug === file.replace(/\.md$/, "") &&
        (heading === "" ? anchor === "" : title === heading),
    );
    if (number < 0) throw new Error(`judged-public.yaml: ${named}은 없습니다.`);
    return addressOf(foreign, number);
  };
  const foreignPassages = catalog.notes.map(
    (_, note) => JSON.parse(files.get(`search/passages/${note}.json`)!) as PassageFile,
  );
  collections.set("public", {
    index: foreign,
    passages: foreignPassages,
    judged: judged.map((one) => ({ ...one, relevant: one.relevant.map(toAddress) })),
  });
  collections.set("public headings", {
    index: foreign,
    passages: foreignPassages,
    judged: headingsOf(foreign),
  });
});

/** MiniSearch as VitePress sets it up, over the same places. */
function miniSearch({ index, passages }: Collection): (query: string) => string[] {
  const engine = new MiniSearch({
    fields: ["title", "titles", "text"],
    searchOptions: { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2, titles: 1 } },
  });
  const texts = new Map(
    passages.flatMap(({ sections }) => sections.map(([number, list]) => [number, list] as const)),
  );
  engine.addAll(
    index.file.documents.map(([note, , title, parent], id) => ({
      id,
      title,
      titles: [index.file.notes[note]!.title, parent >= 0 ? index.file.documents[parent]![2] : ""].join(" "),
      text: (texts.get(id) ?? []).map(([, text]) => text).join("\n"),
    })),
  );
  return (query) =>
    engine
      .search(query)
      .slice(0, 10)
      .map(({ id }) => addressOf(index, id as number));
}

/** `SEARCH_BASELINE=write` takes what is measured for the new baseline: look at the table before you commit it. */
function writeBaseline(name: string, ours: ReadonlyMap<string, Quality>): void {
  const path = join(TESTS, "baseline.json");
  const all = JSON.parse(readFileSync(path, "utf8")) as Baseline;
  const rounded = (quality: Quality) =>
    Object.fromEntries(Object.entries(quality).map(([key, value]) => [key, Math.round(value * 1000) / 1000]));
  const written = {
    ...all,
    [name]: Object.fromEntries([...ours].map(([group, quality]) => [group, rounded(quality)])),
  };
  writeFileSync(path, `${JSON.stringify(written, null, 2)}\n`);
}

const round = (value: number) => value.toFixed(3).replace(/^0/, "");

function tableOf(ours: ReadonlyMap<string, Quality>, theirs: ReadonlyMap<string, Quality>): string {
  const rows = [...ours].map(([name, quality]) => {
    const other = theirs.get(name)!;
    const cells = [quality.mrr, quality.success1, quality.success5, quality.recall5, quality.misses].map(
      round,
    );
    return `${name.padEnd(10)} ${String(quality.queries).padStart(3)}  ${cells.join("  ")}   ${round(other.mrr)}`;
  });
  return ["class        n   MRR   S@1   S@5   R@5   miss   MiniSearch MRR", ...rows].join("\n");
}

describe.each(["own", "spoken", "public", "own headings", "public headings"])("queries over %s", (name) => {
  test("no class loses more than a hundredth, and every class beats MiniSearch as VitePress sets it up", () => {
    const collection = collections.get(name)!;
    const { index, judged } = collection;
    const ours = measure(judged, (query) =>
      // What is only near is no answer; of nonsense it is one.
      index
        .search(query)
        .hits.filter(
          ({ near }) => !near || judged.some(({ q, relevant }) => q === query && relevant.length === 0),
        )
        .map(({ document }) => addressOf(index, document)),
    );
    const theirs = measure(judged, miniSearch(collection));
    if (process.env.SEARCH_BASELINE === "write") writeBaseline(name, ours);
    process.stdout.write(`${name}\n${tableOf(ours, theirs)}\n`);
    const losses = [...ours].flatMap(([group, quality]) => {
      const before = baseline[name]?.[group];
      if (before === undefined) return [`${group} has no baseline: ${JSON.stringify(quality)}`];
      const worse = (["mrr", "success1", "best1", "success5", "recall5"] as const).filter(
        (key) => quality[key] < before[key] - ALLOWED_LOSS,
      );
      const misses = quality.misses > before.misses + ALLOWED_LOSS ? ["misses"] : [];
      return [...worse, ...misses].map(
        (key) => `${group}.${key}: ${before[key as keyof Quality]} → ${quality[key as keyof Quality]}`,
      );
    });
    expect(losses).toEqual([]);
    for (const [group, quality] of ours)
      if (group !== "negative" && group !== "none")
        expect(quality.mrr, group).toBeGreaterThanOrEqual(theirs.get(group)!.mrr);
  });
});
