import { useEffect, useRef, useState } from "react";
import type { GoalRecord } from "../../../lib/records/goal-record.ts";
import type { LabEvent } from "../../../lib/sim/event-schema.ts";
import { standingOf } from "../../../lib/sim/goals.ts";
import { writeHash } from "../../../lib/sim/hash.ts";
import type { Goal } from "../../../lib/sim/lab.ts";
import type { Run } from "../../../lib/sim/run.ts";
import * as words from "../../../lib/words/words.ts";
import { LabButton } from "./Controls.tsx";
import { LabIcon } from "./LabIcon.tsx";
import { plainText, Said } from "./Said.tsx";

/** What the device keeps is asked for, and told, only after a lab is there. */
const loadStore = () => import("../../records/store.ts");

/** What a scenario asks the reader to bring about: how it stands, a hint when wanted, and that it is done. */
export function Goals<S, E extends LabEvent, P>({ run, at }: { run: Run<S, E, P>; at: number }) {
  const goals = run.scenario.goals ?? [];
  const before = useMetBefore(run.lab.id, run.scenario.id);
  if (goals.length === 0) return null;
  return (
    <ul className="goals">
      {goals.map((goal) => (
        <GoalView key={goal.id} goal={goal} run={run} at={at} before={before.get(goal.id)} />
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

function GoalView<S, E extends LabEvent, P>({
  goal,
  run,
  at,
  before,
}: {
  goal: Goal<S>;
  run: Run<S, E, P>;
  at: number;
  before: GoalRecord | undefined;
}) {
  const [hinting, setHinting] = useState(false);
  const standing = standingOf(goal, run, at);
  const met = standing.kind === "met" ? standing.steps : undefined;
  useKeptGoal(goal.id, met, run, at);

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
      {standing.kind === "late" && <p className="goal-hint">{words.goalLate(standing.steps, goal.within)}</p>}
      {met !== undefined && (
        <p className="goal-done">
          <b>{words.metInSteps(met)}.</b>{" "}
          {before !== undefined && before.steps < met && words.fewestSteps(before.steps)}
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
      )}
    </li>
  );
}

/** Has the device remember that a goal is met, once for each number of steps. */
export function useKeptGoal<S, E extends LabEvent, P>(
  goal: string,
  met: number | undefined,
  run: Run<S, E, P>,
  at: number,
): void {
  const place = useRef({ run, at });
  place.current = { run, at };
  useEffect(() => {
    if (met === undefined) return;
    const { run: solved, at: end } = place.current;
    const hash = writeHash(solved, end);
    if (hash === undefined) return;
    const record = { lab: solved.lab.id, scenario: solved.scenario.id, goal, steps: met, hash };
    loadStore().then(
      ({ keepGoal }) => keepGoal(record),
      () => {},
    );
  }, [met, goal]);
}

/** The goals of a scenario that this device remembers, by id. */
export function useMetBefore(lab: string, scenario: string): ReadonlyMap<string, GoalRecord> {
  const [records, setRecords] = useState<readonly GoalRecord[]>([]);
  useEffect(() => {
    let wanted = true;
    loadStore()
      .then(({ readGoals }) => readGoals())
      .then(
        (all) => wanted && setRecords(all),
        () => {},
      );
    return () => {
      wanted = false;
    };
  }, []);
  return new Map(
    records
      .filter((record) => record.lab === lab && record.scenario === scenario)
      .map((record) => [record.goal, record]),
  );
}
