/** A moment on a calendar and a clock: month 1–12, day 1–31, weekday 0 = Sunday. */
export type CivilTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
};

/** How far (ms) the clocks of a zone are ahead of UTC at a moment (ms since 1970). */
export type ZoneOffset = (epochMs: number) => number;

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

export const UTC_OFFSET: ZoneOffset = () => 0;

/**
 * The offset of a zone of the tz database (`Asia/Seoul`), or undefined if there is no such zone. Names
 * are case-sensitive, as in the file system where Go looks them up.
 */
export function zoneOffset(timeZone: string): ZoneOffset | undefined {
  if (timeZone === "" || timeZone === "UTC") return UTC_OFFSET;
  if (!/^[A-Z]/.test(timeZone)) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
  const { timeZone: found } = format.resolvedOptions();
  if (found !== timeZone && found.toLowerCase() === timeZone.toLowerCase()) return undefined;
  return (epochMs) => {
    const wholeMs = Math.floor(epochMs / SECOND_MS) * SECOND_MS;
    const parts = new Map(format.formatToParts(wholeMs).map(({ type, value }) => [type, Number(value)]));
    const [year = 0, month = 1, day, hour, minute, second] = (
      ["year", "month", "day", "hour", "minute", "second"] as const
    ).map((type) => parts.get(type));
    return Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs;
  };
}

/**
 * What calendar and clock show at a moment.
 *
 * Source of the arithmetic: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
 */
export function civilTimeAt(epochMs: number, offset: ZoneOffset): CivilTime {
  const seconds = Math.floor((epochMs + offset(epochMs)) / SECOND_MS);
  const days = Math.floor((seconds * SECOND_MS) / DAY_MS);
  const ofDay = seconds - (days * DAY_MS) / SECOND_MS;
  // Years that begin on 1 March, in eras of 400 years.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
    hour: Math.floor(ofDay / 3600),
    minute: Math.floor(ofDay / 60) % 60,
    second: ofDay % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/**
 * The moment (ms since 1970) at which clocks show this; months and days beyond their end run on. A time
 * that the clocks skip or show twice gets one of its two moments, the one that Go picks.
 *
 * Source: Go `time/time.go` Date.
 */
export function epochOf(time: Omit<CivilTime, "weekday">, offset: ZoneOffset): number {
  const { year, month, day, hour, minute, second } = time;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const guess = offset(asUtc);
  return guess === 0 ? asUtc : asUtc - offset(asUtc - guess);
}

/** RFC 3339 in UTC to the second: `2026-03-01T09:00:00Z`. */
export function writeUtc(epochMs: number): string {
  const { year, month, day, hour, minute, second } = civilTimeAt(epochMs, UTC_OFFSET);
  const pad = (value: number, width = 2) => String(value).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}Z`;
}
