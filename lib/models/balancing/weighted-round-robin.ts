/** `weight`: turns in a cycle. A server that is `down` gets none. */
export type WeightedServer = {
  readonly name: string;
  readonly weight: number;
  readonly down?: boolean;
};

/** What a pick leaves for the next one: each server's current weight, in the order of the servers. */
export type RoundRobinPick = {
  readonly index: number | null;
  readonly current: readonly number[];
};

/**
 * One pick: every available server adds its weight to its current weight, the largest wins (the first of
 * equals) and gives back the sum of the weights. `index` is null if no server is available.
 *
 * Source: nginx `src/http/ngx_http_upstream_round_robin.c` ngx_http_upstream_get_peer. Failures, which
 * lower an effective weight there, are not modelled.
 */
export function nextInRoundRobin(
  servers: readonly WeightedServer[],
  current: readonly number[],
): RoundRobinPick {
  const raised = servers.map((server, index) => current[index]! + (server.down ? 0 : server.weight));
  let total = 0;
  let best: number | null = null;
  for (const [index, server] of servers.entries()) {
    if (server.down) continue;
    total += server.weight;
    if (best === null || raised[index]! > raised[best]!) best = index;
  }
  if (best !== null) raised[best]! -= total;
  return { index: best, current: raised };
}

/**
 * The servers that the first `n` requests go to, from a fresh start; null where none is available. Over
 * as many requests as the weights' sum each server gets exactly its weight, spread as evenly as its
 * weight allows.
 *
 * Source: nginx, commit "Upstream: smooth weighted round-robin balancing" (2012).
 */
export function smoothWeightedRoundRobin({
  servers,
  n,
}: {
  readonly servers: readonly WeightedServer[];
  readonly n: number;
}): readonly (string | null)[] {
  const picks: (string | null)[] = [];
  let current: readonly number[] = servers.map(() => 0);
  while (picks.length < n) {
    const pick = nextInRoundRobin(servers, current);
    picks.push(pick.index === null ? null : servers[pick.index]!.name);
    current = pick.current;
  }
  return picks;
}
