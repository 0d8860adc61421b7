import { expect, test } from "vitest";
import { int } from "./event-schema.ts";
import { writeState } from "./hash.ts";
import type { Lab } from "./lab.ts";
import { openStateFile, writeStateFile } from "./state-file.ts";
import { createTimeline } from "./timeline.ts";

type Add = { readonly type: "add"; readonly amount: number };

const sum: Lab<number, Add, undefined> = {
  id: "test-sum",
  version: 1,
  scenarios: [{ id: "a", title: "a", about: "a", params: undefined }],
  init: () => 0,
  rules: [{ name: "add", on: "add", make: (state, { amount }) => state + amount }],
  describe: (state) => `${state}.`,
  tables: () => [],
  events: { add: { fields: { amount: int(0, 9) } } },
};

test("a saved state opens as it was, in its own lab only", () => {
  const timeline = createTimeline(sum);
  for (const amount of [3, 4]) timeline.send({ type: "add", amount });
  const { run, at } = timeline.getSnapshot();
  const file = writeStateFile(sum.id, writeState(run, at));
  const opened = openStateFile(sum, file);
  expect([opened.problem, opened.at, opened.run.stateAt(2)]).toEqual([undefined, 2, 7]);
  expect(openStateFile({ ...sum, id: "other" }, file).problem).toContain("다른 실습에서 저장한 파일입니다.");
});

test("any other file opens the start and says why", () => {
  const said = (text: string) => openStateFile(sum, text).problem;
  expect([said(""), said("[]"), said("{}"), said("null")]).toEqual(
    Array(4).fill("실습에서 저장한 파일이 아닙니다. 처음 상태로 열었습니다."),
  );
  expect(said('{"whale-lab":"test-sum","state":3}')).toContain("파일에 상태가 적혀 있지 않습니다.");
  expect(said('{"whale-lab":"test-sum","state":"v=9"}')).toContain("지금 판이 아닌 파일입니다.");
});
