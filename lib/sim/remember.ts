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
  const known = new Map<string, Made>();
  return (...args) => {
    const key = JSON.stringify(keyOf(...args));
    if (!known.has(key)) {
      known.set(key, make(...args));
      if (known.size > most) known.delete(known.keys().next().value!);
    }
    return known.get(key)!;
  };
}
