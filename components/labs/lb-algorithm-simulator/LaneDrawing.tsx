import type { Ref } from "react";
import { POLICY_NAMES } from "../../../lib/labs/lb-algorithm-simulator/lb-algorithm-simulator.ts";
import {
  type Lane,
  outcomeOf,
  REFUSES,
  standingAt,
  type Traffic,
} from "../../../lib/labs/lb-algorithm-simulator/traffic.ts";
import { movingAt, railOf, roomOf } from "./lane.ts";

/**
 * One side at a moment: requests come, stand in a queue each, and are worked on. Parts with a name
 * (`data-part`) may be moved on without drawing the rest anew, as `lane.ts` says.
 */
export function LaneDrawing({
  state,
  lane,
  now,
  mark,
  width,
  ref,
}: {
  state: Traffic;
  lane: Lane;
  /** Microseconds since the start. */
  now: number;
  /** The request that is followed. */
  mark: number;
  width: number;
  ref?: Ref<SVGSVGElement>;
}) {
  const { film, run } = outcomeOf(state, lane);
  const room = roomOf(width);
  const { height, radius, gap, gate, rail, box, boxWidth } = room;
  const middle = height / 2;
  const moving = movingAt(film, now, mark, room);
  const part = (name: string) => ({ "data-part": name, ...moving[name] });
  return (
    <svg
      ref={ref}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${POLICY_NAMES[state[lane]].name}: ${film.servers.map((_, server) => `서버 ${server + 1} ${moving[`count-${server}`]!.children}`).join(", ")}`}
      fontSize="13"
      fill="var(--ink-2)"
    >
      <path stroke="var(--ink)" strokeWidth="1.5" d={`M0 ${middle}H${gate - 13}`} />
      <path
        fill="var(--paper)"
        stroke="var(--ink)"
        strokeWidth="1.5"
        d={`M${gate} ${middle - 13}l13 13-13 13-13-13z`}
      />
      {standingAt(state, run, now).map(({ out, faulty }, server) => {
        const y = railOf(room, server);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a server is its place
          <g key={server}>
            <path
              fill="none"
              stroke={out ? "var(--edge)" : "var(--rule-2)"}
              strokeDasharray={out ? "2 4" : undefined}
              strokeWidth="1.5"
              d={`M${gate + 13} ${middle}L${rail} ${y}H${box - 4}`}
            />
            {out && (
              <path stroke="var(--coral)" strokeWidth="2.5" d={`M${rail + 2} ${y - 6}l12 12m0-12l-12 12`} />
            )}
            <rect
              x={box}
              y={y - 16}
              width={boxWidth}
              height="32"
              rx="4"
              fill="var(--paper)"
              stroke={faulty ? "var(--coral)" : "var(--ink)"}
              strokeWidth="1.5"
              strokeDasharray={faulty ? "4 3" : undefined}
            />
            <rect
              {...part(`done-${server}`)}
              x={box + 1}
              y={y - 15}
              height="30"
              rx="3"
              fill="var(--sea-tint)"
            />
            <text x={box + boxWidth - 8} y={y + 4.5} textAnchor="end">
              {faulty ? (state.fault === REFUSES ? "오류" : "멈춤") : `서버 ${server + 1}`}
            </text>
            <text x={rail + (out ? 20 : 4)} y={y - 8}>
              {out ? "뺐음" : <tspan {...part(`count-${server}`)} />}
              <tspan {...part(`refused-${server}`)} fill="var(--coral)" fontWeight="700" />
            </text>
            <text {...part(`more-${server}`)} x={rail + 6} y={y + 18} fontWeight="700" fill="var(--ink)" />
          </g>
        );
      })}
      <g fill="none" strokeLinecap="round" stroke="var(--ink-2)" strokeWidth={radius * 2}>
        <path {...part("row")} strokeDasharray={`0 ${gap}`} />
        <path {...part("waiting")} />
        <path {...part("working")} stroke="var(--sea)" />
        <path {...part("abandoned")} stroke="var(--paper)" strokeWidth={radius * 2 - 5} />
      </g>
      <g {...part("mark")} fill="var(--coral)">
        <circle r={radius + 4} fill="var(--paper)" stroke="var(--coral)" strokeWidth="2" />
        <circle r={radius} />
        <text
          {...part("label")}
          y={-radius - 8}
          textAnchor="end"
          fontWeight="700"
          stroke="var(--paper)"
          strokeWidth="4"
          paintOrder="stroke"
        >
          같은 요청
        </text>
      </g>
    </svg>
  );
}
