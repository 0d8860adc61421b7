import { stepScaling, targetTracking } from "../../models/autoscaling/step-scaling.ts";
import { type FluidRun, fluidQueue } from "../../models/queue/fluid-queue.ts";
import { remembered } from "../../sim/remember.ts";

/** A load that climbs, and two ways to follow it: servers are added, or the one there is is made larger. */

/** How long one looks, second by second. */
export const MINUTES = 20;
export const END = MINUTES * 60;
/** Requests a second that one vCPU answers. */
const PER_VCPU = 10;
/** What is added: a server of two vCPUs; and how many there may be. */
export const SMALL = 2;
export const MOST_SERVERS = 32;
/** What a single machine may be, vCPUs: every step is twice the one before, and so is its price. */
export const SIZES = [2, 4, 8, 16, 32] as const;
/** Requests a second that the largest of them answers. */
export const LARGEST = SIZES[SIZES.length - 1]! * PER_VCPU;
/** Requests a second before the climb, and when it begins, seconds. */
export const BASE = 20;
const CLIMB = 180;
/** One looks so often, seconds. */
export const LOOK = 15;
/** A wait that is too long, seconds. */
export const LATE = 5;
/** Of one vCPU, for an hour. */
export const PRICE = 50;

export const STEP = 0;
export const TARGET = 1;

export type Growth = {
  /** By how many requests a second the load climbs in a minute, and up to which. */
  readonly rise: number;
  readonly top: number;
  readonly rule: number;
  /** Percent of the capacity beyond which one grows. */
  readonly target: number;
  /** From the decision until a new server takes requests, and how long a machine stands still while it is resized; seconds. */
  readonly boot: number;
  readonly restart: number;
  /** Servers that are there at least, and the vCPUs of the machine at least. */
  readonly least: number;
  readonly first: number;
};

export const WAYS = ["out", "up"] as const;
export type Way = (typeof WAYS)[number];

export type Followed = {
  readonly queue: FluidRun;
  /** Requests a second that could be answered, for each second. */
  readonly capacity: readonly number[];
  /** vCPUs that are paid for, for each second. */
  readonly paid: readonly number[];
  /** Share of the requests that waited too long, and the longest wait, seconds. */
  readonly late: number;
  readonly longest: number;
  /** Decisions; for a machine each is a restart. */
  readonly changes: number;
  readonly most: number;
  readonly cost: number;
};

/** Requests that come in each second. */
export function loadOf({ rise, top }: Pick<Growth, "rise" | "top">): readonly number[] {
  return Array.from({ length: END }, (_, second) => {
    const climbed = BASE + (Math.max(0, second - CLIMB) / 60) * rise;
    return Math.min(top, climbed);
  });
}

/** What is wanted of so many, by how busy they are: percent. */
type Wish = (ready: number, busy: number) => number;

function wishOf({ rule, target, least }: Growth): Wish {
  if (rule === TARGET)
    return (ready, busy) =>
      targetTracking({ capacity: ready, metric: busy, target, min: least, max: MOST_SERVERS });
  return (ready, busy) =>
    stepScaling({
      adjustmentType: "ChangeInCapacity",
      threshold: target,
      steps: [
        { lower: 0, upper: 20, adjustment: 1 },
        { lower: 20, adjustment: 3 },
      ],
      metric: busy,
      capacity: ready,
      min: least,
      max: MOST_SERVERS,
    });
}

function followOut(growth: Growth, load: readonly number[]): Pick<Followed, "capacity" | "paid" | "changes"> {
  const wish = wishOf(growth);
  let ready = Math.max(growth.least, Math.ceil((BASE / (SMALL * PER_VCPU) / growth.target) * 100));
  let booting: { readonly at: number; readonly count: number }[] = [];
  let [left, changes] = [0, 0];
  const capacity: number[] = [];
  const paid: number[] = [];
  let [done, room] = [0, 0];
  for (let second = 0; second < END; second++) {
    if (second > 0 && second % LOOK === 0) {
      const busy = (done / room) * 100;
      [done, room] = [0, 0];
      const coming = booting.reduce((sum, { count }) => sum + count, 0);
      // Those that are booting are part of what was wished for before.
      const more = wish(ready, busy) - ready - coming;
      if (busy > growth.target && more > 0) {
        booting.push({ at: second + growth.boot, count: more });
        changes++;
      }
    }
    for (const { at, count } of booting) if (at === second) ready += count;
    booting = booting.filter(({ at }) => at > second);
    const can = ready * SMALL * PER_VCPU;
    const served = Math.min(left + load[second]!, can);
    left += load[second]! - served;
    done += served;
    room += can;
    capacity.push(can);
    paid.push((ready + booting.reduce((sum, { count }) => sum + count, 0)) * SMALL);
  }
  return { capacity, paid, changes };
}

function followUp(growth: Growth, load: readonly number[]): Pick<Followed, "capacity" | "paid" | "changes"> {
  const fits = (need: number) => SIZES.find((size) => size >= need && size >= growth.first) ?? SIZES.at(-1)!;
  let size: number = fits((BASE / PER_VCPU / growth.target) * 100);
  let [until, left, changes] = [0, 0, 0];
  const capacity: number[] = [];
  const paid: number[] = [];
  let [done, room] = [0, 0];
  for (let second = 0; second < END; second++) {
    if (second > 0 && second % LOOK === 0 && second >= until && room > 0) {
      const busy = (done / room) * 100;
      const larger = SIZES[SIZES.indexOf(size as (typeof SIZES)[number]) + 1] ?? size;
      const need = (size * busy) / growth.target;
      const grown = growth.rule === TARGET ? fits(need) : larger;
      const next = busy > growth.target ? Math.max(size, grown) : size;
      if (next !== size) {
        size = next;
        until = second + growth.restart;
        changes++;
      }
      [done, room] = [0, 0];
    }
    const can = second < until ? 0 : size * PER_VCPU;
    const served = Math.min(left + load[second]!, can);
    left += load[second]! - served;
    done += served;
    room += can;
    capacity.push(can);
    paid.push(size);
  }
  return { capacity, paid, changes };
}

/** What comes of both ways under the same load; the ones asked for last are remembered. */
export const bothOf = remembered((growth: Growth): Readonly<Record<Way, Followed>> => {
  const load = loadOf(growth);
  return { out: measure(load, followOut(growth, load)), up: measure(load, followUp(growth, load)) };
}, 40);

function measure(load: readonly number[], way: Pick<Followed, "capacity" | "paid" | "changes">): Followed {
  const queue = fluidQueue(load, way.capacity);
  const all = load.reduce((sum, amount) => sum + amount, 0);
  // What was not served yet has waited until the end at least.
  const waits = queue.waits.map((wait, second) => Math.min(wait, END - second));
  const late = load.reduce((sum, amount, second) => sum + (waits[second]! > LATE ? amount : 0), 0);
  return {
    ...way,
    queue,
    late: late / all,
    longest: Math.max(...waits),
    most: Math.max(...way.paid),
    cost: (way.paid.reduce((sum, vcpus) => sum + vcpus, 0) / 3600) * PRICE,
  };
}
