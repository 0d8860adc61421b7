import { comingAt, serverAt, type Waiting } from "../../../lib/labs/lb-algorithm-simulator/film.ts";
import { POLICY_NAMES } from "../../../lib/labs/lb-algorithm-simulator/lb-algorithm-simulator.ts";
import {
  FAULT,
  type Lane,
  NO_FAULT,
  outcomesOf,
  REFUSES,
  SERVERS,
  type Traffic,
} from "../../../lib/labs/lb-algorithm-simulator/traffic.ts";

/** Where things stand in a drawing of a width. */
type Room = {
  readonly width: number;
  readonly row: number;
  readonly radius: number;
  readonly gap: number;
  /** The balancer's middle. */
  readonly gate: number;
  /** Where the rails are level. */
  readonly rail: number;
  readonly box: number;
  readonly boxWidth: number;
  readonly most: number;
};

const TOP = 8;
/** How much of its way a request goes from the balancer to its rail. */
const BEND = 0.35;

function roomOf(width: number): Room {
  const wide = width >= 440;
  const [boxWidth, gate, rail] = wide ? [88, 70, 102] : [74, 26, 48];
  const [radius, gap] = wide ? [7, 21] : [6, 17];
  const box = width - boxWidth - 1;
  return {
    width,
    row: wide ? 50 : 44,
    radius,
    gap,
    gate,
    rail,
    box,
    boxWidth,
    most: Math.max(3, Math.floor((box - rail - 44) / gap)),
  };
}

export function laneHeight(width: number): number {
  return roomOf(width).row * SERVERS + 2 * TOP;
}

/** One side at a moment: requests come, stand in a queue each, and are worked on. */
export function LaneDrawing({
  state,
  lane,
  now,
  mark,
  width,
}: {
  state: Traffic;
  lane: Lane;
  /** Microseconds since the start. */
  now: number;
  /** The request that is followed. */
  mark: number;
  width: number;
}) {
  const { film, run } = outcomesOf(state)[lane];
  const room = roomOf(width);
  const { row, radius, gate, rail, box, boxWidth, gap } = room;
  const height = laneHeight(width);
  const middle = height / 2;
  const yOf = (server: number) => TOP + row * (server + 0.5) + 6;
  const seconds = now / 1_000_000;
  const servers = film.servers.map((track) => serverAt(track, now, room.most));
  const isOut = (server: number) =>
    run.changes.findLast((change) => change.server === server && change.at <= now)?.in === false;
  const isFaulty = (server: number) =>
    state.fault !== NO_FAULT && server === SERVERS - 1 && seconds >= FAULT.from && seconds < FAULT.until;

  const placeOf = ({ ahead, come }: Waiting, server: number): readonly [number, number] => {
    const [x, y] = [box - 16 - ahead * gap, yOf(server)];
    if (come >= 1) return [x, y];
    if (come < BEND) {
      const share = come / BEND;
      return [gate + 13 + share * (rail - gate - 13), middle + share * (y - middle)];
    }
    return [rail + ((come - BEND) / (1 - BEND)) * (x - rail), y];
  };
  const dots = servers.flatMap(({ waiting }, server) =>
    waiting.map((one) => ({ ...one, at: placeOf(one, server) })),
  );
  const marked = dots.find(({ request }) => request === mark);
  const working = servers.findIndex((one) => one.working?.request === mark);
  const here = marked?.at ?? (working < 0 ? undefined : ([box + 15, yOf(working)] as const));
  const coming = comingAt(film, now).map(({ come }) => [come * (gate - 13), middle] as const);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${POLICY_NAMES[state[lane]].name}: ${servers.map(({ count }, server) => `서버 ${server + 1}에 ${count}건`).join(", ")} 기다림`}
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
      {servers.map(({ count, working: task, refused }, server) => {
        const y = yOf(server);
        const [out, faulty] = [isOut(server), isFaulty(server)];
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
            {task !== undefined && (
              <rect
                x={box + 1}
                y={y - 15}
                width={Math.max(0, Math.min(1, task.done)) * (boxWidth - 2)}
                height="30"
                rx="3"
                fill="var(--sea-tint)"
              />
            )}
            <text x={box + boxWidth - 8} y={y + 4.5} textAnchor="end">
              {faulty ? (state.fault === REFUSES ? "오류" : "멈춤") : `서버 ${server + 1}`}
            </text>
            <text x={rail + (out ? 20 : 4)} y={y - 8}>
              {out ? "뺐음" : `기다림 ${count}`}
              {refused > 0 && (
                <tspan fill="var(--coral)" fontWeight="700">
                  {" "}
                  오류 {refused}건/초
                </tspan>
              )}
            </text>
            {count > room.most && (
              <text x={rail + 6} y={y + 18} fontWeight="700" fill="var(--ink)">
                +{count - room.most}
              </text>
            )}
          </g>
        );
      })}
      <Dots at={coming} radius={radius - 2} colour="var(--ink-2)" />
      <Dots at={dots.map(({ at }) => at)} radius={radius} colour="var(--ink-2)" />
      <Dots
        at={servers.flatMap(({ working: task }, server) =>
          task === undefined ? [] : [[box + 15, yOf(server)]],
        )}
        radius={radius}
        colour="var(--sea)"
      />
      <Dots
        at={dots.filter(({ abandoned }) => abandoned).map(({ at }) => at)}
        radius={radius - 2.5}
        colour="var(--paper)"
      />
      {here !== undefined && (
        <g fill="var(--coral)">
          <circle
            cx={here[0]}
            cy={here[1]}
            r={radius + 4}
            fill="var(--paper)"
            stroke="var(--coral)"
            strokeWidth="2"
          />
          <circle cx={here[0]} cy={here[1]} r={radius} />
          <text
            x={Math.min(here[0], box - 8)}
            y={here[1] - radius - 8}
            textAnchor={here[0] > box - 60 ? "end" : "middle"}
            fontWeight="700"
            stroke="var(--paper)"
            strokeWidth="4"
            paintOrder="stroke"
          >
            같은 요청
          </text>
        </g>
      )}
    </svg>
  );
}

/** All dots of one look as a single shape: hundreds of them move as cheaply as one. */
function Dots({
  at,
  radius,
  colour,
}: {
  at: readonly (readonly number[])[];
  radius: number;
  colour: string;
}) {
  if (at.length === 0) return null;
  return (
    <path
      fill="none"
      stroke={colour}
      strokeWidth={radius * 2}
      strokeLinecap="round"
      d={at.map(([x, y]) => `M${Math.round(x! * 10) / 10} ${Math.round(y! * 10) / 10}h.01`).join("")}
    />
  );
}
