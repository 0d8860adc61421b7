import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../tests/support/seeds.ts";
import { type Archive, countKinds, mergeArchives, newIn, readArchive, writeArchive } from "./archive.ts";
import { type Entry, readEntry } from "./log.ts";
import { inOrder } from "./order.ts";

const ENTRIES: readonly Entry[] = [
  { id: "a-1", at: 1, kind: "keep", card: "docker-images-c1", on: true },
  {
    id: "a-2",
    at: 2,
    kind: "review",
    card: "docker-images-c1",
    rating: 3,
    retention: 90,
    by: "ts-fsrs 5.4.2",
  },
  { id: "a-3", at: 3, kind: "undo", of: "a-2" },
  { id: "a-4", at: 4, kind: "rest", card: "term-pod", on: true },
  { id: "a-5", at: 5, kind: "own", card: "own-1", front: "앞 {{말}}", back: "", href: "" },
  { id: "a-6", at: 6, kind: "answer", question: "docker-images-q1", grade: "almost" },
  { id: "a-7", at: 7, kind: "read", note: "docker-images", section: "layers", on: true },
  {
    id: "a-8",
    at: 8,
    kind: "mark",
    mark: "m-1",
    note: "docker-images",
    section: "",
    quote: "인용",
    prefix: "",
    suffix: "뒤",
    ink: "key",
    comment: "메모",
    on: true,
  },
  { id: "a-9", at: 9, kind: "bookmark", href: "/notes/docker-images/#layers", title: "레이어", on: true },
  { id: "a-10", at: 10, kind: "setting", name: "exam", value: 0 },
];
const ARCHIVE: Archive = {
  entries: ENTRIES,
  goals: [{ lab: "a-b", scenario: "start", goal: "low", steps: 3, hash: "v=1&s=start&at=3" }],
  keys: [["whale.theme", "dark"]],
};

test("what is written is read again, whole", () => {
  expect(readArchive(writeArchive(ARCHIVE, 123))).toEqual({ ok: true, archive: ARCHIVE, dropped: 0 });
});

test("a file of the first version, which had goals alone, is read", () => {
  const first = JSON.stringify({ format: "whale-notes", version: 1, goals: ARCHIVE.goals });
  expect(readArchive(first)).toEqual({
    ok: true,
    archive: { entries: [], goals: ARCHIVE.goals, keys: [] },
    dropped: 0,
  });
});

test("what is no such file is told apart, and what in one cannot be read is counted", () => {
  expect(readArchive("{")).toEqual({ ok: false, reason: "json" });
  expect(readArchive('{"format":"anki","version":1}')).toEqual({ ok: false, reason: "format" });
  expect(readArchive('{"format":"whale-notes","version":3}')).toEqual({ ok: false, reason: "newer" });
  const broken = {
    format: "whale-notes",
    version: 2,
    entries: [
      ENTRIES[0],
      { ...ENTRIES[1], rating: 5 },
      { ...ENTRIES[8], href: "javascript:alert(1)" },
      { ...ENTRIES[8], href: "//evil.example/" },
      { id: "x-1", at: 1, kind: "constructor" },
      null,
    ],
    goals: [{}],
    keys: [["whale.theme", "dark"], ["other", "x"], "x"],
  };
  const read = readArchive(JSON.stringify(broken));
  expect(read).toEqual({
    ok: true,
    archive: { entries: [ENTRIES[0]], goals: [], keys: [["whale.theme", "dark"]] },
    dropped: 8,
  });
});

test("whatever a file holds, it is read or refused", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      readArchive(text);
      readArchive(`{"format":"whale-notes","version":2,"entries":${text},"goals":${text},"keys":${text}}`);
    }),
    RUNS,
  );
  fc.assert(
    fc.property(fc.anything(), (value) => {
      readEntry(value);
    }),
    RUNS,
  );
});

test("merging is the union, in whatever order and however often", () => {
  const part = fc.subarray([...ENTRIES]).map((entries): Archive => ({ ...ARCHIVE, entries }));
  fc.assert(
    fc.property(part, part, (a, b) => {
      const both = mergeArchives(a, b);
      expect(both.entries).toEqual(inOrder(mergeArchives(b, a).entries));
      expect(mergeArchives(both, b)).toEqual(both);
      expect(newIn(a, both)).toHaveLength(both.entries.length - a.entries.length);
    }),
    RUNS,
  );
  expect(countKinds(ENTRIES)).toHaveLength(10);
});
