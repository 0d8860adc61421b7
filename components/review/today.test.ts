import { afterEach, expect, test, vi } from "vitest";
import { dateOf, dayOf, todayOf } from "./today.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const HOUR = 3_600_000;

test.each(["Asia/Seoul", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "UTC"])(
  "in %s every moment of a year is in one day, and days follow one another, through summer time",
  (zone) => {
    vi.stubEnv("TZ", zone);
    for (const hour of [0, 2, 4, 23]) {
      let day = todayOf(Date.UTC(2026, 0, 1), hour);
      const dates = new Set<string>();
      for (let count = 0; count < 366; count++) {
        dates.add(dateOf(day.start));
        for (const now of [day.start, day.start + HOUR, day.end - 1])
          expect(todayOf(now, hour)).toMatchObject({ start: day.start, end: day.end });
        const length = (day.end - day.start) / HOUR;
        expect(length).toBeGreaterThanOrEqual(22);
        expect(length).toBeLessThanOrEqual(26);
        day = todayOf(day.end, hour);
      }
      expect(dates.size).toBe(366);
    }
  },
);

test("what is done after the day has begun is of that day, also where the clock was put forward in the night", () => {
  vi.stubEnv("TZ", "America/New_York");
  expect(dayOf(Date.parse("2026-03-08T04:30:00-04:00"), 4)).toBe("2026-03-08");
  expect(dayOf(Date.parse("2026-03-08T03:30:00-04:00"), 4)).toBe("2026-03-07");
  expect(dayOf(Date.parse("2026-11-01T03:59:00-05:00"), 4)).toBe("2026-10-31");
  expect(dayOf(Date.parse("2026-11-01T04:00:00-05:00"), 4)).toBe("2026-11-01");
});

test("who travels sees the day of where they are; the time of what they did stays", () => {
  const at = Date.parse("2026-05-01T12:00:00Z");
  vi.stubEnv("TZ", "Asia/Seoul");
  expect(dayOf(at, 4)).toBe("2026-05-01");
  vi.stubEnv("TZ", "Pacific/Auckland");
  expect(dayOf(at, 4)).toBe("2026-05-01");
  vi.stubEnv("TZ", "America/Los_Angeles");
  expect(dayOf(at, 4)).toBe("2026-05-01");
  expect(dayOf(at - 2 * HOUR, 4)).toBe("2026-04-30");
});
