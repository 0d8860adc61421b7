/** Which labs are shown: by the time they take, and by what a device remembers of their goals. */

/** The value that leaves all of them. */
export const NO_FILTER = "all";

/** Each up to so many minutes, the last without end; a lab is in the first that holds it. */
export const TIMES = [
  { id: NO_FILTER, upTo: Number.POSITIVE_INFINITY },
  { id: "short", upTo: 5 },
  { id: "middle", upTo: 10 },
  { id: "long", upTo: Number.POSITIVE_INFINITY },
] as const;
export type Time = (typeof TIMES)[number]["id"];
export type Done = "all" | "open" | "met";

export type ShelfLab = {
  readonly minutes: number;
  /** Of how many goals how many were met. */
  readonly goals: number;
  readonly met: number;
};

/** In which of the spans of time a lab is, not counting that of all. */
export function timeOf(minutes: number): Time {
  return TIMES.slice(1).find(({ upTo }) => minutes <= upTo)!.id;
}

/** Whether a lab is among those chosen. One without goals has nothing left open and nothing met. */
export function isShown(lab: ShelfLab, time: Time, done: Done): boolean {
  if (time !== "all" && timeOf(lab.minutes) !== time) return false;
  if (done === "all") return true;
  return lab.goals > 0 && (done === "met") === (lab.met === lab.goals);
}
