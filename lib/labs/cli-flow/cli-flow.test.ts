import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import {
  COMMANDS,
  cliFlow,
  containerOf,
  editionOf,
  type FlowEvent,
  type FlowState,
  REMOTE,
} from "./cli-flow.ts";

const start = cliFlow.init({ arch: "amd64" }, 1);
function after(types: readonly FlowEvent["type"][]): FlowState {
  return types.reduce<FlowState>((state, type) => {
    const step = stepLab(cliFlow, state, { type });
    return step.ok ? step.state : state;
  }, start);
}

test("build, tag, push, pull, run is the one order of the five in which none fails", () => {
  const orders = (rest: readonly FlowEvent["type"][]): FlowEvent["type"][][] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((one) => orders(rest.filter((other) => other !== one)).map((order) => [one, ...order]));
  const good = orders(["build", "tag", "push", "pull", "run"]).filter((order) =>
    order.every((_, index) => after(order.slice(0, index + 1)).last?.ok),
  );
  // `run` pulls by itself, so pull and run may change places, but nothing else.
  expect(good).toEqual([
    ["build", "tag", "push", "pull", "run"],
    ["build", "tag", "push", "run", "pull"],
  ]);
});

test("pull without push: the registry has no such image", () => {
  expect(after(["build", "tag", "pull"]).last).toMatchObject({ ok: false });
  expect(after(["build", "tag", "pull"]).last?.text).toContain(`${REMOTE}: not found`);
});

test("run takes an old image that is there rather than a newer one in the registry, once its name is free", () => {
  const { frames } = startRun(cliFlow, cliFlow.scenarios.find((scenario) => scenario.id === "stale")!);
  const after = frames.slice(9).map(({ state, event }) => {
    const running = editionOf(state, containerOf(state)?.image);
    return [event?.type, state.last?.ok, running];
  });
  expect(after).toEqual([
    ["push", true, 1],
    ["run", false, 1],
    ["rm", true, undefined],
    ["run", true, 1],
    ["pull", true, 1],
    ["rm", true, undefined],
    ["run", true, 2],
  ]);
  expect(frames[10]!.state.last?.text).toContain('The container name "/web" is already in use by container');
});

test("an image for another CPU is neither fetched nor run", () => {
  for (const last of ["pull", "run"] as const) {
    const state = after(["arch", "build", "tag", "push", last]);
    expect(state.last).toMatchObject({ ok: false });
    expect(state.last?.text).toContain("no matching manifest for linux/amd64");
    expect([state.node.images[REMOTE], containerOf(state)]).toEqual([undefined, undefined]);
  }
});

test("a command that fails changes no image anywhere, and only pull, run and rm change the node", () => {
  const types = fc.constantFrom<FlowEvent["type"]>(...COMMANDS, "edit", "login", "network");
  fc.assert(
    fc.property(fc.array(types, { maxLength: 12 }), types, (before, type) => {
      const from = after(before);
      const step = stepLab(cliFlow, from, { type });
      if (!step.ok) throw new Error(step.reason);
      const images = ({ dev, registry, node }: FlowState) => ({
        dev,
        registry,
        containers: node.containers,
      });
      if (step.state.last?.ok === false) expect(images(step.state)).toEqual(images(from));
      if (type !== "pull" && type !== "run" && type !== "rm") expect(step.state.node).toEqual(from.node);
      if (type !== "push") expect(step.state.registry).toEqual(from.registry);
    }),
    RUNS,
  );
});
