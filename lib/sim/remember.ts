/**
 * The same function, which remembers what it made last, so that stepping back, and asking from several places,
 * computes nothing twice.
 * @param make depends on nothing but its arguments, which are plain data
 * @param most so many results are kept; the oldest goes first
 * @param keyOf what tells arguments apart whose results differ
 */
export function remembered<Args extends readonly unknown[], Made>(
  make: (...args: Args) => Made,
  most: number,
  keyOf: (...args: Args) => unknown = (...args) => args,
): (...args: Args) => Made {
  const known = memoryOf<Made>(most);
  return (...args) => {
    const key = JSON.stringify(keyOf(...args));
    if (!known.has(key)) known.keep(key, make(...args));
    return known.get(key)!;
  };
}

/** A function that remembers, and can be asked ahead. */
export type Prepared<Args extends readonly unknown[], Made> = ((...args: Args) => Made) & {
  /** Makes in slices what the function is to answer then; there are none when it knows that already. */
  readonly prepare: (...args: Args) => Generator<void, void>;
};

/** The same for what takes long, and is therefore made in slices: all at once, or before anybody asks. */
export function rememberedInSlices<Args extends readonly unknown[], Made>(
  make: (...args: Args) => Generator<void, Made>,
  most: number,
  keyOf: (...args: Args) => unknown = (...args) => args,
): Prepared<Args, Made> {
  const known = memoryOf<Made>(most);
  const keyFor = (args: Args) => JSON.stringify(keyOf(...args));
  return Object.assign(
    (...args: Args) => {
      const key = keyFor(args);
      if (!known.has(key)) known.keep(key, atOnce(make(...args)));
      return known.get(key)!;
    },
    {
      *prepare(...args: Args) {
        const key = keyFor(args);
        if (known.has(key)) return;
        // Whoever asks ahead has something else to do first.
        yield;
        known.keep(key, yield* make(...args));
      },
    },
  );
}

/** What slices come to when nothing is done between them. */
export function atOnce<Made>(slices: Generator<unknown, Made>): Made {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

function memoryOf<Made>(most: number) {
  const known = new Map<string, Made>();
  return {
    has: (key: string) => known.has(key),
    get: (key: string) => known.get(key),
    keep(key: string, made: Made) {
      known.set(key, made);
      if (known.size > most) known.delete(known.keys().next().value!);
    },
  };
}
