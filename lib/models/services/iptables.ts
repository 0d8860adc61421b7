/**
 * The probability that kube-proxy writes into each of the rules for `n` endpoints, which the kernel tries
 * in order: 1/n, then 1/(n−1) of what is left, and so on. The last rule takes what is left: null.
 *
 * Source: kubernetes `pkg/proxy/iptables/proxier.go` computeProbability, writeServiceToEndpointRules.
 */
export function iptablesProbabilities(n: number): readonly (string | null)[] {
  return Array.from({ length: n }, (_, rule) => (rule === n - 1 ? null : (1 / (n - rule)).toFixed(10)));
}

/** The share (0–1, to 6 digits) of new connections that each of the `n` endpoints gets by those rules. */
export function overallShare(n: number): readonly number[] {
  let left = 1;
  return Array.from({ length: n }, (_, rule) => {
    const share = left / (n - rule);
    left -= share;
    return Math.round(share * 1e6) / 1e6;
  });
}
