import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { civilTimeAt, epochOf, UTC_OFFSET, writeUtc, zoneOffset } from "./civil-time.ts";
import { cronNext, nextCronTime } from "./cron-next.ts";
import { parseGoDuration } from "./go-duration.ts";
import { parseCron } from "./parse-cron.ts";

// Of `robfig/cron` spec_test.go, in New York: [after, schedule, next].
const NEW_YORK = [
  ["2012-03-11T00:00:00-05:00", "30 2 11 Mar ?", "2013-03-11T02:30:00-04:00"],
  ["2012-03-11T00:00:00-05:00", "0 * * * ?", "2012-03-11T01:00:00-05:00"],
  ["2012-03-11T01:00:00-05:00", "0 * * * ?", "2012-03-11T03:00:00-04:00"],
  ["2012-03-11T00:00:00-05:00", "0 1 * * ?", "2012-03-11T01:00:00-05:00"],
  ["2012-03-11T01:00:00-05:00", "0 1 * * ?", "2012-03-12T01:00:00-04:00"],
  ["2012-03-11T00:00:00-05:00", "0 2 * * ?", "2012-03-12T02:00:00-04:00"],
  ["2012-11-04T00:00:00-04:00", "30 2 04 Nov ?", "2012-11-04T02:30:00-05:00"],
  ["2012-11-04T01:45:00-04:00", "30 1 04 Nov ?", "2012-11-04T01:30:00-05:00"],
  ["2012-11-04T00:00:00-04:00", "0 * * * ?", "2012-11-04T01:00:00-04:00"],
  ["2012-11-04T01:00:00-04:00", "0 * * * ?", "2012-11-04T01:00:00-05:00"],
  ["2012-11-04T01:00:00-05:00", "0 * * * ?", "2012-11-04T02:00:00-05:00"],
  ["2012-11-04T01:00:00-04:00", "0 1 * * ?", "2012-11-04T01:00:00-05:00"],
  ["2012-11-04T01:00:00-05:00", "0 1 * * ?", "2012-11-05T01:00:00-05:00"],
  ["2012-11-04T00:00:00-04:00", "0 2 * * ?", "2012-11-04T02:00:00-05:00"],
] as const;

test("where clocks change, a skipped time is left out and a repeated one comes twice", () => {
  for (const [after, schedule, next] of NEW_YORK) {
    const expected = writeUtc(Date.parse(next));
    expect(cronNext({ schedule, after, timeZone: "America/New_York" }), `${after} ${schedule}`).toBe(
      expected,
    );
    expect(cronNext({ schedule: `TZ=America/New_York ${schedule}`, after })).toBe(expected);
  }
});

test("a day whose midnight does not exist is still found", () => {
  const next = (schedule: string, after: string) =>
    cronNext({ schedule, after, timeZone: "America/Sao_Paulo" });
  expect(next("0 9 10 * ?", "2018-11-03T05:10:00-03:00")).toBe("2018-11-10T11:00:00Z");
  expect(next("0 9 4 Nov ?", "2018-11-03T05:10:00-03:00")).toBe("2018-11-04T11:00:00Z");
});

test("*/n of days counts as restricted, a star within a list does not", () => {
  const next = (schedule: string) => cronNext({ schedule, after: "2026-03-01T12:00:00Z" });
  // 2026-03-02 is a Monday, 03-03 the third.
  expect(next("0 0 */2 * Mon")).toBe("2026-03-02T00:00:00Z");
  expect(next("0 0 */1 * Tue")).toBe("2026-03-03T00:00:00Z");
  expect(next("0 0 15,* * Wed")).toBe("2026-03-04T00:00:00Z");
});

