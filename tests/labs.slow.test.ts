import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { registry } from "../components/islands/registry.ts";
import { loadLabModels } from "../lib/build/content/lab-models.ts";
import { readLabs } from "../lib/build/content/read-labs.ts";
import type { LabEvent } from "../lib/sim/event-schema.ts";
import { readEvent, writeEvent } from "../lib/sim/event-schema.ts";
import { readHash, writeHash } from "../lib/sim/hash.ts";
import { stepLab } from "../lib/sim/lab.ts";
import { answerAt, startRun } from "../lib/sim/run.ts";
import { createTimeline } from "../lib/sim/timeline.ts";
import { RUNS, runs } from "./support/seeds.ts";

/**
 * What every lab keeps, whoever wrote it. A simulator has four sides: `content/labs/<id>.yaml`, a model in
 * `lib/labs/<name>/`, a view in `components/labs/<name>/`, and its line in the registry of islands.
 */
const ROOT = join(import.meta.dirname, "..");
const files = readLabs(join(ROOT, "content/labs"), (name) => name);
const simulators = files.labs.filter((lab) => lab.kind === "simulator").map((lab) => lab.id);
const SHARED = ["kit", "pages", "exercise", "chooser", "calculator"];

const foldersIn = (place: string) =>
  [...new Set(globSync(`${place}/*/*.{ts,tsx}`, { cwd: ROOT }).map((path) => path.split("/").at(-2)!))]
    .filter((name) => !SHARED.includes(name))
    .sort();

const loaded = await loadLabModels();
const models = [...loaded.values()].map(({ lab }) => lab);
const folderOf = new Map([...loaded].map(([id, { folder }]) => [id, folder]));

/** What labs have: ids of simulators in `content/labs`, folders of models by id, names in the registry, folders of views. */
type Sides = {
  readonly simulators: readonly string[];
  readonly models: ReadonlyMap<string, string>;
  readonly islands: readonly string[];
  readonly views: readonly string[];
};

/** What is missing, each as a sentence that says what to add. */
function missingSides({ simulators, models, islands, views }: Sides): string[] {
  const viewOf = (folder: string) =>
    folder.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
  const line = (id: string, folder: string) => {
    const path = `../labs/${folder}/${viewOf(folder)}.tsx`;
    return `"lab-${id}": () => import("${path}").then((module) => module.${viewOf(folder)}),`;
  };
  const folders = [...models.values()];
  return [
    ...simulators
      .filter((id) => !models.has(id))
      .map(
        (id) =>
          `content/labs/${id}.yaml has no model: let lib/labs/<name>/<name>.ts export a Lab with id: "${id}"`,
      ),
    ...[...models]
      .filter(([id]) => !simulators.includes(id))
      .map(
        ([id, folder]) => `lib/labs/${folder} has no file: add content/labs/${id}.yaml with kind: simulator`,
      ),
    ...folders
      .filter((folder) => !views.includes(folder))
      .map((folder) => `lib/labs/${folder} has no view: add components/labs/${folder}/${viewOf(folder)}.tsx`),
    ...views
      .filter((folder) => !folders.includes(folder))
      .map((folder) => `components/labs/${folder} has no model: add lib/labs/${folder}/${folder}.ts`),
    ...[...models]
      .filter(([id]) => !islands.includes(`lab-${id}`))
      .map(([id, folder]) => `components/islands/registry.ts lacks a line, add it:\n  ${line(id, folder)}`),
    ...islands
      .filter(
        (name) =>
          name.startsWith("lab-") && !["lab-exercise", "lab-chooser", "lab-calculator"].includes(name),
      )
      .filter((name) => !models.has(name.slice("lab-".length)))
      .map((name) => `components/islands/registry.ts names ${name}, and no model in lib/labs has that id`),
  ];
}

