import { live } from "../../../lib/labs/same-shop/live.ts";
import { SIDE_NAMES } from "../../../lib/labs/same-shop/same-shop.ts";
import { type Shop, SIDES } from "../../../lib/labs/same-shop/shop.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";
import { PlotDrawing, roomOf } from "../kit/PlotDrawing.tsx";
import { ShopDrawing, shopHeight } from "./ShopDrawing.tsx";
import { answersPlot } from "./shop-plot.ts";

/** Both shops with their copies, or what they answer in time. */
export const figure = figureOf(live, { shops: Shops, answers: Answers });

const HEAD = 26;
const GAP = 40;
/** From here on both stand beside each other. */
const BESIDE = 620;

function Shops({ state, width }: PaneView<Shop>) {
  const beside = width >= BESIDE;
  const each = beside ? (width - GAP) / 2 : width;
  const step = HEAD + shopHeight + 10;
  return (
    <svg
      width={width}
      height={beside ? step : 2 * step}
      viewBox={`0 0 ${width} ${beside ? step : 2 * step}`}
      role="group"
      aria-label="두 상점의 프로세스와 CPU 사용률"
      fontSize="14"
    >
      {SIDES.map((side, index) => (
        <g
          key={side}
          transform={beside ? `translate(${index * (each + GAP)} 0)` : `translate(0 ${index * step})`}
        >
          <text y="15" fontWeight="700" fill="var(--ink)">
            {SIDE_NAMES[side]}
          </text>
          <text x={each} y="15" textAnchor="end" fill="var(--ink-3)" fontSize="13">
            CPU
          </text>
          <g transform={`translate(0 ${HEAD})`}>
            <ShopDrawing state={state} side={side} width={each} />
          </g>
        </g>
      ))}
    </svg>
  );
}

function Answers({ state, width, id }: PaneView<Shop>) {
  const plot = answersPlot(state);
  return <PlotDrawing plot={plot} room={roomOf(plot, width, 250)} id={`${id}-plot`} />;
}
