import {
  type CallNetwork,
  type Errand,
  type NetworkRun,
  runNetworkInSlices,
  type Trouble,
  type Unit,
} from "../../models/microservices/call-network.ts";
import { MICROSECONDS } from "../../sim/des.ts";
import { openSource, stream } from "../../sim/random.ts";
import { remembered, rememberedInSlices } from "../../sim/remember.ts";
import { percentile } from "../../sim/statistics.ts";

/** One small shop, built once as one process and once as four services, with the very same customers. */

const { ms: MS, s: SECOND } = MICROSECONDS;

/** Seconds: how long one looks, and when there is trouble. */
export const LENGTH = 90;
export const TROUBLE = { from: 20, until: 50 } as const;
/** An answer that takes longer is late, seconds. */
export const LATE = 1;
/** Requests that a copy takes in at once. */
export const THREADS = 50;
/** So many deliveries looked up and a process that leaks is full. */
const LEAK = 100;
/** Memory of a copy, GiB: a service is a quarter of the monolith. */
export const MEMORY = { one: 2, service: 0.5 } as const;
/** From the start of a copy until it takes requests, seconds. */
export const BOOT = { one: 20, service: 5 } as const;
/** Building and testing one part, minutes. */
const BUILD = 4;
/** Share of a team's changes that are not taken back. */
export const STAYS = 0.95;

export const PARTS = [
  { id: "web", name: "화면", workMs: 5 },
  { id: "order", name: "주문", workMs: 20 },
  { id: "pay", name: "결제", workMs: 40 },
  { id: "ship", name: "배송", workMs: 20 },
] as const;
export type PartId = (typeof PARTS)[number]["id"];
/** The part to which everything happens. */
export const HIT: PartId = "ship";

/** What customers come for: how many a second, and through which parts one after the other. */
export const KINDS = [
  { id: "browse", name: "둘러보기", perSecond: 20, path: ["web"] },
  { id: "buy", name: "주문", perSecond: 10, path: ["web", "order", "pay"] },
  { id: "track", name: "배송 조회", perSecond: 10, path: ["web", "ship"] },
] as const satisfies readonly { id: string; name: string; perSecond: number; path: readonly PartId[] }[];
export type KindId = (typeof KINDS)[number]["id"];

export const QUIET = 0;
export const DEPLOYS = 1;
export const LEAKS = 2;
export const HANGS = 3;

export type Shop = {
  readonly seed: number;
  /** How many times as many look up their delivery. */
  readonly times: number;
  readonly event: number;
  /** Copies of the monolith, and of each service. */
  readonly one: number;
  readonly web: number;
  readonly order: number;
  readonly pay: number;
  readonly ship: number;
  /** Of a call between services, there and back, ms; how long a caller waits, ms, 0 for ever. */
  readonly hop: number;
  readonly timeout: number;
  /** Percent of the calls between services that fail. */
  readonly fails: number;
  /** Whose changes are released together. */
  readonly teams: number;
};

export const SIDES = ["one", "many"] as const;
export type Side = (typeof SIDES)[number];

export type KindResult = {
  /** Share of the requests that were answered in time. */
  readonly inTime: number;
  /** Of those that were answered at all, ms. */
  readonly p95: number;
  readonly mean: number;
};

export type SideResult = {
  readonly run: NetworkRun;
  readonly units: readonly Unit[];
  readonly kinds: Readonly<Record<KindId, KindResult>>;
  /** Over all kinds. */
  readonly inTime: number;
  /** Answers in time of each second. */
  readonly good: readonly (readonly [number, number])[];
  readonly copies: number;
  /** GiB. */
  readonly memory: number;
  /** How busy the CPUs of each unit are, 0 to 1. */
  readonly use: readonly number[];
};

export type Both = Readonly<Record<Side, SideResult>> & {
  /** Requests that came in each second. */
  readonly asked: readonly (readonly [number, number])[];
};

export function unitsOf(shop: Shop, side: Side): readonly Unit[] {
  if (side === "one") {
    const parts = PARTS.map(({ id }) => id);
    return [{ name: "모놀리식", parts, copies: shop.one, threads: THREADS, boot: BOOT.one * SECOND }];
  }
  return PARTS.map(({ id, name }) => ({
    name,
    parts: [id],
    copies: shop[id],
    threads: THREADS,
    boot: BOOT.service * SECOND,
  }));
}

/** Who comes when, and what they have to have done: each kind has streams of its own, so more of one change no other. */
const errandsOf = remembered(makeErrands, 2, ({ seed, times }) => [seed, times]);

function makeErrands({ seed, times }: Shop): readonly Errand[] {
  const all = KINDS.flatMap(({ id, perSecond, path }) => {
    const [arrivals, works, calls] = ["arrivals", "work", "calls"].map((what) =>
      openSource(stream(seed, `${what}-${id}`)),
    ) as [ReturnType<typeof openSource>, ReturnType<typeof openSource>, ReturnType<typeof openSource>];
    const gap = SECOND / (id === "track" ? perSecond * times : perSecond);
    const own: Errand[] = [];
    for (let at = arrivals.drawExponential(gap); at < LENGTH * SECOND; at += arrivals.drawExponential(gap)) {
      const steps = path.map((part) => ({
        part,
        work: Math.round(works.drawExponential(PARTS.find((one) => one.id === part)!.workMs * MS)),
        luck: calls.draw(),
      }));
      own.push({ at: Math.round(at), kind: id, steps });
    }
    return own;
  });
  return all.sort((a, b) => a.at - b.at);
}

