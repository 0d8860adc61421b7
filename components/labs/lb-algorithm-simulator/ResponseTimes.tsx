import { nameOf } from "../../../lib/labs/lb-algorithm-simulator/lb-algorithm-simulator.ts";
import { LANES, outcomesOf, type Traffic } from "../../../lib/labs/lb-algorithm-simulator/traffic.ts";
import { type Axis, roundEnd, shareOf, ticksOf } from "../../../lib/sim/plot/scale.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";

const ROW = 62;
const HEIGHT = 2 * ROW + 46;
const LOOKS = {
  a: { stroke: "var(--data-2)", dash: "6 4" },
  b: { stroke: "var(--data-1)", dash: undefined },
} as const;
/** Nearer than this two values are written apart. */
const NEAR = 84;

/** Median, 95th and 99th percentile of both sides on one axis. */
export function ResponseTimes({ state, width }: { state: Traffic; width: number }) {
  const both = outcomesOf(state);
  const most = Math.max(both.a.p99, both.b.p99);
  const log = most > 40 * Math.min(both.a.p99, both.b.p99);
  const axis: Axis = {
    label: "응답 시간",
    unit: "ms",
    min: log ? 10 : 0,
    max: log ? 10 ** Math.ceil(Math.log10(most)) : roundEnd(most),
    log,
  };
  const x = (value: number) => Math.round(8 + shareOf(axis, value) * (width - 24));
  const foot = 2 * ROW + 8;
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={LANES.map(
        (lane) =>
          `${lane.toUpperCase()} ${nameOf(state, lane)}: p50 ${both[lane].p50}ms, p95 ${both[lane].p95}ms, p99 ${both[lane].p99}ms`,
      ).join(". ")}
      fontSize="13"
      fill="var(--ink)"
    >
      {ticksOf(axis, width < 420 ? 3 : 6).map((tick) => (
        <g key={tick}>
          <path stroke="var(--rule)" d={`M${x(tick)} 4V${foot}`} />
          <text
            x={x(tick)}
            y={foot + 17}
            textAnchor={tick === axis.max ? "end" : tick === axis.min ? "start" : "middle"}
            fill="var(--ink-3)"
            fontFamily="var(--mono)"
          >
            {formatNumber(tick)}
          </text>
        </g>
      ))}
      <path stroke="var(--edge)" d={`M8 ${foot}H${width - 16}`} />
      <text x={width - 16} y={HEIGHT - 4} textAnchor="end" fill="var(--ink-3)">
        도착부터 답까지, ms{log && " (로그)"}
      </text>
      {LANES.map((lane, row) => {
        const { p50, p95, p99 } = both[lane];
        const y = 40 + row * ROW;
        const { stroke, dash } = LOOKS[lane];
        const [left, middle, right] = [x(p50), x(p95), x(p99)];
        const apart = right - left > NEAR;
        return (
          <g key={lane}>
            <text x="8" y={y - 22} fontWeight="700">
              {lane.toUpperCase()} {nameOf(state, lane)}
            </text>
            <path stroke={stroke} strokeWidth="2.25" strokeDasharray={dash} d={`M${left} ${y}H${right}`} />
            <circle cx={left} cy={y} r="5.5" fill="var(--paper)" stroke={stroke} strokeWidth="2" />
            <path fill={stroke} d={`M${middle} ${y - 6}l6 6-6 6-6-6z`} />
            <rect fill={stroke} x={right - 5.5} y={y - 5.5} width="11" height="11" />
            <g stroke="var(--paper)" strokeWidth="4" paintOrder="stroke">
              <text x={Math.max(8, left - 8)} y={y + 20}>
                p50 {formatNumber(p50)}
              </text>
              {apart && right - middle > NEAR && middle - left > NEAR && (
                <text x={middle} y={y + 20} textAnchor="middle">
                  p95 {formatNumber(p95)}
                </text>
              )}
              <text x={Math.min(width - 16, right + 8)} y={y - 9} textAnchor="end" fontWeight="700">
                p99 {formatNumber(p99)}
              </text>
            </g>
          </g>
        );
      })}
    </svg>
  );
}
