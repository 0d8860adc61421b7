import { percent, SIDE_NAMES } from "../../../lib/labs/same-shop/same-shop.ts";
import { bothOf, HIT, PARTS, QUIET, type Shop, type Side } from "../../../lib/labs/same-shop/shop.ts";

const ROW = 40;
const BOX = 30;
const LEFT = 50;
const RIGHT = 62;
const TOP = 6;
/** Room for so many copies side by side. */
const MOST = 8;

export const shopHeight = PARTS.length * ROW + TOP + 4;

/**
 * The processes of one side: a row for each part, a column for each copy. A copy of the monolith goes through
 * all rows, one of a service stays in its own. How full it is drawn is how busy its CPU is.
 */
export function ShopDrawing({ state, side, width }: { state: Shop; side: Side; width: number }) {
  const { units, use, run } = bothOf(state)[side];
  const gap = Math.min(46, (width - LEFT - RIGHT) / MOST);
  const box = Math.min(BOX, gap - 4);
  return (
    <svg
      width={width}
      height={shopHeight}
      viewBox={`0 0 ${width} ${shopHeight}`}
      role="img"
      aria-label={`${SIDE_NAMES[side]}: ${units
        .map(({ name, copies }, unit) => `${name} ${copies}벌, CPU ${percent(use[unit]!)}`)
        .join(", ")}`}
      fontSize="13"
      fill="var(--ink-2)"
    >
      {PARTS.map(({ id, name }, row) => {
        const hit = id === HIT && state.event !== QUIET;
        return (
          <text
            key={id}
            x="0"
            y={TOP + row * ROW + 20}
            fill={hit ? "var(--coral)" : "var(--ink-2)"}
            fontWeight={hit ? 700 : 400}
          >
            {hit ? `⊠ ${name}` : name}
          </text>
        );
      })}
      {units.map(({ name, copies, parts }, unit) => {
        const first = PARTS.findIndex(({ id }) => id === parts[0]);
        const top = TOP + first * ROW;
        const height = (parts.length - 1) * ROW + BOX;
        const full = height * Math.min(1, use[unit]!);
        const { restarts } = run.units[unit]!;
        return (
          <g key={name}>
            {Array.from({ length: copies }, (_, copy) => {
              const x = LEFT + copy * gap;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a copy is its place
                <g key={copy}>
                  <rect
                    x={x}
                    y={top + height - full}
                    width={box}
                    height={full}
                    fill="color-mix(in srgb, var(--data-1) 45%, transparent)"
                  />
                  <rect
                    x={x}
                    y={top}
                    width={box}
                    height={height}
                    rx="2"
                    fill="none"
                    stroke="var(--ink)"
                    strokeWidth="1.5"
                  />
                  {parts.slice(1).map((part, index) => (
                    <path
                      key={part}
                      stroke="var(--edge)"
                      strokeDasharray="3 3"
                      d={`M${x + 2} ${top + (index + 1) * ROW - 5}h${box - 4}`}
                    />
                  ))}
                </g>
              );
            })}
            <text x={width} y={top + (height - BOX) / 2 + 14} textAnchor="end" fill="var(--ink)">
              {Math.round(use[unit]! * 100)}%
            </text>
            {restarts > 0 && (
              <text x={width} y={top + (height - BOX) / 2 + 30} textAnchor="end" fill="var(--coral)">
                {restarts}번 뜸
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
