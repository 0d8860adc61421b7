/**
 * Calls that reach the bottom layer for one call at the top, if everything fails and each of `layers`
 * callers above it tries `attemptsPerLayer` times.
 *
 * Source: Google SRE book, "Addressing Cascading Failures" (three layers of four attempts: 64).
 */
export function retryAmplification(input: {
  readonly layers: number;
  readonly attemptsPerLayer: number;
}): number {
  return input.attemptsPerLayer ** input.layers;
}
