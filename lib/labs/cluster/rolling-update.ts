import { isPodActive, isPodReady } from "../../models/cluster/pod-facts.ts";
import type { ClusterParams, ClusterState } from "../../models/cluster/state.ts";
import type { World } from "../../models/cluster/world.ts";
import { maxSurge, maxUnavailable } from "../../models/deployment/fenceposts.ts";
import { oneOf } from "../../sim/event-schema.ts";
import type { Lab } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";
import { enter, leave, look, toNextMoment } from "./moments.ts";
import { isTold, tellChange } from "./tell.ts";
import { changeWeb, nodesOf, podsOf, settledWorld, webDeployment, webOf, webProgram } from "./workload.ts";

/** A rolling update a moment at a time: what surge and unavailability allow, what readiness holds back, what stops it. */

const SECOND = 1_000_000;
const LONGEST_STEP = 120 * SECOND;
export const REPLICAS = 4;
export const DEADLINE_SECONDS = 90;
const MOST_HISTORY = 400;

/** What the new version is: a sound one, one whose readiness probe fails, one that is in no registry. */
export const IMAGES = { good: "shop/web:1.5", unready: "shop/web:1.6", missing: "shop/web:1.7" } as const;
export type ImageName = keyof typeof IMAGES;
const OLD = "shop/web:1.4";

export const SURGES = ["0", "1", "2", "25%", "100%"] as const;
export const UNAVAILABLES = ["0", "1", "2", "25%", "100%"] as const;

/** How many pods there are at a moment, and of which template. */
export type Count = {
  /** Microseconds since the beginning. */
  readonly time: number;
  readonly oldReady: number;
  readonly newReady: number;
  readonly notReady: number;
  readonly terminating: number;
};

export type RollingState = {
  readonly cluster: ClusterState;
  readonly beganAt: number;
  readonly surge: (typeof SURGES)[number];
  readonly unavailable: (typeof UNAVAILABLES)[number];
  /** Whether pods say by a probe when they are ready. */
  readonly probes: boolean;
  readonly image: ImageName | "old";
  readonly before: ImageName | "old";
  readonly isPaused: boolean;
  readonly history: readonly Count[];
  readonly said: string;
};

export type RollingEvent =
  | { readonly type: "tick" }
  | { readonly type: "surge"; readonly value: (typeof SURGES)[number] }
  | { readonly type: "unavailable"; readonly value: (typeof UNAVAILABLES)[number] }
  | { readonly type: "roll"; readonly image: ImageName }
  | { readonly type: "pause" }
  | { readonly type: "resume" }
  | { readonly type: "undo" };

type Params = Pick<RollingState, "surge" | "unavailable" | "probes">;

const CLUSTER: ClusterParams = {
  startedAt: "2026-11-30T00:00:00Z",
  nodes: nodesOf(3),
  images: {
    [OLD]: webProgram(6000),
    [IMAGES.good]: webProgram(6000),
    [IMAGES.unready]: webProgram(6000, 503),
  },
};

/** How many pods there may be at most, and how many are available at least. */
export function limitsOf({ surge, unavailable }: Pick<RollingState, "surge" | "unavailable">) {
  const plain = (text: string) => (text.endsWith("%") ? text : Number(text));
  const input = { replicas: REPLICAS, maxSurge: plain(surge), maxUnavailable: plain(unavailable) };
  return { most: REPLICAS + maxSurge(input), least: REPLICAS - maxUnavailable(input) };
}

const strategyOf = ({ surge, unavailable }: Pick<RollingState, "surge" | "unavailable">) => {
  const plain = (text: string) => (text.endsWith("%") ? text : Number(text));
  return {
    strategy: {
      type: "RollingUpdate" as const,
      rollingUpdate: { maxSurge: plain(surge), maxUnavailable: plain(unavailable) },
    },
  };
};

function countOf(world: World, beganAt: number, image: string): Count {
  const pods = podsOf(world);
  const active = pods.filter(isPodActive);
  const isNew = (pod: (typeof pods)[number]) => pod.spec.containers[0]?.image === image;
  const ready = active.filter(isPodReady);
  return {
    time: world.now - beganAt,
    oldReady: ready.filter((pod) => !isNew(pod)).length,
    newReady: ready.filter(isNew).length,
    notReady: active.length - ready.length,
    terminating: pods.length - active.length,
  };
}

const progressOf = (world: World) =>
  webOf(world).status?.conditions?.find(({ type }) => type === "Progressing")?.reason;

