import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import {
  anonymousVolumesOf,
  COMMANDS,
  type CommandId,
  containerOf,
  dataSurvival,
  filesIn,
  isMounted,
  lostBetween,
  namedVolume,
  PLACES,
  type SurvivalState,
} from "./data-survival.ts";

const start = dataSurvival.init(undefined, 1);
function after(types: readonly CommandId[], from: SurvivalState = start): SurvivalState {
  return types.reduce<SurvivalState>((state, type) => {
    const step = stepLab(dataSurvival, state, { type });
    return step.ok ? step.state : state;
  }, from);
}
const kept = (...types: CommandId[]) => {
  const state = after(["create", "start", "write", ...types]);
  return PLACES.filter((place) => filesIn(state, place).includes(1));
};

test("the table of the curriculum, row by row", () => {
  expect(kept("stop", "start")).toEqual(["layer", "named", "anonymous", "bind"]);
  expect(kept("stop", "rm")).toEqual(["named", "anonymous", "bind"]);
  expect(kept("stop", "rm-v")).toEqual(["named", "bind"]);
  expect(kept("stop", "rm", "volume-rm")).toEqual(["anonymous", "bind"]);
  expect(kept("stop", "recreate")).toEqual(["named", "anonymous", "bind"]);
});

test("restart loses the tmpfs as well", () => {
  expect(kept("restart")).toEqual(["layer", "named", "anonymous", "bind"]);
});

test("a volume in use is kept, also by a container that is stopped or was never started", () => {
  expect(after(["create", "volume-rm"]).output).toMatchObject({ ok: false });
  expect(kept("stop", "volume-prune-all")).toEqual(["layer", "named", "anonymous", "bind"]);
  expect(kept("stop", "container-prune", "volume-prune")).toEqual(["named", "bind"]);
  expect(kept("stop", "container-prune", "volume-prune-all")).toEqual(["bind"]);
});

test("a container of the same name finds the named volume again, and a new anonymous one", () => {
  const state = after(["create", "start", "write", "stop", "rm", "create"]);
  expect(namedVolume(state)?.files).toEqual([1]);
  const volumes = anonymousVolumesOf(state);
  expect(volumes.map(({ number, files }) => [number, files])).toEqual([
    [1, [1]],
    [2, []],
  ]);
  expect(volumes.map((one) => isMounted(state, one))).toEqual([false, true]);
});

test("the transcript of cleaning up", () => {
  const scenario = dataSurvival.scenarios.find((one) => one.id === "prune")!;
  expect(startRun(dataSurvival, scenario).frames.map((frame) => frame.text)).toMatchInlineSnapshot(`
    [
      "컨테이너도 볼륨도 아직 없다.",
      "컨테이너를 만들자 빈 쓰기 레이어와 볼륨 두 개가 생겼다. 프로세스는 아직 없다.",
      "프로세스가 돌기 시작했다. tmpfs는 이때마다 빈 채로 새로 생긴다.",
      "다섯 곳에 1번째 파일을 하나씩 썼다.",
      "컨테이너를 멈추니 tmpfs의 데이터가 사라졌다. 쓰기 레이어는 컨테이너를 지울 때까지 남는다.",
      "컨테이너가 쓰지 않는 볼륨이 없어 지운 것이 없다.",
      "돌지 않는 컨테이너를 모두 지우니 쓰기 레이어의 데이터가 사라졌다. 볼륨은 건드리지 않는다.",
      "쓰지 않는 익명 볼륨만 지워 익명 볼륨의 데이터가 사라졌다. 이름 있는 볼륨은 남는다.",
      "\`-a\`는 이름 있는 볼륨까지, 쓰는 컨테이너가 없으면 모두 지워 이름 있는 볼륨의 데이터가 사라졌다.",
    ]
  `);
});

test("whatever is done: host files last, failing commands lose nothing, one container mounts one volume", () => {
  const types = fc.constantFrom(...(Object.keys(COMMANDS) as CommandId[]));
  fc.assert(
    fc.property(fc.array(types, { maxLength: 15 }), types, (before, type) => {
      const from = after(before);
      const to = after([type], from);
      expect(to.bind.slice(0, from.bind.length)).toEqual(from.bind);
      if (to.output?.ok === false) expect(lostBetween(from, to)).toEqual([]);
      const lost = lostBetween(from, to);
      if (lost.includes("named")) expect(["volume-rm", "volume-prune-all"]).toContain(type);
      if (lost.includes("anonymous")) expect(["rm-v", "volume-prune", "volume-prune-all"]).toContain(type);
      const anonymous = anonymousVolumesOf(to);
      const mounted = anonymous.filter((one) => isMounted(to, one));
      expect(mounted).toHaveLength(containerOf(to) === undefined ? 0 : 1);
      expect(new Set(anonymous.map((one) => one.name)).size).toBe(anonymous.length);
      // What the sentence says is what was: nothing is said to have vanished that did not.
      const text = dataSurvival.describe(to, from, { type });
      expect(text.includes("사라졌다"), text).toBe(lost.length > 0);
      if (to.engine === from.engine || JSON.stringify(to.engine) === JSON.stringify(from.engine))
        expect(text, type).toMatch(/(?:없다|아니다|못했다|않았다|붙인다|못한다)\.$/);
    }),
    RUNS,
  );
});
