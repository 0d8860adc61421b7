/** Of the values a number may have, the one so many steps away; held at the ends. */
export function stepped(values: readonly number[], value: number, steps: number): number {
  const index = nearestIndex(values, value) + steps;
  return values[Math.min(values.length - 1, Math.max(0, index))]!;
}

export function nearestIndex(values: readonly number[], value: number): number {
  let best = 0;
  for (const [index, one] of values.entries())
    if (Math.abs(one - value) < Math.abs(values[best]! - value)) best = index;
  return best;
}
