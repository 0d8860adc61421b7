import {
  containerOf,
  editionOf,
  type FlowState,
  type Place,
  tagsAt,
} from "../../../lib/labs/cli-flow/cli-flow.ts";
import { live } from "../../../lib/labs/cli-flow/live.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";

const PLACES: readonly { readonly id: Place; readonly name: string }[] = [
  { id: "dev", name: "개발 컴퓨터" },
  { id: "registry", name: "레지스트리" },
  { id: "node", name: "운영 노드" },
];
const GAP = 30;
const BOX = 116;

/** The image on its way: which names stand where, and what runs. */
export const figure = figureOf(live, { places: Places });

function Places({ state, width }: PaneView<FlowState>) {
  const isNarrow = width < 480;
  const wide = isNarrow ? width - 2 : (width - 2 - 2 * GAP) / 3;
  const height = isNarrow ? 3 * (BOX + 22) - 18 : BOX + 6;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={PLACES.map(
        ({ id, name }) => `${name}: ${linesOf(state, id).join(", ") || "비어 있음"}`,
      ).join(". ")}
      fontSize="14"
      fill="var(--ink)"
    >
      {PLACES.map(({ id, name }, at) => {
        const x = isNarrow ? 1 : 1 + at * (wide + GAP);
        const y = isNarrow ? at * (BOX + 22) + 1 : 2;
        const lines = linesOf(state, id);
        const isHere = state.last?.at === id;
        return (
          <g key={id}>
            {at > 0 &&
              (isNarrow ? (
                <path
                  d={`M${width / 2} ${y - 20}v14m-5-5 5 5 5-5`}
                  fill="none"
                  stroke="var(--ink-3)"
                  strokeWidth="1.5"
                />
              ) : (
                <path
                  d={`M${x - GAP + 6} ${y + BOX / 2}h16m-5-5 5 5-5 5`}
                  fill="none"
                  stroke="var(--ink-3)"
                  strokeWidth="1.5"
                />
              ))}
            <rect
              x={x}
              y={y}
              width={wide}
              height={BOX}
              rx="4"
              fill="none"
              stroke={isHere ? "var(--coral)" : "var(--edge)"}
              strokeWidth={isHere ? 2 : 1}
            />
            <text x={x + 12} y={y + 22} fontWeight="700">
              {name}
            </text>
            {lines.map((line, row) => (
              <g key={line}>
                <rect
                  x={x + 10}
                  y={y + 32 + row * 27}
                  width={wide - 20}
                  height="23"
                  rx="3"
                  fill={line.startsWith("컨테이너") ? "var(--coral-tint)" : "var(--sea-tint)"}
                  stroke={line.startsWith("컨테이너") ? "var(--coral)" : "var(--sea)"}
                />
                <text x={x + 18} y={y + 48 + row * 27} fontSize="13">
                  {line}
                </text>
              </g>
            ))}
            {lines.length === 0 && (
              <text x={x + 12} y={y + 48} fontSize="13" fill="var(--ink-3)">
                비어 있음
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** Names and what they stand for: at most two names a place, and the node's container. */
function linesOf(state: FlowState, place: Place): readonly string[] {
  const names = Object.entries(tagsAt(state, place)).map(
    ([name, id]) => `${name.split("/").at(-1)!} · ${editionOf(state, id)}판`,
  );
  const container = place === "node" ? containerOf(state) : undefined;
  return container === undefined
    ? names
    : [...names, `컨테이너 ${container.name} · ${editionOf(state, container.image)}판`];
}
