import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import type { GoalRecord } from "../../../lib/records/goal-record.ts";
import * as words from "../../../lib/words/words.ts";
import { readGoals } from "../../records/store.ts";

/**
 * The goals that were met on this device, each with the way it was met, and how many beside each lab of the list.
 * Nothing until there are some: the page is complete without it.
 * @param labs title and address of each lab by its id
 */
export function GoalsMet({
  labs,
}: {
  labs: Readonly<Record<string, { readonly title: string; readonly href: string }>>;
}) {
  const [records, setRecords] = useState<readonly GoalRecord[]>([]);
  useEffect(() => {
    let wanted = true;
    readGoals().then((all) => wanted && setRecords(all));
    return () => {
      wanted = false;
    };
  }, []);
  const known = records.filter(({ lab }) => Object.hasOwn(labs, lab));
  if (known.length === 0) return null;
  return (
    <section className="goals-met" aria-labelledby="goals-met">
      <h2 id="goals-met">{words.goalsMet(known.length)}</h2>
      <ul>
        {known.map(({ lab, scenario, goal, steps, hash }) => (
          <li key={`${lab}/${scenario}/${goal}`}>
            <a href={`${labs[lab]!.href}#${hash}`}>{labs[lab]!.title}</a>{" "}
            <span className="num">{words.metInSteps(steps)}</span>
          </li>
        ))}
      </ul>
      {[...new Set(known.map(({ lab }) => lab))].map((id) => {
        const row = document.querySelector(`.lab-list > [id="${id}"] .lab-side`);
        const met = known.filter(({ lab }) => lab === id).length;
        return row && createPortal(<span className="met num">{words.goalsMet(met)}</span>, row, id);
      })}
    </section>
  );
}
