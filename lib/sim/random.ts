/** The state of a generator: a 32-bit number, kept in the state of a lab like everything else. */
export type Random = number;

/** A generator for a seed; neighbouring seeds give unrelated sequences. */
export function seedRandom(seed: number): Random {
  return Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
}

/**
 * A number in [0, 1) and the generator after it (mulberry32). The same generator always gives the same
 * number: a run can be repeated, linked to and tested.
 */
export function drawNumber(random: Random): { readonly value: number; readonly random: Random } {
  const next = after(random);
  return { value: numberOf(next), random: next };
}

function after(random: Random): Random {
  return (random + 0x6d2b79f5) >>> 0;
}

function numberOf(random: Random): number {
  let mixed = Math.imul(random ^ (random >>> 15), random | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/** A whole number from 0 to `below` − 1 and the generator after it. */
export function drawInteger(
  random: Random,
  below: number,
): { readonly value: number; readonly random: Random } {
  const drawn = drawNumber(random);
  return { value: Math.floor(drawn.value * below), random: drawn.random };
}

/** The items in another order, and the generator after it (Fisher–Yates). */
export function shuffle<T>(
  random: Random,
  items: readonly T[],
): { readonly items: readonly T[]; readonly random: Random } {
  const shuffled = [...items];
  let generator = random;
  for (let last = shuffled.length - 1; last > 0; last--) {
    const drawn = drawInteger(generator, last + 1);
    generator = drawn.random;
    [shuffled[last], shuffled[drawn.value]] = [shuffled[drawn.value]!, shuffled[last]!];
  }
  return { items: shuffled, random: generator };
}

/**
 * The generator of one named source of chance: `stream(seed, "arrivals")`. Each name has its own sequence, so
 * that two policies on the same seed meet the same arrivals however often either asks for other chances
 * (common random numbers; Law, "Simulation Modeling and Analysis", 11.2).
 */
export function stream(seed: number, name: string): Random {
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return seedRandom((seedRandom(seed) ^ hash) >>> 0);
}

/** A generator that remembers where it is, for models that draw millions of numbers. */
export type Source = {
  /** A number in [0, 1). */
  readonly draw: () => number;
  /** A number of the exponential distribution with a mean. */
  readonly drawExponential: (mean: number) => number;
  /** Where it is now: `openSource` goes on from there. */
  readonly at: () => Random;
};

export function openSource(from: Random): Source {
  let random = from;
  const draw = () => {
    random = after(random);
    return numberOf(random);
  };
  return { draw, drawExponential: (mean) => -mean * Math.log(1 - draw()), at: () => random };
}
