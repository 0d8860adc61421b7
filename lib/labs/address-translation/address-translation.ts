import { type Paging, pageWalkRefs } from "../../models/virtualization/page-walk.ts";
import { shadowVsNested } from "../../models/virtualization/paging-cost.ts";
import { oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";
import { hex, levelsOf, type Ref, type Tables, walk } from "./walk.ts";

/** A guest's addresses translated with each kind of paging, memory reference by memory reference. */

export const PAGINGS: readonly Paging[] = ["native", "shadow", "nested"];
export const PAGING_NAMES: Readonly<Record<Paging, string>> = {
  native: "가상화 없음",
  shadow: "섀도 페이지 테이블",
  nested: "2단계 변환(EPT/NPT)",
};
/** Pages of the guest program, far apart, so that each has tables of its own. */
export const PAGES = ["A", "B", "C"] as const;
export type Page = (typeof PAGES)[number];
export const ADDRESSES: Readonly<Record<Page, number>> = {
  A: 0x7f3a_5b2c_1d48,
  B: 0x5612_9e40_7a10,
  C: 0x7ffd_0c88_2fe8,
};
export const TLB_SIZE = 2;
const WALK_NS = 10;
const EXIT_NS = 1000;

export type TableKind = "4k" | "2m" | "la57";
export const TABLE_KINDS: Readonly<Record<TableKind, { readonly name: string; readonly tables: Tables }>> = {
  "4k": { name: "4단계, 4 KiB 페이지", tables: { levels: 4, large: false } },
  "2m": { name: "4단계, 2 MiB 페이지", tables: { levels: 4, large: true } },
  la57: { name: "5단계, 4 KiB 페이지", tables: { levels: 5, large: false } },
};
const KINDS = Object.keys(TABLE_KINDS) as TableKind[];

export type WalkState = {
  readonly paging: Paging;
  readonly guest: TableKind;
  readonly host: TableKind;
  readonly seed: number;
  /** The page that is or was last looked for. */
  readonly page: Page | undefined;
  /** References to make for it, and how many are made. Empty when the TLB knew. */
  readonly refs: readonly Ref[];
  readonly made: number;
  /** Pages whose translation is kept, last used first. */
  readonly tlb: readonly Page[];
  readonly counts: {
    readonly hits: number;
    readonly misses: number;
    /** References to tables. */
    readonly tableRefs: number;
    readonly exits: number;
    readonly tableWrites: number;
  };
};

export type WalkEvent =
  | { readonly type: "access"; readonly page: Page }
  | { readonly type: "read" }
  | { readonly type: "finish" }
  | { readonly type: "remap"; readonly page: Page }
  | { readonly type: "paging"; readonly paging: Paging }
  | { readonly type: "tables"; readonly whose: "guest" | "host"; readonly kind: TableKind };

type Params = { readonly paging: Paging; readonly guest?: TableKind; readonly host?: TableKind };

function start(paging: Paging, guest: TableKind, host: TableKind, seed: number): WalkState {
  const counts = { hits: 0, misses: 0, tableRefs: 0, exits: 0, tableWrites: 0 };
  return { paging, guest, host, seed, page: undefined, refs: [], made: 0, tlb: [], counts };
}

export function isWalking({ refs, made }: WalkState): boolean {
  return made < refs.length;
}

/** How many levels a walk of one stage has; a shadow table has large pages only where both stages do. */
export function levelCounts({ paging, guest, host }: WalkState): { guestLevels: number; hostLevels: number } {
  const [own, below] = [TABLE_KINDS[guest].tables, TABLE_KINDS[host].tables];
  const large = paging === "shadow" ? own.large && below.large : own.large;
  return {
    guestLevels: levelsOf({ ...own, large }).length,
    hostLevels: levelsOf(below).length,
  };
}

/** References to tables that one miss costs, by the model of lib/models. */
export function refsOfMiss(state: WalkState): number {
  return pageWalkRefs({ ...levelCounts(state), paging: state.paging });
}

const walking = (state: WalkState) => isWalking(state) || "찾고 있는 주소가 없습니다.";
const idle = (state: WalkState) => !isWalking(state) || "지금 찾는 주소를 먼저 끝까지 찾아야 합니다.";

function read(state: WalkState): WalkState {
  const ref = state.refs[state.made]!;
  const { counts, tlb, page } = state;
  const done = ref.table === "data";
  return {
    ...state,
    made: state.made + 1,
    tlb: done && page !== undefined ? [page, ...tlb.filter((one) => one !== page)].slice(0, TLB_SIZE) : tlb,
    counts: { ...counts, tableRefs: counts.tableRefs + (done ? 0 : 1) },
  };
}

const rules: readonly Rule<WalkState, WalkEvent>[] = [
  {
    name: "TLB hit",
    on: "access",
    when: (state, { page }) => {
      const free = idle(state);
      return free === true ? state.tlb.includes(page) || "TLB에 없습니다." : free;
    },
    make: (state, { page }) => ({
      ...state,
      page,
      refs: [],
      made: 0,
      tlb: [page, ...state.tlb.filter((one) => one !== page)],
      counts: { ...state.counts, hits: state.counts.hits + 1 },
    }),
  },
  {
    name: "TLB miss",
    on: "access",
    when: idle,
    make: (state, { page }) => {
      const { paging, guest, host, seed } = state;
      const [own, below] = [TABLE_KINDS[guest].tables, TABLE_KINDS[host].tables];
      return {
        ...state,
        page,
        refs: walk(ADDRESSES[page], paging, own, below, seed, Object.values(ADDRESSES)),
        made: 0,
        counts: { ...state.counts, misses: state.counts.misses + 1 },
      };
    },
  },
  { name: "read", on: "read", when: walking, make: read },
  {
    name: "finish",
    on: "finish",
    when: walking,
    make: (state) => {
      let next = state;
      while (isWalking(next)) next = read(next);
      return next;
    },
  },
  {
    name: "remap: write-protected page table",
    on: "remap",
    when: (state) => {
      const free = idle(state);
      return free === true ? state.paging === "shadow" || "섀도 페이지 테이블이 아닙니다." : free;
    },
    make: (state, { page }) => remapped(state, page, 1),
  },
  { name: "remap", on: "remap", when: idle, make: (state, { page }) => remapped(state, page, 0) },
  {
    name: "paging",
    on: "paging",
    make: ({ guest, host, seed }, { paging }) => start(paging, guest, host, seed),
  },
  {
    name: "tables",
    on: "tables",
    when: ({ paging }, { whose }) =>
      paging !== "native" || whose === "guest" || "가상화하지 않으면 호스트의 표를 거치지 않습니다.",
    make: ({ paging, guest, host, seed }, { whose, kind }) =>
      start(paging, whose === "guest" ? kind : guest, whose === "host" ? kind : host, seed),
  },
];

function remapped(state: WalkState, page: Page, exits: number): WalkState {
  const { counts } = state;
  return {
    ...state,
    page,
    refs: [],
    made: 0,
    tlb: state.tlb.filter((one) => one !== page),
    counts: { ...counts, exits: counts.exits + exits, tableWrites: counts.tableWrites + 1 },
  };
}

const OWNERS: Readonly<Record<Ref["table"], string>> = {
  native: "페이지 테이블",
  shadow: "섀도 페이지 테이블",
  guest: "게스트 페이지 테이블",
  host: "EPT",
  data: "데이터",
};

export function nameOfRef({ table, level }: Ref): string {
  return table === "data" ? "데이터" : `${OWNERS[table]} ${level}단계`;
}

/** What a reference of the host's tables is for. */
function aimOf(row: number): string {
  return row === 0 ? "데이터가 든 페이지" : `게스트 ${row}단계 표`;
}

function tellRead(state: WalkState): string {
  const ref = state.refs[state.made - 1]!;
  const misses = refsOfMiss(state);
  if (ref.table === "data") {
    return `표를 ${state.refs.length - 1}번 읽은 끝에 ${state.paging === "native" ? "" : "호스트 "}물리 주소 \`${hex(ref.address)}\`의 데이터를 읽었고, 이 변환을 TLB에 담았다.`;
  }
  const where = `표의 ${ref.index}번 항목(\`${hex(ref.address)}\`)`;
  const count = `${misses}번 가운데 ${state.made}번째 읽기다.`;
  if (ref.table === "host") {
    const last = ref.column === levelCounts(state).hostLevels - 1;
    return last
      ? `EPT ${ref.level}단계 ${where}에서 ${aimOf(ref.row)}의 호스트 물리 페이지 ${withJosa(`\`${hex(ref.leadsTo)}\``, "을/를")} 알아냈다. ${count}`
      : `${aimOf(ref.row)}의 게스트 물리 주소를 바꾸려고 EPT ${ref.level}단계 ${withJosa(where, "을/를")} 읽었다. ${count}`;
  }
  const lowest = state.refs[state.made]?.table !== ref.table && ref.table !== "guest";
  if (ref.table === "guest") {
    return `이제야 게스트 ${ref.level}단계 ${withJosa(where, "을/를")} 읽어 게스트 물리 주소 ${withJosa(`\`${hex(ref.leadsTo)}\``, "을/를")} 얻었다. ${count}`;
  }
  return `${nameOfRef(ref)} ${withJosa(where, "을/를")} 읽어 ${lowest ? "데이터가 든 페이지" : "다음 표"}의 물리 주소 ${withJosa(`\`${hex(ref.leadsTo)}\``, "을/를")} 얻었다. ${count}`;
}

function describe(state: WalkState, before: WalkState | undefined, event: WalkEvent | undefined): string {
  const { counts } = state;
  switch (event?.type) {
    case "access":
      return isWalking(state)
        ? `페이지 ${event.page}의 주소 ${withJosa(`\`${hex(ADDRESSES[event.page])}\``, "이/가")} TLB에 없다. 표를 ${refsOfMiss(state)}번 읽어야 한다.`
        : `페이지 ${event.page}의 변환이 TLB에 있어 표를 한 번도 읽지 않았다.`;
    case "read":
      return tellRead(state);
    case "finish":
      return `남은 ${state.made - (before?.made ?? 0)}번을 한꺼번에 읽었다. ${tellRead(state)}`;
    case "remap":
      if (state.paging === "shadow")
        return `게스트가 페이지 ${event.page}의 접근 권한을 고치려 하자 표에 쓰기가 막혀 VM exit이 일어났고, 하이퍼바이저가 섀도까지 맞추었다. exit은 모두 ${counts.exits}번이다.`;
      return state.paging === "nested"
        ? `게스트가 페이지 ${event.page}의 접근 권한을 exit 없이 고쳤다. TLB에 있던 변환만 지운다.`
        : `OS가 페이지 ${event.page}의 접근 권한을 고치고 TLB에 있던 변환을 지웠다.`;
    case "paging":
    case "tables":
      return `${opening(state)} 센 것을 모두 지우고 다시 시작한다.`;
    default:
      return opening(state);
  }
}

function opening(state: WalkState): string {
  const { guestLevels, hostLevels } = levelCounts(state);
  const miss = refsOfMiss(state);
  if (state.paging === "nested") {
    return `2단계 변환에서 TLB 미스 하나는 표를 (${guestLevels}+1)×(${hostLevels}+1)−1 = ${miss}번 읽는다.`;
  }
  return `${PAGING_NAMES[state.paging]}${state.paging === "native" ? "일 때" : "에서"} TLB 미스 하나는 표를 ${miss}번 읽는다.`;
}

/** What the load so far would cost with either paging, at the prices of the model. */
export function costs(state: WalkState): { readonly shadowNs: number; readonly nestedNs: number } {
  const { misses, tableWrites } = state.counts;
  const load = { tlbMisses: misses, pageTableWrites: tableWrites, walkCostNs: WALK_NS, exitCostNs: EXIT_NS };
  const shadow = levelCounts({ ...state, paging: "shadow" });
  const nested = levelCounts({ ...state, paging: "nested" });
  return {
    shadowNs: shadowVsNested({ ...load, ...shadow }).shadowNs,
    nestedNs: shadowVsNested({ ...load, ...nested }).nestedNs,
  };
}

function tables(state: WalkState): readonly Table[] {
  const { counts } = state;
  const { shadowNs, nestedNs } = costs(state);
  return [
    {
      caption: "읽은 차례",
      columns: ["차례", "읽은 것", "쓰임", "항목", "항목의 주소", "얻은 주소"],
      rows: state.refs
        .slice(0, state.made)
        .map((ref, at) => [
          at + 1,
          nameOfRef(ref),
          ref.table === "host" ? aimOf(ref.row) : "",
          ref.table === "data" ? "" : ref.index,
          `\`${hex(ref.address)}\``,
          ref.table === "data" ? "" : `\`${hex(ref.leadsTo)}\``,
        ]),
    },
    {
      caption: "센 것",
      columns: ["항목", "횟수"],
      rows: [
        ["TLB 적중", counts.hits],
        ["TLB 미스", counts.misses],
        ["표를 읽음", counts.tableRefs],
        ["페이지 테이블 고침", counts.tableWrites],
        ["VM exit", counts.exits],
      ],
    },
    {
      caption: `같은 일의 비용(표 읽기 ${WALK_NS}ns, VM exit ${EXIT_NS}ns일 때)`,
      columns: ["방식", "나노초"],
      rows: [
        [PAGING_NAMES.shadow, shadowNs],
        [PAGING_NAMES.nested, nestedNs],
      ],
    },
    {
      caption: "TLB",
      columns: ["칸", "페이지", "주소"],
      rows: Array.from({ length: TLB_SIZE }, (_, slot) => {
        const page = state.tlb[slot];
        return [slot + 1, page ?? "빔", page === undefined ? "" : `\`${hex(ADDRESSES[page])}\``];
      }),
    },
  ];
}

