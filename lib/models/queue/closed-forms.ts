import { erlangC } from "../autoscaling/erlang-c.ts";

/** Mean times in the unit of `service`; rates are per that unit. */

/** M/M/1: mean time from arrival to answer. Infinite at load 1 and above. */
export function mm1Sojourn({ rate, service }: { readonly rate: number; readonly service: number }): number {
  const load = rate * service;
  return load < 1 ? service / (1 - load) : Number.POSITIVE_INFINITY;
}

/** M/M/c: mean time in the queue, by Erlang's C formula. */
export function mmcWait({
  rate,
  service,
  servers,
}: {
  readonly rate: number;
  readonly service: number;
  readonly servers: number;
}): number {
  const known = erlangC({ servers, arrivalPerMin: rate, servicePerMin: 1 / service });
  return known.stable ? known.meanWaitMin : Number.POSITIVE_INFINITY;
}

/** M/G/1: mean time in the queue (Pollaczek–Khinchine). @param spread deviation over mean of the service */
export function mg1Wait({
  rate,
  service,
  spread,
}: {
  readonly rate: number;
  readonly service: number;
  readonly spread: number;
}): number {
  const load = rate * service;
  return load < 1 ? (load * service * (1 + spread ** 2)) / (2 * (1 - load)) : Number.POSITIVE_INFINITY;
}

/**
 * Machine repair, M/M/r//N: `machines` that run for `life` on average and are repaired by `repairers`, `repair`
 * each. The mean time from a failure to the end of the repair, by the balance equations and Little's law.
 * Source: Gross, Shortle, Thompson and Harris, "Fundamentals of Queueing Theory", 3.6.
 */
export function repairSojourn({
  machines,
  repairers,
  life,
  repair,
}: {
  readonly machines: number;
  readonly repairers: number;
  readonly life: number;
  readonly repair: number;
}): number {
  let weight = 1;
  let [total, broken, failing] = [0, 0, 0];
  for (let count = 0; count <= machines; count++) {
    total += weight;
    broken += count * weight;
    failing += ((machines - count) / life) * weight;
    weight *= ((machines - count) / life) * (repair / Math.min(count + 1, repairers));
  }
  return total === 0 ? 0 : broken / failing;
}
