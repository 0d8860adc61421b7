import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { startRun } from "../../sim/run.ts";
import {
  BASE,
  bothOf,
  END,
  type Growth,
  LARGEST,
  loadOf,
  MOST_SERVERS,
  SIZES,
  SMALL,
  TARGET,
} from "./growth.ts";
import { meanwhile, SETTINGS, type SettingName, scaleChoice } from "./scale-choice.ts";

const framesOf = (id: string) =>
  startRun(scaleChoice, scaleChoice.scenarios.find((one) => one.id === id)!).frames;
const usual = framesOf("climb")[0]!.state;
const of = (changed: Partial<Growth>) => bothOf({ ...usual, ...changed });

test("the run in words", () => {
  expect(scaleChoice.scenarios.map(({ id }) => framesOf(id).at(-1)!.text)).toMatchInlineSnapshot(`
    [
      "서버가 뜨는 시간을 180초에서 15초로 바꾼다. 5초 넘게 기다린 요청이 더하는 쪽은 88.4%에서 0%가 되고, 키우는 쪽은 0% 그대로다. 서버가 뜨기까지 더 오르는 초당 10건은 있던 서버의 여유가 받는다. 제자리에서 키우면 멈추지 않으니, 남는 것은 두 배씩 뛰는 크기와 값이다.",
      "가장 높은 부하를 400건/초에서 600건/초로 바꾼다. 5초 넘게 기다린 요청이 더하는 쪽은 0% 그대로이고, 키우는 쪽은 65.2%에서 70.6%가 된다. 서버가 뜨기까지 더 오르는 초당 50건은 있던 서버의 여유가 받는다. 가장 큰 기계도 초당 320건까지라, 그 위로는 키울 것이 없다.",
      "1분에 오르는 부하를 60건/초에서 80건/초로 바꾼다. 5초 넘게 기다린 요청이 더하는 쪽은 98.2%에서 98.4%가 되고, 키우는 쪽은 98.3%에서 98.6%가 된다. 서버가 뜨기까지 부하가 초당 100건 더 올라, 있던 서버의 여유를 넘는다. 가장 큰 기계도 초당 320건까지라, 그 위로는 키울 것이 없다.",
    ]
  `);
});

test("the load climbs by what its setting says, and stays", () => {
  const load = loadOf({ rise: 20, top: 200 });
  expect([load[0], load[240], load[900], load.at(-1)]).toEqual([BASE, BASE + 20, 200, 200]);
});

test("a server that is decided on finds the load higher by the climb times the wait for it", () => {
  expect(meanwhile({ ...usual, rise: 20, boot: 180 })).toBe(65);
  const late = [15, 60, 180].map((boot) => of({ boot }).out.late);
  expect([...late].sort((a, b) => a - b)).toEqual(late);
  expect(late.at(-1)).toBeGreaterThan(0.5);
});

test("a resize stops the machine as often as it changes; in place it does not stop at all", () => {
  const { up } = of({ restart: 60 });
  expect(up.capacity.filter((can) => can === 0)).toHaveLength(up.changes * 60);
  expect(up.longest).toBeGreaterThanOrEqual(60);
  const inPlace = of({ restart: 0 }).up;
  expect(inPlace.capacity.every((can) => can > 0)).toBe(true);
  expect(inPlace.late).toBe(0);
});

test("there is a largest machine, and more servers beyond it", () => {
  const { out, up } = of({ top: 600, restart: 0, rise: 40, least: 8 });
  expect(Math.max(...up.capacity)).toBe(LARGEST);
  expect(up.late).toBeGreaterThan(0.5);
  expect(out.late).toBeLessThan(0.01);
});

test("a policy of steps falls behind a fast climb that a target is met under", () => {
  const fast = { rise: 80, top: 600, least: 12 };
  expect(of(fast).out.late).toBeGreaterThan(0.5);
  expect(of({ ...fast, rule: TARGET }).out.late).toBeLessThan(0.01);
});

const growths = fc.record(
  Object.fromEntries(
    Object.entries(SETTINGS).map(([what, { values }]) => [what, fc.constantFrom(...values)]),
  ) as Record<SettingName, fc.Arbitrary<number>>,
);

test("both ways keep their bounds and answer the same requests", () => {
  fc.assert(
    fc.property(growths, (growth) => {
      const { out, up } = bothOf(growth);
      const all = loadOf(growth).reduce((sum, amount) => sum + amount, 0);
      for (const { queue, late, paid, longest } of [out, up]) {
        const served = queue.served.reduce((sum, amount) => sum + amount, 0);
        expect(served + queue.waiting.at(-1)!).toBeCloseTo(all, 3);
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(1);
        expect(longest).toBeLessThanOrEqual(END);
        expect(paid).toHaveLength(END);
      }
      expect(out.most).toBeLessThanOrEqual(MOST_SERVERS * SMALL);
      expect(Math.min(...out.paid)).toBeGreaterThanOrEqual(growth.least * SMALL);
      for (const size of up.paid) expect(SIZES as readonly number[]).toContain(size);
      expect(Math.min(...up.paid)).toBeGreaterThanOrEqual(growth.first);
    }),
    runs(60),
  );
});