/** Whether nothing will be other than it is: all is new, or the deadline has passed, or somebody paused it. */
function isSettled(world: World): boolean {
  const { spec, status, metadata } = webOf(world);
  if ((status?.observedGeneration ?? 0) < (metadata.generation ?? 1)) return false;
  const pods = podsOf(world);
  if (pods.some((pod) => !isPodActive(pod))) return false;
  if (progressOf(world) === "ProgressDeadlineExceeded") return true;
  const isWaiting = pods.some((pod) => !isPodReady(pod));
  if (spec.paused) return !isWaiting || pods.some((pod) => isStuck(pod));
  return status?.updatedReplicas === REPLICAS && status.availableReplicas === REPLICAS && !isWaiting;
}

function isStuck({ status }: ReturnType<typeof podsOf>[number]): boolean {
  return (status?.containerStatuses ?? []).some(({ state }) => state.waiting?.reason === "ImagePullBackOff");
}

export const rollingUpdate: Lab<RollingState, RollingEvent, Params> = {
  id: "kubernetes-workloads-rolling-update",
  version: 1,
  scenarios: [
    {
      id: "default",
      title: "기본값으로 바꾼다",
      about:
        "더 만들 수 있는 수(maxSurge)와 모자라도 되는 수(maxUnavailable)가 25%일 때 네 파드가 바뀌는 차례를 본다.",
      params: { surge: "25%", unavailable: "25%", probes: true },
      script: [{ type: "roll", image: "good" }],
    },
    {
      id: "never-less",
      title: "하나도 줄이지 않는다",
      about: "maxUnavailable이 0이면 새 파드가 준비된 뒤에야 옛 파드를 지우는 것을 본다.",
      params: { surge: "1", unavailable: "0", probes: true },
      script: [{ type: "roll", image: "good" }],
    },
    {
      id: "broken-image",
      title: "없는 이미지",
      about:
        "받을 수 없는 이미지로 올리면 롤아웃이 어디서 멎고, 옛 파드가 몇 개 남아 요청을 받는지 본다. 그다음 되돌린다.",
      params: { surge: "25%", unavailable: "25%", probes: true },
      script: [{ type: "roll", image: "missing" }],
      predict: {
        ask: "이미지를 받지 못할 때 준비된 옛 파드는 몇 개 남을까요?",
        answer: { kind: "number", unit: "개", min: 0, max: 4, near: 0 },
        at: 6,
        actual: ({ history }) => history.at(-1)?.oldReady ?? 0,
        why: () => "25%는 네 개 가운데 하나이므로 새것이 준비되지 않는 동안 하나까지만 모자랄 수 있다.",
      },
    },
    {
      id: "never-ready",
      title: "준비되지 않는 새 판",
      about:
        "뜨기는 하지만 준비 검사에 503으로 답하는 판을 올리고, 검사가 있을 때와 없을 때가 어떻게 다른지 본다.",
      params: { surge: "25%", unavailable: "25%", probes: true },
      script: [{ type: "roll", image: "unready" }],
    },
    {
      id: "no-probe",
      title: "준비 검사가 없다",
      about: "같은 고장 난 판을 준비 검사 없이 올리면 롤아웃이 끝까지 가 버리는 것을 본다.",
      params: { surge: "25%", unavailable: "25%", probes: false },
      script: [{ type: "roll", image: "unready" }],
    },
  ],
  init: (params, seed) => {
    const spec = { ...strategyOf(params), progressDeadlineSeconds: DEADLINE_SECONDS };
    const world = settledWorld(CLUSTER, [webDeployment(OLD, REPLICAS, spec, params.probes)], seed);
    const cluster = leave(world);
    const { most, least } = limitsOf(params);
    return {
      ...params,
      cluster,
      beganAt: world.now,
      image: "old",
      before: "old",
      isPaused: false,
      history: [countOf(world, world.now, "")],
      said: `1.4판 파드 ${REPLICAS}개가 준비돼 있다. 바꾸는 동안 많아야 ${most}개가 있고 적어도 ${least}개가 준비돼 있어야 한다.`,
    };
  },
  rules: [],
  next: ({ cluster }) => (isSettled(look(cluster)) ? undefined : { type: "tick" }),
  reduce: (state, event) => {
    const refusal = refuse(state, event);
    if (refusal !== undefined) return refusal;
    const world = enter(state.cluster);
    const { text, ...changed } = act(world, state, event);
    const next = { ...state, ...changed };
    const count = countOf(world, state.beganAt, next.image === "old" ? OLD : IMAGES[next.image]);
    const history = [...state.history, count].slice(-MOST_HISTORY);
    return { state: { ...next, cluster: leave(world), history, said: `${text} ${tellCount(count)}` } };
  },
  describe: ({ said }, _, __, guessing) => (guessing ? said.replace(/옛 파드 \d+개/, "옛 파드 몇 개") : said),
  tables: ({ history, cluster }, guessing) => [
    {
      caption: "흐른 시간마다의 파드 수",
      columns: ["초", "준비된 옛 파드", "준비된 새 파드", "준비 전", "정리 중"],
      rows: history
        .slice(-12)
        .map(({ time, oldReady, newReady, notReady, terminating }) => [
          Math.round(time / SECOND),
          guessing ? "?" : oldReady,
          newReady,
          notReady,
          terminating,
        ]),
    },
    {
      caption: "레플리카셋",
      columns: ["이름", "바라는 수", "있는 수", "준비된 수"],
      rows: guessing
        ? []
        : look(cluster)
            .list("ReplicaSet", "default")
            .map(({ metadata, spec, status }) => [
              metadata.name,
              spec.replicas ?? 0,
              status?.replicas ?? 0,
              status?.readyReplicas ?? 0,
            ]),
    },
  ],
  events: {
    tick: { as: "t" },
    pause: {},
    resume: {},
    undo: {},
    roll: { fields: { image: oneOf(["good", "unready", "missing"]) } },
    surge: { fields: { value: oneOf(SURGES) } },
    unavailable: { fields: { value: oneOf(UNAVAILABLES) } },
  },
};

