import { expect, test } from "vitest";
import { cliFlow } from "../lib/labs/cli-flow/cli-flow.ts";
import { dataSurvival } from "../lib/labs/data-survival/data-survival.ts";
import { cgroupFiles, isolationPicker } from "../lib/labs/isolation-picker/isolation-picker.ts";
import { domainsOf, noisyNeighbour } from "../lib/labs/noisy-neighbour/noisy-neighbour.ts";
import type { LabEvent } from "../lib/sim/event-schema.ts";
import { type Lab, stepLab } from "../lib/sim/lab.ts";

/** Labs may not import each other, so what they must teach alike is compared here. */

function after<S, E extends LabEvent, P>(
  lab: Lab<S, E, P>,
  params: NoInfer<P>,
  events: readonly NoInfer<E>[],
): S {
  return events.reduce<S>(
    (state, event) => {
      const step = stepLab(lab, state, event);
      if (!step.ok) throw new Error(step.reason);
      return step.state;
    },
    lab.init(params, 1),
  );
}

test("a container's name that is taken is the same conflict wherever a command wants it", () => {
  const types = ["build", "tag", "push", "pull", "run", "run"] as const;
  const run = after(
    cliFlow,
    { arch: "amd64" },
    types.map((type) => ({ type })),
  );
  const create = after(dataSurvival, undefined, [{ type: "create" }, { type: "create" }]);
  const words = (text: string | undefined) =>
    /Error response from daemon: Conflict.*name\./.exec(text ?? "")?.[0].replace(/"\/?[a-z0-9]+"/g, '"…"');
  expect([run.last?.ok, create.output?.ok]).toEqual([false, false]);
  expect(words(run.last?.text)).toMatch(/^Error response from daemon: Conflict/);
  expect(words(run.last?.text)).toBe(words(create.output?.text));
});

test("a CPU request, or none, weighs the same wherever it is set", () => {
  const picked = (milli: 0 | "kubernetes" | 500) =>
    cgroupFiles(after(isolationPicker, {}, [{ type: "cpu-request", milli }])).weight;
  const beside = (boundary: "docker" | "container", webRequest: number) =>
    domainsOf(noisyNeighbour.init({ boundary, webRequest }, 1))[0].weight;
  expect(beside("docker", 0)).toBe(picked(0));
  expect(beside("container", 0)).toBe(picked("kubernetes"));
  expect(beside("container", 500)).toBe(picked(500));
  expect([picked(0), picked("kubernetes")]).toEqual([100, 1]);
});
