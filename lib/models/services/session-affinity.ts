/** A connection of a client, in the order of time. */
export type ClientRequest = { readonly client: string; readonly atSec: number };

/**
 * The endpoint of each request under `sessionAffinity: ClientIP`: that of the client's last request if it
 * came less than `timeoutSec` ago, else the next of `picks`, which start over at their end. Every request
 * starts the client's time anew.
 *
 * Source: kubernetes `pkg/proxy/iptables/proxier.go` (match `recent --rcheck --seconds --reap`);
 * documentation, Virtual IPs, "Session affinity". The default timeout is 10800 s.
 */
export function affinity({
  timeoutSec,
  picks,
  requests,
}: {
  readonly timeoutSec: number;
  readonly picks: readonly string[];
  readonly requests: readonly ClientRequest[];
}): readonly (string | null)[] {
  const last = new Map<string, { readonly endpoint: string | null; readonly atSec: number }>();
  let picked = 0;
  return requests.map(({ client, atSec }) => {
    const before = last.get(client);
    const sticks = before !== undefined && atSec - before.atSec < timeoutSec;
    const endpoint = sticks ? before.endpoint : (picks[picked++ % picks.length] ?? null);
    last.set(client, { endpoint, atSec });
    return endpoint;
  });
}
