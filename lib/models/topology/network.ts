/** A host ends paths and is what pairs are counted of; a switch only passes on. */
export type Kind = "host" | "switch";

export type Device = { readonly id: string; readonly kind: Kind };

/**
 * A link between the devices it ends at: two, or on a shared medium as many as hang on it.
 *
 * Source: RFC 8345 §4.4.5 draws a shared medium as a pseudonode with a link to each; here it is one link with many
 * ends, so that crossing it is one hop and losing it is one failure.
 */
export type Link = { readonly id: string; readonly ends: readonly string[] };

export type Network = { readonly devices: readonly Device[]; readonly links: readonly Link[] };

/** What is left when links and devices fail; a link to fewer than two devices leads nowhere. */
export function withoutFailed(network: Network, failed: ReadonlySet<string>): Network {
  const devices = network.devices.filter(({ id }) => !failed.has(id));
  const stands = new Set(devices.map(({ id }) => id));
  const links = network.links
    .filter(({ id }) => !failed.has(id))
    .map(({ id, ends }) => ({ id, ends: ends.filter((end) => stands.has(end)) }))
    .filter(({ ends }) => ends.length > 1);
  return { devices, links };
}

export function hostsOf({ devices }: Network): readonly string[] {
  return devices.filter(({ kind }) => kind === "host").map(({ id }) => id);
}

/** The devices that each one reaches over one link. */
function neighboursOf({ devices, links }: Network): ReadonlyMap<string, ReadonlySet<string>> {
  const near = new Map(devices.map(({ id }) => [id, new Set<string>()]));
  for (const { ends } of links)
    for (const one of ends) for (const other of ends) if (other !== one) near.get(one)?.add(other);
  return near;
}

/** How many links away from `start` every device is that it reaches; 0 for itself. */
function hopsFrom(
  near: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
): ReadonlyMap<string, number> {
  const hops = new Map([[start, 0]]);
  // A map goes through what is added on the way: breadth first.
  for (const [at, count] of hops)
    for (const next of near.get(at) ?? []) if (!hops.has(next)) hops.set(next, count + 1);
  return hops;
}

/** The hosts in groups that reach each other. */
export function islandsOf(network: Network): readonly (readonly string[])[] {
  const near = neighboursOf(network);
  const islands: string[][] = [];
  const seen = new Set<string>();
  for (const host of hostsOf(network)) {
    if (seen.has(host)) continue;
    const reached = hopsFrom(near, host);
    const island = hostsOf(network).filter((one) => reached.has(one));
    for (const one of island) seen.add(one);
    islands.push(island);
  }
  return islands;
}

/** How many pairs of hosts there are, and how many of them no longer reach each other. */
export function pairsOf(network: Network): { readonly all: number; readonly lost: number } {
  const pairs = (count: number) => (count === 0 ? 0 : (count * (count - 1)) / 2);
  const all = pairs(hostsOf(network).length);
  return { all, lost: all - islandsOf(network).reduce((sum, { length }) => sum + pairs(length), 0) };
}

/** The hosts farthest apart, among those that reach each other: how many links lie between them. */
export function farthestOf(network: Network): {
  readonly hops: number;
  readonly between: readonly [string, string] | undefined;
} {
  const near = neighboursOf(network);
  const hosts = hostsOf(network);
  let hops = 0;
  let between: readonly [string, string] | undefined;
  for (const [index, one] of hosts.entries()) {
    const away = hopsFrom(near, one);
    for (const other of hosts.slice(index + 1)) {
      const count = away.get(other) ?? 0;
      if (count > hops) {
        hops = count;
        between = [one, other];
      }
    }
  }
  return { hops, between };
}

/**
 * The fewest links that must be cut to part the hosts into two halves, of an odd number of hosts into two that
 * differ by one; switches go to whichever side is cheaper. All divisions are tried, in the order that keeps
 * neighbours in memory, and given up as soon as they cost more than the best: meant for a dozen hosts.
 *
 * Source: Leighton, Introduction to Parallel Algorithms and Architectures, §1.2 (bisection width).
 */
export function bisectionOf(network: Network): number {
  const hosts = hostsOf(network);
  if (hosts.length < 2) return 0;
  const order = [
    ...network.devices.filter(({ kind }) => kind === "host"),
    ...network.devices.filter(({ kind }) => kind === "switch"),
  ];
  const place = new Map(order.map(({ id }, index) => [id, index]));
  // A link is judged once its last end has a side.
  const closing = order.map((): number[][] => []);
  for (const { ends } of network.links) {
    const places = ends.map((end) => place.get(end) ?? 0).toSorted((one, other) => one - other);
    closing[places.at(-1)!]!.push(places);
  }
  const half = Math.ceil(hosts.length / 2);
  const side: boolean[] = [];
  let best = network.links.length;
  const divide = (index: number, left: number, cost: number): void => {
    if (cost >= best) return;
    if (index === order.length) {
      best = cost;
      return;
    }
    const isHost = index < hosts.length;
    for (const isLeft of index === 0 ? [true] : [true, false]) {
      if (isHost && (isLeft ? left === half : index - left === half)) continue;
      side[index] = isLeft;
      const cut = closing[index]!.filter((places) => places.some((one) => side[one] !== isLeft)).length;
      divide(index + 1, left + (isHost && isLeft ? 1 : 0), cost + cut);
    }
  };
  divide(0, 0, 0);
  return best;
}

/** How many pairs of hosts the worst failure of one link, or of one device, cuts off, and which it is. */
export function worstFailure(
  network: Network,
  of: "links" | "devices",
): { readonly id: string | undefined; readonly lost: number } {
  let worst: { readonly id: string | undefined; readonly lost: number } = { id: undefined, lost: 0 };
  for (const { id } of network[of]) {
    const { lost } = pairsOf(withoutFailed(network, new Set([id])));
    if (worst.id === undefined || lost > worst.lost) worst = { id, lost };
  }
  return worst;
}
