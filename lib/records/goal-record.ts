/** What a device keeps of the goals that a reader has met. */
export type GoalRecord = {
  /** The lab, its scenario and the goal: ids that never change. */
  readonly lab: string;
  readonly scenario: string;
  readonly goal: string;
  /** The fewest acts that met it, at least 1. */
  readonly steps: number;
  /** The state in which they had met it, as its address has it, without `#`. */
  readonly hash: string;
};

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A record from outside (a database of another version, a file); undefined for anything else. */
export function readGoalRecord(value: unknown): GoalRecord | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { lab, scenario, goal, steps, hash } = value as Readonly<Record<string, unknown>>;
  const ids = [lab, scenario, goal];
  if (!ids.every((id) => typeof id === "string" && id.length <= 100 && ID.test(id))) return undefined;
  if (typeof steps !== "number" || !Number.isInteger(steps) || steps < 1 || steps > 100_000) return undefined;
  if (typeof hash !== "string" || !/^v=[\x21-\x7e]{1,6000}$/.test(hash)) return undefined;
  return { lab: lab as string, scenario: scenario as string, goal: goal as string, steps, hash };
}

/** What names a record. */
export function goalKey({ lab, scenario, goal }: Pick<GoalRecord, "lab" | "scenario" | "goal">): string {
  return `${lab}/${scenario}/${goal}`;
}

/** Of two records of one goal the one with fewer acts; the order does not matter, nor does doing it twice. */
export function betterOf(a: GoalRecord | undefined, b: GoalRecord): GoalRecord {
  if (a === undefined) return b;
  if (a.steps !== b.steps) return a.steps < b.steps ? a : b;
  return a.hash <= b.hash ? a : b;
}
