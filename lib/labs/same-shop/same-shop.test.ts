import { expect, test } from "vitest";
import { startRun } from "../../sim/run.ts";
import { sameShop } from "./same-shop.ts";
import { bothOf, DEPLOYS, HANGS, KINDS, LEAKS, MEMORY, releaseOf, type Shop, THREADS } from "./shop.ts";

const framesOf = (id: string) => startRun(sameShop, sameShop.scenarios.find((one) => one.id === id)!).frames;
const calm = framesOf("load")[0]!.state;
const of = (changed: Partial<Shop>) => bothOf({ ...calm, ...changed });

test("the run in words", () => {
  expect(
    sameShop.scenarios.map(({ id }) => framesOf(id).at(id === "hang" ? 1 : -1)!.text),
  ).toMatchInlineSnapshot(`
    [
      "배송을 2벌에서 4벌로 바꾼다. 1초 안에 답한 요청은 모놀리식 100% 그대로이고, 서비스 99.6%에서 100%가 된다. 모놀리식은 한 벌에 네 부분을 다 싣고 10GiB를, 서비스는 10벌로 5GiB를 쓴다.",
      "모놀리식을 2벌에서 3벌로 바꾼다. 1초 안에 답한 요청은 두 쪽 모두 100% 그대로다. 배송만 고쳐도 모놀리식은 16분 동안 만들고 검사해 3벌을 모두 다시 띄우고, 10팀의 변경이 모두 무사할 확률은 59.9%다. 서비스는 4분에 배송 2벌만 다시 띄우고 95%가 무사하다.",
      "모놀리식을 3벌에서 6벌로 바꾼다. 1초 안에 답한 요청은 모놀리식 67.6%에서 84.2%가 되고, 서비스 96.1% 그대로다. 새는 것은 배송뿐이다. 모놀리식은 프로세스가 6번 죽을 때마다 하던 주문까지 잃고, 서비스는 배송만 6번 다시 뜬다.",
      "배송에 생긴 일을 없음에서 30초 멈춤으로 바꾼다. 1초 안에 답한 요청은 모놀리식 100%에서 22.4%가 되고, 서비스 100%에서 22.3%가 된다. 화면의 스레드 100개가 모두 배송의 답을 기다리느라 묶여, 나누었어도 둘러보기와 주문까지 멈춘다.",
      "실패하는 호출을 1%에서 5%로 바꾼다. 1초 안에 답한 요청은 모놀리식 100% 그대로이고, 서비스 99.2%에서 96.2%가 된다. 주문은 서비스를 두 번 부르니 두 호출이 모두 성공하는 90.3%만 끝까지 간다. 모놀리식에는 실패할 호출이 없다.",
    ]
  `);
});

test("both sides get the same customers with the same work", () => {
  const { one, many } = of({ times: 3 });
  const busy = (side: typeof one) => side.run.units.reduce((sum, unit) => sum + unit.busy, 0);
  expect(one.run.ends).toHaveLength(many.run.ends.length);
  // All but what is still being worked on at the end.
  expect(Math.abs(busy(one) / busy(many) - 1)).toBeLessThan(0.005);
});

test("more of one kind of customers changes no other kind", () => {
  const spread = { one: 8, web: 6, order: 6, pay: 6, ship: 6 };
  const [few, crowd] = [of({ ...spread, times: 1 }), of({ ...spread, times: 2 })];
  expect(crowd.many.kinds.buy.mean / few.many.kinds.buy.mean).toBeCloseTo(1, 1);
  expect(crowd.asked.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(
    few.asked.reduce((sum, [, count]) => sum + count, 0) + 700,
  );
});

test("the note's sum: four copies more are 8 GiB of the monolith and 2 GiB of one service", () => {
  expect([4 * MEMORY.one, 4 * MEMORY.service]).toEqual([8, 2]);
  expect(of({ one: 7 }).one.memory - of({}).one.memory).toBe(8);
  expect(of({ pay: 6 }).many.memory - of({}).many.memory).toBe(2);
});

test("the note's sum: ten teams' changes together stay in 60 of 100 cases, one team's in 95", () => {
  const shop = { ...calm, teams: 10 };
  expect(Math.round(releaseOf(shop, "one").stays * 100)).toBe(60);
  expect(releaseOf(shop, "many").stays).toBe(0.95);
});

test("a change of one part restarts all of the monolith, and of the services its own", () => {
  const { one, many } = of({ event: DEPLOYS });
  expect(one.run.units[0]!.restarts).toBe(calm.one);
  expect(many.run.units.map(({ restarts }) => restarts)).toEqual([0, 0, 0, calm.ship]);
  const [all, own] = [releaseOf(calm, "one"), releaseOf(calm, "many")];
  expect(all.reach).toBe(1);
  expect(own.reach).toBe(0.25);
  // What is reckoned is what the run takes, but for the requests that a copy first brings to an end.
  for (const [side, { roll }] of [
    [one, all],
    [many, own],
  ] as const)
    expect(side.run.deployed! / 1_000_000 - 20 - roll).toBeLessThan(1);
});

test("a leak takes the orders of the monolith with it on every seed, and none of the services", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const { one, many } = of({ event: LEAKS, seed });
    expect(one.kinds.buy.inTime, `${seed}`).toBeLessThan(0.85);
    expect(many.kinds.buy.inTime, `${seed}`).toBeGreaterThan(0.995);
    expect(many.kinds.track.inTime, `${seed}`).toBeLessThan(0.95);
  }
});

test("services without timeouts stop together; with them the others go on, while there are threads enough", () => {
  const hung = { event: HANGS, times: 12, one: 5, ship: 4 };
  for (let seed = 1; seed <= 10; seed++) {
    const browses = (changed: Partial<Shop>) => of({ ...hung, seed, ...changed }).many.kinds.browse.inTime;
    expect(browses({}), `${seed}`).toBeLessThan(0.75);
    expect(browses({ timeout: 1000 }), `${seed}`).toBeLessThan(0.99);
    expect(browses({ timeout: 1000, web: 3 }), `${seed}`).toBeGreaterThan(0.99);
  }
  // A hundred and twenty a second that wait for a second are as many threads: more than two copies have, not three.
  expect([2 * THREADS, 3 * THREADS]).toEqual([100, 150]);
});

test("calls of an order add two hops, and fail as often as the product says", () => {
  const [near, far] = [of({ hop: 0 }), of({ hop: 50 })];
  expect(far.many.kinds.buy.mean - near.many.kinds.buy.mean).toBeCloseTo(100, -1);
  const shares = Array.from({ length: 10 }, (_, seed) => of({ fails: 5, seed }).many.kinds.buy.inTime);
  expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeCloseTo(0.95 ** 2, 1);
  expect(of({ fails: 5 }).one.inTime).toBe(of({}).one.inTime);
  expect(KINDS.map(({ path }) => path.length)).toEqual([1, 3, 2]);
});
