import {
  bisectionOf,
  farthestOf,
  hostsOf,
  islandsOf,
  type Network,
  pairsOf,
  withoutFailed,
  worstFailure,
} from "../../models/topology/network.ts";
import {
  BUS,
  hostId,
  linkBetween,
  makeNetwork,
  SHAPES,
  type Shape,
  SWITCHES,
} from "../../models/topology/shapes.ts";
import { type Field, oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { remembered } from "../../sim/remember.ts";
import { withJosa } from "../../text/josa.ts";
import { crossedBy, HEIGHT, type Stroke, WIDTH } from "./layout.ts";

/** Hosts joined in a shape that can be changed link by link, and what a failure cuts off. */

export const HOST_COUNTS = [4, 6, 8, 10, 12] as const;
const MOST_HOSTS = 12;
/** Every device that there may be, in the order of links' names. */
export const DEVICES: readonly string[] = [
  ...Array.from({ length: MOST_HOSTS }, (_, index) => hostId(index)),
  ...SWITCHES,
];

export type BuilderState = {
  readonly shape: Shape;
  readonly hosts: number;
  /** Links that the shape does not have, and those of the shape that were taken out, by their ids. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** What is broken: ids of links and devices. */
  readonly failed: readonly string[];
};

export type BuilderEvent =
  | { readonly type: "shape"; readonly shape: Shape }
  | { readonly type: "hosts"; readonly count: number }
  | { readonly type: "wire" | "cut"; readonly one: string; readonly other: string }
  | { readonly type: "fail"; readonly what: string }
  | { readonly type: "sweep"; readonly stroke: Stroke }
  | { readonly type: "repair" };

export const SHAPE_NAMES: Readonly<Record<Shape, string>> = {
  bus: "버스",
  line: "일렬",
  star: "스타",
  ring: "링",
  mesh: "완전 메시",
  tree: "2층 트리",
  "leaf-spine": "스파인-리프",
};

const SWITCH_NAMES: ReadonlyMap<string, string> = new Map([
  ["s0", "스위치"],
  ["t0", "뿌리"],
  ["t1", "하위 1"],
  ["t2", "하위 2"],
  ["p1", "스파인 1"],
  ["p2", "스파인 2"],
  ["l1", "리프 1"],
  ["l2", "리프 2"],
  ["l3", "리프 3"],
  ["l4", "리프 4"],
]);

/** As a drawing names it: hosts by their number alone. */
export const shortName = (id: string) => SWITCH_NAMES.get(id) ?? id.slice(1);
const longName = (id: string) => SWITCH_NAMES.get(id) ?? `호스트 ${id.slice(1)}`;
/** What a link or a device is called in a sentence. */
export function nameOf(id: string): string {
  if (id === BUS) return "공유 매체";
  return id.includes("-") ? `링크 ${id.split("-").map(shortName).join("–")}` : longName(id);
}

/** The network as it is wired, whatever of it is broken. */
export function designOf({ shape, hosts, added, removed }: BuilderState): Network {
  const { devices, links } = makeNetwork(shape, hosts);
  return {
    devices,
    links: [
      ...links.filter(({ id }) => !removed.includes(id)),
      ...added.map((id) => {
        const [one = "", other = ""] = id.split("-");
        return linkBetween(one, other);
      }),
    ],
  };
}

/** What of it works. */
export function standingOf(state: BuilderState): Network {
  return withoutFailed(designOf(state), new Set(state.failed));
}

const withFailed = (state: BuilderState, ids: readonly string[]): BuilderState => ({
  ...state,
  failed: [...state.failed, ...ids.filter((id) => !state.failed.includes(id))].toSorted(),
});
const toggle = (list: readonly string[], id: string) =>
  (list.includes(id) ? list.filter((one) => one !== id) : [...list, id]).toSorted();
const stands = (state: BuilderState, id: string) => designOf(state).devices.some((one) => one.id === id);
const hasLink = (state: BuilderState, id: string) => designOf(state).links.some((one) => one.id === id);
const fresh = (shape: Shape, hosts: number): BuilderState => ({
  shape,
  hosts,
  added: [],
  removed: [],
  failed: [],
});

const rules: readonly Rule<BuilderState, BuilderEvent>[] = [
  { name: "shape", on: "shape", make: ({ hosts }, { shape }) => fresh(shape, hosts) },
  {
    name: "hosts",
    on: "hosts",
    when: ({ hosts }, { count }) => hosts !== count || "이미 그만큼 있습니다.",
    make: ({ shape }, { count }) => fresh(shape, count),
  },
  {
    name: "wire",
    on: "wire",
    when: (state, { one, other }) => {
      const missing = [one, other].find((id) => !stands(state, id));
      return missing === undefined || `${withJosa(longName(missing), "은/는")} 이 모양에 없습니다.`;
    },
    make: (state, { one, other }) => {
      const { id } = linkBetween(one, other);
      const failed = state.failed.filter((broken) => broken !== id);
      const isOfShape = makeNetwork(state.shape, state.hosts).links.some((link) => link.id === id);
      return isOfShape
        ? { ...state, failed, removed: toggle(state.removed, id) }
        : { ...state, failed, added: toggle(state.added, id) };
    },
  },
  {
    name: "cut",
    on: "cut",
    when: (state, { one, other }) =>
      hasLink(state, linkBetween(one, other).id) || "그 둘을 바로 잇는 링크가 없습니다.",
    make: (state, { one, other }) => ({ ...state, failed: toggle(state.failed, linkBetween(one, other).id) }),
  },
  {
    name: "fail",
    on: "fail",
    when: (state, { what }) =>
      (what === BUS ? hasLink(state, BUS) : stands(state, what)) ||
      `${withJosa(nameOf(what), "은/는")} 이 모양에 없습니다.`,
    make: (state, { what }) => ({ ...state, failed: toggle(state.failed, what) }),
  },
  {
    name: "sweep",
    on: "sweep",
    when: (state, { stroke }) =>
      crossedBy(state.shape, state.hosts, standingOf(state), stroke).length > 0 ||
      "그은 선이 지나는 링크가 없습니다.",
    make: (state, { stroke }) =>
      withFailed(state, crossedBy(state.shape, state.hosts, standingOf(state), stroke)),
  },
  {
    name: "repair",
    on: "repair",
    when: ({ failed }) => failed.length > 0 || "고장 난 것이 없습니다.",
    make: (state) => ({ ...state, failed: [] }),
  },
];

export type Measures = {
  readonly links: number;
  readonly diameter: number;
  readonly between: readonly [string, string] | undefined;
  readonly bisection: number;
  /** Pairs of hosts that are there, and those that do not reach each other. */
  readonly pairs: number;
  readonly lost: number;
};

/** What a network measures; sentences and tables ask for the same ones again and again. */
export const measuresOf = remembered((network: Network): Measures => {
  const { hops, between } = farthestOf(network);
  const { all, lost } = pairsOf(network);
  return {
    links: network.links.length,
    diameter: hops,
    between,
    bisection: bisectionOf(network),
    pairs: all,
    lost,
  };
}, 40);

const worstOf = remembered(worstFailure, 40);

/** The pairs that do not reach each other for what is broken, of those whose hosts both stand. */
export function lostOf(state: BuilderState): number {
  return pairsOf(standingOf(state)).lost;
}

/** Hosts as a list with runs: 1–4, 6. */
function listOf(hosts: readonly string[]): string {
  const numbers = hosts.map((id) => Number(id.slice(1)));
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}

/** The hosts that reach each other, in words; undefined where all do. */
export function islandsInWords(state: BuilderState): string | undefined {
  const islands = islandsOf(standingOf(state));
  return islands.length < 2 ? undefined : islands.map(listOf).join(" | ");
}

function sayDesign(state: BuilderState): string {
  const { links, diameter, bisection } = measuresOf(designOf(state));
  return `링크 ${links}개가 들고, 가장 먼 두 대 사이는 ${diameter}홉, 반으로 가르려면 링크 ${withJosa(`${bisection}개`, "을/를")} 끊어야 한다`;
}

function sayChange(name: string, was: number, now: number): string[] {
  if (was === now) return [];
  const verb = now > was ? "늘었다" : "줄었다";
  return [`${withJosa(name, "은/는")} ${was}에서 ${withJosa(`${now}`, "으로/로")} ${verb}`];
}

/** What the broken parts do to those that stand. */
function sayFailure(state: BuilderState): string {
  const [design, now] = [measuresOf(designOf(state)), measuresOf(standingOf(state))];
  if (state.failed.length === 0) return `모두 성하다. ${sayDesign(state)}.`;
  const islands = islandsOf(standingOf(state));
  if (now.lost > 0) {
    const isAll = islands.every(({ length }) => length === 1);
    const how = isAll
      ? "남은 호스트가 저마다 외톨이다"
      : `${withJosa(islands.slice(0, 4).map(listOf).join(" | "), "으로/로")} 갈라졌다`;
    return `남은 ${now.pairs}쌍 가운데 ${now.lost}쌍이 통신하지 못한다. ${how}.`;
  }
  const changes = [
    ...sayChange("지름", design.diameter, now.diameter),
    ...sayChange("이분 폭", design.bisection, now.bisection),
  ];
  return `남은 ${now.pairs}쌍은 모두 이어져 있다.${changes.length > 0 ? ` 대신 ${changes.join(". ")}.` : ""}`;
}

function describe(
  state: BuilderState,
  before: BuilderState | undefined,
  event: BuilderEvent | undefined,
): string {
  const name = SHAPE_NAMES[state.shape];
  if (event === undefined || before === undefined || event.type === "shape" || event.type === "hosts") {
    return `호스트 ${state.hosts}대를 ${withJosa(name, "으로/로")} 이었다. ${sayDesign(state)}.`;
  }
  switch (event.type) {
    case "wire": {
      const { id } = linkBetween(event.one, event.other);
      const [was, now] = [measuresOf(designOf(before)), measuresOf(designOf(state))];
      const changes = [
        ...sayChange("지름", was.diameter, now.diameter),
        ...sayChange("이분 폭", was.bisection, now.bisection),
      ];
      const act = hasLink(state, id) ? "놓아" : "빼";
      return `${withJosa(nameOf(id), "을/를")} ${act} 링크가 ${now.links}개다. ${changes.length > 0 ? `${changes.join(". ")}.` : "지름과 이분 폭은 그대로다."}`;
    }
    case "repair":
      return sayFailure(state);
    case "sweep": {
      const cut = state.failed.filter((id) => !before.failed.includes(id));
      const names = cut.length > 3 ? `링크 ${cut.length}개` : cut.map(nameOf).join(", ");
      return `그은 선이 ${withJosa(names, "을/를")} 끊었다. ${sayFailure(state)}`;
    }
    case "cut":
    case "fail": {
      const id = event.type === "fail" ? event.what : linkBetween(event.one, event.other).id;
      const isLink = event.type === "cut" || id === BUS;
      const act = state.failed.includes(id) ? (isLink ? "끊겼다" : "고장 났다") : "다시 살아났다";
      return `${withJosa(nameOf(id), "이/가")} ${act}. ${sayFailure(state)}`;
    }
  }
}

function tables(state: BuilderState, guessing = false): readonly Table[] {
  const [design, now] = [measuresOf(designOf(state)), measuresOf(standingOf(state))];
  const worst = (of: "links" | "devices") => {
    const { id, lost } = worstOf(designOf(state), of);
    return lost === 0 || id === undefined ? "0쌍" : `${lost}쌍(${nameOf(id)})`;
  };
  const far = ({ diameter, between, lost }: Measures) =>
    `${lost > 0 ? "섬 안에서 " : ""}${diameter}${between === undefined ? "" : `(${between.map(shortName).join("–")})`}`;
  return [
    {
      caption: "재는 것",
      columns: ["재는 것", "성할 때", "지금"],
      rows: [
        ["링크", `${design.links}`, `${now.links}`],
        ["지름(가장 먼 쌍)", far(design), far(now)],
        ["이분 폭", `${design.bisection}`, `${now.bisection}`],
        ["이어지지 않는 쌍", `${design.lost} / ${design.pairs}`, `${now.lost} / ${now.pairs}`],
        [
          "섬",
          islandsOf(designOf(state)).length > 1 ? "갈라져 있음" : "하나",
          islandsInWords(state) ?? "하나",
        ],
        ...(guessing
          ? []
          : [
              ["링크 하나가 끊길 때 최악", worst("links"), "–"],
              ["장비 하나가 고장 날 때 최악", worst("devices"), "–"],
            ]),
      ],
    },
    ...(guessing ? [] : [compareTable(state.hosts)]),
  ];
}

/** All shapes with so many hosts. */
const compareTable = remembered(
  (hosts: number): Table => ({
    caption: `호스트 ${hosts}대를 이을 때`,
    columns: ["모양", "링크", "지름", "이분 폭", "링크 하나", "장비 하나"],
    rows: SHAPES.map((shape) => {
      const network = makeNetwork(shape, hosts);
      const { links, diameter, bisection } = measuresOf(network);
      const lost = (of: "links" | "devices") => `${worstOf(network, of).lost}쌍`;
      return [SHAPE_NAMES[shape], links, diameter, bisection, lost("links"), lost("devices")];
    }),
  }),
  HOST_COUNTS.length,
);

const cut = (one: string, other: string): BuilderEvent => ({ type: "cut", one, other });
const fail = (what: string): BuilderEvent => ({ type: "fail", what });
const shape = (one: Shape): BuilderEvent => ({ type: "shape", shape: one });

type Params = { readonly shape: Shape; readonly hosts: number };

export const topologyBuilder: Lab<BuilderState, BuilderEvent, Params> = {
  id: "network-topology-topology-builder",
  version: 1,
  scenarios: [
    {
      id: "shapes",
      title: "여덟 대를 잇는 모양",
      about: "모양을 바꾸며 링크, 지름, 이분 폭이 어떻게 맞바뀌는지 본다.",
      params: { shape: "bus", hosts: 8 },
      script: [
        shape("line"),
        shape("star"),
        shape("ring"),
        shape("mesh"),
        shape("tree"),
        shape("leaf-spine"),
      ],
      predict: {
        ask: "호스트 여덟 대를 완전 메시로 이으면 링크는 몇 개일까요?",
        answer: { kind: "number", unit: "개", min: 1, max: 64 },
        at: 4,
        actual: (state) => designOf(state).links.length,
        why: () => "여덟 대가 저마다 일곱 대와 이어지고 링크 하나를 두 대가 나누므로 8×7÷2다.",
      },
    },
    {
      id: "tree-cut",
      title: "트리의 윗링크",
      about: "트리에서 하나가 고장 나면 몇 쌍이 끊기는지 본다. 그림 위에 선을 그어 끊어 볼 수 있다.",
      params: { shape: "tree", hosts: 8 },
      script: [cut("t0", "t1"), { type: "repair" }, fail("t1"), { type: "repair" }, cut("h1", "t1")],
      predict: {
        ask: "호스트 여덟 대에는 짝이 28쌍 있습니다. 뿌리와 하위 1 사이의 링크가 끊기면 몇 쌍이 통신하지 못할까요?",
        answer: { kind: "number", unit: "쌍", min: 0, max: 28 },
        at: 1,
        actual: lostOf,
        why: () => "네 대와 네 대로 갈라져, 섬이 다른 4×4쌍이 끊긴다.",
      },
    },
    {
      id: "star",
      title: "스타를 튼튼하게",
      about: "스타에 링크를 더하되 가장 적게 더해, 끊김에 견디는 모양을 만든다.",
      params: { shape: "star", hosts: 10 },
      script: [cut("h1", "s0"), { type: "repair" }, fail("s0")],
      goals: [
        {
          id: "any-link-cheapest",
          ask: "열 대가 물린 스타를 그대로 두고 링크를 더해, 어느 링크 하나가 끊겨도 모두 이어지게 한다. 링크는 모두 15개까지다.",
          met: (state) => {
            const design = designOf(state);
            if (state.shape !== "star" || state.hosts !== 10 || state.removed.length > 0)
              return "호스트 열 대가 모두 스위치에 물린 스타에서 시작한다.";
            if (design.links.length > 15)
              return `링크가 ${design.links.length}개다. 호스트 한 대에 하나씩이 아니라, 하나로 두 대를 도울 수 있다.`;
            const { id, lost } = worstOf(design, "links");
            return (
              lost === 0 ||
              `${withJosa(nameOf(id ?? ""), "이/가")} 끊기면 ${lost}쌍이 끊긴다. 링크가 하나뿐인 호스트가 있는지 본다.`
            );
          },
          within: 5,
        },
      ],
    },
    {
      id: "ring",
      title: "링을 가깝게",
      about: "링은 링크 하나에는 견디지만 멀다. 링크 몇 개로 가깝게 만들 수 있는지 본다.",
      params: { shape: "ring", hosts: 8 },
      script: [cut("h1", "h8"), cut("h4", "h5"), { type: "repair" }, fail("h1")],
      predict: {
        ask: "링에서 서로 마주 보는 링크 둘이 함께 끊기면 28쌍 가운데 몇 쌍이 통신하지 못할까요?",
        answer: { kind: "number", unit: "쌍", min: 0, max: 28 },
        at: 2,
        actual: lostOf,
        why: () => "하나까지는 반대로 돌아가면 되지만, 둘이 끊기면 네 대와 네 대로 갈라진다.",
      },
      goals: [
        {
          id: "two-hops",
          ask: "호스트 여덟 대를 링크 12개까지만 써서, 어느 두 대도 두 홉 안에 닿고 링크나 장비 하나가 고장 나도 나머지가 모두 이어지게 한다.",
          met: (state) => {
            const design = designOf(state);
            const { links, diameter, between } = measuresOf(design);
            if (state.hosts !== 8) return "호스트는 여덟 대여야 한다.";
            if (design.devices.length > hostsOf(design).length) return "스위치 없이 호스트끼리만 잇는다.";
            if (links > 12) return `링크가 ${links}개다. 12개까지만 쓸 수 있다.`;
            const broken = [worstOf(design, "links"), worstOf(design, "devices")].find(
              ({ lost }) => lost > 0,
            );
            if (broken !== undefined)
              return `${withJosa(nameOf(broken.id ?? ""), "이/가")} 고장 나면 ${broken.lost}쌍이 끊긴다.`;
            return (
              diameter <= 2 ||
              `${between?.map(shortName).join("–")} 사이가 아직 ${diameter}홉이다. 링크 하나로 가장 많은 쌍이 가까워지는 곳은 어디일까.`
            );
          },
          within: 5,
        },
      ],
    },
    {
      id: "leaf-spine",
      title: "스파인과 리프",
      about: "스파인이 고장 날 때와 리프가 고장 날 때가 어떻게 다른지 본다.",
      params: { shape: "leaf-spine", hosts: 8 },
      script: [fail("p1"), { type: "repair" }, fail("l1"), { type: "repair" }, cut("h1", "l1")],
      predict: {
        ask: "스파인 두 대 가운데 하나가 고장 나면 어떻게 될까요?",
        answer: {
          kind: "choice",
          options: ["끊기는 쌍이 없고 이분 폭만 준다", "리프 하나가 끊긴다", "절반이 끊긴다"],
        },
        at: 1,
        actual: (state) =>
          lostOf(state) === 0
            ? "끊기는 쌍이 없고 이분 폭만 준다"
            : lostOf(state) < 14
              ? "리프 하나가 끊긴다"
              : "절반이 끊긴다",
        why: () => "모든 리프가 다른 스파인에도 이어져 있어, 길이 절반으로 줄 뿐이다.",
      },
    },
  ],
  init: ({ shape: start, hosts }) => fresh(start, hosts),
  rules,
  describe,
  tables,
  events: {
    shape: { fields: { shape: oneOf(SHAPES) } },
    hosts: { fields: { count: oneOf<number>(HOST_COUNTS) } },
    wire: { fields: { one: oneOf(DEVICES), other: oneOf(DEVICES) }, valid: isInOrder },
    cut: { fields: { one: oneOf(DEVICES), other: oneOf(DEVICES) }, valid: isInOrder },
    fail: { fields: { what: oneOf([...DEVICES, BUS]) } },
    repair: {},
    sweep: { fields: { stroke: strokeField() } },
  },
};

/** A link has one name, whichever end one begins with. */
function isInOrder({ one, other }: { readonly one: string; readonly other: string }): boolean {
  return one !== other && linkBetween(one, other).ends[0] === one;
}

function strokeField(): Field<Stroke> {
  return {
    write: (stroke) => stroke.join("-"),
    read: (text) => {
      if (!/^(?:0|[1-9]\d{0,2})(?:-(?:0|[1-9]\d{0,2})){3}$/.test(text)) return undefined;
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = text.split("-").map(Number);
      return Math.max(x1, x2) <= WIDTH && Math.max(y1, y2) <= HEIGHT ? [x1, y1, x2, y2] : undefined;
    },
  };
}
