import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { startRun } from "../../sim/run.ts";
import { retryStorm, SETTINGS, type SettingName } from "./retry-storm.ts";
import { LENGTH, mostAttempts, type Storm, TROUBLE, weatherOf } from "./storm.ts";

const framesOf = (id: string) =>
  startRun(retryStorm, retryStorm.scenarios.find((one) => one.id === id)!).frames;
const weathersOf = (id: string) => framesOf(id).map(({ state }) => weatherOf(state));
const calm = framesOf("storm")[0]!.state;

test("the run in words", () => {
  expect(framesOf("storm").map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      "요청은 초당 28건인데 서비스에 닿는 시도는 초당 많게는 41건이다. 10초 고장이 끝나고 21초 뒤에 나아지고, 요청의 26%가 실패한다. 고장 동안 쌓인 줄을 다 치울 때까지는 새 요청도 늦는다.",
      "요청은 초당 28건인데 서비스에 닿는 시도는 초당 많게는 107건이다. 10초 고장이 끝나고 90초가 지나도 나아지지 않고, 요청의 83.4%가 실패한다. 고장은 끝났지만 다시 보낸 요청이 서비스의 힘인 초당 40건을 넘어, 서비스는 일의 88%를 이미 떠난 클라이언트에게 쓴다.",
      "요청은 초당 28건인데 서비스에 닿는 시도는 초당 많게는 109건이다. 10초 고장이 끝나고 90초가 지나도 나아지지 않고, 요청의 83.4%가 실패한다. 고장은 끝났지만 다시 보낸 요청이 서비스의 힘인 초당 40건을 넘어, 서비스는 일의 88%를 이미 떠난 클라이언트에게 쓴다.",
      "요청은 초당 28건인데 서비스에 닿는 시도는 초당 많게는 102건이다. 10초 고장이 끝나고 90초가 지나도 나아지지 않고, 요청의 83.4%가 실패한다. 고장은 끝났지만 다시 보낸 요청이 서비스의 힘인 초당 40건을 넘어, 서비스는 일의 88%를 이미 떠난 클라이언트에게 쓴다.",
      "요청은 초당 28건인데 서비스에 닿는 시도는 초당 많게는 120건이다. 10초 고장이 끝나자마자 나아지고, 요청의 8.7%가 실패한다. 줄이 길어지기 전에 거절하니 받은 요청은 제때 끝난다.",
    ]
  `);
});

test("retries keep a service down after its trouble is over; longer and random delays do not let it up", () => {
  const [none, three, longer, random, limited] = weathersOf("storm");
  expect(none!.recovered).toBeLessThan(60);
  for (const weather of [three, longer, random]) expect(weather!.recovered).toBeUndefined();
  expect(limited!.recovered).toBe(0);
  expect(three!.wasted).toBeGreaterThan(0.8);
});

test("the same on other seeds: it is no chance", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const of = (changed: Partial<Storm>) => weatherOf({ ...calm, seed, ...changed }).recovered;
    expect(of({}), `${seed}`).toBeLessThan(60);
    expect(of({ attempts: 3 }), `${seed}`).toBeUndefined();
    expect(of({ attempts: 3, breaker: 1 }), `${seed}`).toBeLessThan(20);
    expect(of({ attempts: 3, limit: 30 }), `${seed}`).toBeLessThanOrEqual(2);
    expect(of({ attempts: 3, deadlines: 1, budget: 10 }), `${seed}`).toBeLessThanOrEqual(2);
  }
});

test("a breaker opens in the trouble, tries a few, and closes when the service answers again", () => {
  const { run } = weathersOf("breaker")[1]!;
  const states = run.breaker.map(({ state }) => state);
  expect(states[0]).toBe("OPEN");
  expect(states.at(-1)).toBe("CLOSED");
  expect(run.breaker[0]!.at / 1_000_000).toBeGreaterThan(TROUBLE.from);
  expect(run.breaker.at(-1)!.at / 1_000_000).toBeLessThan(TROUBLE.until + 15);
  // What is not permitted reaches nobody.
  for (const { outcome, server } of run.attempts) if (outcome === "not-permitted") expect(server).toBe(-1);
});

const storms = fc.record(
  Object.fromEntries(
    Object.entries(SETTINGS).map(([what, { values }]) => [what, fc.constantFrom(...values)]),
  ) as Record<SettingName, fc.Arbitrary<number>>,
);

test("no request is tried more often than its layers allow, and the curves add up to the run", () => {
  fc.assert(
    fc.property(storms, fc.nat(20), (drawn, seed) => {
      const storm: Storm = { ...drawn, seed };
      const { run, sent, good, failed, wasted } = weatherOf(storm);
      for (const { attempts } of run.requests) expect(attempts).toBeLessThanOrEqual(mostAttempts(storm));
      const sum = (curve: readonly (readonly [number, number])[]) =>
        curve.reduce((total, [, count]) => total + count, 0);
      expect(sent).toHaveLength(LENGTH);
      expect(sum(sent)).toBe(run.attempts.filter(({ server }) => server >= 0).length);
      expect(sum(good)).toBe(run.requests.filter(({ ok }) => ok).length);
      for (const share of [failed, wasted]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }),
    runs(50),
  );
});
