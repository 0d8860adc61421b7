import { join } from "node:path";
import { expect, test } from "vitest";
import { readLabs } from "../../build/content/read-labs.ts";
import { evictionAllowed } from "../../models/apimachinery/disruption-budget.ts";
import { maxSurge, maxUnavailable } from "../../models/deployment/fenceposts.ts";
import { tolerancesOf, withinTolerance } from "../../models/hpa/tolerance.ts";
import { amdahl, gustafson } from "../../models/hpc/speedup.ts";
import { crashLoopDelays } from "../../models/kubelet/backoff.ts";
import { downtimePerYearMin, kOfN, serialAvailability } from "../../models/microservices/availability.ts";
import { retryAmplification } from "../../models/microservices/retry-amplification.ts";
import { mm1Sojourn, mmcWait } from "../../models/queue/closed-forms.ts";
import { clusterTable } from "../../models/raft/quorum.ts";
import { leastAllocatedScore, mostAllocatedScore } from "../../models/scheduler/least-most-allocated.ts";
import { readHash, writeHash } from "../../sim/hash.ts";
import { drawInteger, seedRandom } from "../../sim/random.ts";
import { startRun } from "../../sim/run.ts";
import {
  type CalculatorData,
  makeCalculator,
  plotOf,
  valuesOf,
  valuesOfSetting,
  writeDigits,
} from "./calculator.ts";
import { faultsOfCalculator } from "./faults.ts";

const files = readLabs(join(import.meta.dirname, "../../../content/labs"), (name) => name).labs;
function calculator(id: string) {
  const file = files.find((lab) => lab.id === id);
  if (file?.kind !== "calculator") throw new Error(id);
  return makeCalculator(id, file);
}

test("speedups are those of the model, whatever is chosen", () => {
  const { results, settings } = calculator("hpc-amdahl-lab");
  for (const serial of settings.serial!.values)
    for (const n of settings.n!.values) {
      const values = valuesOf(results, { serial, n });
      expect(values.amdahl).toBeCloseTo(amdahl({ parallelFraction: 1 - serial / 100, n }), 9);
      expect(values.gustafson).toBeCloseTo(gustafson({ serialFraction: serial / 100, n }), 9);
    }
});

test("majorities are those of the model", () => {
  const { results, settings } = calculator("kubernetes-architecture-quorum-calculator");
  for (const members of settings.members!.values) {
    const { quorum, tolerates } = clusterTable(members);
    expect(valuesOf(results, { members })).toMatchObject({ quorum, tolerates });
  }
});

test("downtime is that of the model, for chains and for replicas", () => {
  const { results, settings } = calculator("inverse-virtualization-downtime");
  for (const percent of settings.each!.values)
    for (const n of [1, 2, 8, 40]) {
      const values = valuesOf(results, { each: percent, n });
      const availability = percent / 100;
      const chain = serialAvailability({ parts: Array(n).fill(availability) });
      expect(values.chain! / 100).toBeCloseTo(chain, 9);
      expect(values.chainDown! * 60).toBeCloseTo(downtimePerYearMin(chain), 4);
      expect(values.any! / 100).toBeCloseTo(kOfN({ k: 1, n, availability }), 9);
    }
});

test("waits behind four servers are those of the closed forms", () => {
  const { results, settings } = calculator("load-balancing-shared-queue");
  for (const load of settings.load!.values)
    for (const work of settings.work!.values) {
      const values = valuesOf(results, { load, work });
      const rate = (4 * load) / 100 / work;
      const shared = mmcWait({ rate, service: work, servers: 4 });
      // Erlang C is known to nine digits of a millisecond.
      expect(values.shared).toBeCloseTo(shared, 5);
      expect(values.apart).toBeCloseTo(mm1Sojourn({ rate: rate / 4, service: work }) - work, 6);
    }
});

