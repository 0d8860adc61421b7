import { useEffect, useState } from "react";
import type { GoalRecord } from "../../../lib/records/goal-record.ts";

/** What the device keeps is asked for, and told, only after a lab is there. */
export const loadStore = () => import("../../records/store.ts");

/** The goals that this device remembers; none until it has answered, or where it keeps nothing. */
export function useGoalRecords(): readonly GoalRecord[] {
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
  return records;
}
