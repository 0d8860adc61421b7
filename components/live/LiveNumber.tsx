import type { ReactNode } from "react";
import type { LabEntry } from "../../lib/labs/lab-file.ts";
import type { LiveUse } from "../../lib/note/note.ts";
import { factsOf } from "./facts.ts";

type Props = {
  use: LiveUse | undefined;
  labs: readonly LabEntry[];
  name: string;
  children?: ReactNode;
};

/** A number that a reader moves. Where nothing moves it is a number. */
export async function LiveNumber({ use, labs, name, children }: Props) {
  const facts = use && (await factsOf(use, labs));
  if (facts === undefined) return children;
  const { label, values, value } = facts.shown.number(name);
  return (
    <span
      className="num-live"
      data-number={name}
      data-label={label}
      data-min={values[0]}
      data-max={values.at(-1)}
      data-now={value}
    >
      <b data-room={facts.room.numbers[name]}>{children}</b>
    </span>
  );
}

/** What follows from the numbers. */
export async function LiveResult({ use, labs, name, children }: Props) {
  const facts = use && (await factsOf(use, labs));
  if (facts === undefined) return children;
  return (
    <b className="out-live" data-room={facts.room.results[name]} data-result={name}>
      {children}
    </b>
  );
}
