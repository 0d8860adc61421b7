/** Slice sizes, largest first, and how many slices are created and changed to get there. */
export type EndpointSlicePlan = {
  readonly sizes: readonly number[];
  readonly create: number;
  readonly update: number;
};

/**
 * Where the endpoints of a Service go when there are more than its slices hold. Nothing moves between
 * slices: what is added fills new slices of `max`, and a rest smaller than that goes into the slice that
 * it fills best, or into one new slice. A Service without endpoints keeps one empty slice.
 *
 * `existing` are slice sizes, `desired` is the total and at least their sum.
 *
 * Source: `kubernetes/endpointslice` `reconciler.go` reconcileByPortMapping, `utils.go` getSliceToFill.
 */
export function endpointSlices(input: {
  readonly existing?: readonly number[];
  readonly desired?: number;
  readonly max?: number;
}): EndpointSlicePlan {
  const { existing = [], desired = 0, max = 100 } = input;
  const sizes = [...existing];
  let rest = desired - existing.reduce((sum, size) => sum + size, 0);
  let create = sizes.length === 0 && rest === 0 ? 1 : 0;
  let update = 0;
  if (create === 1) sizes.push(0);
  while (rest > 0) {
    const fitting = sizes.filter((size) => size + rest <= max);
    if (rest < max && existing.length > 0 && fitting.length > 0) {
      const fullest = Math.max(...fitting);
      sizes[sizes.indexOf(fullest)] = fullest + rest;
      update++;
      rest = 0;
    } else {
      const size = Math.min(rest, max);
      sizes.push(size);
      create++;
      rest -= size;
    }
  }
  return { sizes: sizes.toSorted((a, b) => b - a), create, update };
}
