import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { type Operation, solveBuild } from "./build-graph.ts";

const two = (web: string, server: string): readonly Operation[] => [
  { id: "web", instruction: "RUN web", copies: web, makes: web.trim(), seconds: 90 },
  { id: "server", instruction: "RUN server", copies: server, makes: server, seconds: 120 },
  { id: "test", instruction: "RUN test", on: "server", makes: "", seconds: 60 },
  { id: "base", instruction: "FROM base", makes: "", seconds: 0 },
  { id: "take", instruction: "COPY --from=web", on: "base", from: "web", makes: "", seconds: 0 },
  { id: "both", instruction: "COPY --from=server", on: "take", from: "server", makes: "", seconds: 0 },
  { id: "pack", instruction: "RUN pack", on: "both", makes: "", seconds: 10 },
];

test("what does not wait runs at the same time, and what nobody asks for does not run", () => {
  const { worked, seconds } = solveBuild(two("1", "1"), "pack", []);
  expect(seconds).toBe(130);
  expect(worked).toMatchObject({
    web: { outcome: "run", start: 0, end: 90 },
    server: { outcome: "run", start: 0, end: 120 },
    test: { outcome: "unused" },
    pack: { outcome: "run", start: 120, end: 130 },
  });
});

test("what is asked for is built alone", () => {
  const { worked, seconds } = solveBuild(two("1", "1"), "test", []);
  expect(seconds).toBe(180);
  expect([worked.web!.outcome, worked.pack!.outcome]).toEqual(["unused", "unused"]);
});

test("a copy is compared by its content: after a stage that made the same the cache answers", () => {
  const first = solveBuild(two("1", "1"), "pack", []);
  // Another input, and the same bundle.
  const { worked, seconds } = solveBuild(two("1 ", "1"), "pack", first.cache);
  expect(worked.web).toMatchObject({ outcome: "run", end: 90 });
  expect([worked.take!.outcome, worked.pack!.outcome, worked.server!.outcome]).toEqual(
    Array(3).fill("cached"),
  );
  // It has to be made before it can be compared.
  expect([worked.take!.start, seconds]).toEqual([90, 90]);
  const other = solveBuild(two("2", "1"), "pack", first.cache);
  expect([other.worked.take!.outcome, other.worked.pack!.outcome, other.seconds]).toEqual([
    "run",
    "run",
    100,
  ]);
});

test("a build that is made again takes no time, whatever was built between", () => {
  const content = fc.constantFrom("1", "2", "3");
  fc.assert(
    fc.property(fc.array(fc.tuple(content, content), { minLength: 1, maxLength: 6 }), (builds) => {
      let cache: readonly string[] = [];
      for (const [web, server] of builds) {
        const cold = solveBuild(two(web, server), "pack", []);
        const warm = solveBuild(two(web, server), "pack", cache);
        expect(warm.seconds).toBeLessThanOrEqual(cold.seconds);
        cache = warm.cache;
      }
      for (const [web, server] of builds) expect(solveBuild(two(web, server), "pack", cache).seconds).toBe(0);
    }),
    RUNS,
  );
});