test("errors stand in upstream's words", () => {
  const errors: readonly (readonly [string, string])[] = [
    ["", "empty spec string"],
    ["* * * *", "expected exactly 5 fields, found 4: [* * * *]"],
    ["60 * * * *", "end of range (60) above maximum (59): 60"],
    ["* * 0 * *", "beginning of range (0) below minimum (1): 0"],
    ["5-3 * * * *", "beginning of range (5) beyond end of range (3): 5-3"],
    ["*/0 * * * *", "step of range should be a positive number: */0"],
    ["1-2-3 * * * *", "too many hyphens: 1-2-3"],
    ["1/2/3 * * * *", "too many slashes: 1/2/3"],
    ["x * * * *", 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
    ["*/-1 * * * *", "negative number (-1) not allowed: -1"],
    ["* * * * 7", "end of range (7) above maximum (6): 7"],
    ["@noon", "unrecognized descriptor: @noon"],
    ["@every 5", 'failed to parse duration @every 5: time: missing unit in duration "5"'],
  ];
  for (const [text, error] of errors) expect(parseCron(text), text).toEqual({ error });
  for (const timeZone of ["Asia/Soul", "asia/seoul", "+09:00"]) {
    const result = cronNext({ schedule: "* * * * *", after: "2026-03-01T00:00:00Z", timeZone });
    expect(result).toEqual({ error: `provided bad location ${timeZone}: unknown time zone ${timeZone}` });
  }
  expect(cronNext({ schedule: "* * * * *", after: "어제" })).toHaveProperty(
    "error",
    expect.stringContaining('"어제"'),
  );
});

test("@every waits whole seconds and at least one", () => {
  const next = (every: string) => cronNext({ schedule: `@every ${every}`, after: "2026-03-01T00:00:00.7Z" });
  expect(next("1h30m")).toBe("2026-03-01T01:30:00Z");
  expect(next("2.9s")).toBe("2026-03-01T00:00:02Z");
  expect(next("10ms")).toBe("2026-03-01T00:00:01Z");
});

test("durations are read as Go reads them", () => {
  expect(["0", "1.5h", "-2m3s", ".5s", "1h1ms"].map(parseGoDuration)).toEqual([
    0, 5_400_000, -123_000, 500, 3_600_001,
  ]);
  for (const text of ["", "-", "1", "1x", ".s", "s", "1 h"])
    expect(parseGoDuration(text), text).toHaveProperty("error");
});

test("calendar and clock agree with the built-in calendar, in every zone", () => {
  const ms = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(2037, 0) });
  fc.assert(
    fc.property(
      ms,
      fc.constantFrom("UTC", "Asia/Seoul", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"),
      (at, zone) => {
        const offset = zoneOffset(zone) ?? UTC_OFFSET;
        const second = Math.floor(at / 1000) * 1000;
        const local = civilTimeAt(second, offset);
        const written = new Date(second + offset(second));
        expect([local.year, local.month, local.day, local.weekday]).toEqual([
          written.getUTCFullYear(),
          written.getUTCMonth() + 1,
          written.getUTCDate(),
          written.getUTCDay(),
        ]);
        // Only where clocks are set back does a time stand for two moments.
        expect([-3_600_000, -1_800_000, 0, 1_800_000, 3_600_000]).toContain(epochOf(local, offset) - second);
      },
    ),
    RUNS,
  );
});

test("the next time is the first that the fields allow", () => {
  const fields = fc.record({
    minute: fc.constantFrom("*", "0", "*/20", "5,50"),
    hour: fc.constantFrom("*", "3", "22-23", "*/7"),
    dayOfMonth: fc.constantFrom("*", "1", "*/9", "28,31"),
    month: fc.constantFrom("*", "*/2", "Feb"),
    dayOfWeek: fc.constantFrom("*", "Mon", "sat,0", "*/2"),
  });
  const start = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) });
  fc.assert(
    fc.property(fields, start, (written, afterMs) => {
      const schedule = parseCron(Object.values(written).join(" "));
      if (!("fields" in schedule)) throw new Error("unreadable");
      const { minute, hour, month, dayOfMonth, dayOfWeek } = schedule.fields;
      const areBothNeeded = written.dayOfMonth === "*" || written.dayOfWeek === "*";
      const allows = (at: number) => {
        const date = new Date(at);
        const days = [dayOfMonth.values.has(date.getUTCDate()), dayOfWeek.values.has(date.getUTCDay())];
        return (
          minute.values.has(date.getUTCMinutes()) &&
          hour.values.has(date.getUTCHours()) &&
          month.values.has(date.getUTCMonth() + 1) &&
          (areBothNeeded ? days.every(Boolean) : days.some(Boolean))
        );
      };
      const next = nextCronTime(schedule.fields, afterMs) ?? 0;
      expect(next).toBeGreaterThan(afterMs);
      expect(allows(next)).toBe(true);
      for (let before = next - 60_000; before > Math.max(afterMs, next - 2e8); before -= 60_000) {
        if (allows(before)) throw new Error(`${writeUtc(before)} comes before ${writeUtc(next)}`);
      }
    }),
    RUNS,
  );
});
