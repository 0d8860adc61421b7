/**
 * Learns what each feature of search counts, from the judged queries that are not held back:
 * `node benches/learn-search.ts`. Weights climb one at a time to the best mean of the reciprocal rank and of
 * whether one of the best answers comes first, with five-fold cross-validation; printed are the quality of what
 * was learned on queries that were not learned from, and what is lost without each feature.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { openCatalog } from "../lib/build/catalog/open-catalog.ts";
import { readSettings } from "../lib/build/catalog/settings.ts";
import { SEARCH_FOLDER, searchFilesOf } from "../lib/build/export/search-files.ts";
import { hrefOfPlace } from "../lib/search/documents.ts";
import { SearchIndex } from "../lib/search/search-index.ts";
import { type Features, scoreOf, WEIGHTS, type Weights } from "../lib/search/weights.ts";
import type { Judged } from "../tests/search/measure.ts";
import { queriesFromHeadings } from "../tests/search/queries-from-headings.ts";

const ROOT = join(import.meta.dirname, "..");
const FOLDS = 5;
const STEPS = [0.5, 0.7, 0.85, 1.2, 1.45, 2];
/** Where a weight of nothing starts to climb. */
const FIRST_STEP = 0.1;
const MOST_ROUNDS = 8;
/** A step must be worth this much, or weights would run after single queries. */
const LEAST_GAIN = 0.0008;

/** Of the queries made by rule from headings one in so many, so that headings keep their worth. */
const EVERY = 5;

type Example = { readonly found: readonly { readonly features: Features; readonly grade: 0 | 1 | 2 }[] };
type Name = keyof Features;
type Quality = { readonly mrr: number; readonly best1: number };

const settings = readSettings(ROOT, {});
const files = searchFilesOf(await openCatalog(settings), settings.content);
const index = new SearchIndex(files.get(`${SEARCH_FOLDER}/index.json`)!);

function examplesOf(judged: readonly Judged[]): Example[] {
  return judged
    .filter(({ relevant }) => relevant.length > 0)
    .map(({ q, relevant, also = [] }) => ({
      found: index.candidates(index.read(q)).map(({ document, features }) => {
        const [note, anchor] = index.file.documents[document]!;
        const href = hrefOfPlace(index.file.notes[note]!.slug, anchor);
        return { features, grade: relevant.includes(href) ? 2 : also.includes(href) ? 1 : 0 };
      }),
    }));
}

function headingQueries(): Judged[] {
  const urls = new Map<string, string[]>();
  for (const [note, anchor, title] of index.file.documents) {
    const bare = title.replace(/\s*\([^()]*\)/g, "").trim();
    urls.set(bare, [...(urls.get(bare) ?? []), hrefOfPlace(index.file.notes[note]!.slug, anchor)]);
  }
  return queriesFromHeadings(
    [...urls].flatMap(([title, list]) => (list.length < 4 ? [{ title, urls: list }] : [])),
  );
}

function qualityOf(examples: readonly Example[], weights: Weights): Quality {
  let [mrr, best1] = [0, 0];
  for (const { found } of examples) {
    let best = Number.NEGATIVE_INFINITY;
    let first = Number.NEGATIVE_INFINITY;
    let grade = 0;
    const scores = found.map((one) => {
      const score = scoreOf(one.features, weights);
      if (one.grade > 0 && score > best) best = score;
      if (score > first) {
        first = score;
        grade = one.grade;
      }
      return score;
    });
    if (best === Number.NEGATIVE_INFINITY) continue;
    const rank = 1 + scores.filter((score) => score > best).length;
    if (rank <= 10) mrr += 1 / rank;
    if (grade === 2) best1++;
  }
  return { mrr: mrr / examples.length, best1: best1 / examples.length };
}

const meritOf = ({ mrr, best1 }: Quality) => (mrr + best1) / 2;

function learn(examples: readonly Example[], start: Weights): Weights {
  let weights = start;
  let value = meritOf(qualityOf(examples, weights));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = value;
    for (const name of Object.keys(weights) as Name[]) {
      const now = weights[name];
      const tries = now === 0 ? [FIRST_STEP, -FIRST_STEP] : [...STEPS.map((step) => now * step), 0];
      for (const next of tries) {
        const other = { ...weights, [name]: Math.round(next * 1000) / 1000 };
        const reached = meritOf(qualityOf(examples, other));
        if (reached > value + LEAST_GAIN) [weights, value] = [other, reached];
      }
    }
    if (value === before) break;
  }
  return weights;
}

const say = (text: string) => process.stdout.write(`${text}\n`);
const show = ({ mrr, best1 }: Quality) => `MRR ${mrr.toFixed(3)}, best first ${best1.toFixed(3)}`;

const judgedIn = (name: string) => parse(readFileSync(join(ROOT, "tests/search", name), "utf8")) as Judged[];
const spoken = judgedIn("judged-spoken.yaml");
const learned = examplesOf([
  ...judgedIn("judged.yaml"),
  ...spoken.filter(({ held }) => !held),
  ...headingQueries().filter((_, at) => at % EVERY === 0),
]);
const held = examplesOf(spoken.filter((one) => one.held));

const folds = Array.from({ length: FOLDS }, (_, fold) => {
  const train = learned.filter((_, at) => at % FOLDS !== fold);
  const test = learned.filter((_, at) => at % FOLDS === fold);
  return { before: qualityOf(test, WEIGHTS), after: qualityOf(test, learn(train, WEIGHTS)) };
});
const mean = (list: readonly Quality[]): Quality => ({
  mrr: list.reduce((sum, { mrr }) => sum + mrr, 0) / list.length,
  best1: list.reduce((sum, { best1 }) => sum + best1, 0) / list.length,
});
const reachable = (examples: readonly Example[]) =>
  (examples.filter(({ found }) => found.some(({ grade }) => grade > 0)).length / examples.length).toFixed(3);
say(`an answer among the candidates: ${reachable(learned)}, held back ${reachable(held)}`);
say(`${learned.length} queries to learn from, ${held.length} held back`);
say(`cross-validated  before ${show(mean(folds.map(({ before }) => before)))}`);
say(`                 after  ${show(mean(folds.map(({ after }) => after)))}`);

const weights = learn(learned, WEIGHTS);
say(`held back        before ${show(qualityOf(held, WEIGHTS))}`);
say(`                 after  ${show(qualityOf(held, weights))}`);
say("\nfeature        weight  lost without (learned from / held back, of the mean of both)");
for (const name of Object.keys(weights) as Name[]) {
  // A factor of a lab or of reference is nothing at 1, where the place counts as any other.
  const without = { ...weights, [name]: name === "lab" || name === "folded" ? 1 : 0 };
  const lost = (examples: readonly Example[]) =>
    (meritOf(qualityOf(examples, weights)) - meritOf(qualityOf(examples, without))).toFixed(4);
  say(`${name.padEnd(14)} ${String(weights[name]).padEnd(7)} ${lost(learned)} / ${lost(held)}`);
}
