import {
  containerInWords,
  filesIn,
  isPlaceThere,
  PLACE_NAMES,
  PLACE_PATHS,
  PLACES,
  type SurvivalState,
} from "../../../lib/labs/data-survival/data-survival.ts";
import { live } from "../../../lib/labs/data-survival/live.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";

const ROW = 36;
const TOP = 34;

/** The five places that the container wrote to, and what is still there. */
export const figure = figureOf(live, { places: Places });

function Places({ state, width }: PaneView<SurvivalState>) {
  const isNarrow = width < 480;
  const left = isNarrow ? 112 : 250;
  return (
    <svg
      viewBox={`0 0 ${width} ${TOP + PLACES.length * ROW + 2}`}
      role="img"
      aria-label={`컨테이너: ${containerInWords(state)}. ${PLACES.map((place) => `${PLACE_NAMES[place]}: ${saidOf(state, place)}`).join(", ")}`}
      fontSize="14"
      fill="var(--ink)"
    >
      <text x="1" y="16">
        <tspan fontWeight="700">컨테이너</tspan> {containerInWords(state)}
      </text>
      {PLACES.map((place, at) => {
        const y = TOP + at * ROW;
        const files = filesIn(state, place);
        const isThere = isPlaceThere(state, place);
        const [fill, stroke] = !isThere
          ? ["none", "var(--edge)"]
          : place === "layer" || place === "tmpfs"
            ? ["var(--coral-tint)", "var(--coral)"]
            : ["var(--sea-tint)", "var(--sea)"];
        return (
          <g key={place}>
            <text x="1" y={y + 21}>
              {PLACE_NAMES[place]}
            </text>
            {!isNarrow && (
              <text x="170" y={y + 21} fontSize="13" fill="var(--ink-3)">
                {PLACE_PATHS[place]}
              </text>
            )}
            <rect
              x={left}
              y={y + 2}
              width={width - left - 2}
              height={ROW - 8}
              rx="4"
              fill={fill}
              stroke={stroke}
              strokeDasharray={isThere ? undefined : "4 4"}
            />
            <text
              x={left + 12}
              y={y + 21}
              fontWeight={files.length > 0 ? "700" : undefined}
              fill={files.length > 0 ? "var(--ink)" : "var(--ink-3)"}
            >
              {saidOf(state, place)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function saidOf(state: SurvivalState, place: (typeof PLACES)[number]): string {
  const files = filesIn(state, place);
  if (files.length > 0) return files.map((file) => `파일 ${file}`).join(", ");
  return isPlaceThere(state, place) ? "비어 있음" : "없음";
}
