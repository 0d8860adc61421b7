import {
  type DensityState,
  fitOf,
  WAYS,
  type Way,
} from "../../../lib/labs/density-calculator/density-calculator.ts";
import type { Plot } from "../../../lib/sim/plot/plot.ts";

const SIZES = Array.from({ length: 57 }, (_, index) => Math.round(64 * 2 ** (index / 8)));

/** The biggest app, MiB, of which the curves tell while the biggest of all is asked for. */
const TOLD = 1024;

/** How many apps each of some ways holds, over the memory an app needs; while `guessing` not to the end. */
export function appsPlot(state: DensityState, ways: readonly Way[], guessing = false): Plot {
  const sizes = SIZES.filter((size) => !guessing || size <= TOLD);
  const marks = WAYS.filter(({ id }) => ways.includes(id)).map(({ id, name }) => ({
    kind: "line" as const,
    name,
    points: sizes
      .map((appMiB) => [appMiB, fitOf({ ...state, appMiB }, id).apps] as const)
      // A logarithmic axis has no place for none.
      .filter(([, apps]) => apps > 0),
  }));
  const most = Math.max(10, ...marks.flatMap(({ points }) => points.map(([, apps]) => apps)));
  return {
    title: "앱 하나의 메모리에 따라 들어가는 앱",
    x: { label: "앱 하나의 메모리", unit: "MiB", min: 64, max: 8192, log: true },
    y: {
      label: "서버 한 대에 들어가는 앱",
      unit: "개",
      min: 1,
      max: 10 ** Math.ceil(Math.log10(most)),
      log: true,
    },
    marks,
  };
}
