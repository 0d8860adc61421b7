import { int } from "../../sim/event-schema.ts";
import type { Lab, Rule } from "../../sim/lab.ts";

/** What a pull transfers, given the layers that are there already. */

/** How the engine keeps images: each compressed blob by itself, or only unpacked layers on top of others. */
export type Store = "containerd" | "overlay2";
export type Blob = { readonly name: string; readonly about: string; readonly megabytes: number };

export type PullState = {
  readonly blobs: readonly Blob[];
  /** Which of them are local, lowest first. */
  readonly local: readonly boolean[];
  readonly store: Store;
  /** False until the reader has done something: a guess should come first. */
  readonly revealed: boolean;
  /** What the last pull took; undefined before one, and after a change. */
  readonly pulled: { readonly fetched: readonly boolean[]; readonly megabytes: number } | undefined;
};

export type PullEvent =
  | { readonly type: "toggle"; readonly layer: number }
  | { readonly type: "store" }
  | { readonly type: "pull" };

/**
 * Which layers a pull has to fetch. The containerd store knows every blob by its digest. The overlay2 driver
 * keeps no blobs: it knows a layer only by its ChainID, that is on top of the same layers, so from the first
 * one that is missing upwards it fetches all (moby `distribution/xfer/download.go`).
 */
export function layersToFetch(local: readonly boolean[], store: Store): readonly boolean[] {
  if (store === "containerd") return local.map((there) => !there);
  const missing = local.indexOf(false);
  return local.map((_, index) => missing !== -1 && index >= missing);
}

export function planOf(state: PullState): { readonly fetch: readonly boolean[]; readonly megabytes: number } {
  const fetch = layersToFetch(state.local, state.store);
  const megabytes = state.blobs.reduce((sum, blob, index) => sum + (fetch[index] ? blob.megabytes : 0), 0);
  return { fetch, megabytes };
}

/** Which layers were or would be fetched; undefined while that is still to be guessed. */
export function fetchOf(state: PullState): readonly boolean[] | undefined {
  return state.pulled?.fetched ?? (state.revealed ? planOf(state).fetch : undefined);
}

export function totalOf(state: PullState): number {
  return state.blobs.reduce((sum, blob) => sum + blob.megabytes, 0);
}

export const STORES: Readonly<Record<Store, string>> = {
  containerd: "containerd 저장소",
  overlay2: "overlay2 드라이버",
};

const rules: readonly Rule<PullState, PullEvent>[] = [
  {
    name: "레이어 두기",
    on: "toggle",
    when: ({ local }, { layer }) => layer < local.length || "없는 레이어입니다.",
    make: (state, { layer }) => ({
      ...state,
      local: state.local.map((there, index) => (index === layer ? !there : there)),
      revealed: true,
      pulled: undefined,
    }),
  },
  {
    name: "저장 방식 바꾸기",
    on: "store",
    make: (state) => ({
      ...state,
      store: state.store === "containerd" ? "overlay2" : "containerd",
      pulled: undefined,
    }),
  },
  {
    name: "docker pull",
    on: "pull",
    make: (state) => {
      const { fetch, megabytes } = planOf(state);
      return {
        ...state,
        local: state.local.map(() => true),
        revealed: true,
        pulled: { fetched: fetch, megabytes },
      };
    },
  },
];

