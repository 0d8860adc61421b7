import { layersOf } from "../../../lib/labs/layer-stacker/build.ts";
import { formatBytes, imageSize, nameOfLayer } from "../../../lib/labs/layer-stacker/describe.ts";
import type { Entry } from "../../../lib/labs/layer-stacker/layer.ts";
import { live } from "../../../lib/labs/layer-stacker/live.ts";
import { mergedView, stackOf } from "../../../lib/labs/layer-stacker/merged-view.ts";
import type { StackState } from "../../../lib/labs/layer-stacker/state.ts";
import { STEP } from "../../../lib/sim/live.ts";
import { every } from "../../../lib/sim/settings.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";

const ROW = 46;
const HEAD = 26;

/** Layers as rows, files as columns: looking down a column is the lookup. Above them what is seen in the end. */
export const figure = figureOf(live, { layers: Layers });

function Layers({ state, shown, width }: PaneView<StackState>) {
  const { values } = shown.number(STEP);
  const end = shown.set(STEP, values.at(-1)!).state;
  const rows = Math.max(stackOf(end).length, stackOf(state).length);
  const paths = pathsOf([...stackOf(end), ...stackOf(state)]);
  const stack = stackOf(state);
  const layers = layersOf(state.steps);
  const view = mergedView(state);
  const covered = new Set(view.hidden.map((file) => `${file.layer} ${file.path}`));
  const left = width < 480 ? 66 : 150;
  const wide = (width - left - 2) / paths.length;
  const x = (column: number) => left + column * wide + 3;
  const y = (layer: number) => HEAD + (rows - layer) * ROW + 8;
  return (
    <svg
      viewBox={`0 0 ${width} ${HEAD + (rows + 1) * ROW + 10}`}
      role="img"
      aria-label={`레이어 ${layers.length}개, 합계 ${formatBytes(imageSize(state))}. 보이는 파일: ${view.shown.map(({ path }) => path).join(", ") || "없음"}`}
      fontSize="13"
      fill="var(--ink)"
    >
      {paths.map((path, column) => (
        <text key={path} x={x(column) + 8} y="16" fill="var(--ink-3)">
          {width < 480 ? path.slice(path.lastIndexOf("/") + 1) : `/${path}`}
        </text>
      ))}
      <rect
        x={left - 1}
        y={HEAD}
        width={width - left}
        height={ROW - 2}
        fill="none"
        stroke="var(--ink)"
        strokeWidth="2"
      />
      <text x="1" y={HEAD + 20} fontWeight="700">
        보이는 것
      </text>
      <text x="1" y={HEAD + 36} fill="var(--ink-2)">
        {formatBytes(view.visible)}
      </text>
      {view.shown.map(({ path, size }) => (
        <Box
          key={path}
          x={x(paths.indexOf(path)) + 3}
          y={HEAD + 5}
          width={wide - 10}
          kind="seen"
          name={path}
          size={size}
        />
      ))}
      {every(0, rows - 1).map((layer) => {
        const entries = stack[layer];
        return (
          <g key={layer}>
            <rect
              x="0"
              y={y(layer)}
              width={width - 1}
              height={ROW - 6}
              rx="3"
              fill={entries === undefined ? "none" : "var(--well)"}
              stroke={entries === undefined ? "var(--rule-2)" : "none"}
              strokeDasharray="4 4"
            />
            <text
              x="8"
              y={y(layer) + 18}
              fontWeight="700"
              fill={entries === undefined ? "var(--ink-3)" : "var(--ink)"}
            >
              {entries === undefined ? "아직" : nameOfLayer(state, layer)}
            </text>
            <text x="8" y={y(layer) + 34} fill="var(--ink-2)">
              {entries === undefined ? "" : formatBytes(sizeOf(entries))}
            </text>
            {width >= 480 && (
              <text x="52" y={y(layer) + 18} fill="var(--ink-3)">
                {layers[layer] === undefined
                  ? ""
                  : `${layers[layer].line}행 ${layers[layer].instruction.split(" ")[0]}`}
              </text>
            )}
            {entries
              ?.filter(({ type }) => type !== "dir")
              .map((entry) => (
                <Box
                  key={entry.path}
                  x={x(paths.indexOf(entry.path)) + 3}
                  y={y(layer) + 3}
                  width={wide - 10}
                  kind={
                    entry.type === "file"
                      ? covered.has(`${layer} ${entry.path}`)
                        ? "hidden"
                        : "file"
                      : "gone"
                  }
                  name={entry.path}
                  size={entry.type === "file" ? entry.node.size : 0}
                />
              ))}
          </g>
        );
      })}
    </svg>
  );
}

const LOOKS = {
  seen: { fill: "var(--paper)", stroke: "var(--ink)", dash: undefined, ink: "var(--ink)" },
  file: { fill: "var(--sea-tint)", stroke: "var(--sea)", dash: undefined, ink: "var(--ink)" },
  hidden: { fill: "none", stroke: "var(--edge)", dash: "4 3", ink: "var(--ink-3)" },
  gone: { fill: "var(--coral-tint)", stroke: "var(--coral)", dash: undefined, ink: "var(--coral)" },
} as const;

function Box({
  x,
  y,
  width,
  kind,
  name,
  size,
}: {
  x: number;
  y: number;
  width: number;
  kind: keyof typeof LOOKS;
  name: string;
  size: number;
}) {
  const { fill, stroke, dash, ink } = LOOKS[kind];
  const file = name.slice(name.lastIndexOf("/") + 1);
  return (
    <g>
      <rect x={x} y={y} width={width} height="34" rx="4" fill={fill} stroke={stroke} strokeDasharray={dash} />
      <text
        x={x + 8}
        y={y + 15}
        fill={ink}
        fontWeight="700"
        textDecoration={kind === "hidden" ? "line-through" : undefined}
      >
        {kind === "gone" ? `.wh.${file}` : file}
      </text>
      <text x={x + 8} y={y + 29} fill={ink} fontSize="12">
        {kind === "gone" ? "지웠다는 표시" : formatBytes(size)}
      </text>
    </g>
  );
}

/** Files and what hides them, in the order of their names. */
function pathsOf(stack: readonly (readonly Entry[])[]): readonly string[] {
  const paths = stack.flatMap((entries) =>
    entries.filter(({ type }) => type !== "dir").map(({ path }) => path),
  );
  return [...new Set(paths)].sort();
}

function sizeOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + (entry.type === "file" ? entry.node.size : 0), 0);
}