test("the HPA's wish is that of its controller, at the edges of the tolerance too", () => {
  const { results, settings } = calculator("auto-scaling-hpa-calculator");
  const wish = (now: number, metric: number, target: number) =>
    valuesOf(results, { now, metric, target }).wanted;
  expect([wish(3, 200, 100), wish(3, 50, 100), wish(3, 105, 100), wish(4, 150, 100)]).toEqual([6, 2, 3, 6]);
  for (const now of settings.now!.values)
    for (const metric of settings.metric!.values)
      for (const target of settings.target!.values) {
        const ratio = metric / target;
        const wanted = withinTolerance(ratio, tolerancesOf()) ? now : Math.ceil((now * metric) / target);
        expect(wish(now, metric, target), `${now} ${metric} ${target}`).toBe(wanted);
      }
});

test("a chain of calls and a transfer take what the notes say", () => {
  const chain = valuesOf(calculator("microservices-latency-chain").results, {
    steps: 5,
    each: 20,
    fails: 1,
    tries: 1,
  });
  expect(chain.delay).toBe(100);
  expect(chain.works).toBeCloseTo(95.1, 1);
  const layers = valuesOf(calculator("microservices-latency-chain").results, {
    steps: 3,
    each: 20,
    fails: 1,
    tries: 3,
  });
  expect(layers.most).toBe(retryAmplification({ layers: 3, attemptsPerLayer: 3 }));
  const burst = { data: 2, line: 1, use: 100, work: 4, wait: 3, nodes: 8, price: 1000 };
  // 2 TB at 1 Gbps are 16,000 seconds.
  expect(valuesOf(calculator("hpc-burst-decision").results, burst).sending).toBeCloseTo(16_000 / 3600, 9);
});

test("availabilities near 100% stand on an axis that tells them apart; others begin at 0", () => {
  const axis = (id: string, state: Record<string, number>) => {
    const { min, max } = plotOf(calculator(id), state)!.y;
    return [min, max];
  };
  const downtime = (each: number) => axis("inverse-virtualization-downtime", { each, n: 8 });
  // Forty of 99.9% are all there 96.1% of the time, forty of 99.999% 99.96%.
  expect(downtime(99.9)).toEqual([95, 100]);
  expect(downtime(99.999)[0]).toBeCloseTo(99.95, 9);
  expect(downtime(90)).toEqual([0, 100]);
  expect(axis("load-balancing-shared-queue", { load: 80, work: 80 })[0]).toBe(0);
});

const DATA: CalculatorData = {
  settings: [
    { id: "a", name: "가", unit: "개", range: { from: 0.1, to: 0.5, step: 0.1 }, start: 0.3 },
    { id: "b", name: "나", unit: "", values: [1, 2, 5], start: 2 },
  ],
  results: [{ id: "sum", name: "합", unit: "개", formula: "a + b * 2", digits: 2 }],
  sentence: "가 {a}개에 나 {b}의 두 배를 더하면 {sum}개다.",
  scenarios: [{ id: "one", title: "하나", about: "더해 본다.", set: { b: 5 } }],
  plot: { title: "합", x: "a", y: ["sum"], log: [], steps: false },
};

