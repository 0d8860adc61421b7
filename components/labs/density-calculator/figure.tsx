import { fitOf, WAYS } from "../../../lib/labs/density-calculator/density-calculator.ts";
import { live } from "../../../lib/labs/density-calculator/live.ts";
import { DragPlot } from "../../live/DragPlot.tsx";
import { figureOf } from "../../live/figure.ts";

const SIZES = Array.from({ length: 57 }, (_, index) => Math.round(64 * 2 ** (index / 8)));

/** How many apps a server holds as VMs and as containers, over the memory an app needs. */
export const figure = figureOf(live, {
  curve: (view) => (
    <DragPlot
      view={view}
      number="appMiB"
      plot={{
        title: "앱 하나의 메모리에 따라 서버 한 대에 들어가는 앱",
        x: { label: "앱 하나의 메모리", unit: "MiB", min: 64, max: 8192, log: true },
        y: { label: "들어가는 앱", unit: "개", min: 1, max: 1000, log: true },
        marks: WAYS.filter(({ id }) => id !== "nested").map(({ id, name }) => ({
          kind: "line" as const,
          name,
          points: SIZES.map((appMiB) => [appMiB, fitOf({ ...view.state, appMiB }, id).apps] as const).filter(
            ([, apps]) => apps > 0,
          ),
        })),
      }}
    />
  ),
});
