const MINUTES_PER_YEAR = 365 * 24 * 60;

/** Availability (0–1) of a chain in which every part has to work; parts fail independently. */
export function serialAvailability({ parts }: { readonly parts: readonly number[] }): number {
  return parts.reduce((product, part) => product * part, 1);
}

/** Availability (0–1) of replicas of which one is enough; parts fail independently. */
export function parallelAvailability({ parts }: { readonly parts: readonly number[] }): number {
  return 1 - parts.reduce((product, part) => product * (1 - part), 1);
}

/** The probability (0–1) that at least `k` of `n` independent replicas work: the tail of the binomial distribution. */
export function kOfN(input: {
  readonly k: number;
  readonly n: number;
  readonly availability: number;
}): number {
  const { k, n, availability } = input;
  let sum = 0;
  let combinations = 1;
  for (let working = 0; working <= n; working++) {
    if (working >= k) sum += combinations * availability ** working * (1 - availability) ** (n - working);
    combinations = (combinations * (n - working)) / (working + 1);
  }
  return sum;
}

/** Minutes of downtime in a year of 365 days. */
export function downtimePerYearMin(availability: number): number {
  return (1 - availability) * MINUTES_PER_YEAR;
}
