import type { WeightedServer } from "./weighted-round-robin.ts";

/** A server with its open connections. */
export type ConnectedServer = WeightedServer & { readonly connections: number };

/**
 * The name of the server with the fewest connections for its weight, the first of equals; null if none is
 * available. Ratios are compared without dividing, so that equal ones are equal.
 *
 * Source: nginx `src/http/modules/ngx_http_upstream_least_conn_module.c`, which goes on to share the
 * requests among equals by weighted round robin.
 */
export function weightedLeastConnections({
  servers,
}: {
  readonly servers: readonly ConnectedServer[];
}): string | null {
  let best: ConnectedServer | null = null;
  for (const server of servers) {
    if (server.down || server.weight <= 0) continue;
    if (best === null || server.connections * best.weight < best.connections * server.weight) best = server;
  }
  return best?.name ?? null;
}

/**
 * Where each request goes when two servers are drawn for it: to the one with the lower load, the first of
 * equals. Each request stays and adds one to its server's load.
 *
 * Source: M. Mitzenmacher, "The power of two choices in randomized load balancing", IEEE TPDS 2001.
 */
export function powerOfTwo({
  loads,
  pairs,
}: {
  readonly loads: Readonly<Record<string, number>>;
  readonly pairs: readonly (readonly [string, string])[];
}): readonly string[] {
  const loadOf = new Map(Object.entries(loads));
  return pairs.map(([first, second]) => {
    const winner = (loadOf.get(second) ?? 0) < (loadOf.get(first) ?? 0) ? second : first;
    loadOf.set(winner, (loadOf.get(winner) ?? 0) + 1);
    return winner;
  });
}
