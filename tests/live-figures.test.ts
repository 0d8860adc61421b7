import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Figure } from "../components/live/figure.ts";
import { CALCULATOR, registry } from "../components/live/figures.ts";
import { readLabs } from "../lib/build/content/read-labs.ts";
import { bundleIslands } from "../lib/build/export/bundle-islands.ts";
import { bundleScript } from "../lib/build/export/bundle-script.ts";
import { LIVE_LABS, loadLive } from "../lib/labs/live-labs.ts";

/** Figures that stand in notes: what each of them weighs, and that model and drawing fit. */

const ROOT = join(import.meta.dirname, "..");
const KB = 1024;
const bundle = await bundleIslands(ROOT, "components/islands/registry.ts");
const sizeOf = (bytes: Uint8Array | string) => gzipSync(bytes, { level: 9 }).length;
const script = (name: string) => bundleScript(`components/${name}.ts`, ROOT, "esm");
const start = sizeOf(await script("live/live"));
const ids = Object.keys(LIVE_LABS);
const calculators = readLabs(join(ROOT, "content/labs"), (name) => name).labs.filter(
  (lab) => lab.kind === "calculator",
);

async function figureOfLab(id: string): Promise<Figure> {
  const data = calculators.find((lab) => lab.id === id);
  const loaded = await registry[(data === undefined ? id : CALCULATOR) as keyof typeof registry]();
  return typeof loaded === "function" ? loaded(id, data!) : loaded;
}

test("the same labs have a model and drawings, under the same names", async () => {
  expect(Object.keys(registry).sort()).toEqual([...ids, CALCULATOR].sort());
  for (const id of [...ids, ...calculators.map((lab) => lab.id)]) {
    const live = (await loadLive(id, calculators))!;
    const figure = await figureOfLab(id);
    expect([figure.id, live.id], id).toEqual([id, id]);
    expect(figure.panes).toEqual(live.panes);
    for (const pane of figure.panes) {
      const view = { width: 344, id: "a", set: undefined };
      expect(figure.open("").moment.draw(pane, view), `${id} ${pane}`).toBeTruthy();
    }
  }
});

test.each([...ids, CALCULATOR])(
  "%s loads at most 30 KB before its lab is opened, all of it counted",
  (id) => {
    const own = bundle.partsOfFigures.get(id)!;
    expect(own[0]).toBe(bundle.figures);
    const size = own.reduce((sum, part) => sum + sizeOf(bundle.files.get(part)!), start);
    expect(size).toBeLessThanOrEqual(30 * KB);
  },
);

test("the code of a figure is at most 25 KB beside what all figures share, like a lab's beside its kit", () => {
  const all = [...bundle.partsOfFigures.values()];
  const isShared = (part: string) => all.every((parts) => parts.includes(part));
  for (const [id, parts] of bundle.partsOfFigures) {
    const own = parts.filter((part) => !isShared(part));
    const size = own.reduce((sum, part) => sum + sizeOf(bundle.files.get(part)!), 0);
    expect(size, id).toBeLessThanOrEqual(25 * KB);
  }
});

test("a figure loads nothing of React and no other figure", () => {
  for (const id of [...ids, CALCULATOR]) {
    const own = bundle.partsOfFigures.get(id)!;
    expect(own.filter((part) => bundle.runtime.includes(part))).toEqual([]);
    expect(own.filter((part) => /\/(?:figure|CalculatorFigure)\./.test(part))).toHaveLength(1);
  }
});
