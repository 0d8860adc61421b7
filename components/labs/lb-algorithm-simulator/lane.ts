import {
  comingAt,
  eachWaiting,
  type Film,
  serverAt,
  waitsBehind,
} from "../../../lib/labs/lb-algorithm-simulator/film.ts";
import { SERVERS } from "../../../lib/labs/lb-algorithm-simulator/traffic.ts";

/** Where things stand in a drawing of a width. */
export type Room = {
  readonly width: number;
  readonly height: number;
  readonly row: number;
  readonly radius: number;
  readonly gap: number;
  /** The balancer's middle. */
  readonly gate: number;
  /** Where the rails are level. */
  readonly rail: number;
  readonly box: number;
  readonly boxWidth: number;
  /** So many of a queue have room. */
  readonly most: number;
};

const TOP = 8;
/** How much of its way a request goes from the balancer to its rail. */
const BEND = 0.35;

export function roomOf(width: number): Room {
  const wide = width >= 440;
  const [boxWidth, gate, rail] = wide ? [88, 70, 102] : [74, 26, 48];
  const [radius, gap] = wide ? [7, 21] : [6, 17];
  const row = wide ? 50 : 44;
  const box = width - boxWidth - 1;
  return {
    width,
    height: row * SERVERS + 2 * TOP,
    row,
    radius,
    gap,
    gate,
    rail,
    box,
    boxWidth,
    most: Math.max(3, Math.floor((box - rail - 44) / gap)),
  };
}

/** The height of a server's rail. */
export const railOf = ({ row }: Room, server: number) => TOP + row * (server + 0.5) + 6;

/** What goes with the moment, by the names of the drawing's parts: their attributes, or the words in them (`children`). */
export type Moving = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Where everybody stands at a moment. All dots of one look are a single shape, and a row of them is one dotted
 * line of it: hundreds move as cheaply as one.
 * @param mark the request that is followed
 */
export function movingAt(film: Film, now: number, mark: number, room: Room): Moving {
  const { width, height, radius, gap, gate, rail, box, boxWidth, most } = room;
  const middle = height / 2;
  let [row, waiting, working, abandoned] = ["", "", "", ""];
  // Out of sight where it is nowhere.
  let [markX, markY] = [-width, 0];
  const servers: Record<string, Record<string, string>> = {};
  for (const come of comingAt(film, now)) waiting += dot(radius + come * (gate - 13 - radius), middle);
  for (let server = 0; server < SERVERS; server++) {
    const y = railOf(room, server);
    let [head, standing] = [0, 0];
    eachWaiting(film.servers[server]!, now, most, (request, ahead, come, isAbandoned) => {
      let [atX, atY] = [box - 16 - ahead * gap, y];
      if (come < BEND) {
        const share = come / BEND;
        [atX, atY] = [gate + 13 + share * (rail - gate - 13), middle + share * (y - middle)];
      } else if (come < 1) {
        atX = rail + ((come - BEND) / (1 - BEND)) * (atX - rail);
      }
      if (come < 1) waiting += dot(atX, atY);
      else if (standing++ === 0) head = atX;
      if (isAbandoned) abandoned += dot(atX, atY);
      if (request === mark) [markX, markY] = [atX, atY];
    });
    if (standing > 0) row += dots(head, y, standing, gap);
    const { count, refused, working: task } = serverAt(film.servers[server]!, now);
    servers[`count-${server}`] = { children: `기다림 ${count}` };
    servers[`refused-${server}`] = { children: refused > 0 ? ` 오류 ${refused}건/초` : "" };
    servers[`more-${server}`] = { children: count > most ? `+${count - most}` : "" };
    // Who has no room stands where they are counted.
    if (waitsBehind(film.servers[server]!, now, most, mark)) [markX, markY] = [box - 16 - most * gap, y];
    if (task !== undefined) {
      working += dot(box + 15, y);
      if (task.request === mark) [markX, markY] = [box + 15, y];
    }
    servers[`done-${server}`] = {
      width: tenths(Math.max(0, Math.min(1, task?.done ?? 0)) * (boxWidth - 2)),
    };
  }
  return {
    ...servers,
    row: { d: row },
    waiting: { d: waiting },
    working: { d: working },
    abandoned: { d: abandoned },
    mark: { transform: `translate(${tenths(markX)} ${tenths(markY)})` },
    // Its name ends before it, or begins behind how many wait.
    label: { x: markX > rail && markX < rail + 124 ? "82" : "-12" },
  };
}

const tenths = (length: number) => (Math.round(length * 10) / 10).toString();
const dot = (x: number, y: number) => `M${tenths(x)} ${tenths(y)}h.01`;
/** So many, from right to left; drawn as dashes without a length, a gap apart. */
const dots = (x: number, y: number, count: number, gap: number) =>
  `M${tenths(x)} ${y}h${-(count - 1) * gap - 0.01}`;
