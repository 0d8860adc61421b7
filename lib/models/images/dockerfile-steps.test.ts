import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { buildCacheOf, type DockerfileInstruction } from "./dockerfile-steps.ts";

const read = (lines: readonly string[]): DockerfileInstruction[] =>
  lines.map((line) => {
    const [, keyword = "", rest = ""] = /^(\S+) (.*)$/.exec(line) ?? [];
    return { keyword, rest, contentKey: keyword === "COPY" ? "same" : null };
  });
const results = (before: readonly string[], after: readonly string[]) =>
  buildCacheOf(read(before), read(after))
    .map((result) => ({ cached: "C", run: "R", config: "-" })[result])
    .join("");

const BASE = ["FROM a", "WORKDIR /app", "COPY x .", "RUN make", "CMD run"];
/** The lines with one more before the line of that number. */
const withLine = (at: number, line: string) => BASE.toSpliced(at, 0, line);

test("instructions of the configuration break no cache, wherever they are and however they change", () => {
  const lines = [
    "CMD other",
    "ENTRYPOINT x",
    "LABEL a=2",
    "EXPOSE 80",
    "STOPSIGNAL SIGINT",
    "VOLUME /x",
    "HEALTHCHECK NONE",
    "WORKDIR /",
  ];
  for (const line of lines.slice(0, -1)) {
    for (let at = 1; at <= BASE.length; at++)
      expect(results(BASE, withLine(at, line)), line).not.toContain("R");
  }
  expect(results(["FROM a", "LABEL v=1", "RUN make"], ["FROM a", "LABEL v=2", "RUN make"])).toBe("C-C");
});

test("ENV and USER run RUN again, and not COPY", () => {
  expect(results(BASE, withLine(2, "ENV A=1"))).toBe("CC-CR-");
  expect(results(BASE, withLine(2, "USER app"))).toBe("CC-CR-");
  expect(results(BASE, withLine(4, "ENV A=1"))).toBe("CCCC--");
  expect(results(withLine(2, "ENV A=1"), withLine(2, "ENV A=2"))).toBe("CC-CR-");
  expect(results(withLine(2, "ENV A 1"), withLine(2, "ENV A=1"))).toBe("CC-CC-");
});

test("WORKDIR is a step, for the user of then; its directory is part of RUN and of COPY's target", () => {
  expect(results(BASE, withLine(1, "USER app"))).toBe("C-RRR-");
  expect(results(BASE, ["FROM a", "WORKDIR /app", "COPY x /app/", "RUN make"])).toBe("CCCC");
  expect(results(BASE, ["FROM a", "WORKDIR /app", "COPY x /app", "RUN make"])).toBe("CCRR");
  expect(results(["FROM a", "RUN x", "COPY x /x"], ["FROM a", "WORKDIR /", "RUN x", "COPY x /x"])).toBe(
    "C-CC",
  );
});

test("what is cached is a beginning, and configuration put anywhere changes nothing of it", () => {
  const line = fc.constantFrom("RUN a", "RUN b", "COPY x .", "WORKDIR /w", "ENV A=1", "ENV A=2", "USER u");
  const config = fc.constantFrom("LABEL a=1", "CMD c", "EXPOSE 1", "ENTRYPOINT e");
  fc.assert(
    fc.property(fc.array(line), fc.array(line), fc.array(fc.tuple(fc.nat(10), config)), (a, b, extra) => {
      const before = ["FROM a", ...a];
      const after = ["FROM a", ...b];
      const steps = results(before, after).replaceAll("-", "");
      expect(steps).toMatch(/^C+R*$/);
      const more = extra.reduce((lines, [at, one]) => lines.toSpliced(1 + at, 0, one), after);
      expect(results(before, more).replaceAll("-", "")).toBe(steps);
    }),
    RUNS,
  );
});
