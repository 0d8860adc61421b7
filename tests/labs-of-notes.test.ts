import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { PREVIEWS } from "../components/labs/pages/previews.ts";
import { loadLabModels } from "../lib/build/content/lab-models.ts";
import { readLabs } from "../lib/build/content/read-labs.ts";

/** Every note has labs of its own, and one of them in its text; every lab has what a lab needs. */

const ROOT = join(import.meta.dirname, "..");
const labs = readLabs(join(ROOT, "content/labs"), (name) => name).labs;
const notes = globSync("content/notes/*.{md,mdx}", { cwd: ROOT })
  .sort()
  .map((path) => ({
    slug: basename(path).replace(/\.mdx?$/, ""),
    text: readFileSync(join(ROOT, path), "utf8"),
  }));

/** Simulators without a goal, with the reason. A lab leaves the list and never joins it. */
const WITHOUT_GOAL: ReadonlyMap<string, string> = new Map([
  ["docker-containers-data-survival", "Its scenarios show what each way of ending leaves behind."],
  ["docker-containers-isolation-picker", "Each scenario says what is to be found, and shows it."],
  ["docker-images-pull-savings", "It shows how much is fetched again: nothing is to be brought about."],
  ["hypervisor-classify-hypervisor", "What stands on what is looked at, not brought about."],
  ["inverse-virtualization-aggregate-simulator", "It compares ways by the same accesses."],
  [
    "kubernetes-overview-control-loop",
    "What is disturbed comes back by itself; each scenario asks for a guess.",
  ],
  ["kubernetes-scheduling-filter-and-score", "Where a pod goes is guessed, not brought about."],
  ["kubernetes-workloads-rolling-update", "The goal of an update without failures is the cluster's own."],
]);

const models = await loadLabModels();

test("a note has a lab on a page of its own, and one in its text", () => {
  const lacking = notes.flatMap(({ slug, text }) => [
    ...(labs.some(({ id }) => id.startsWith(`${slug}-`))
      ? []
      : [`${slug}: no lab of its own in content/labs`]),
    ...(text.includes('<Live lab="') ? [] : [`${slug}: no <Live> in its text`]),
  ]);
  expect(lacking).toEqual([]);
});

test("a lab belongs to a note that there is, says what one learns, and what its model leaves out", () => {
  for (const { id, section, summary, learns, watch, limits, kind, ownPage } of labs) {
    const slug = section.split("#")[0]!;
    expect(
      notes.map((note) => note.slug),
      id,
    ).toContain(slug);
    if (!ownPage) expect(id.startsWith(`${slug}-`), id).toBe(true);
    for (const text of [summary, watch, ...learns, ...limits]) expect(text, id).toMatch(/[가-힣].*\.$/s);
    // What is not a task but a model of something says where it stops.
    if (kind === "simulator" || kind === "calculator") expect(limits.length, id).toBeGreaterThan(0);
  }
});

test("a simulator has a picture of its own in the list", () => {
  const simulators = labs.filter(({ kind }) => kind === "simulator").map(({ id }) => id);
  expect(simulators.filter((id) => !Object.hasOwn(PREVIEWS, id))).toEqual([]);
  const pictures = Object.values(PREVIEWS).map((preview) => JSON.stringify(preview));
  expect(new Set(pictures).size).toBe(pictures.length);
});

test("a simulator has tests beside its model, and a goal or a reason for none", () => {
  const simulators = labs.filter(({ kind }) => kind === "simulator").map(({ id }) => id);
  for (const id of simulators) {
    const { lab, folder } = models.get(id)!;
    expect(globSync(`lib/labs/${folder}/*.test.ts`, { cwd: ROOT }), id).not.toEqual([]);
    const goals = lab.scenarios.flatMap((scenario) => scenario.goals ?? []);
    expect(goals.length > 0, `${id} has a goal or stands in WITHOUT_GOAL`).toBe(!WITHOUT_GOAL.has(id));
  }
  expect([...WITHOUT_GOAL.keys()].filter((id) => !simulators.includes(id))).toEqual([]);
});