const access = (page: Page): WalkEvent => ({ type: "access", page });
const remap = (page: Page): WalkEvent => ({ type: "remap", page });
const finish: WalkEvent = { type: "finish" };
/** The same work for the two ways: one miss, hits, and changes of the tables. */
const WORK: readonly WalkEvent[] = [
  access("A"),
  finish,
  access("A"),
  remap("A"),
  access("A"),
  finish,
  remap("B"),
  access("B"),
  finish,
];

export const addressTranslation: Lab<WalkState, WalkEvent, Params> = {
  id: "virtualization-address-translation",
  version: 1,
  scenarios: [
    {
      id: "nested",
      title: "2단계 변환",
      about: "4단계 표 두 벌에서 TLB 미스 하나를 끝까지 따라간다.",
      goals: [
        {
          id: "warm-tlb",
          ask: "중첩 페이징을 그대로 두고, 미스는 한 번만 낸 채로 적중을 다섯 번 얻는다.",
          met: (state) => {
            if (state.paging !== "nested") return "중첩 페이징 그대로여야 한다.";
            if (state.counts.misses > 1) return "미스가 두 번 났다. 처음으로 돌아간다.";
            return (
              state.counts.hits >= 5 || "한 번 찾은 페이지는 TLB가 기억한다. 어느 페이지를 다시 찾아야 할까."
            );
          },
          within: 7,
        },
      ],
      params: { paging: "nested" },
      // How many steps there are is no hint: others follow once the answer is there.
      script: [
        access("A"),
        ...Array<WalkEvent>(25).fill({ type: "read" }),
        ...Array<WalkEvent>(3).fill(access("A")),
      ],
      predict: {
        ask: "게스트와 호스트의 표가 4단계씩이면, TLB 미스 하나에 표를 몇 번 읽을까요?",
        answer: { kind: "number", unit: "번", min: 0, max: 100 },
        at: 26,
        actual: (state) => state.counts.tableRefs,
        why: () =>
          "게스트의 표 네 개와 마지막 페이지는 모두 게스트 물리 주소에 있다. 그 다섯을 저마다 4번에 걸쳐 바꾸고, 게스트의 표를 4번 읽는다.",
      },
    },
    {
      id: "shadow",
      title: "섀도 페이지 테이블",
      about: "찾기는 짧고, 게스트가 표를 고칠 때 VM exit이 드는 것을 본다.",
      params: { paging: "shadow" },
      script: WORK,
      predict: {
        ask: "게스트가 제 페이지 테이블을 두 번 고치면 VM exit은 몇 번일까요?",
        answer: { kind: "number", unit: "번", min: 0, max: 50 },
        at: 9,
        actual: (state) => state.counts.exits,
        why: () =>
          "하이퍼바이저가 게스트의 표를 쓰지 못하게 막아 두므로, 고칠 때마다 exit이 한 번씩 일어난다.",
      },
    },
    {
      id: "nested-work",
      title: "같은 일을 2단계로",
      about: "섀도와 똑같은 일을 시키고 읽은 횟수와 VM exit을 견준다.",
      params: { paging: "nested" },
      script: WORK,
    },
    {
      id: "native",
      title: "가상화 없음",
      about: "견줄 기준으로 표 한 벌만 따라간다.",
      params: { paging: "native" },
      script: [access("A")],
    },
    {
      id: "large",
      title: "큰 페이지",
      about: "두 벌 모두 2 MiB 페이지일 때 읽는 횟수가 얼마나 주는지 본다.",
      params: { paging: "nested", guest: "2m", host: "2m" },
      script: [access("A")],
      predict: {
        ask: "두 벌 모두 2 MiB 페이지를 쓰면 TLB 미스 하나에 표를 몇 번 읽을까요?",
        answer: { kind: "number", unit: "번", min: 0, max: 100 },
        at: 17,
        actual: (state) => state.counts.tableRefs,
        why: () => "2 MiB 페이지는 마지막 단계의 표를 거치지 않으므로 3단계씩이고, (3+1)×(3+1)−1번이다.",
      },
    },
    {
      id: "la57",
      title: "5단계 표",
      about: "주소 공간이 커져 표가 5단계씩이면 몇 번 읽는지 본다.",
      params: { paging: "nested", guest: "la57", host: "la57" },
      script: [access("A"), finish],
    },
  ],
  init: ({ paging, guest = "4k", host = "4k" }, seed) => start(paging, guest, host, seed),
  rules,
  next: (state) => (isWalking(state) ? { type: "read" } : undefined),
  describe,
  tables,
  events: {
    access: { fields: { page: oneOf(PAGES) } },
    read: {},
    finish: {},
    remap: { fields: { page: oneOf(PAGES) } },
    paging: { fields: { paging: oneOf(PAGINGS) } },
    tables: { as: "", fields: { whose: oneOf(["guest", "host"]), kind: oneOf(KINDS) } },
  },
};
