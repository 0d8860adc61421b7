import { live } from "../../../lib/labs/noisy-neighbour/live.ts";
import {
  CORES,
  type NoiseState,
  resultOf,
  WEB_THREADS,
} from "../../../lib/labs/noisy-neighbour/noisy-neighbour.ts";
import { every } from "../../../lib/sim/settings.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";

const DOT = 9;
const HEIGHT = 176;

/** Two programs, the threads they run, and what each gets of four cores. */
export const figure = figureOf(live, { cores: Cores });

function Cores({ state, width }: PaneView<NoiseState>) {
  const { web, batch, idle } = resultOf(state);
  const core = (width - 2) / CORES;
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={`CPU ${CORES}개 가운데 웹 ${formatNumber(web)}개, 배치 ${formatNumber(batch)}개, 노는 것 ${formatNumber(idle)}개`}
      fontSize="14"
      fill="var(--ink)"
    >
      <text x="1" y="16">
        웹, 스레드 {WEB_THREADS}개
      </text>
      <Threads count={WEB_THREADS} y={30} width={width} fill="var(--sea)" />
      <text x="1" y="62">
        배치, 스레드 {state.batchThreads}개
      </text>
      <Threads count={state.batchThreads} y={76} width={width} fill="var(--coral)" />
      <rect x="1" y="98" width={web * core} height="40" fill="var(--sea-tint)" stroke="var(--sea)" />
      <rect
        x={1 + web * core}
        y="98"
        width={batch * core}
        height="40"
        fill="var(--coral-tint)"
        stroke={batch > 0 ? "var(--coral)" : "none"}
      />
      {every(0, CORES - 1).map((at) => (
        <g key={at}>
          <rect
            x={1 + at * core}
            y="94"
            width={core}
            height="48"
            fill="none"
            stroke="var(--edge)"
            strokeDasharray="3 3"
          />
          <text x={1 + (at + 0.5) * core} y="160" textAnchor="middle" fontSize="13" fill="var(--ink-3)">
            CPU {at + 1}
          </text>
        </g>
      ))}
      {web * core > 64 && (
        <text x="10" y="123" fontWeight="700" fill="var(--sea)">
          웹 {formatNumber(web)}
        </text>
      )}
      {batch * core > 72 && (
        <text x={width - 10 - idle * core} y="123" textAnchor="end" fontWeight="700" fill="var(--coral)">
          배치 {formatNumber(batch)}
        </text>
      )}
    </svg>
  );
}

function Threads({ count, y, width, fill }: { count: number; y: number; width: number; fill: string }) {
  const step = Math.min(DOT * 2, (width - DOT) / 30);
  return every(0, count - 1).map((at) => (
    <circle key={at} cx={6 + at * step} cy={y} r={Math.min(DOT / 2, step * 0.42)} fill={fill} />
  ));
}
