import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
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

test("a changed source runs three steps again when it is third, one when it is fifth: CMD is none", () => {
  expect(rerunOf(run("source-early")[1]!.state).steps).toBe(3);
  expect(rerunOf(run("source-late")[1]!.state).steps).toBe(1);
});

test("the transcript of the good order", () => {
  expect(run("source-late").map((frame) => frame.text)).toMatchInlineSnapshot(`
    [
      "처음 빌드라 캐시가 없어 5단계를 모두 실행했다(44초). \`CMD\` 줄은 설정이라 단계로 세지 않는다.",
      "\`server.js\` 파일을 고치고 빌드하니 5번째 줄 \`COPY . .\`부터 1단계를 다시 실행했다(2초).",
      "\`package-lock.json\` 파일을 고치고 빌드하니 3번째 줄 \`COPY package.json package-lock.json ./\`부터 3단계를 다시 실행했다(43초).",
    ]
  `);
});

test("a file that is kept out of the context breaks no cache", () => {
  expect(run("readme").map((frame) => rerunOf(frame.state).steps)).toEqual([5, 1, 1, 0]);
});

test("moving CMD anywhere runs nothing again", () => {
  expect(run("command").map((frame) => rerunOf(frame.state).steps)).toEqual([5, 0, 0, 2]);
  expect(run("command")[2]!.text).toContain("다시 실행한 것이 없다");
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
        expect(results.filter((one) => one !== "config").join(" ")).toMatch(/^cached(?: cached)*(?: run)*$/);
        expect(results[state.order.indexOf("cmd")]).toBe("config");
        if (event.type === "edit") {
          const first = state.order.findIndex(
            (id) => LINES[id].copies.includes(event.file) && !(event.file === "readme" && state.ignores),
          );
          expect(results.indexOf("run")).toBe(first);
        }
        expect(steps).toHaveLength(6);
      }
    }),
    RUNS,
  );
});
