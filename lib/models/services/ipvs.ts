/**
 * The servers of `n` connections in turn; null each without servers.
 *
 * Source: Linux `net/netfilter/ipvs/ip_vs_rr.c`.
 */
export function ipvsRoundRobin({
  servers,
  n,
}: {
  readonly servers: readonly string[];
  readonly n: number;
}): readonly (string | null)[] {
  return Array.from({ length: n }, (_, turn) => servers[turn % servers.length] ?? null);
}

/** Connections of a real server; weight 0 = it takes no new ones. */
export type IpvsServer = {
  readonly name: string;
  readonly active: number;
  readonly inactive: number;
  readonly weight: number;
};

/**
 * The server for the next connection: the least busy, an active connection counting as 256 inactive ones,
 * and the first of equals; null if none takes any. The weight plays no other part (that is `wlc`).
 *
 * Source: Linux `net/netfilter/ipvs/ip_vs_lc.c`; ip_vs_dest_conn_overhead in `include/net/ip_vs.h`.
 */
export function ipvsLeastConnection({ servers }: { readonly servers: readonly IpvsServer[] }): string | null {
  const overhead = ({ active, inactive }: IpvsServer) => 256 * active + inactive;
  let least: IpvsServer | null = null;
  for (const server of servers) {
    if (server.weight <= 0) continue;
    if (least === null || overhead(server) < overhead(least)) least = server;
  }
  return least?.name ?? null;
}
