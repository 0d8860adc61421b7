import { OUTCOMES, ROWS, type StageState } from "../../../lib/labs/stage-graph/stage-graph.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";

const ROW = 38;
const AXIS = 26;
/** The same whatever was built. */
export const PLAN_HEIGHT = ROWS.length * ROW + AXIS;
/** What stands behind the end of a bar. */
const LABEL = 52;

/**
 * The last build over time, a row for each command: a bar where it ran, a diamond where the cache answered, a
 * dashed line where nothing asked for it. The scale is that of all in one line, so that shapes can be compared.
 * @param hide a text without the number that is asked for
 */
export function StagePlan({
  state,
  width,
  hide = (text) => text,
}: {
  state: StageState;
  width: number;
  hide?: (text: string) => string;
}) {
  const { built, web, server } = state;
  const most = web + server + 10;
  const x = (seconds: number) => 4 + (seconds / most) * (width - LABEL - 8);
  const ticks = [0, 60, 120, 180, 240, 300, 360].filter((tick) => tick <= most);
  const bottom = ROWS.length * ROW;
  return (
    <g fontSize="13" fill="var(--ink)">
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${x(tick)} 4V${bottom}`} stroke="var(--rule)" />
          <text x={x(tick)} y={bottom + 18} textAnchor={tick === 0 ? "start" : "middle"} fill="var(--ink-3)">
            {tick === 0 ? "0초" : tick}
          </text>
        </g>
      ))}
      {built !== undefined && built.seconds > 0 && (
        <path d={`M${x(built.seconds)} 4V${bottom}`} stroke="var(--ink)" strokeDasharray="5 4" />
      )}
      {ROWS.map(([id, name], index) => {
        const work = built?.worked[id];
        const y = index * ROW;
        const isRun = work?.outcome === "run";
        const long = isRun ? work.end - work.start : 0;
        const quiet = work === undefined || work.outcome === "unused";
        return (
          <g key={id} data-move={`row/${id}`}>
            <text x="4" y={y + 15} fill={quiet ? "var(--ink-3)" : "var(--ink)"} fontFamily="var(--mono)">
              {name}
            </text>
            {quiet && (
              <path d={`M4 ${y + 27}H${width - LABEL - 4}`} stroke="var(--edge)" strokeDasharray="3 4" />
            )}
            {isRun && long > 0 && (
              <rect
                x={x(work.start)}
                y={y + 20}
                width={x(work.end) - x(work.start)}
                height="14"
                rx="2"
                fill="var(--coral-tint)"
                stroke="var(--coral)"
                strokeWidth="1.5"
              />
            )}
            {isRun && long === 0 && (
              <path d={`M${x(work.start)} ${y + 19}v16`} stroke="var(--coral)" strokeWidth="2.5" />
            )}
            {work?.outcome === "cached" && (
              <path
                d={`M${x(work.start) + 1} ${y + 27}l6 -6 6 6 -6 6z`}
                fill="var(--kelp-tint)"
                stroke="var(--kelp)"
                strokeWidth="1.5"
              />
            )}
            <text
              x={quiet ? width - LABEL : isRun ? x(work.end) + 8 : x(work.start) + 20}
              y={y + 32}
              fill={quiet ? "var(--ink-3)" : isRun ? "var(--coral)" : "var(--kelp)"}
              stroke="var(--paper)"
              strokeWidth="5"
              paintOrder="stroke"
            >
              {quiet
                ? built === undefined
                  ? "아직"
                  : work === undefined
                    ? "없음"
                    : OUTCOMES.unused
                : isRun
                  ? hide(long === 0 ? "복사" : `${formatNumber(long)}초`)
                  : OUTCOMES.cached}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** What the plan shows, in words. */
export function planInWords({ built }: StageState): string {
  if (built === undefined) return "아직 빌드하지 않았다.";
  return ROWS.map(([id, name]) => {
    const work = built.worked[id];
    if (work === undefined) return `${name} 없음`;
    if (work.outcome !== "run") return `${name} ${OUTCOMES[work.outcome]}`;
    return `${name} ${formatNumber(work.start)}초부터 ${formatNumber(work.end)}초까지`;
  }).join(", ");
}
