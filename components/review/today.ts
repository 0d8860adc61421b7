import type { Today } from "../../lib/study/box.ts";

/** The day that the reader is in, by the clock and the time zone of the device. @param hour at which a day begins */
export function todayOf(now: number, hour: number): Today {
  const start = new Date(now);
  if (start.getHours() < hour) start.setDate(start.getDate() - 1);
  start.setHours(hour, 0, 0, 0);
  const end = new Date(start);
  end.setDate(end.getDate() + 1);
  // The hour at which this day began may be one that the clock was put forward over.
  end.setHours(hour, 0, 0, 0);
  return { now, start: start.getTime(), end: end.getTime() };
}

/** `2026-11-30` of the device's calendar. */
export function dateOf(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day, as `dateOf` writes it, that something was done on. @param hour at which a day begins */
export function dayOf(at: number, hour: number): string {
  return dateOf(todayOf(at, hour).start);
}
