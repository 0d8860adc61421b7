/** What a checkpoint costs and how long the machine runs between failures, in one unit of time. */
export type CheckpointCost = { readonly checkpointMin: number; readonly mtbfMin: number };

/**
 * The time between checkpoints that loses least, to first order: √(2CM).
 *
 * Source: J. W. Young, "A first order approximation to the optimum checkpoint interval" (1974).
 */
export function youngInterval({ checkpointMin, mtbfMin }: CheckpointCost): number {
  return Math.sqrt(2 * checkpointMin * mtbfMin);
}

/** Young's interval of minutes in whole hours. */
export function youngHours(cost: CheckpointCost): number {
  return Math.round(youngInterval(cost) / 60);
}

/**
 * The same to a higher order, for checkpoints that are not short beside the time between failures;
 * from C = 2M on it is M.
 *
 * Source: J. T. Daly, "A higher order estimate of the optimum checkpoint interval for restart dumps"
 * (2006), equation 37.
 */
export function dalyInterval({ checkpointMin, mtbfMin }: CheckpointCost): number {
  const ratio = checkpointMin / (2 * mtbfMin);
  if (ratio >= 1) return mtbfMin;
  const young = youngInterval({ checkpointMin, mtbfMin });
  return young * (1 + Math.sqrt(ratio) / 3 + ratio / 9) - checkpointMin;
}

/** Daly's interval as his figures print it: whole minutes, below 10 with one digit. */
export function dalyIntervalRounded(cost: CheckpointCost): number {
  const interval = dalyInterval(cost);
  return interval < 10 ? Math.round(interval * 10) / 10 : Math.round(interval);
}

/** The time between failures of a cluster of equal nodes that fail independently, in the unit given. */
export function clusterMtbf({
  nodes,
  nodeMtbf,
}: {
  readonly nodes: number;
  readonly nodeMtbf: number;
}): number {
  return nodeMtbf / nodes;
}

/**
 * The hours and the cost expected of a job on instances that may be taken away: each stretch between
 * checkpoints pays its checkpoint, and for an interruption half a stretch and the restart. A model to
 * first order: no second interruption while one is made good.
 */
export function spotExpectedCost({
  workHours,
  checkpointIntervalH,
  checkpointH,
  interruptionsPerHour,
  restartH,
  pricePerHour,
}: {
  readonly workHours: number;
  readonly checkpointIntervalH: number;
  readonly checkpointH: number;
  readonly interruptionsPerHour: number;
  readonly restartH: number;
  readonly pricePerHour: number;
}): { readonly expectedHours: number; readonly cost: number } {
  const stretches = workHours / checkpointIntervalH;
  const stretchH = checkpointIntervalH + checkpointH;
  const overheadH = checkpointH + interruptionsPerHour * stretchH * (stretchH / 2 + restartH);
  const expectedHours = workHours + stretches * overheadH;
  return { expectedHours, cost: expectedHours * pricePerHour };
}