describe("a lab has all its sides", () => {
  test("a file in content/labs, a model, a view, and a line in the registry of islands", () => {
    const missing = missingSides({
      simulators,
      models: folderOf,
      islands: Object.keys(registry),
      views: foldersIn("components/labs"),
    });
    expect(missing, missing.join("\n")).toEqual([]);
  });

  test("a side that is missing is told with what to add", () => {
    const id = "docker-images-counter";
    const whole = {
      simulators: [id],
      models: new Map([[id, "counter"]]),
      islands: [`lab-${id}`],
      views: ["counter"],
    };
    expect(missingSides(whole)).toEqual([]);
    const lacking = [
      { ...whole, islands: [] },
      { ...whole, views: [] },
      { ...whole, simulators: [] },
      { ...whole, models: new Map<string, string>() },
    ];
    expect(lacking.flatMap(missingSides).join("\n")).toMatchInlineSnapshot(`
      "components/islands/registry.ts lacks a line, add it:
        "lab-docker-images-counter": () => import("../labs/counter/Counter.tsx").then((module) => module.Counter),
      lib/labs/counter has no view: add components/labs/counter/Counter.tsx
      lib/labs/counter has no file: add content/labs/docker-images-counter.yaml with kind: simulator
      content/labs/docker-images-counter.yaml has no model: let lib/labs/<name>/<name>.ts export a Lab with id: "docker-images-counter"
      components/labs/counter has no model: add lib/labs/counter/counter.ts
      components/islands/registry.ts names lab-docker-images-counter, and no model in lib/labs has that id"
    `);
  });

  test("no lab imports another", () => {
    const crossings = globSync("{lib,components}/labs/*/*.{ts,tsx}", { cwd: ROOT }).flatMap((path) => {
      const own = path.split("/").at(-2)!;
      return [...readFileSync(join(ROOT, path), "utf8").matchAll(/from "([^"]+)"/g)]
        .map((match) => join(path, "..", match[1]!).split("/"))
        .filter(([, room, name]) => room === "labs" && name !== undefined && !name.includes("."))
        .filter(([, , name]) => name !== own && !SHARED.includes(name!))
        .map(([, , name]) => `${path}: ${name}`);
    });
    expect(crossings).toEqual([]);
  });
});

/**
 * How dear a walk is where a step is a whole cluster's, or a whole run of a queue: 103, 60, 24, 13, 6, 10 and 30 ms
 * were measured, where others take 0.1.
 */
const DEAR: ReadonlyMap<string, number> = new Map([
  ["kubernetes-overview-control-loop", 50],
  ["kubernetes-workloads-rolling-update", 50],
  ["kubernetes-scheduling-filter-and-score", 25],
  ["load-balancing-lb-algorithm-simulator", 10],
  ["microservices-retry-storm", 10],
  ["auto-scaling-scaling-timeline", 10],
  ["microservices-same-shop", 25],
]);

