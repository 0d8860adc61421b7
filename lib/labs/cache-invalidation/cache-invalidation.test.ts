import fc from "fast-check";
import { expect, test } from "vitest";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import {
  type CacheEvent,
  type CacheState,
  cacheInvalidation,
  FILES,
  type FileId,
  LINES,
  type LineId,
  lastBuild,
  problemOf,
  rerunOf,
} from "./cache-invalidation.ts";

const run = (id: string) =>
  startRun(cacheInvalidation, cacheInvalidation.scenarios.find((scenario) => scenario.id === id)!).frames;

test("the check values of the curriculum: four steps again when the source is third, two when it is fifth", () => {
  expect(rerunOf(run("source-early")[1]!.state).steps).toBe(4);
  expect(rerunOf(run("source-late")[1]!.state).steps).toBe(2);
});

test("the transcript of the good order", () => {
  expect(run("source-late").map((frame) => frame.text)).toMatchInlineSnapshot(`
    [
      "처음 빌드라 캐시가 없어 6단계를 모두 실행했다(44초).",
      "\`server.js\` 파일을 고치고 빌드하니 5번째 줄 \`COPY . .\`부터 2단계를 다시 실행했다(2초).",
      "\`package-lock.json\` 파일을 고치고 빌드하니 3번째 줄 \`COPY package.json package-lock.json ./\`부터 4단계를 다시 실행했다(43초).",
    ]
  `);
});

test("a file that is kept out of the context breaks no cache", () => {
  expect(run("readme").map((frame) => rerunOf(frame.state).steps)).toEqual([6, 2, 2, 0]);
});

test("orders that could not be built are refused", () => {
  expect(problemOf(["from", "workdir", "install", "deps", "source", "cmd"])).toContain("npm ci");
  expect(problemOf(["workdir", "from", "deps", "install", "source", "cmd"])).toContain("FROM");
  expect(problemOf(["from", "deps", "workdir", "install", "source", "cmd"])).toContain("WORKDIR");
});

test("whatever is moved and edited, a prefix is cached, and no step above the change runs", () => {
  const events = fc.oneof(
    fc.constantFrom(...(Object.keys(FILES) as FileId[])).map((file): CacheEvent => ({ type: "edit", file })),
    fc
      .tuple(fc.constantFrom(...(Object.keys(LINES) as LineId[])), fc.constantFrom<-1 | 1>(-1, 1))
      .map(([line, by]): CacheEvent => ({ type: "move", line, by })),
    fc.constant<CacheEvent>({ type: "ignore" }),
  );
  fc.assert(
    fc.property(fc.array(events, { maxLength: 8 }), (list) => {
      let state: CacheState = run("source-late")[0]!.state;
      for (const event of list) {
        const step = stepLab(cacheInvalidation, state, event);
        if (!step.ok) continue;
        state = step.state;
        expect(problemOf(state.order)).toBeUndefined();
        const { results, steps } = lastBuild(state);
        expect(results.lastIndexOf("cached") + 1).toBe(results.filter((one) => one === "cached").length);
        if (event.type === "edit") {
          const first = state.order.findIndex(
            (id) => LINES[id].copies.includes(event.file) && !(event.file === "readme" && state.ignores),
          );
          expect(results.indexOf("run")).toBe(first);
        }
        expect(steps).toHaveLength(6);
      }
    }),
    { numRuns: 10_000 },
  );
});
