import { expect, test } from "vitest";
import { startRun } from "../../sim/run.ts";
import { alone, elasticQueue } from "./elastic-queue.ts";
import { type Day, resultOf, stagingOf } from "./queue.ts";

const framesOf = (id: string) =>
  startRun(elasticQueue, elasticQueue.scenarios.find((one) => one.id === id)!).frames;
const usual = framesOf("elastic")[0]!.state;
const of = (changed: Partial<Day>) => resultOf({ ...usual, ...changed });

test("the run in words", () => {
  expect(
    elasticQueue.scenarios.map(({ id }) => framesOf(id).at(Math.min(1, framesOf(id).length - 1))!.text),
  ).toMatchInlineSnapshot(`
    [
      "SchedulerType을 sched/builtin에서 sched/backfill로 바꾼다. 평균 기다림은 70분에서 31분이 된다. 맨 앞의 작업을 늦추지 않는 것이 빈틈에 먼저 들어가, 자체 노드는 79%가 일한다.",
      "ResumeTimeout을 600초에서 60초로 바꾼다. 평균 기다림은 18분에서 49분이 된다. 노드가 뜨는 4분을 ResumeTimeout이 기다려 주지 않아 클라우드 노드 32대가 DOWN이 되고, 작업은 다시 줄을 선다.",
      "자체 노드 32대에 열 시간 동안 그 120%의 일이 작업 61개로 들어와 평균 93분을 기다린다. 노드가 뜨는 4분을 ResumeTimeout이 기다려 주지 않아 클라우드 노드 32대가 DOWN이 되고, 작업은 다시 줄을 선다.",
      "회선을 1Gbps에서 0.1Gbps로 바꾼다. 평균 기다림은 7분에서 26분이 된다. 작업 7개를 보내 노드가 61시간 일하는 데 76시간을 켜 두고 76,000원을 낸다. 데이터를 옮기느라, 보내지 않을 때의 17분보다 오래 걸린다.",
    ]
  `);
});

test("the note's sum: 2 TB over 1 Gbps are 16,000 seconds", () => {
  expect(stagingOf(2000, 1)).toBe(16_000);
});

test("backfill waits less on every day, with the same jobs", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const [order, gaps] = [0, 1].map((backfill) => of({ seed, backfill, cloud: 0 }));
    expect(gaps!.jobs).toEqual(order!.jobs);
    expect(gaps!.wait, `${seed}`).toBeLessThan(order!.wait);
  }
});

test("more work is more jobs of the same kind, and another line only changes how long data takes", () => {
  const [slow, fast] = [of({ line: 1 }), of({ line: 10 })];
  expect(fast.jobs.map(({ staging, ...job }) => ({ ...job, staging: 0 }))).toEqual(
    slow.jobs.map(({ staging, ...job }) => ({ ...job, staging: 0 })),
  );
  for (const [index, { staging }] of fast.jobs.entries())
    expect(Math.abs(slow.jobs[index]!.staging - 10 * staging)).toBeLessThanOrEqual(5);
});

test("idle nodes cost the more the longer they may idle, and boots the fewer", () => {
  const bills = [1, 10, 30, 120].map((suspend) => of({ suspend }).cost);
  expect([...bills].sort((a, b) => a - b)).toEqual(bills);
});

test("what does not register in time is DOWN, and the day is as if nothing were sent", () => {
  const late = of({ resume: 1 });
  expect(late.run.down).toBe(usual.cloud);
  expect(late.burst).toBe(0);
  expect(late.wait).toBeCloseTo(alone(usual).wait, 0);
});

test("over a fast line sending saves waiting; over a slow one it costs more than it saves on most days", () => {
  let worse = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const day = { seed, load: 80, patience: 0 };
    const own = alone({ ...usual, ...day }).wait;
    expect(of({ ...day, line: 10 }).wait, `${seed}`).toBeLessThan(own);
    if (of({ ...day, line: 0.1 }).wait > own) worse++;
  }
  expect(worse).toBeGreaterThan(7);
});
