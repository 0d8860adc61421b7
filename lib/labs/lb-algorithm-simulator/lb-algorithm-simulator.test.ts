import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { startRun } from "../../sim/run.ts";
import { comingAt, eachWaiting, serverAt, waitingAt } from "./film.ts";
import { lbAlgorithmSimulator, loadOf, SETTINGS } from "./lb-algorithm-simulator.ts";
import { firstMoment, followed, LANES, momentsOf, outcomesOf, SERVERS, type Traffic } from "./traffic.ts";

const framesOf = (id: string) =>
  startRun(lbAlgorithmSimulator, lbAlgorithmSimulator.scenarios.find((one) => one.id === id)!).frames;
const statesOf = (id: string) => framesOf(id).map(({ state }) => state);

test("the run in words", () => {
  expect(
    ["uneven", "slow-server", "fast-errors", "hang"].map((id) => framesOf(id)[2]!.text),
  ).toMatchInlineSnapshot(`
    [
      "같은 요청 4,000건을 끝까지 보내면 무작위는 p99가 1,646ms, 최소 연결은 565ms다. 서버가 하는 일은 같고 줄에서 기다린 시간만 다르다.",
      "같은 요청 4,000건을 끝까지 보내면 라운드 로빈은 p99가 70,389ms, 가중 라운드 로빈은 1,030ms다. 서버가 하는 일은 같고 줄에서 기다린 시간만 다르다.",
      "서버 4가 20초부터 60초까지 곧바로 오류를 내면 라운드 로빈은 요청 4.5%, 최소 연결은 7.5%가 실패한다. 고장 나고 20초 뒤에야 검사가 서버 4를 뺐다.",
      "서버 4가 20초부터 60초까지 멈추면 라운드 로빈은 요청 0.8%, 최소 연결은 0.1%가 실패한다. 고장 나고 5초 뒤에야 검사가 서버 4를 뺐다.",
    ]
  `);
});

test("both sides see the same requests", () => {
  for (const { id } of lbAlgorithmSimulator.scenarios) {
    for (const state of statesOf(id)) {
      const { a, b } = outcomesOf(state);
      const seen = LANES.map((lane) =>
        ({ a, b })[lane].run.requests.map(({ arrived, work }) => [arrived, work]),
      );
      expect(seen[0]).toEqual(seen[1]);
    }
  }
});

test("a queue that is looked at shortens the tail; work that is even makes the difference go", () => {
  const [random, two, least] = statesOf("uneven").map((state) => outcomesOf(state).b.p99);
  expect(two).toBeLessThan(random!);
  expect(least).toBeLessThan(two!);
  const even = {
    ...statesOf("uneven")[0]!,
    a: "round-robin" as const,
    b: "least-connections" as const,
    spread: 0,
  };
  expect(outcomesOf(even).a.p99).toBeLessThanOrEqual(outcomesOf(even).b.p99 * 1.1);
});

test("fast errors draw least connections, a hanging server drives it away", () => {
  const [, errors] = statesOf("fast-errors").map(outcomesOf);
  expect(errors!.b.failed).toBeGreaterThan(errors!.a.failed * 1.5);
  const [hang] = statesOf("hang").map(outcomesOf);
  expect(hang!.b.failed).toBeLessThan(hang!.a.failed / 10);
});

test("when one of four leaves, the remainder moves three in four, the ring about its own share", () => {
  const [leaving] = statesOf("server-leaves").map(outcomesOf);
  expect(leaving!.a.moved).toBeGreaterThan(0.6);
  expect(leaving!.b.moved).toBeLessThan(0.2);
});

const moments = fc.record({
  scenario: fc.nat(lbAlgorithmSimulator.scenarios.length - 1),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
});

test("what is drawn at any moment is what the run says of it", () => {
  const states = lbAlgorithmSimulator.scenarios.map(({ id }) => statesOf(id)[0]!);
  fc.assert(
    fc.property(moments, ({ scenario, at }) => {
      const state = states[scenario]!;
      for (const lane of LANES) {
        const { run, film } = outcomesOf(state)[lane];
        const now = Math.round(at * run.end);
        const inside = run.attempts.filter(({ sent, left }) => sent <= now && left > now);
        const waiting = inside.filter(({ started }) => started > now);
        expect(waitingAt(film, now)).toBe(waiting.length);
        for (const [server, track] of film.servers.entries()) {
          const { count, working } = serverAt(track, now);
          const told: { readonly request: number; readonly ahead: number; readonly come: number }[] = [];
          eachWaiting(track, now, 1000, (request, ahead, come) => told.push({ request, ahead, come }));
          // Those who have come stand from the head on, and move up as one.
          const standing = told.filter(({ come }) => come === 1);
          expect(told.slice(0, standing.length)).toEqual(standing);
          for (const [place, one] of standing.entries())
            expect(one.ahead - standing[0]!.ahead).toBeCloseTo(place, 9);
          expect(count).toBe(waiting.filter((attempt) => attempt.server === server).length);
          const tasks = inside.filter((attempt) => attempt.server === server && attempt.started <= now);
          expect(working?.request).toBe(tasks[0]?.request);
          expect(told.map(({ request }) => request)).toEqual(
            waiting.filter((attempt) => attempt.server === server).map(({ request }) => request),
          );
          for (const [place, one] of told.entries()) {
            // Nobody overtakes, and a gap closes within one place.
            expect(one.ahead).toBeGreaterThanOrEqual(place);
            if (place > 0) expect(one.ahead).toBeGreaterThan(told[place - 1]!.ahead - 1e-9);
          }
        }
        for (const come of comingAt(film, now)) {
          expect(come).toBeGreaterThanOrEqual(0);
          expect(come).toBeLessThanOrEqual(1);
        }
      }
    }),
    // One came while those before it were still moving up.
    { ...runs(10), examples: [[{ scenario: 0, at: 0.09303011325297471 }]] },
  );
});

test("the followed request waits on at least one side at the first moment, and moments are in order", () => {
  for (const { id } of lbAlgorithmSimulator.scenarios) {
    for (const state of statesOf(id)) {
      const all = momentsOf(state);
      expect([...all].sort((a, b) => a - b)).toEqual(all);
      expect(firstMoment(state)).toBeGreaterThan(0);
      const mark = followed(state);
      const { a, b } = outcomesOf(state);
      expect(a.run.requests[mark]!.ok && b.run.requests[mark]!.ok).toBe(true);
    }
  }
});

test("four servers at their most are load 1, and a slow one counts as little as it is fast", () => {
  const state: Traffic = { ...statesOf("uneven")[0]!, perSecond: 50, workMs: 80 };
  expect(loadOf(state)).toBeCloseTo(1, 10);
  expect(loadOf({ ...state, slow: 2 })).toBeCloseTo(SERVERS / 3.5, 10);
  expect(Math.max(...SETTINGS.perSecond.fine!)).toBeLessThan(50);
});
