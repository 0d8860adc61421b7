/** `weight` 256 is Xen's default; `cap` in percent of one physical CPU, 0 = no cap. */
export type CreditDomain = {
  readonly name: string;
  readonly weight: number;
  readonly cap: number;
  readonly vcpus: number;
  readonly runnable: boolean;
};

/**
 * How many physical CPUs each domain gets in the long run, to 6 digits: in proportion to weight, at
 * most its cap and one CPU for each vCPU. What a full or idle domain leaves is shared out again, so
 * nothing stays idle that somebody may use.
 *
 * A steady-state model of Xen's credit scheduler (Xen documentation, "Credit Scheduler"): no time
 * slices, no boost for waking vCPUs, every runnable vCPU always wants to run.
 */
export function creditShares(host: {
  readonly pcpus: number;
  readonly domains: readonly CreditDomain[];
}): Readonly<Record<string, number>> {
  const shares = new Map(host.domains.map(({ name }) => [name, 0]));
  let left = host.pcpus;
  let open = host.domains.filter(({ runnable, weight }) => runnable && weight > 0);
  while (open.length > 0) {
    const weight = open.reduce((sum, domain) => sum + domain.weight, 0);
    const offer = (domain: CreditDomain) => (left * domain.weight) / weight;
    const full = open.filter((domain) => offer(domain) >= mostOf(domain));
    for (const domain of open) shares.set(domain.name, Math.min(offer(domain), mostOf(domain)));
    if (full.length === 0) break;
    left -= full.reduce((sum, domain) => sum + mostOf(domain), 0);
    open = open.filter((domain) => !full.includes(domain));
  }
  return Object.fromEntries([...shares].map(([name, share]) => [name, Math.round(share * 1e6) / 1e6]));
}

function mostOf({ cap, vcpus }: CreditDomain): number {
  return cap > 0 ? Math.min(cap / 100, vcpus) : vcpus;
}
