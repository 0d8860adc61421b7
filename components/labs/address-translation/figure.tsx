import {
  levelCounts,
  refsOfMiss,
  type WalkState,
} from "../../../lib/labs/address-translation/address-translation.ts";
import { live } from "../../../lib/labs/address-translation/live.ts";
import { every } from "../../../lib/sim/settings.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";

/** As many as can be chosen: the drawing keeps its size. */
const MOST_LEVELS = 5;
const ROW = 36;
const TOP = 30;

/** Every table that one miss reads, in their order: a row for each address of the guest that has to be translated. */
export const figure = figureOf(live, { walk: Walk });

function Walk({ state, width }: PaneView<WalkState>) {
  const { guestLevels, hostLevels } = levelCounts(state);
  const isNarrow = width < 480;
  const label = isNarrow ? 84 : 150;
  const step = (width - label - 2) / (MOST_LEVELS + 1);
  const x = (column: number) => label + (column + 0.5) * step;
  const rows = every(0, guestLevels);
  return (
    <svg
      viewBox={`0 0 ${width} ${TOP + (MOST_LEVELS + 1) * ROW + 4}`}
      role="img"
      aria-label={`게스트의 표 ${guestLevels}개와 데이터의 주소를 저마다 호스트의 표 ${hostLevels}개로 바꾸어, 모두 ${refsOfMiss(state)}번 읽는다`}
      fontSize="13"
      fill="var(--ink)"
    >
      <text x={x((hostLevels - 1) / 2)} y="14" textAnchor="middle" fill="var(--ink-3)">
        {isNarrow ? "호스트의 표" : "호스트의 표(EPT)를 읽어 주소를 바꾸고"}
      </text>
      <text x={x(hostLevels)} y="14" textAnchor="middle" fill="var(--ink-3)">
        {isNarrow ? "게스트" : "게스트의 표를 읽는다"}
      </text>
      {rows.map((row) => {
        const y = TOP + row * ROW + ROW / 2;
        const isData = row === guestLevels;
        const before = row * (hostLevels + 1);
        return (
          <g key={row}>
            <text x="1" y={y + 5} fontWeight={isData ? "700" : undefined}>
              {isData
                ? isNarrow
                  ? "데이터"
                  : "데이터의 주소"
                : `${isNarrow ? "" : "게스트 "}${guestLevels - row}단계 표`}
            </text>
            <path d={`M${x(0)} ${y}H${x(isData ? hostLevels - 1 : hostLevels)}`} stroke="var(--rule-2)" />
            {every(0, hostLevels - 1).map((column) => (
              <g key={column}>
                <circle cx={x(column)} cy={y} r="13" fill="var(--sea-tint)" stroke="var(--sea)" />
                <text x={x(column)} y={y + 5} textAnchor="middle">
                  {before + column + 1}
                </text>
              </g>
            ))}
            {!isData && (
              <>
                <rect
                  x={x(hostLevels) - 14}
                  y={y - 13}
                  width="28"
                  height="26"
                  rx="3"
                  fill="var(--coral-tint)"
                  stroke="var(--coral)"
                />
                <text x={x(hostLevels)} y={y + 5} textAnchor="middle">
                  {before + hostLevels + 1}
                </text>
              </>
            )}
          </g>
        );
      })}
    </svg>
  );
}
