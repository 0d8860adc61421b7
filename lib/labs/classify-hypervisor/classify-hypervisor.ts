import { oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";
import {
  CARDS,
  classify,
  LAYER_NAMES,
  LAYERS,
  type Layer,
  mayPut,
  PRODUCTS,
  type Product,
  TYPE_NAMES,
  type Type,
} from "./stack.ts";

export type ClassState = {
  /** From the hardware up, without it. */
  readonly layers: readonly Layer[];
  /** The card on the table; its verdict is kept back until answered. */
  readonly product: Product | undefined;
  /** Answers given, by product. */
  readonly answers: Readonly<Partial<Record<Product, Type>>>;
};

export type ClassEvent =
  | { readonly type: "put"; readonly layer: Layer }
  | { readonly type: "take" }
  | { readonly type: "enable" }
  | { readonly type: "load"; readonly product: Product }
  | { readonly type: "answer"; readonly choice: Type };

type Params = { readonly layers: readonly Layer[]; readonly product?: Product };

const rules: readonly Rule<ClassState, ClassEvent>[] = [
  {
    name: "put",
    on: "put",
    when: ({ layers }, { layer }) => mayPut(layers, layer),
    make: (state, { layer }) => ({ ...state, layers: [...state.layers, layer], product: undefined }),
  },
  // What cannot be is told and changes nothing: addresses of before, when any OS was Windows, go on from there.
  { name: "put: 놓이지 않음", on: "put", make: (state) => state },
  {
    name: "take",
    on: "take",
    make: (state) => ({ ...state, layers: state.layers.slice(0, -1), product: undefined }),
  },
  {
    name: "Enable-WindowsOptionalFeature",
    on: "enable",
    when: ({ layers }) => (layers.length === 1 && layers[0] === "windows") || "윈도우가 아닙니다.",
    make: (state) => ({ ...state, layers: ["vmm", "root"], product: undefined }),
  },
  { name: "Enable-WindowsOptionalFeature: 켤 것이 없음", on: "enable", make: (state) => state },
  {
    name: "load",
    on: "load",
    make: (state, { product }) => {
      const { [product]: _, ...answers } = state.answers;
      return { layers: CARDS[product].layers, product, answers };
    },
  },
  {
    name: "answer",
    on: "answer",
    when: ({ product }) => product !== undefined || "제품 카드를 먼저 고르세요.",
    make: (state, { choice }) => ({ ...state, answers: { ...state.answers, [state.product!]: choice } }),
  },
];

/** The verdict, unless a card still waits for its answer. */
export function verdictOf({ layers, product, answers }: ClassState): ReturnType<typeof classify> {
  return product !== undefined && answers[product] === undefined ? undefined : classify(layers);
}

/** Of a contested product every answer is right. */
export function isRight(product: Product, choice: Type): boolean {
  const type = classify(CARDS[product].layers)?.type;
  return type === "open" || type === choice;
}

export function score({ answers }: ClassState): { readonly right: number; readonly given: number } {
  const given = PRODUCTS.filter((product) => answers[product] !== undefined);
  return {
    right: given.filter((product) => isRight(product, answers[product]!)).length,
    given: given.length,
  };
}

function isType(type: Type): string {
  return `${TYPE_NAMES[type]}${type === "2" ? "다" : "이다"}`;
}

function verdictWords(layers: readonly Layer[]): string {
  const verdict = classify(layers);
  if (verdict === undefined) return "아직 하이퍼바이저가 없어 유형을 말할 수 없다.";
  return verdict.type === "open" ? verdict.why : `${verdict.why} 그래서 ${isType(verdict.type)}.`;
}

function tellAnswer({ product, answers }: ClassState): string {
  const { name, layers } = CARDS[product!];
  const choice = answers[product!]!;
  const { type, why } = classify(layers)!;
  if (type === "open") return `${withJosa(name, "은/는")} 어느 답이나 맞다. ${why}`;
  return type === choice
    ? `맞다. ${why} ${withJosa(name, "은/는")} ${isType(type)}.`
    : `${choice === "open" ? "논란이 있는 제품은" : withJosa(TYPE_NAMES[choice], "은/는")} 아니다. ${why} ${withJosa(name, "은/는")} ${isType(type)}.`;
}

function describe(state: ClassState, before: ClassState | undefined, event: ClassEvent | undefined): string {
  const { layers, product } = state;
  switch (event?.type) {
    case "put": {
      const below = before?.layers.at(-1) ?? "hardware";
      const may = mayPut(before?.layers ?? [], event.layer);
      if (may !== true) return `${withJosa(LAYER_NAMES[event.layer], "은/는")} 놓이지 않았다. ${may}`;
      if (event.layer === "root") {
        return `하이퍼바이저 위에 특권 게스트가 가장 먼저 떠서 장치 드라이버와 관리를 맡는다. ${verdictWords(layers)}`;
      }
      if (event.layer === "vm")
        return `하이퍼바이저가 VM ${layers.filter((one) => one === "vm").length}대를 돌린다. ${verdictWords(layers)}`;
      const laid = `${LAYER_NAMES[below]} 위에 ${withJosa(LAYER_NAMES[event.layer], "을/를")} 놓았다.`;
      return `${laid} ${verdictWords(layers)}`;
    }
    case "take":
      if (before?.layers.length === 0) return "하드웨어만 남아 있어 치울 층이 없다.";
      return `맨 위의 ${withJosa(LAYER_NAMES[before?.layers.at(-1) ?? "vm"], "을/를")} 치웠다. ${verdictWords(layers)}`;
    case "enable":
      if (before?.layers[0] === layers[0])
        return "켤 것이 없어 아무것도 바뀌지 않았다. Hyper-V는 윈도우에 든 하이퍼바이저라, 하드웨어 위에 윈도우만 있을 때 켠다.";
      return `Hyper-V를 켜고 다시 시작하니 하이퍼바이저가 윈도우 아래로 들어갔다. 하드웨어 위에 있던 윈도우는 특권 게스트(루트 파티션)가 되었다. 그래서 Type 1이다.`;
    case "load":
      return `${CARDS[event.product].name}: ${CARDS[event.product].about} 어느 유형인지 골라 볼 차례다.`;
    case "answer":
      return tellAnswer(state);
    default:
      if (product !== undefined)
        return `${CARDS[product].name}: ${CARDS[product].about} 어느 유형인지 골라 볼 차례다.`;
      return layers.length === 0
        ? "하드웨어만 있다. 위에 무엇을 먼저 놓느냐가 하이퍼바이저의 유형을 가른다."
        : `하드웨어 위에 ${withJosa(layers.map((layer) => LAYER_NAMES[layer]).join(", "), "이/가")} 있다. ${verdictWords(layers)}`;
  }
}

function tables(state: ClassState): readonly Table[] {
  const { layers, answers } = state;
  const verdict = verdictOf(state);
  const stack = ["hardware" as const, ...layers];
  const none = state.product === undefined ? "하이퍼바이저 없음" : "답하면 나온다";
  return [
    {
      caption: "아래에서 위로 쌓인 층",
      columns: ["층", "이름", "바로 아래"],
      rows: stack.map((layer, at) => [
        at,
        LAYER_NAMES[layer],
        at === 0 ? "없음" : LAYER_NAMES[belowOf(stack, at)],
      ]),
    },
    {
      caption: "판정",
      columns: ["항목", "값"],
      rows: [
        ["유형", verdict ? TYPE_NAMES[verdict.type] : none],
        ["까닭", verdict ? verdict.why : none],
        ["장치 드라이버가 있는 곳", verdict ? verdict.drivers : none],
      ],
    },
    {
      caption: "제품 카드",
      columns: ["제품", "고른 답", "유형(통설)", "채점"],
      rows: PRODUCTS.map((product) => {
        const choice = answers[product];
        const type = classify(CARDS[product].layers)!.type;
        return [
          CARDS[product].name,
          choice === undefined ? "아직 없음" : TYPE_NAMES[choice],
          choice === undefined ? "답하면 나온다" : TYPE_NAMES[type],
          choice === undefined ? "" : isRight(product, choice) ? "맞음" : "틀림",
        ];
      }),
    },
  ];
}

/** What a layer lies on: guests lie beside each other, all on the hypervisor. */
export function belowOf<L extends Layer | "hardware">(stack: readonly L[], at: number): L {
  if (stack[at] !== "vm" && stack[at] !== "root") return stack[at - 1]!;
  return stack.findLast((layer) => layer === "vmm" || layer === "kvm")!;
}

const put = (layer: Layer): ClassEvent => ({ type: "put", layer });
const TYPES: readonly Type[] = ["1", "2", "open"];

export const classifyHypervisor: Lab<ClassState, ClassEvent, Params> = {
  id: "hypervisor-classify-hypervisor",
  version: 1,
  scenarios: [
    {
      id: "bare-metal",
      title: "하드웨어 바로 위",
      about: "하이퍼바이저를 하드웨어 바로 위에 놓으면 어느 유형인지 본다.",
      params: { layers: [] },
      script: [put("vmm"), put("vm"), put("vm")],
    },
    {
      id: "hosted",
      title: "호스트 OS 위",
      about: "범용 OS 위에 놓인 하이퍼바이저의 유형과 드라이버의 자리를 본다.",
      params: { layers: [] },
      script: [put("os"), put("vmm"), put("vm")],
    },
    {
      id: "hyper-v",
      title: "윈도우에서 Hyper-V 켜기",
      about: "윈도우의 기능을 켰을 뿐인데 왜 Type 1인지 본다.",
      params: { layers: ["windows"] },
      script: [{ type: "enable" }, put("vm")],
      predict: {
        ask: "윈도우에서 Hyper-V를 켜면 하이퍼바이저의 바로 아래에는 무엇이 있을까요?",
        answer: { kind: "choice", options: ["윈도우", "하드웨어"] },
        at: 1,
        actual: ({ layers }) => LAYER_NAMES[layers[layers.indexOf("vmm") - 1] ?? "hardware"],
        why: () => "하이퍼바이저가 윈도우보다 먼저 시작하고, 윈도우는 그 위의 루트 파티션으로 옮겨 간다.",
      },
    },
    {
      id: "xen",
      title: "Xen과 dom0",
      about: "하이퍼바이저가 먼저 뜨고 특권 게스트가 드라이버를 맡는 모습을 본다.",
      params: { layers: [] },
      script: [put("vmm"), put("root"), put("vm")],
    },
    {
      id: "kvm",
      title: "KVM은 어느 쪽인가",
      about: "OS 커널이 하이퍼바이저가 되면 기준이 어떻게 흔들리는지 본다.",
      params: { layers: [] },
      script: [put("os"), put("kvm"), put("vm")],
    },
    {
      id: "cards",
      title: "제품 카드 가르기",
      about: "제품 여섯을 Type 1, Type 2, 논란으로 가른다.",
      params: { layers: CARDS.esxi.layers, product: "esxi" },
      script: PRODUCTS.flatMap((product): ClassEvent[] => [
        ...(product === "esxi" ? [] : [{ type: "load", product } as const]),
        { type: "answer", choice: classify(CARDS[product].layers)!.type },
      ]),
    },
  ],
  init: ({ layers, product }) => ({ layers, product, answers: {} }),
  rules,
  describe,
  tables,
  events: {
    put: { fields: { layer: oneOf(LAYERS) } },
    take: {},
    enable: {},
    load: { fields: { product: oneOf(PRODUCTS) } },
    answer: { fields: { choice: oneOf(TYPES) } },
  },
};
