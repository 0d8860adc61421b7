import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { coherence } from "../../models/inverse/coherence.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import {
  type CoherenceState,
  NODES,
  type Op,
  pageCoherence,
  pageOf,
  totalsOf,
  VARIABLES,
} from "./page-coherence.ts";

const scenario = (id: string) => pageCoherence.scenarios.find((one) => one.id === id)!;
const endOf = (id: string) => startRun(pageCoherence, scenario(id)).frames.at(-1)!.state;

test("two variables in one page: each of eight writes crosses the network; in two pages only the first two", () => {
  expect(totalsOf(endOf("false-sharing"))).toEqual({ messages: 8, pages: 8, writeBacks: 7, lost: 7 });
  expect(totalsOf(endOf("apart"))).toEqual({ messages: 2, pages: 2, writeBacks: 0, lost: 0 });
});

test("what only one node has read, MESI lets it write without a word, MSI does not", () => {
  const { params } = scenario("mesi");
  const messages = (protocol: "MSI" | "MESI") => {
    const start = pageCoherence.init({ ...params, protocol }, 1);
    return totalsOf(params.program.reduce(apply, start)).messages;
  };
  expect([messages("MESI"), messages("MSI")]).toEqual([4, 6]);
});

test("the run in words", () => {
  expect(
    startRun(pageCoherence, scenario("many-readers")).frames.map(({ text }) => text),
  ).toMatchInlineSnapshot(`
    [
      "변수 \`a\`, \`b\` 둘이 한 페이지에 함께 있고, 아직 어느 노드에도 사본이 없다.",
      "노드 1에서 \`a\` 변수를 읽으려 하자 사본이 없어, 페이지를 받아 와 S 상태가 되었다.",
      "노드 2에서 \`a\` 변수를 읽으려 하자 사본이 없어, 페이지를 받아 와 S 상태가 되었다.",
      "노드 3에서 \`a\` 변수를 읽으려 하자 사본이 없어, 페이지를 받아 와 S 상태가 되었다.",
      "노드 2에서 제 사본(S)으로 \`a\` 변수를 읽어 네트워크를 건너지 않았다.",
      "노드 1에서 \`a\` 변수를 고치려 하자 제 사본에 고칠 권리만 얻어 M 상태가 되었고, 노드 2, 노드 3의 사본은 무효가 되었다.",
      "노드 2에서 \`a\` 변수를 읽으려 하자 사본이 없어, 고친 사본을 가진 노드가 내용을 먼저 돌려놓은 다음 페이지를 받아 와 S 상태가 되었다.",
      "노드 3에서 \`a\` 변수를 읽으려 하자 사본이 없어, 페이지를 받아 와 S 상태가 되었다.",
    ]
  `);
  expect(startRun(pageCoherence, scenario("false-sharing")).frames[2]?.text).toMatchInlineSnapshot(
    `"노드 2에서 \`b\` 변수를 고치려 하자 고친 사본을 가진 노드가 내용을 먼저 돌려놓은 다음 고칠 권리와 페이지를 함께 얻어 M 상태가 되었고, 노드 1의 사본은 무효가 되었다. 거기서는 다른 변수만 썼는데도 페이지가 같아 빼앗겼다(거짓 공유)."`,
  );
});

function apply(state: CoherenceState, op: Op): CoherenceState {
  const step = stepLab(pageCoherence, state, op);
  if (!step.ok) throw new Error(step.reason);
  return step.state;
}

const OPS = fc.array(
  fc.record({
    type: fc.constantFrom("read" as const, "write" as const),
    node: fc.nat(NODES - 1),
    variable: fc.constantFrom(...VARIABLES),
  }),
  { maxLength: 12 },
);

test("every page goes exactly as the protocol's table says for the accesses to it alone", () => {
  const protocols = fc.constantFrom("MSI" as const, "MESI" as const);
  const layouts = fc.constantFrom("same" as const, "apart" as const);
  fc.assert(
    fc.property(protocols, layouts, OPS, (protocol, layout, ops) => {
      const state = ops.reduce(apply, pageCoherence.init({ protocol, layout, program: [] }, 1));
      for (const [page, states] of state.pages.entries()) {
        const own = ops.filter(({ variable }) => pageOf(layout, variable) === page);
        const run = coherence({ protocol, nodes: NODES, ops: own.map(({ node, type }) => [node, type]) });
        if (!Array.isArray(run)) throw new Error("no run");
        expect(states.join("")).toBe(run.at(-1)?.states ?? "I".repeat(NODES));
        expect(state.log.filter((one) => one.page === page).map(({ bus }) => bus)).toEqual(
          run.map(({ bus }) => bus),
        );
      }
    }),
    RUNS,
  );
});

test("variables apart never cross the network more often than together", () => {
  fc.assert(
    fc.property(OPS, (ops) => {
      // Only writes: a read that brings one page brings both variables, so reading together can be cheaper.
      const writes = ops.map((op) => ({ ...op, node: op.variable === "a" ? 0 : 1 }));
      const messages = (layout: "same" | "apart") =>
        totalsOf(writes.reduce(apply, pageCoherence.init({ protocol: "MSI", layout, program: [] }, 1)))
          .messages;
      expect(messages("apart")).toBeLessThanOrEqual(messages("same"));
    }),
    RUNS,
  );
});