test("a lab of data runs like any: sentence, tables, address, plot", () => {
  const made = makeCalculator("a-b", DATA);
  const run = startRun(made.lab, made.lab.scenarios[0]);
  expect(run.textAt(0)).toBe("가 0.3개에 나 5의 두 배를 더하면 10.3개다.");
  const acted = run.act(0, { type: "set", what: "a", value: 0.4 });
  if (!acted.ok) throw new Error(acted.reason);
  const hash = writeHash(acted.run, 1)!;
  expect(hash).toBe("v=1&s=one&at=1&e=1.a:0.4");
  expect(readHash(made.lab, hash).run.stateAt(1)).toEqual({ a: 0.4, b: 5 });
  expect(readHash(made.lab, "v=1&s=one&at=1&e=1.a:0.44").problem).toBeDefined();
  expect(made.lab.tables({ a: 0.4, b: 5 })[1]!.rows).toEqual([["합", "0.4 + 5 × 2", "10.4개"]]);
  expect(plotOf(made, { a: 0.4, b: 1 })!.marks).toMatchObject([
    {
      points: [
        [0.1, 2.1],
        [0.2, 2.2],
        [0.3, 2.3],
        [0.4, 2.4],
        [0.5, 2.5],
      ],
    },
  ]);
  expect(valuesOfSetting(DATA.settings[0]!)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
});

test("numbers have the digits that are asked for, and no more", () => {
  expect([writeDigits(1234.5, 2), writeDigits(99.99, 6), writeDigits(10, 0), writeDigits(0.125, 2)]).toEqual([
    "1,234.5",
    "99.99",
    "10",
    "0.13",
  ]);
});

test("the lines of a rolling update are the controller's, whatever is chosen", () => {
  const { results, settings } = calculator("kubernetes-workloads-rolling-bounds");
  for (const pods of settings.pods!.values)
    for (const surgePercent of settings.surgePercent!.values)
      for (const lackPercent of settings.lackPercent!.values) {
        const spec = { replicas: pods, maxSurge: `${surgePercent}%`, maxUnavailable: `${lackPercent}%` };
        expect(valuesOf(results, { pods, surgePercent, lackPercent }), JSON.stringify(spec)).toMatchObject({
          most: pods + maxSurge(spec),
          least: pods - maxUnavailable(spec),
        });
      }
});

test("scores of a node are the scheduler's where the pod fits, and none where it does not", () => {
  const { results, settings } = calculator("kubernetes-scheduling-packing-score");
  const sizes = { cpu: [100, 700, 1000, 2000], memory: [256, 768, 2048, 4096] };
  for (const there of settings.there!.values)
    for (const cpu of sizes.cpu)
      for (const memory of sizes.memory)
        for (const nodeCpu of settings.nodeCpu!.values)
          for (const nodeMemory of settings.nodeMemory!.values) {
            const allocations = [
              { weight: 1, requested: (there + 1) * cpu, podRequest: cpu, allocatable: nodeCpu },
              { weight: 1, requested: (there + 1) * memory, podRequest: memory, allocatable: nodeMemory },
            ];
            const fits = allocations.every(({ requested, allocatable }) => requested <= allocatable);
            expect(valuesOf(results, { there, cpu, memory, nodeCpu, nodeMemory })).toMatchObject({
              least: fits ? leastAllocatedScore(allocations) : 0,
              most: fits ? mostAllocatedScore(allocations) : 0,
            });
          }
});

test("the waits before restarts are those of the kubelet's back-off", () => {
  const { results, settings } = calculator("kubernetes-troubleshooting-crash-wait");
  const waits = crashLoopDelays({ runSec: settings.failures!.values.map(() => 0) });
  let total = 0;
  for (const [index, failures] of settings.failures!.values.entries()) {
    total += waits[index]!;
    expect(valuesOf(results, { failures }), String(failures)).toMatchObject({ wait: waits[index]!, total });
  }
});

test("what a budget allows is what the disruption controller writes", () => {
  const { results, settings } = calculator("kubernetes-operations-drain-budget");
  for (const healthy of settings.healthy!.values)
    for (const minimum of settings.minimum!.values) {
      const status = evictionAllowed({ minAvailable: minimum, matching: 12, healthy, scale: 12 });
      const { allowed, leaving, waiting } = valuesOf(results, { healthy, minimum, onNode: 2 });
      expect(status).toMatchObject({ disruptionsAllowed: allowed });
      expect(leaving! + waiting!).toBe(2);
    }
});

test("pods without a connection are as many as in runs of chance", () => {
  const { results } = calculator("kubernetes-networking-idle-pods");
  const RUNS = 4000;
  for (const [connections, pods] of [
    [4, 8],
    [20, 8],
    [30, 30],
  ] as const) {
    let random = seedRandom(connections * 100 + pods);
    let idle = 0;
    for (let run = 0; run < RUNS; run++) {
      const busy = new Set<number>();
      for (let connection = 0; connection < connections; connection++) {
        const drawn = drawInteger(random, pods);
        busy.add(drawn.value);
        random = drawn.random;
      }
      idle += pods - busy.size;
    }
    // At most √pods / 2 deviates one run; four standard errors of the mean of all.
    const far = (4 * Math.sqrt(pods)) / 2 / Math.sqrt(RUNS);
    expect(Math.abs(valuesOf(results, { connections, pods }).idle! - idle / RUNS)).toBeLessThan(far);
  }
});

test("a quota lets in no pod more than each of its sums", () => {
  const { results, settings } = calculator("kubernetes-access-quota-fit");
  for (const cpu of settings.cpu!.values)
    for (const memory of settings.memory!.values)
      for (const limit of settings.limit!.values) {
        const isIn = (pods: number) =>
          pods <= 13 && pods * cpu <= 2000 && pods * memory <= 1024 && pods * limit <= 2048;
        const { pods } = valuesOf(results, { cpu, memory, limit });
        expect([isIn(pods!), isIn(pods! + 1)], `${cpu} ${memory} ${limit}`).toEqual([true, false]);
      }
});

test("a cluster keeps all four limits of its size, and one pod more a node would break one", () => {
  const { results, settings } = calculator("kubernetes-overview-cluster-size");
  for (const nodes of settings.nodes!.values)
    for (const containers of settings.containers!.values) {
      const isIn = (each: number) =>
        each <= 110 && each * nodes <= 150_000 && each * nodes * containers <= 300_000;
      const { each } = valuesOf(results, { nodes, containers });
      expect([isIn(each!), isIn(each! + 1)], `${nodes} ${containers}`).toEqual([true, false]);
    }
});

test("probes fail, and claims stay, as the notes count them", () => {
  const probes = { readyPeriod: 5, readyFails: 3, livePeriod: 10, liveFails: 3, grace: 30 };
  expect(valuesOf(calculator("kubernetes-self-healing-probe-timeline").results, probes)).toMatchObject({
    outSoonest: 10,
    out: 15,
    killSoonest: 20,
    kill: 30,
    gone: 60,
  });
  expect(
    valuesOf(calculator("kubernetes-storage-config-kept-claims").results, { now: 2, removed: 3, size: 10 }),
  ).toMatchObject({ claims: 5, held: 50, idle: 30 });
});

test("what is wrong with a calculator is told with its place", () => {
  expect(faultsOfCalculator(DATA)).toEqual([]);
  const faults = (change: Partial<CalculatorData>) =>
    faultsOfCalculator({ ...DATA, ...change }).map(({ kind, path, at, message, hint }) =>
      [kind, path.join("."), at ?? "", message, hint].join(" | "),
    );
  const result = DATA.results[0]!;
  const setting = DATA.settings[1]!;
  expect([
    ...faults({ results: [{ ...result, formula: "a + c" }] }),
    ...faults({ results: [{ ...result, formula: "1 / (b - 2)" }] }),
    ...faults({ settings: [DATA.settings[0]!, { ...setting, start: 3 }] }),
    ...faults({ settings: [DATA.settings[0]!, { ...setting, values: [2, 1], start: 1 }] }),
    ...faults({ settings: [DATA.settings[0]!, { id: "b", name: "나", unit: "", start: 1 }] }),
    ...faults({ sentence: "{summ}" }),
    ...faults({ plot: { ...DATA.plot!, x: "sum" } }),
    ...faults({ scenarios: [{ ...DATA.scenarios[0]!, set: { b: 4 } }] }),
  ]).toMatchInlineSnapshot(`
    [
      "formula | results.0.formula | 4 | 이름이 "c"인 값은 없습니다. 쓸 수 있는 값: a, b | ",
      "no-value | results.0.formula |  | a=0.3, b=2이면 셈이 되지 않습니다(Infinity). | 0으로 나누지 않도록 값의 범위를 좁히거나 식을 고쳐 주세요.",
      "values | settings.1.start |  | 처음 값 3, 고를 수 없는 값입니다. | 가장 가까운 값은 2입니다.",
      "values | settings.1.values |  | 값은 작은 것부터 적습니다. | ",
      "values | scenarios.0.set.b |  | 나: 고를 수 없는 값입니다. | 가장 가까운 값은 2입니다.",
      "values | settings.1 |  | values와 range 가운데 하나를 적어야 합니다. | values: [1, 2, 5] 또는 range: {from: 1, to: 9, step: 1}",
      "name | sentence |  | 이름이 "summ"인 값은 없습니다. 쓸 수 있는 이름: a, b, sum | 혹시 sum인가요?",
      "name | plot.x |  | 이름이 "sum"인 값은 없습니다. 쓸 수 있는 이름: a, b | ",
      "values | scenarios.0.set.b |  | 나: 고를 수 없는 값입니다. | 가장 가까운 값은 5입니다.",
    ]
  `);
});