function describe(state: PullState, _before: PullState | undefined, event: PullEvent | undefined): string {
  const { fetch, megabytes } = planOf(state);
  const count = fetch.filter(Boolean).length;
  const plan =
    count === 0
      ? "받을 레이어가 없다"
      : `레이어 ${state.blobs.length}개 가운데 ${count}개, ${megabytes}MB를 받아야 한다`;
  if (event === undefined) {
    const there = state.blobs.reduce(
      (sum, blob, index) => sum + (state.local[index] ? blob.megabytes : 0),
      0,
    );
    return `받을 이미지는 압축한 채로 ${totalOf(state)}MB이고, 그 가운데 ${there}MB의 레이어가 내 컴퓨터에 있다.`;
  }
  switch (event.type) {
    case "toggle": {
      const blob = state.blobs[event.layer]!;
      const there = state.local[event.layer];
      const again = there === true && fetch[event.layer] === true;
      return again
        ? `${blob.name} 레이어가 다른 더미에 있지만 overlay2는 아래층까지 같아야 알아보므로 다시 받는다. 모두 ${megabytes}MB다.`
        : `${blob.name} 레이어가 내 컴퓨터에 ${there ? "있으면" : "없으면"} ${plan}.`;
    }
    case "store":
      return state.store === "containerd"
        ? `containerd 저장소는 압축한 레이어를 다이제스트마다 따로 알아보므로 ${plan}.`
        : state.revealed
          ? `overlay2 드라이버는 빠진 레이어의 위를 모두 모르는 것으로 보므로 ${plan}.`
          : "이번에는 overlay2 드라이버로 받는다. 이 방식은 압축한 레이어를 두지 않고 푼 것만 쌓아 둔다.";
    case "pull": {
      const took = state.pulled!;
      const saved = totalOf(state) - took.megabytes;
      return took.megabytes === 0
        ? "레이어가 모두 있어 아무것도 내려받지 않았다."
        : `${took.megabytes}MB를 내려받고 ${saved}MB는 이미 있는 것을 썼다.`;
    }
  }
}

const BLOBS: readonly Blob[] = [
  { name: "기반", about: "배포판과 런타임", megabytes: 80 },
  { name: "의존성", about: "설치한 라이브러리", megabytes: 30 },
  { name: "앱", about: "소스", megabytes: 12 },
];

type Params = { readonly local: readonly boolean[]; readonly store: Store };

export const pullSavings: Lab<PullState, PullEvent, Params> = {
  id: "docker-images-pull-savings",
  version: 1,
  scenarios: [
    {
      id: "same-base",
      title: "기반이 같은 이미지가 있을 때",
      about: "기반 80MB를 이미 가진 컴퓨터가 얼마를 받는지 본다.",
      params: { local: [true, false, false], store: "containerd" },
      script: [{ type: "pull" }],
      predict: {
        ask: "80·30·12MB 레이어 가운데 80MB가 있으면 몇 MB를 받을까요?",
        answer: { kind: "number", unit: "MB", min: 0, max: 122 },
        at: 1,
        actual: (state) => state.pulled?.megabytes ?? 0,
        why: () => "pull은 레이어마다 따져 없는 것만 받는다. 30MB와 12MB를 더하면 42MB다.",
      },
    },
    {
      id: "new-version",
      title: "앱만 바뀐 새 판",
      about: "앱 레이어만 바뀐 이미지를 다시 받을 때를 본다.",
      params: { local: [true, true, false], store: "containerd" },
      script: [{ type: "pull" }, { type: "pull" }],
    },
    {
      id: "new-base",
      title: "기반이 바뀐 새 판",
      about: "기반만 새것이고 위의 레이어는 같을 때 저장 방식에 따라 무엇이 다른지 본다.",
      params: { local: [false, true, true], store: "containerd" },
      script: [{ type: "store" }, { type: "pull" }],
      predict: {
        ask: "overlay2 드라이버라면 기반 80MB만 없을 때 몇 MB를 받을까요?",
        answer: { kind: "number", unit: "MB", min: 0, max: 122 },
        at: 2,
        actual: (state) => state.pulled?.megabytes ?? 0,
        why: () =>
          "overlay2는 푼 레이어만 두고 ChainID로 알아본다. 아래층이 다르면 ChainID가 달라 위의 레이어도 다시 받는다.",
      },
    },
  ],
  init: ({ local, store }) => ({ blobs: BLOBS, local, store, revealed: false, pulled: undefined }),
  rules,
  describe,
  tables: (state) => [
    {
      caption: `레이어(아래부터, ${STORES[state.store]})`,
      columns: ["레이어", "압축한 크기", "내 컴퓨터에", "내려받기"],
      rows: state.blobs.map((blob, index) => [
        blob.name,
        `${blob.megabytes}MB`,
        state.local[index] ? "있음" : "없음",
        fetchOf(state) === undefined ? "" : fetchOf(state)?.[index] ? `${blob.megabytes}MB` : "건너뜀",
      ]),
    },
  ],
  events: {
    toggle: { fields: { layer: int(0, 2) } },
    store: {},
    pull: {},
  },
};
