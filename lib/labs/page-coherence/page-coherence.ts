import {
  accessLine,
  type BusTransaction,
  type CacheState,
  type CoherenceProtocol,
} from "../../models/inverse/coherence.ts";
import { int, oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";

/** Copies of pages on several nodes, kept coherent: what a write to one variable costs the others. */

export const NODES = 3;
export type Variable = "a" | "b";
/** Whether both variables lie in one page or each has a page of its own. */
export type Layout = "same" | "apart";

export type Op = {
  readonly type: "read" | "write";
  readonly node: number;
  readonly variable: Variable;
};

export type Traffic = {
  readonly op: Op;
  readonly page: number;
  /** What the other nodes were asked; null = nothing left the node. */
  readonly bus: BusTransaction | null;
  readonly writeBack: boolean;
  /** The nodes that lost their copy. */
  readonly lost: readonly number[];
};

export type CoherenceState = {
  readonly protocol: CoherenceProtocol;
  readonly layout: Layout;
  /** The state of every node's copy, by page. */
  readonly pages: readonly (readonly CacheState[])[];
  readonly program: readonly Op[];
  readonly left: readonly Op[];
  readonly log: readonly Traffic[];
};

export type CoherenceEvent =
  | Op
  | { readonly type: "protocol"; readonly protocol: CoherenceProtocol }
  | { readonly type: "layout"; readonly layout: Layout };

type Params = Pick<CoherenceState, "protocol" | "layout" | "program">;

export const VARIABLES: readonly Variable[] = ["a", "b"];
export const MEANINGS: Readonly<Record<CacheState, string>> = {
  M: "고침",
  E: "혼자 읽음",
  S: "함께 읽음",
  I: "없음",
};

export function pageOf(layout: Layout, variable: Variable): number {
  return layout === "apart" && variable === "b" ? 1 : 0;
}

/** The variables in each page. */
export function pagesOf(layout: Layout): readonly (readonly Variable[])[] {
  return layout === "same" ? [["a", "b"]] : [["a"], ["b"]];
}

function start(params: Params): CoherenceState {
  const { protocol, layout, program } = params;
  const invalid = Array.from({ length: NODES }, () => "I" as const);
  return { protocol, layout, program, pages: pagesOf(layout).map(() => invalid), left: program, log: [] };
}

function access(state: CoherenceState, op: Op): CoherenceState {
  const page = pageOf(state.layout, op.variable);
  const before = state.pages[page]!;
  const { states, bus, writeBack } = accessLine(state.protocol, before, [op.node, op.type]);
  const lost = states.flatMap((now, node) => (now === "I" && before[node] !== "I" ? [node] : []));
  const [next] = state.left;
  const planned = next?.type === op.type && next.node === op.node && next.variable === op.variable;
  return {
    ...state,
    pages: state.pages.map((one, index) => (index === page ? states : one)),
    left: planned ? state.left.slice(1) : state.left,
    log: [...state.log, { op, page, bus, writeBack, lost }],
  };
}

const isNode = (_: CoherenceState, { node }: Op) => node < NODES || "그런 노드는 없습니다.";

const rules: readonly Rule<CoherenceState, CoherenceEvent>[] = [
  { name: "PrRd", on: "read", when: isNode, make: access },
  { name: "PrWr", on: "write", when: isNode, make: access },
  {
    name: "프로토콜 바꾸기",
    on: "protocol",
    when: (state, { protocol }) => state.protocol !== protocol || "이미 그 프로토콜입니다.",
    make: (state, { protocol }) => start({ ...state, protocol }),
  },
  {
    name: "변수 배치 바꾸기",
    on: "layout",
    when: (state, { layout }) => state.layout !== layout || "이미 그렇게 놓여 있습니다.",
    make: (state, { layout }) => start({ ...state, layout }),
  },
];

export type Totals = {
  readonly messages: number;
  /** Times a page came over the network; an upgrade brings only the right to write. */
  readonly pages: number;
  readonly writeBacks: number;
  readonly lost: number;
};
export function totalsOf({ log }: CoherenceState): Totals {
  const count = (counts: (one: Traffic) => boolean) => log.filter(counts).length;
  return {
    messages: count(({ bus }) => bus !== null),
    pages: count(({ bus }) => bus === "BusRd" || bus === "BusRdX"),
    writeBacks: count(({ writeBack }) => writeBack),
    lost: log.reduce((sum, { lost }) => sum + lost.length, 0),
  };
}

function describe(
  state: CoherenceState,
  before: CoherenceState | undefined,
  event: CoherenceEvent | undefined,
): string {
  if (event === undefined || before === undefined) {
    return `변수 \`a\`, \`b\` 둘이 ${state.layout === "same" ? "한 페이지에 함께" : "서로 다른 페이지에"} 있고, 아직 어느 노드에도 사본이 없다.`;
  }
  if (event.type === "protocol") {
    return `${state.protocol} 프로토콜로 바꾸고 같은 프로그램을 처음부터 다시 돌린다.`;
  }
  if (event.type === "layout") {
    return state.layout === "apart"
      ? "두 변수를 서로 다른 페이지에 두고 같은 프로그램을 처음부터 다시 돌린다."
      : "두 변수를 한 페이지에 두고 같은 프로그램을 처음부터 다시 돌린다.";
  }
  return describeTraffic(state, before, state.log.at(-1)!);
}

function describeTraffic(
  state: CoherenceState,
  before: CoherenceState,
  { op, page, bus, writeBack, lost }: Traffic,
): string {
  const was = before.pages[page]![op.node]!;
  const where = `노드 ${op.node + 1}에서`;
  const what = `\`${op.variable}\` 변수를`;
  const back = writeBack ? "고친 사본을 가진 노드가 내용을 먼저 돌려놓은 다음 " : "";
  switch (bus) {
    case null:
      if (op.type === "read") return `${where} 제 사본(${was})으로 ${what} 읽어 네트워크를 건너지 않았다.`;
      return was === "E"
        ? `${where} 혼자 가진 사본(E)의 ${what} 고쳐, 아무에게도 알리지 않고 M 상태가 되었다.`
        : `${where} 이미 고칠 권리가 있는 사본(M)의 ${what} 고쳐 네트워크를 건너지 않았다.`;
    case "BusRd": {
      const now = state.pages[page]![op.node]!;
      return `${where} ${what} 읽으려 하자 사본이 없어, ${back}페이지를 받아 와 ${now} 상태가 되었다.`;
    }
    default: {
      const how = bus === "BusUpgr" ? "제 사본에 고칠 권리만 얻어" : `${back}고칠 권리와 페이지를 함께 얻어`;
      const others =
        lost.length === 0
          ? "M 상태가 되었고 빼앗긴 노드는 없다"
          : `M 상태가 되었고, ${lost.map((node) => `노드 ${node + 1}`).join(", ")}의 사본은 무효가 되었다`;
      const stranger = lost.length > 0 && isStranger(before, op, page, lost);
      const why = stranger ? ". 거기서는 다른 변수만 썼는데도 페이지가 같아 빼앗겼다(거짓 공유)" : "";
      return `${where} ${what} 고치려 하자 ${how} ${others}${why}.`;
    }
  }
}

/** Whether every node that lost its copy has only ever touched the other variable of the page. */
function isStranger(before: CoherenceState, op: Op, page: number, lost: readonly number[]): boolean {
  return lost.every((node) =>
    before.log.every((one) => one.page !== page || one.op.node !== node || one.op.variable !== op.variable),
  );
}

function tables(state: CoherenceState): readonly Table[] {
  const { messages, pages, writeBacks, lost } = totalsOf(state);
  return [
    {
      caption: "노드마다 가진 사본",
      columns: ["노드", ...pagesOf(state.layout).map((variables) => `페이지(${variables.join(", ")})`)],
      rows: Array.from({ length: NODES }, (_, node) => [
        `노드 ${node + 1}`,
        ...state.pages.map((copies) => `${copies[node]!} ${MEANINGS[copies[node]!]}`),
      ]),
    },
    {
      caption: "접근마다 오간 것",
      columns: ["차례", "접근", "네트워크", "되쓰기", "무효가 된 사본"],
      rows: state.log.map(({ op, bus, writeBack, lost: gone }, index) => [
        index + 1,
        `노드 ${op.node + 1} ${op.type === "read" ? "읽기" : "쓰기"} \`${op.variable}\``,
        bus ?? "건너지 않음",
        writeBack ? "있음" : "없음",
        gone.map((node) => `노드 ${node + 1}`).join(", ") || "없음",
      ]),
    },
    {
      caption: "합계",
      columns: ["프로토콜", "접근", "네트워크를 건넌 접근", "받아 온 페이지", "되쓰기", "무효가 된 사본"],
      rows: [[state.protocol, state.log.length, messages, pages, writeBacks, lost]],
    },
  ];
}

const read = (node: number, variable: Variable): Op => ({ type: "read", node, variable });
const write = (node: number, variable: Variable): Op => ({ type: "write", node, variable });
const inTurn: readonly Op[] = Array.from({ length: 4 }, () => [write(0, "a"), write(1, "b")]).flat();

export const pageCoherence: Lab<CoherenceState, CoherenceEvent, Params> = {
  id: "inverse-virtualization-page-coherence",
  version: 1,
  scenarios: [
    {
      id: "false-sharing",
      title: "거짓 공유",
      about: "서로 다른 변수만 고치는 두 노드가 왜 페이지를 주고받는지 본다.",
      goals: [
        {
          id: "one-copy-lost",
          ask: "직접 접근해, 되쓰기가 네 번 일어나는 동안 무효가 되는 사본은 둘뿐이게 한다.",
          met: (state) => {
            const { writeBacks, lost } = totalsOf(state);
            if (lost > 2) return "사본을 셋 이상 무효로 만들었다. 처음으로 돌아간다.";
            if (writeBacks >= 4) return true;
            return writeBacks === 0
              ? "되쓰기는 고친 사본(M)을 다른 노드가 읽을 때 일어난다."
              : "같은 페이지를 다시 고치면 읽힌 사본이 무효가 된다. 변수 둘이 다른 페이지에 있다면 어떨까.";
          },
          within: 9,
        },
      ],
      params: { protocol: "MSI", layout: "same", program: inTurn },
      predict: {
        ask: "노드 1은 a만, 노드 2는 b만 네 번씩 번갈아 고칩니다. 여덟 번 가운데 몇 번이 네트워크를 건널까요?",
        answer: { kind: "number", unit: "번", min: 0, max: 8 },
        at: 8,
        actual: (state) => totalsOf(state).messages,
        why: () => "변수는 달라도 페이지가 하나라서, 한쪽이 고칠 때마다 다른 쪽의 사본이 무효가 된다.",
      },
    },
    {
      id: "apart",
      title: "변수를 떼어 놓으면",
      about: "같은 프로그램에서 변수만 다른 페이지에 두면 무엇이 사라지는지 본다.",
      params: { protocol: "MSI", layout: "apart", program: inTurn },
      predict: {
        ask: "변수를 서로 다른 페이지에 두면 여덟 번 가운데 몇 번이 네트워크를 건널까요?",
        answer: { kind: "number", unit: "번", min: 0, max: 8 },
        at: 8,
        actual: (state) => totalsOf(state).messages,
        why: () => "처음 한 번씩만 받아 오면 그 뒤로는 제 노드의 M 사본을 고친다.",
      },
    },
    {
      id: "many-readers",
      title: "함께 읽다가 한 번 고치기",
      about: "모두가 읽던 페이지를 한 노드가 고칠 때 나머지가 어떻게 되는지 본다.",
      params: {
        protocol: "MSI",
        layout: "same",
        program: [
          read(0, "a"),
          read(1, "a"),
          read(2, "a"),
          read(1, "a"),
          write(0, "a"),
          read(1, "a"),
          read(2, "a"),
        ],
      },
      predict: {
        ask: "세 노드가 모두 읽은 페이지를 노드 1이 고치면 사본 몇 개가 무효가 될까요?",
        answer: { kind: "number", unit: "개", min: 0, max: 3 },
        at: 5,
        actual: (state) => state.log.at(-1)?.lost.length ?? 0,
        why: () => "읽기는 사본을 늘려도 되지만, 고치려면 나머지 사본을 모두 무효로 만들어야 한다.",
      },
    },
    {
      id: "mesi",
      title: "혼자 읽고 고치기",
      about: "MESI의 E 상태가 무엇을 아끼는지 본다. 프로토콜을 MSI로 바꿔 견준다.",
      params: {
        protocol: "MESI",
        layout: "apart",
        program: [read(0, "a"), write(0, "a"), read(1, "b"), write(1, "b"), read(2, "a"), write(0, "a")],
      },
      predict: {
        ask: "혼자 읽은 페이지를 고칠 때 MESI에서는 네트워크를 건널까요?",
        answer: { kind: "choice", options: ["건넌다", "건너지 않는다"] },
        at: 2,
        actual: (state) => (state.log.at(-1)?.bus === null ? "건너지 않는다" : "건넌다"),
        why: () =>
          "아무도 사본을 갖지 않았음을 E 상태가 기억하므로 물어볼 것이 없다. MSI라면 한 번 더 묻는다.",
      },
    },
  ],
  init: start,
  rules,
  next: ({ left }) => left[0],
  describe,
  tables,
  events: {
    read: { fields: { node: int(0, NODES - 1), variable: oneOf(VARIABLES) } },
    write: { fields: { node: int(0, NODES - 1), variable: oneOf(VARIABLES) } },
    protocol: { fields: { protocol: oneOf(["MSI", "MESI"]) } },
    layout: { fields: { layout: oneOf(["same", "apart"]) } },
  },
};