function troubleOf({ event }: Shop): Trouble | undefined {
  switch (event) {
    case DEPLOYS:
      return { kind: "deploys", part: HIT, from: TROUBLE.from * SECOND };
    case LEAKS:
      return { kind: "leaks", part: HIT, after: LEAK };
    case HANGS:
      return { kind: "hangs", part: HIT, from: TROUBLE.from * SECOND, until: TROUBLE.until * SECOND };
    default:
      return undefined;
  }
}

/** What becomes of both sides; the ones asked for last are remembered. */
// Who releases together changes no request.
export const bothOf = rememberedInSlices(compute, 12, (shop) => ({ ...shop, teams: 0 }));

function* compute(shop: Shop): Generator<void, Both> {
  for (const side of SIDES) yield* sideOf.prepare(shop, side);
  return {
    one: sideOf(shop, "one"),
    many: sideOf(shop, "many"),
    asked: perSecond(errandsOf(shop).map(({ at }) => at)),
  };
}

// One process calls nobody, and neither side knows how many copies the other has.
const sideOf = rememberedInSlices(computeSide, 12, ({ seed, times, event, one, ...services }, side) =>
  side === "one" ? [seed, times, event, one] : [seed, times, event, { ...services, teams: 0 }],
);

function* computeSide(shop: Shop, side: Side): Generator<void, SideResult> {
  const errands = errandsOf(shop);
  yield;
  const units = unitsOf(shop, side);
  const trouble = troubleOf(shop);
  const network: CallNetwork = {
    units,
    hop: shop.hop * MS,
    fails: shop.fails / 100,
    ...(shop.timeout > 0 && { timeout: shop.timeout * MS }),
    ...(trouble !== undefined && { trouble }),
  };
  const run = yield* runNetworkInSlices(network, errands, LENGTH * SECOND);
  yield;
  const took = run.ends.map(({ done, ok }, index) => (ok ? (done - errands[index]!.at) / MS : Number.NaN));
  const resultOf = (of: (kind: string) => boolean): KindResult => {
    // Whoever came in the last second may be in time and not have been answered yet.
    const counted = took.filter((_, index) => {
      const { at, kind } = errands[index]!;
      return of(kind) && at < (LENGTH - LATE) * SECOND;
    });
    const answered = counted.filter((time) => !Number.isNaN(time));
    return {
      inTime: counted.filter((time) => time <= LATE * 1000).length / counted.length,
      p95: answered.length === 0 ? Number.NaN : percentile(answered, 0.95),
      mean: answered.reduce((sum, time) => sum + time, 0) / answered.length,
    };
  };
  const copies = units.reduce((sum, unit) => sum + unit.copies, 0);
  return {
    run,
    units,
    kinds: Object.fromEntries(KINDS.map(({ id }) => [id, resultOf((kind) => kind === id)])) as Record<
      KindId,
      KindResult
    >,
    inTime: resultOf(() => true).inTime,
    good: perSecond(errands.flatMap(({ at }, index) => (took[index]! <= LATE * 1000 ? at : []))),
    copies,
    memory: copies * (side === "one" ? MEMORY.one : MEMORY.service),
    use: run.units.map(({ busy }, unit) => busy / (units[unit]!.copies * LENGTH * SECOND)),
  };
}

/** By the second in which they came. */
function perSecond(times: readonly number[]): readonly (readonly [number, number])[] {
  const counts = Array<number>(LENGTH).fill(0);
  for (const at of times) counts[Math.floor(at / SECOND)]! += 1;
  return counts.map((count, second) => [second, count] as const);
}

export type Release = {
  /** Building and testing, minutes; exchanging the copies one after the other, seconds. */
  readonly build: number;
  readonly roll: number;
  readonly restarts: number;
  /** Share of the requests that pass through what is restarted. */
  readonly reach: number;
  /** How likely it is that nothing of it has to be taken back. */
  readonly stays: number;
};

/** What it takes to release a change of the part. Reckoned, not run: a copy is exchanged at a time. */
export function releaseOf(shop: Shop, side: Side): Release {
  const unit = unitsOf(shop, side).find(({ parts }) => parts.includes(HIT))!;
  const rate = (id: KindId, perSecond: number) => (id === "track" ? perSecond * shop.times : perSecond);
  const all = KINDS.reduce((sum, { id, perSecond: each }) => sum + rate(id, each), 0);
  const through = KINDS.filter(({ path }) =>
    (path as readonly PartId[]).some((part) => unit.parts.includes(part)),
  );
  return {
    build: BUILD * unit.parts.length,
    roll: (unit.copies * unit.boot) / SECOND,
    restarts: unit.copies,
    reach: through.reduce((sum, { id, perSecond: each }) => sum + rate(id, each), 0) / all,
    stays: side === "one" ? STAYS ** shop.teams : STAYS,
  };
}
