import type { ModelError } from "../model-error.ts";
import {
  type CivilTime,
  civilTimeAt,
  epochOf,
  UTC_OFFSET,
  writeUtc,
  type ZoneOffset,
  zoneOffset,
} from "./civil-time.ts";
import { type CronFields, parseCron } from "./parse-cron.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const YEARS_SEARCHED = 5;

/**
 * When a schedule is next due, strictly after `after` (both RFC 3339, the result in UTC); null if that is
 * not within five years. The clock is that of `timeZone`, of the zone that the schedule itself names, or
 * UTC. Errors for a schedule or zone that is none, with upstream's text.
 *
 * Source: `robfig/cron` v3; `kubernetes/kubernetes` `pkg/controller/cronjob/cronjob_controllerv2.go` formatSchedule.
 */
export function cronNext(input: {
  readonly schedule: string;
  readonly after: string;
  readonly timeZone?: string | null;
}): string | null | ModelError {
  const schedule = parseCron(input.schedule);
  if ("error" in schedule) return schedule;
  const timeZone = schedule.timeZone ?? input.timeZone ?? "UTC";
  const offset = zoneOffset(timeZone);
  if (offset === undefined)
    return { error: `provided bad location ${timeZone}: unknown time zone ${timeZone}` };
  const afterMs = Date.parse(input.after);
  if (Number.isNaN(afterMs))
    return { error: `시각은 2026-03-01T09:00:00Z처럼 씁니다. 받은 것: "${input.after}"` };

  if ("everyMs" in schedule) return writeUtc(Math.floor(afterMs / SECOND_MS) * SECOND_MS + schedule.everyMs);
  const nextMs = nextCronTime(schedule.fields, afterMs, offset);
  return nextMs === null ? null : writeUtc(nextMs);
}

/**
 * The first second after `afterMs` at which every field allows the clock's time (ms since 1970), or null.
 * Days: if day of month or day of week is a star both must allow it, otherwise one is enough.
 *
 * Follows upstream step by step, because what it does around a change of the clocks depends on its steps:
 * a time that is skipped is left out, one that is shown twice may come twice.
 *
 * Source: `robfig/cron` v3 `spec.go` SpecSchedule.Next, dayMatches.
 */
export function nextCronTime(
  fields: CronFields,
  afterMs: number,
  offset: ZoneOffset = UTC_OFFSET,
): number | null {
  let time = (Math.floor(afterMs / SECOND_MS) + 1) * SECOND_MS;
  let clock = civilTimeAt(time, offset);
  // Whether the parts below the one at hand have been set back to their beginning.
  let isReset = false;
  const moveTo = (next: number) => {
    time = next;
    clock = civilTimeAt(time, offset);
  };
  const reset = (start: Partial<CivilTime>) => {
    if (!isReset) moveTo(epochOf({ ...clock, minute: 0, second: 0, ...start }, offset));
    isReset = true;
  };
  const lastYear = clock.year + YEARS_SEARCHED;

  wrap: while (clock.year <= lastYear) {
    while (!fields.month.values.has(clock.month)) {
      reset({ day: 1, hour: 0 });
      moveTo(epochOf({ ...clock, month: clock.month + 1 }, offset));
      if (clock.month === 1) continue wrap;
    }
    while (!allowsDay(fields, clock)) {
      reset({ hour: 0 });
      moveTo(epochOf({ ...clock, day: clock.day + 1 }, offset));
      // Where the clocks skip midnight, the nearest full hour before or after it.
      if (clock.hour > 12) moveTo(time + (24 - clock.hour) * HOUR_MS);
      else if (clock.hour > 0) moveTo(time - clock.hour * HOUR_MS);
      if (clock.day === 1) continue wrap;
    }
    while (!fields.hour.values.has(clock.hour)) {
      reset({});
      moveTo(time + HOUR_MS);
      if (clock.hour === 0) continue wrap;
    }
    while (!fields.minute.values.has(clock.minute)) {
      if (!isReset) moveTo(Math.floor(time / MINUTE_MS) * MINUTE_MS);
      isReset = true;
      moveTo(time + MINUTE_MS);
      if (clock.minute === 0) continue wrap;
    }
    while (clock.second !== 0) {
      isReset = true;
      moveTo(time + SECOND_MS);
      if (clock.second === 0) continue wrap;
    }
    return time;
  }
  return null;
}

function allowsDay({ dayOfMonth, dayOfWeek }: CronFields, { day, weekday }: CivilTime): boolean {
  const byMonth = dayOfMonth.values.has(day);
  const byWeek = dayOfWeek.values.has(weekday);
  return dayOfMonth.star || dayOfWeek.star ? byMonth && byWeek : byMonth || byWeek;
}
