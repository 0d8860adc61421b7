import { useEffect, useRef, useState } from "react";
import type { GoalRecord } from "../../../lib/records/goal-record.ts";
import type { LabEvent } from "../../../lib/sim/event-schema.ts";
import { type GoalStanding, standingOf } from "../../../lib/sim/goals.ts";
import { writeHash } from "../../../lib/sim/hash.ts";
import type { Goal } from "../../../lib/sim/lab.ts";
import type { Run } from "../../../lib/sim/run.ts";
import * as words from "../../../lib/words/words.ts";
import { LabButton } from "./Controls.tsx";
import { loadStore, useGoalRecords } from "./goal-records.ts";
import { LabIcon } from "./LabIcon.tsx";
import { plainText, Said } from "./Said.tsx";

/** What a scenario asks the reader to bring about: how it stands, a hint when wanted, and that it is done. */
export function Goals<S, E extends LabEvent, P>({ run, at }: { run: Run<S, E, P>; at: number }) {
  const goals = run.scenario.goals ?? [];
  const records = useGoalRecords();
  if (goals.length === 0) return null;
  return (
    <ul className="goals">
      {goals.map((goal) => (
        <GoalView key={goal.id} goal={goal} run={run} at={at} records={records} />
      ))}
    </ul>
  );
}

/** The sentence of the goals that a frame has just met, for the live region. */
export function sayMet<S, E extends LabEvent, P>(run: Run<S, E, P>, at: number): string {
  if (at === 0) return "";
  return (run.scenario.goals ?? [])
    .flatMap((goal) => {
      const standing = standingOf(goal, run, at);
      const before = standingOf(goal, run, at - 1);
      return standing.kind === "met" && before.kind !== "met"
        ? [words.goalMet(standing.steps, plainText(goal.ask))]
        : [];
    })
    .join(" ");
}

type OfRun<S, E extends LabEvent, P> = {
  readonly goal: Goal<S>;
  readonly run: Run<S, E, P>;
  readonly at: number;
};

function GoalView<S, E extends LabEvent, P>({
  goal,
  run,
  at,
  records,
}: OfRun<S, E, P> & { records: readonly GoalRecord[] }) {
  const [hinting, setHinting] = useState(false);
  const { standing, before } = useGoal({ goal, run, at }, records);

  return (
    <li className={`goal ${standing.kind}`}>
      <span className="goal-mark" aria-hidden="true">
        {standing.kind === "met" && <LabIcon name="right" />}
      </span>
      <p>
        <b>{words.goal}</b> <Said text={goal.ask} />{" "}
        <span className="quiet">
          {standing.kind === "open" &&
            (standing.left > 0 ? words.stepsLeft(standing.left) : words.stepsSpent(goal.within))}
          {standing.kind === "open" && before !== undefined && words.metBefore(before.steps)}
        </span>
      </p>
      {standing.kind === "open" && (
        <span className="goal-act needs-js">
          <LabButton pressed={hinting} onPress={() => setHinting(!hinting)}>
            {words.hint}
          </LabButton>
        </span>
      )}
      {standing.kind === "open" && hinting && (
        <p className="goal-hint">
          <Said text={standing.hint} />
        </p>
      )}
      <GoalResult goal={goal} run={run} at={at} standing={standing} before={before} />
    </li>
  );
}

/** How a goal ended, late or met, and the way to send it; nothing while it is open. */
export function GoalResult<S, E extends LabEvent, P>({
  goal,
  run,
  at,
  standing,
  before,
}: OfRun<S, E, P> & { standing: GoalStanding; before: GoalRecord | undefined }) {
  if (standing.kind === "open") return null;
  const { steps } = standing;
  if (standing.kind === "late") return <p className="goal-hint">{words.goalLate(steps, goal.within)}</p>;
  return (
    <p className="goal-done">
      <b>{words.metInSteps(steps)}.</b>{" "}
      {before !== undefined && before.steps < steps && words.fewestSteps(before.steps)}
      <button
        type="button"
        className="lab-btn needs-js"
        data-share="lab"
        data-share-at={writeHash(run, at) ?? ""}
      >
        <LabIcon name="link" />
        {words.shareSolution}
      </button>
    </p>
  );
}

/**
 * How a goal stands and how this device remembers it from before. That it is met is kept, once for each number
 * of steps.
 */
export function useGoal<S, E extends LabEvent, P>(
  { goal, run, at }: OfRun<S, E, P>,
  records: readonly GoalRecord[],
): { readonly standing: GoalStanding; readonly before: GoalRecord | undefined } {
  const standing = standingOf(goal, run, at);
  const met = standing.kind === "met" ? standing.steps : undefined;
  const place = useRef({ run, at });
  place.current = { run, at };
  useEffect(() => {
    if (met === undefined) return;
    const { run: solved, at: end } = place.current;
    const hash = writeHash(solved, end);
    if (hash === undefined) return;
    const record = { lab: solved.lab.id, scenario: solved.scenario.id, goal: goal.id, steps: met, hash };
    loadStore().then(
      ({ keepGoal }) => keepGoal(record),
      () => {},
    );
  }, [met, goal.id]);
  const before = records.find(
    (record) => record.lab === run.lab.id && record.scenario === run.scenario.id && record.goal === goal.id,
  );
  return { standing, before };
}