describe.each(models.map((lab) => [lab.id, lab] as const))("%s", (_, lab) => {
  test("scenarios have ids for addresses, and names and aims of their own", () => {
    const ids = lab.scenarios.map((scenario) => scenario.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const scenario of lab.scenarios) {
      expect(scenario.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(scenario.about).toMatch(/\.$/);
    }
  });

  test("scripts keep to the rules of their own lab, and end unless the lab says that it never does", () => {
    for (const scenario of lab.scenarios) {
      const run = startRun(lab, scenario);
      const { frames, ended } = run;
      expect(frames.length, scenario.id).toBeGreaterThan(scenario.script?.length ?? 0);
      expect(ended, scenario.id).toBe(lab.endless !== true);
      if (lab.endless) expect(run.lookAhead(200).last, scenario.id).toBe(200);
      for (const frame of frames.slice(1)) expect(frame.rule).not.toBe("");
    }
  });

  test("each step says one thing in Korean, and each state is told in tables", () => {
    for (const scenario of lab.scenarios) {
      for (const frame of startRun(lab, scenario).frames) {
        expect(frame.text, scenario.id).toMatch(/[가-힣].*\.$/s);
        expect(frame.text).not.toMatch(/undefined|NaN|\[object|Infinity/);
        expect(frame.text.split("`").length % 2, frame.text).toBe(1);
        for (const table of lab.tables(frame.state, false)) {
          for (const row of table.rows) expect(row, table.caption).toHaveLength(table.columns.length);
        }
      }
    }
  });

  test("a guess can be made before its answer shows, and its answer is one of the choices", () => {
    for (const scenario of lab.scenarios) {
      const { predict } = scenario;
      if (predict === undefined) continue;
      const run = startRun(lab, scenario);
      const at = answerAt(run);
      expect(at, scenario.id).toBeGreaterThan(0);
      const state = run.stateAt(at!);
      const actual = predict.actual(state);
      if (predict.answer.kind === "choice") expect(predict.answer.options).toContain(actual);
      else {
        expect(actual).toBeGreaterThanOrEqual(predict.answer.min);
        expect(actual).toBeLessThanOrEqual(predict.answer.max);
      }
      expect(predict.ask).toMatch(/\?$/);
      expect(predict.why(state)).toMatch(/\.$/);
    }
  });

  test("a run is the same every time, and states are plain data", () => {
    for (const scenario of lab.scenarios) {
      const { frames } = startRun(lab, scenario, 5);
      expect(startRun(lab, scenario, 5).frames).toEqual(frames);
      for (const { state } of frames) expect(structuredClone(state)).toEqual(state);
    }
  });

  test("events survive being written down, and other texts are no events", () => {
    const events = lab.scenarios.flatMap((scenario) =>
      startRun(lab, scenario).frames.flatMap((frame) => frame.event ?? []),
    );
    for (const event of events) expect(readEvent(lab.events, writeEvent(lab.events, event))).toEqual(event);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const event = readEvent(lab.events, text);
        if (event !== undefined) expect(readEvent(lab.events, writeEvent(lab.events, event))).toEqual(event);
      }),
      RUNS,
    );
  });

  test("what a reader does is shown again by its address, over many random walks", () => {
    const known = lab.scenarios.flatMap((scenario) =>
      startRun(lab, scenario).frames.flatMap((frame) => frame.event ?? []),
    );
    if (known.length === 0) return;
    const acts = fc.array(
      fc.oneof(
        fc.nat(known.length - 1).map((index) => ({ send: known[index], seek: undefined })),
        fc.nat(30).map((at) => ({ send: undefined, seek: at })),
      ),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(fc.nat(lab.scenarios.length - 1), fc.nat(1000), acts, (which, seed, deeds) => {
        const timeline = createTimeline(lab);
        timeline.choose(lab.scenarios[which]!, seed);
        for (const deed of deeds) {
          if (deed.seek !== undefined) timeline.seek(deed.seek);
          else {
            const { run, at } = timeline.getSnapshot();
            const step = stepLab(lab, run.stateAt(at), deed.send!);
            expect(timeline.send(deed.send!) === undefined).toBe(step.ok);
            if (!step.ok) expect(step.reason).toMatch(/[가-힣].*[.)]$/s);
          }
        }
        const shown = timeline.getSnapshot();
        const opened = readHash(lab, writeHash(shown.run, shown.at)!);
        expect(opened.problem).toBeUndefined();
        expect(opened.run.stateAt(opened.at)).toEqual(shown.run.stateAt(shown.at));
        expect(shown.run.textAt(shown.at)).toMatch(/\.$/);
      }),
      runs(DEAR.get(lab.id) ?? 2.5),
    );
  });
});

test("every address that was ever written opens to the same acts", () => {
  const written = JSON.parse(readFileSync(join(ROOT, "tests/fixtures/lab-hashes.json"), "utf8")) as Record<
    string,
    { hash: string; scenario: string; seed: number; at: number; choices: [number, LabEvent][] }[]
  >;
  expect(Object.keys(written).length).toBe(16);
  for (const [id, rows] of Object.entries(written)) {
    const lab = models.find((model) => model.id === id)!;
    for (const { hash, scenario, seed, at, choices } of rows) {
      const opened = readHash(lab, `#${hash}`);
      expect(opened.problem, hash).toBeUndefined();
      expect(opened.at).toBe(at);
      expect([opened.run.scenario.id, opened.run.seed]).toEqual([scenario, seed]);
      const acts = opened.run.choices(at).map((choice) => [choice.at, choice.event]);
      expect(acts, hash).toEqual(choices);
    }
  }
});

test("a page of its own is made for the labs that say so, and for no other", () => {
  const made = globSync("app/labs/*/page.tsx", { cwd: ROOT }).map((path) => path.split("/").at(-2)!);
  const said = files.labs.filter((lab) => lab.ownPage).map((lab) => lab.id);
  expect(made.filter((name) => name !== "[lab]").sort()).toEqual(said);
});

test("content/labs has no findings", () => {
  expect(files.findings).toEqual([]);
});
