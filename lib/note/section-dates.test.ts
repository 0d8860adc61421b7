import { expect, test } from "vitest";
import { readSectionDates, writeSectionDates } from "./section-dates.ts";

const outline = ["layers", "files", "registry"].map((id) => ({
  ...{ depth: 2, id, text: id, githubId: id },
}));
const at = (date: string) => Date.parse(date) / 1000;

test("the hours of changes go through the page and come back", () => {
  const written = writeSectionDates({
    outline: [...outline, { depth: 3, id: "inner", text: "", githubId: "" }],
    dates: {
      published: "2026-11-01T00:30:00Z",
      sections: [
        ["files", at("2026-11-03T05:10:00Z")],
        ["registry", at("2026-11-29T05:00:00Z")],
      ],
    },
  });
  const came = at("2026-11-01T00:00:00Z") / 3600;
  expect(readSectionDates(written)).toEqual({
    version: at("2026-11-29T05:00:00Z") / 3600,
    hours: [came, at("2026-11-03T06:00:00Z") / 3600, at("2026-11-29T05:00:00Z") / 3600],
  });
  expect(written!.length).toBeLessThan(16);
});

test("a note without a history says nothing, and what nobody wrote is nothing", () => {
  expect(writeSectionDates({ outline, dates: {} })).toBeUndefined();
  expect(writeSectionDates({ outline })).toBeUndefined();
  expect(readSectionDates(undefined)).toBeUndefined();
  expect(readSectionDates("")).toBeUndefined();
  expect(readSectionDates("zz - 3")).toBeUndefined();
});

test("a note that was never revised has the hour at which it came", () => {
  const written = writeSectionDates({ outline, dates: { published: "2026-11-01T00:30:00Z", sections: [] } });
  expect(readSectionDates(written)?.version).toBe(at("2026-11-01T00:00:00Z") / 3600);
});
