/**
 * Which requests a token bucket lets through. It holds at most `capacity` tokens, starts full at second
 * 0 (or with `initialTokens`) and is refilled continuously; a request that finds too few takes none.
 *
 * The usual rule (RFC 2697 and its kin); request times in seconds, not decreasing.
 */
export function tokenBucket(input: {
  readonly capacity: number;
  readonly refillPerSec: number;
  readonly initialTokens?: number;
  readonly requests: readonly { readonly atSec: number; readonly tokens?: number }[];
}): readonly boolean[] {
  const { capacity, refillPerSec } = input;
  let available = input.initialTokens ?? capacity;
  let lastSec = 0;
  return input.requests.map(({ atSec, tokens = 1 }) => {
    available = Math.min(capacity, available + (atSec - lastSec) * refillPerSec);
    lastSec = atSec;
    if (available < tokens) return false;
    available -= tokens;
    return true;
  });
}

/**
 * Which requests a counter lets through that starts again at every multiple of `windowSec`. Around the
 * edge of two windows twice the limit passes in a short time.
 */
export function fixedWindow(input: {
  readonly limit: number;
  readonly windowSec: number;
  readonly atSec: readonly number[];
}): readonly boolean[] {
  const counts = new Map<number, number>();
  return input.atSec.map((atSec) => {
    const window = Math.floor(atSec / input.windowSec);
    const count = counts.get(window) ?? 0;
    if (count >= input.limit) return false;
    counts.set(window, count + 1);
    return true;
  });
}
