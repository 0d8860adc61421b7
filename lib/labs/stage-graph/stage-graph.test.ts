import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { stepLab } from "../../sim/lab.ts";
import { FILE_IDS, planOf } from "./dockerfile.ts";
import { type StageEvent, type StageState, secondsAnew, stageGraph } from "./stage-graph.ts";

function after(params: Parameters<typeof stageGraph.init>[0], ...events: readonly StageEvent[]): StageState {
  return events.reduce(
    (state, event) => {
      const step = stepLab(stageGraph, state, event);
      if (!step.ok) throw new Error(step.reason);
      return step.state;
    },
    stageGraph.init(params, 1),
  );
}
const build: StageEvent = { type: "build", target: "final" };
const stages = { stages: true, narrow: false, slim: false };
const narrow = { stages: true, narrow: true, slim: true };

test("one line takes the sum, stages the longer of two and what waits for both", () => {
  const { built } = after({}, build);
  expect([built!.seconds, built!.size]).toEqual([220, 503]);
  const parted = after({ shape: stages }, build).built!;
  expect([parted.seconds, parted.size]).toEqual([130, 416]);
  expect(after({ shape: narrow }, build).built!.size).toBe(116);
});

test("a file that no stage uses runs both again where they copy all, and nothing where they copy their own", () => {
  const readme: StageEvent = { type: "edit", file: "readme" };
  const all = after({ shape: stages, isBuilt: true }, readme, build).built!;
  expect(all.seconds).toBe(120);
  expect([all.worked.web!.outcome, all.worked["take-web"]!.outcome, all.worked.final!.outcome]).toEqual([
    "run",
    "cached",
    "cached",
  ]);
  expect(after({ shape: narrow, isBuilt: true }, readme, build).built!.seconds).toBe(0);
  expect(after({ isBuilt: true }, readme, build).built!.seconds).toBe(220);
});

test("tests run where they are asked for, and again where what they stand on has changed", () => {
  const tests: StageEvent = { type: "build", target: "test" };
  const edited = after({ shape: narrow, isBuilt: true }, { type: "edit", file: "tests" }, build);
  expect(edited.built).toMatchObject({ seconds: 0, worked: { test: { outcome: "unused" } } });
  expect(after({ shape: narrow, isBuilt: true }, tests).built!.seconds).toBe(60);
  expect(
    after({ shape: narrow, isBuilt: true }, tests, { type: "edit", file: "server" }, tests).built!.seconds,
  ).toBe(180);
});

test("a stage shares what it has in common with the file before it was parted", () => {
  // `COPY . .` and `RUN make web` on the same image are the same operations in both files.
  const { built } = after({ isBuilt: true }, { type: "shape", what: "stages" }, build);
  expect([built!.worked.web!.outcome, built!.worked.server!.outcome]).toEqual(["cached", "run"]);
});

test("a build is told with what ran, and each thing in a sentence of its own", () => {
  const state = after({ shape: narrow, isBuilt: true }, { type: "edit", file: "web" }, build);
  expect(stageGraph.describe(state, undefined, build)).toMatchInlineSnapshot(
    `"\`web/cart.ts\` 파일을 고친 뒤의 빌드다. \`make web\`, \`make pack\` 명령을 실행해 100초가 걸렸다. 이미지는 116MB다."`,
  );
  const anew = after({ shape: narrow }, build);
  expect(stageGraph.describe(anew, undefined, build)).toMatchInlineSnapshot(
    `"\`make server\`, \`make web\`, \`make pack\` 명령을 실행해 130초가 걸렸다. 두 단계는 나란히 돌았다. 이미지는 116MB다."`,
  );
});

test("what a single stage cannot be is refused", () => {
  const refuse = (params: Parameters<typeof stageGraph.init>[0], event: StageEvent) =>
    stepLab(stageGraph, stageGraph.init(params, 1), event);
  expect(refuse({}, { type: "shape", what: "slim" })).toMatchObject({ ok: false });
  expect(refuse({}, { type: "build", target: "test" })).toMatchObject({ ok: false });
  expect(refuse({ shape: narrow }, { type: "shape", what: "stages" })).toMatchObject({ ok: false });
});

test("whatever is done, a build never takes longer than from nothing, and every operation names earlier ones", () => {
  const event = fc.oneof<fc.Arbitrary<StageEvent>[]>(
    fc.constantFrom<StageEvent>(
      { type: "shape", what: "stages" },
      { type: "shape", what: "narrow" },
      { type: "shape", what: "slim" },
      build,
      { type: "prune" },
    ),
    fc.constantFrom(...FILE_IDS).map((file): StageEvent => ({ type: "edit", file })),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 15 }), (events) => {
      let state = stageGraph.init({}, 1);
      for (const one of events) {
        const step = stepLab(stageGraph, state, one);
        if (!step.ok) continue;
        state = step.state;
        const { operations, lines } = planOf(state.shape, state.editions, state);
        expect(lines.map(({ operation }) => operation)).toEqual(operations.map(({ id }) => id));
        for (const [index, { on, from }] of operations.entries())
          for (const input of [on, from])
            if (input !== undefined) expect(operations.slice(0, index).map(({ id }) => id)).toContain(input);
        if (one.type === "build")
          expect(state.built!.seconds).toBeLessThanOrEqual(secondsAnew(state, state.shape.stages));
      }
    }),
    RUNS,
  );
});
