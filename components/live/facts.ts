import type { LabEntry } from "../../lib/labs/lab-file.ts";
import { loadLive } from "../../lib/labs/live-labs.ts";
import type { LiveUse } from "../../lib/note/note.ts";
import { type LiveLab, type Shown, startOf } from "../../lib/sim/live.ts";
import { type LiveRoom, roomOf } from "../../lib/sim/live-room.ts";

/** What is known of a figure before anybody moves it. */
export type LiveFacts = { readonly shown: Shown<unknown>; readonly room: LiveRoom };

const known = new WeakMap<LiveUse, Promise<LiveFacts | undefined>>();

/** @returns undefined for a figure that the check has something against: its sentence stands as it is written */
export function factsOf(use: LiveUse, labs: readonly LabEntry[]): Promise<LiveFacts | undefined> {
  const facts = known.get(use) ?? readFacts(use, labs);
  known.set(use, facts);
  return facts;
}

async function readFacts(use: LiveUse, labs: readonly LabEntry[]): Promise<LiveFacts | undefined> {
  const live = await loadLive(use.lab, labs);
  if (live === undefined || !isWhole(live, use)) return undefined;
  const { shown, problem } = startOf(live, use);
  if (problem !== undefined) return undefined;
  const [numbers, results] = [use.numbers, use.results].map((list) => list.map(({ name }) => name));
  return { shown, room: roomOf(shown, numbers!, results!) };
}

function isWhole(live: LiveLab<unknown>, { numbers, results, pane }: LiveUse): boolean {
  return (
    numbers.every(({ name }) => live.numbers.includes(name)) &&
    results.every(({ name }) => live.results.includes(name)) &&
    (pane === "" || live.panes.includes(pane))
  );
}