/** Why an act cannot be done, in one sentence. */
function refuse(state: RollingState, event: RollingEvent): string | undefined {
  switch (event.type) {
    case "surge":
    case "unavailable": {
      if (state[event.type] === event.value) return "이미 그 값입니다.";
      const next = { ...state, [event.type]: event.value };
      const { most, least } = limitsOf(next);
      const bothZero = next.surge === "0" && next.unavailable === "0";
      return bothZero || (most === REPLICAS && least === REPLICAS)
        ? "둘 다 0일 수는 없습니다. 하나도 더 만들지도 줄이지도 못하면 바꿀 수 없습니다."
        : undefined;
    }
    case "roll":
      return state.image === event.image ? "이미 그 판을 바라고 있습니다." : undefined;
    case "pause":
      return state.isPaused ? "이미 멈춰 있습니다." : undefined;
    case "resume":
      return state.isPaused ? undefined : "멈춰 있지 않습니다.";
    case "undo":
      if (state.isPaused) return "멈춘 롤아웃은 이어서 한 뒤에 되돌립니다.";
      return state.image === state.before ? "되돌릴 판이 없습니다." : undefined;
    default:
      return undefined;
  }
}

type Acted = { readonly text: string } & Partial<RollingState>;

function act(world: World, state: RollingState, event: RollingEvent): Acted {
  switch (event.type) {
    case "tick": {
      const before = world.now;
      const text = tellChange({ traffic: [] }, toNextMoment(world, LONGEST_STEP, isTold));
      const seconds = Math.round((world.now - before) / SECOND);
      return { text: seconds > 1 ? `${seconds}초가 지났다. ${text}` : text };
    }
    case "surge":
    case "unavailable": {
      const next = { ...state, [event.type]: event.value };
      changeWeb(world, ({ spec }) => ({ ...spec, ...strategyOf(next) }));
      const { most, least } = limitsOf(next);
      return {
        [event.type]: event.value,
        text: `이제 많아야 ${most}개가 있고 적어도 ${least}개가 준비돼 있어야 한다.`,
      };
    }
    case "roll":
      setImage(world, IMAGES[event.image]);
      return {
        image: event.image,
        before: state.image,
        text: `이미지를 ${withJosa(`\`${IMAGES[event.image]}\``, "으로/로")} 바꿔 적었다.`,
      };
    case "pause":
      changeWeb(world, ({ spec }) => ({ ...spec, paused: true }));
      return { isPaused: true, text: "롤아웃을 멈췄다. 이미 만든 파드는 그대로 있다." };
    case "resume":
      changeWeb(world, ({ spec }) => ({ ...spec, paused: false }));
      return { isPaused: false, text: "롤아웃을 이어서 한다." };
    case "undo": {
      setImage(world, state.before === "old" ? OLD : IMAGES[state.before]);
      return {
        image: state.before,
        before: state.image,
        text: "바로 앞의 판으로 되돌린다. 되돌리기도 롤아웃이다.",
      };
    }
  }
}

function setImage(world: World, image: string): void {
  changeWeb(world, ({ spec }) => ({
    ...spec,
    template: {
      ...spec.template,
      spec: {
        ...spec.template.spec,
        containers: spec.template.spec.containers.map((container) => ({ ...container, image })),
      },
    },
  }));
}

function tellCount({ oldReady, newReady, notReady }: Count): string {
  const waiting = notReady > 0 ? ` ${notReady}개는 아직 준비 전이다.` : "";
  return `준비된 옛 파드 ${oldReady}개와 새 파드 ${newReady}개가 요청을 받는다.${waiting}`;
}
