import { makeCalculator, plotOf } from "../../../lib/labs/calculator/calculator.ts";
import type { SiteLab } from "../../../lib/note/site.ts";
import { dots, PREVIEWS, type Preview, rects } from "./previews.ts";

/** In the order in which they lie over each other. */
const WAYS = [
  "slab",
  "frame",
  "dash",
  "line",
  "sea",
  "coral",
  "hidden",
  "box",
  "here",
  "dot",
  "seaDot",
  "coralDot",
] as const satisfies readonly (keyof Preview)[];

/**
 * A small picture of what one does in a lab: what moves in a simulator, the own curve of a calculator, the tasks
 * of an exercise, the questions and results of a chooser.
 */
export function LabPreview({ lab }: { lab: SiteLab }) {
  const preview = previewOf(lab);
  return (
    <svg className="lab-preview" viewBox="0 0 160 100" aria-hidden="true" focusable="false">
      {WAYS.map((way) => preview[way] !== undefined && <path key={way} className={way} d={preview[way]} />)}
    </svg>
  );
}

function previewOf(lab: SiteLab): Preview {
  if (lab.kind === "calculator") return curvesOf(lab);
  if (lab.kind === "exercise") return { ...sheetOf(lab.tasks.length), ...tasksOf(lab.tasks[0]!) };
  if (lab.kind === "chooser") return forkOf(lab.questions.length, lab.results.length);
  return PREVIEWS[lab.id] ?? {};
}

type Of<Kind extends SiteLab["kind"]> = Extract<SiteLab, { kind: Kind }>;

/** The curves of its plot where it starts; the first is the one that is followed. */
function curvesOf(lab: Of<"calculator">): Preview {
  const calculator = makeCalculator(lab.id, lab);
  const start = calculator.lab.init(lab.scenarios[0]!.set, 0);
  const plot = plotOf(calculator, start);
  const axes = { line: "M18 10V88H150" };
  if (plot === undefined) return { ...axes, here: rects([40, 40, 80, 24]) };
  const { x, y } = plot;
  const on = (axis: typeof x, value: number) =>
    axis.log
      ? Math.log(value / axis.min) / Math.log(axis.max / axis.min)
      : (value - axis.min) / (axis.max - axis.min);
  const place = (at: readonly [number, number]) =>
    [18 + on(x, at[0]) * 130, 88 - Math.min(1, Math.max(0, on(y, at[1]))) * 74].map((one) => one.toFixed(1));
  const ways = plot.marks.flatMap((mark) => {
    if (mark.kind !== "line" && mark.kind !== "step") return [];
    const thin = Math.ceil(mark.points.length / 30);
    const points = mark.points.filter((_, index) => index % thin === 0).map(place);
    return points
      .map(([px, py], index) =>
        index === 0 ? `M${px} ${py}` : mark.kind === "step" ? `H${px}V${py}` : `L${px} ${py}`,
      )
      .join("");
  });
  const [first = "", ...others] = ways;
  return { ...axes, coral: first, sea: others.join("") };
}

/** A leaf behind for each further task. */
function sheetOf(tasks: number): Preview {
  const behind = Math.min(3, tasks - 1);
  return {
    frame: rects([16, 22, 112, 68]),
    dash: Array.from({ length: behind }, (_, index) => {
      const by = 7 * (index + 1);
      return `M${16 + by} ${22 - by}H${128 + by}V${90 - by}`;
    }).join(""),
  };
}

/** What one does with the answers of a task: order, join, sort into bins, fill in. */
function tasksOf({ kind }: Of<"exercise">["tasks"][number]): Preview {
  if (kind === "order")
    return {
      box: rects([40, 30, 76, 12], [40, 64, 76, 12]),
      here: rects([48, 47, 76, 12]),
      dot: dots([28, 36], [28, 53], [28, 70]),
    };
  if (kind === "match")
    return {
      box: rects([26, 32, 32, 12], [26, 68, 32, 12], [86, 32, 32, 12], [86, 68, 32, 12]),
      here: rects([26, 50, 32, 12], [86, 50, 32, 12]),
      line: "M58 38L86 74M58 74L86 38",
      coral: "M58 56H86",
    };
  if (kind === "classify")
    return {
      slab: rects([24, 52, 44, 32], [76, 52, 44, 32]),
      box: rects([30, 60, 32, 8], [30, 72, 32, 8], [82, 72, 32, 8]),
      here: rects([56, 30, 32, 10]),
      coral: "M76 42L96 62M96 54V62H88",
    };
  return {
    line: "M26 38H72M26 56H50M100 56H116M26 74H104",
    here: rects([80, 30, 36, 12]),
    hidden: rects([56, 48, 36, 14]),
  };
}

/** From as many questions to as many results. */
function forkOf(questions: number, results: number): Preview {
  const shown = Math.min(5, results);
  const height = 80 / shown;
  const middle = (index: number) => 10 + height * (index + 0.5);
  const here = Math.floor(shown / 2);
  const ends = Array.from({ length: shown }, (_, index) => index);
  const way = (index: number) => `M72 50L100 ${middle(index)}H110`;
  const end = (index: number): readonly [number, number, number, number] => [
    110,
    middle(index) - Math.min(7, height / 2 - 2),
    36,
    Math.min(14, height - 4),
  ];
  const asked = Array.from(
    { length: Math.min(4, questions) },
    (_, index): readonly [number, number, number] => [22 + index * 16, 50, 5],
  );
  return {
    line: `M22 50H72${ends
      .filter((index) => index !== here)
      .map(way)
      .join("")}`,
    coral: way(here),
    box: rects(...ends.filter((index) => index !== here).map(end)),
    here: rects(end(here)),
    seaDot: dots(...asked),
  };
}
