import type { ReactNode } from "react";
import {
  BUS_Y,
  HEIGHT,
  lineOf,
  type Point,
  placeOf,
  WIDTH,
} from "../../../lib/labs/topology-builder/layout.ts";
import {
  type BuilderState,
  designOf,
  islandsInWords,
  lostOf,
  SHAPE_NAMES,
  shortName,
  standingOf,
} from "../../../lib/labs/topology-builder/topology-builder.ts";
import { islandsOf } from "../../../lib/models/topology/network.ts";

const HOST = 12;

/** The network on its plan: what works, what is broken, and which hosts no longer reach the most. */
export function TopologyPlan({ state, children }: { state: BuilderState; children?: ReactNode }) {
  const { shape, hosts, failed, added } = state;
  const network = designOf(state);
  const islands = islandsOf(standingOf(state));
  const main = islands.reduce<readonly string[]>((most, one) => (one.length > most.length ? one : most), []);
  const at = (id: string) => placeOf(shape, hosts, id);
  return (
    <g fontSize="13" fill="none">
      {shape === "bus" &&
        network.devices.map(({ id }) => (
          <path key={id} d={`M${at(id)[0]} ${at(id)[1]}V${BUS_Y}`} stroke="var(--ink-2)" strokeWidth="1.5" />
        ))}
      {network.links.map((link) => {
        const line = lineOf(shape, hosts, network, link);
        const isBroken = failed.includes(link.id);
        const isIdle = !isBroken && link.ends.length === 2 && link.ends.some((end) => failed.includes(end));
        const [x, y] = middleOf(line);
        return (
          <g key={link.id}>
            <path
              d={`M${line.map((point) => point.join(" ")).join("L")}`}
              stroke={isBroken ? "var(--coral)" : isIdle ? "var(--ink-3)" : "var(--ink-2)"}
              strokeWidth={link.ends.length > 2 ? 5 : added.includes(link.id) ? 3 : 1.5}
              strokeDasharray={isBroken || isIdle ? "3 5" : undefined}
            />
            {isBroken && (
              <path d={`M${x - 5} ${y - 5}l10 10m0-10-10 10`} stroke="var(--coral)" strokeWidth="2.5" />
            )}
          </g>
        );
      })}
      {network.devices.map(({ id, kind }) => {
        const [x, y] = at(id);
        const isBroken = failed.includes(id);
        const isAway = !isBroken && kind === "host" && !main.includes(id);
        const wide = kind === "switch" ? 16 + 10 * shortName(id).length : 2 * HOST;
        const shapeProps = {
          fill: isBroken
            ? "var(--paper)"
            : kind === "switch"
              ? "var(--well)"
              : isAway
                ? "var(--coral-tint)"
                : "var(--sea-tint)",
          stroke: isBroken
            ? "var(--ink-3)"
            : kind === "switch"
              ? "var(--ink)"
              : isAway
                ? "var(--coral)"
                : "var(--sea)",
          strokeWidth: 1.5,
          strokeDasharray: isBroken ? "3 3" : undefined,
        };
        return (
          <g key={id}>
            {kind === "host" && !isAway ? (
              <circle cx={x} cy={y} r={HOST} {...shapeProps} />
            ) : (
              <rect
                x={x - wide / 2}
                y={y - HOST}
                width={wide}
                height={2 * HOST}
                rx={kind === "switch" ? 4 : 1}
                {...shapeProps}
              />
            )}
            <text x={x} y={y + 4.5} textAnchor="middle" fill={isBroken ? "var(--ink-3)" : "var(--ink)"}>
              {shortName(id)}
            </text>
            {isBroken && (
              <path
                d={`M${x - wide / 2 + 2} ${y + HOST - 2}L${x + wide / 2 - 2} ${y - HOST + 2}`}
                stroke="var(--coral)"
                strokeWidth="2"
              />
            )}
          </g>
        );
      })}
      {children}
    </g>
  );
}

/** What the plan shows, in one sentence. */
export function planInWords(state: BuilderState): string {
  const parted = islandsInWords(state);
  const broken = state.failed.length === 0 ? "" : ` 고장 ${state.failed.length}곳.`;
  const joined =
    parted === undefined ? "모두 이어져 있다" : `${parted}, 섬이 다른 ${lostOf(state)}쌍이 끊겼다`;
  return `${SHAPE_NAMES[state.shape]}: 호스트 ${state.hosts}대, 링크 ${designOf(state).links.length}개.${broken} ${joined}.`;
}

export const PLAN_BOX = `0 0 ${WIDTH} ${HEIGHT}`;

function middleOf(line: readonly Point[]): Point {
  if (line.length > 2) return line[Math.floor(line.length / 2)]!;
  const [from = [0, 0], to = [0, 0]] = line;
  // Off the middle, where links of a mesh meet.
  return [from[0] + (to[0] - from[0]) * 0.42, from[1] + (to[1] - from[1]) * 0.42];
}
