import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { isModelError } from "../../models/model-error.ts";
import { hypervisorType } from "../../models/virtualization/hypervisor-type.ts";
import { stepLab } from "../../sim/lab.ts";
import { classifyHypervisor, isRight, score } from "./classify-hypervisor.ts";
import { CARDS, classify, LAYERS, type Layer, mayPut, PRODUCTS } from "./stack.ts";

test("the stack of each product makes the type that the product is known for", () => {
  for (const product of PRODUCTS) {
    const known = hypervisorType(CARDS[product].name);
    expect(classify(CARDS[product].layers)?.type, product).toBe(isModelError(known) ? "open" : String(known));
  }
  expect(PRODUCTS.filter((product) => classify(CARDS[product].layers)?.type === "open")).toEqual(["kvm"]);
});

test("each card can be built layer by layer", () => {
  for (const product of PRODUCTS) {
    const { layers } = CARDS[product];
    for (const [at, layer] of layers.entries())
      expect(mayPut(layers.slice(0, at), layer), product).toBe(true);
  }
});

test("of KVM every answer is right, of the others one", () => {
  const rightOnes = (product: (typeof PRODUCTS)[number]) =>
    (["1", "2", "open"] as const).filter((choice) => isRight(product, choice));
  expect(PRODUCTS.map(rightOnes)).toEqual([["1"], ["1"], ["1"], ["2"], ["2"], ["1", "2", "open"]]);
});

test("turning Hyper-V on puts the hypervisor below Windows", () => {
  const windows = classifyHypervisor.init({ layers: ["windows"] }, 1);
  const step = stepLab(classifyHypervisor, windows, { type: "enable" });
  expect(step.ok && step.state.layers).toEqual(["vmm", "root"]);
  expect(classify(["vmm", "root"])).toMatchObject({ type: "1" });
});

test("only what has a hypervisor of its own can be turned: another system stays as it was", () => {
  const before = classifyHypervisor.init({ layers: ["os"] }, 1);
  const step = stepLab(classifyHypervisor, before, { type: "enable" });
  expect(step.ok && step.state).toEqual(before);
  expect(classifyHypervisor.describe(before, before, { type: "enable" })).toContain("아무것도 바뀌지 않았다");
  expect(mayPut(["windows"], "kvm")).toContain("윈도우에는");
  expect(classify(["windows", "vmm"])).toMatchObject({ type: "2" });
});

test("answers are kept and counted until the card is taken again", () => {
  let state = classifyHypervisor.init({ layers: CARDS.esxi.layers, product: "esxi" }, 1);
  for (const event of [
    { type: "answer", choice: "2" },
    { type: "load", product: "kvm" },
    { type: "answer", choice: "2" },
  ] as const) {
    const step = stepLab(classifyHypervisor, state, event);
    if (step.ok) state = step.state;
  }
  expect(score(state)).toEqual({ right: 1, given: 2 });
});

test("whatever is built, only what lies under the hypervisor decides, and VMs need one", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<Layer>(...LAYERS), { maxLength: 12 }), (wanted) => {
      const layers: Layer[] = [];
      for (const layer of wanted) if (mayPut(layers, layer) === true) layers.push(layer);
      const type = classify(layers)?.type;
      const monitors = layers.filter((layer) => layer === "vmm" || layer === "kvm");
      expect(monitors.length).toBeLessThanOrEqual(1);
      expect(type).toBe(
        monitors[0] === undefined
          ? undefined
          : monitors[0] === "kvm"
            ? "open"
            : layers[0] === "vmm"
              ? "1"
              : "2",
      );
      if (layers.includes("vm")) expect(type).toBeDefined();
      if (layers.includes("root")) expect(type).toBe("1");
    }),
    RUNS,
  );
});
