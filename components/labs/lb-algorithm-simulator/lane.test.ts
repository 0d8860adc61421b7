import { expect, test } from "vitest";
import { comingAt } from "../../../lib/labs/lb-algorithm-simulator/film.ts";
import { lbAlgorithmSimulator } from "../../../lib/labs/lb-algorithm-simulator/lb-algorithm-simulator.ts";
import { firstMoment, followed, LANES, outcomeOf } from "../../../lib/labs/lb-algorithm-simulator/traffic.ts";
import { startRun } from "../../../lib/sim/run.ts";
import { movingAt, roomOf } from "./lane.ts";

const single = (path: unknown) => String(path).split("h.01").length - 1;
const inRows = (path: unknown, gap: number) =>
  [...String(path).matchAll(/h-([\d.]+)/g)].reduce(
    (sum, [, length]) => sum + Math.floor(Number(length) / gap) + 1,
    0,
  );

test("as many dots are drawn as wait and have room, and the rest is told as a number", () => {
  for (const scenario of lbAlgorithmSimulator.scenarios) {
    const { state } = startRun(lbAlgorithmSimulator, scenario).frames[0]!;
    for (const lane of LANES) {
      const { film, run } = outcomeOf(state, lane);
      for (const width of [280, 560, 6000]) {
        const room = roomOf(width);
        for (const now of [0, firstMoment(state), run.end * 0.3, run.end * 0.61]) {
          const moving = movingAt(film, now, followed(state), room);
          const { row, waiting, working } = moving;
          const told = (name: string) =>
            [0, 1, 2, 3].reduce(
              (sum, server) =>
                sum + Number(/\d+/.exec(String(moving[`${name}-${server}`]!.children))?.[0] ?? 0),
              0,
            );
          expect(inRows(row!.d, room.gap) + single(waiting!.d)).toBe(
            told("count") - told("more") + comingAt(film, now).length,
          );
          expect(single(working!.d)).toBeLessThanOrEqual(4);
        }
      }
    }
  }
});

test("the mark stands at the request that is followed, and out of sight where it is not", () => {
  const { state } = startRun(lbAlgorithmSimulator, lbAlgorithmSimulator.scenarios[0]).frames[0]!;
  const { film } = outcomeOf(state, "a");
  const room = roomOf(560);
  const at = (now: number) => movingAt(film, now, followed(state), room).mark!.transform;
  expect(at(0)).toBe("translate(-560 0)");
  expect(at(firstMoment(state))).toMatch(/^translate\(\d+(\.\d)? \d+(\.\d)?\)$/);
});

test("who is followed is seen all the while it waits, also among those who have no room", () => {
  let behind = 0;
  for (const scenario of lbAlgorithmSimulator.scenarios) {
    const { state } = startRun(lbAlgorithmSimulator, scenario).frames[0]!;
    const mark = followed(state);
    for (const lane of LANES) {
      const { film } = outcomeOf(state, lane);
      const room = roomOf(324);
      for (const { request, sent, freed } of film.servers)
        for (const [place, one] of request.entries()) {
          if (one !== mark) continue;
          for (let step = 0; step < 40; step++) {
            const now = sent[place]! + ((freed[place]! - sent[place]!) * step) / 40;
            const { mark: at, label } = movingAt(film, now, mark, room);
            const x = Number(/\((\S+)/.exec(at!.transform!)![1]);
            expect(x, `${scenario.id} ${lane} ${step}`).toBeGreaterThan(0);
            // Where it has come to a place, its name begins behind the number of those who wait.
            const begins = x + Number(label!.x) - 52;
            if (x > room.rail + 28) expect(begins).toBeGreaterThanOrEqual(room.rail + 56);
            if (x === room.box - 16 - room.most * room.gap) behind++;
          }
        }
    }
  }
  expect(behind).toBeGreaterThan(0);
});
