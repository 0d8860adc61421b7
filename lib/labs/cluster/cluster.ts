import { createCluster, KUBERNETES_VERSION, openCluster } from "../../models/cluster/cluster.ts";
import { startMachine, stopMachine } from "../../models/cluster/kubelet.ts";
import type { Program } from "../../models/cluster/programs.ts";
import { noTraffic } from "../../models/cluster/proxy.ts";
import { continueLine, type Foreground, runLine, type TextFile } from "../../models/cluster/shell.ts";
import type { ClusterParams, ClusterState } from "../../models/cluster/state.ts";
import type { World } from "../../models/cluster/world.ts";
import { freeText, int } from "../../sim/event-schema.ts";
import type { Goal, Lab, Output, Table } from "../../sim/lab.ts";
import { enter, leave } from "./moments.ts";
import { isNotable, tellChange, tellStanding } from "./tell.ts";
import { WEB_FILES } from "./web-files.ts";

const SECOND = 1_000_000;
/** One step of time is at most this long; it ends sooner where something can be seen. */
const STEP = SECOND;
/** The application runs this long before a scenario begins. */
const SETTLE = 60 * SECOND;
const LONGEST_LINE = 1000;
const LONGEST_FILE = 20_000;
const LONGEST_NAME = 253;
const MOST_FILES = 12;

/** What a scenario is made of. Plain data. */
export type ClusterLabParams = {
  readonly cluster: ClusterParams;
  readonly files: readonly TextFile[];
  /** Applied before the scenario begins. */
  readonly applied: readonly string[];
};

/** The lab at one moment. Plain data. */
export type ClusterLabState = {
  readonly cluster: ClusterState;
  readonly files: readonly TextFile[];
  /** A command that has not ended. */
  readonly foreground: Foreground | undefined;
  /** The clock when the scenario began. */
  readonly beganAt: number;
  /** What has just happened, in one sentence. */
  readonly said: string;
  /** Whether it is something that can be seen. */
  readonly isNotable: boolean;
  readonly steps: readonly Step[];
};

/** A part of the task, and whether it is done. */
export type Step = { readonly id: string; readonly text: string; readonly done: boolean };

export type ClusterLabEvent =
  /** A line of the terminal. */
  | { readonly type: "run"; readonly line: string }
  /** Ctrl-C. */
  | { readonly type: "interrupt" }
  /** Time goes on to the next thing that can be seen, by a second at most. */
  | { readonly type: "tick" }
  /** Time goes on by so many seconds. */
  | { readonly type: "wait"; readonly seconds: number }
  | { readonly type: "write"; readonly file: number; readonly text: string }
  /** Faults, each switched on or off by the same event. */
  | { readonly type: "power"; readonly node: string }
  | { readonly type: "registry" }
  | { readonly type: "unready"; readonly pod: string }
  | { readonly type: "leak"; readonly pod: string }
  /** The main process of a pod ends. */
  | { readonly type: "kill"; readonly pod: string };

const web = (version: string): Program => ({
  sizeBytes: 48 * 2 ** 20,
  startMs: 6000,
  port: 8080,
  answers: { "/": 200, "/healthz": 200 },
  stopMs: 100,
  cpu: { idleMilli: 3, milliPerRequest: 1.5 },
  memory: { startMi: 36 },
  log: [`web ${version}: warming up`, `web ${version}: listening on :8080 in 6 s`],
});

/** The application on so many nodes, in so many pods. */
function webOn(nodes: number, files: readonly TextFile[]): ClusterLabParams {
  return {
    cluster: {
      startedAt: "2026-11-30T00:00:00Z",
      nodes: Array.from({ length: nodes }, (_, index) => ({
        name: `node-${index + 1}`,
        cpu: "2",
        memory: "4Gi",
        zone: `zone-${"abc"[index % 3]}`,
      })),
      images: { "shop/web:1.3": web("1.3"), "shop/web:1.4": web("1.4"), "shop/web:1.5": web("1.5") },
    },
    files,
    applied: ["web.yaml", "service.yaml"],
  };
}
const TWO_HUNDRED = WEB_FILES.map(({ name, text }) => ({
  name,
  text: text.replace("replicas: 4 # 의도한 상태: 네 개", "replicas: 200 # 의도한 상태: 이백 개"),
}));
const TRAFFIC = { service: "default/web", perSecond: 120 };

/** The parts of the task, judged by the cluster alone. */
function stepsOf(world: World): readonly Step[] {
  const deployment = world.get("Deployment", "default", "web");
  const [container] = deployment?.spec.template.spec.containers ?? [];
  const { status, spec, metadata } = deployment ?? {};
  const wanted = spec?.replicas ?? 0;
  const isNew = container?.image === "shop/web:1.5";
  const isObserved = (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 1);
  const isDone =
    isNew &&
    isObserved &&
    wanted >= 4 &&
    status?.updatedReplicas === wanted &&
    status.availableReplicas === wanted &&
    status.replicas === wanted;
  const [traffic] = world.traffic;
  return [
    { id: "readiness", text: "준비 검사 붙이기", done: container?.readinessProbe !== undefined },
    { id: "image", text: "판 올리기", done: isNew },
    { id: "rollout", text: "네 파드 모두 바뀌기", done: isDone },
    { id: "failures", text: "실패 0건 지키기", done: traffic !== undefined && traffic.failed === 0 },
  ];
}

const upgrade: Goal<ClusterLabState> = {
  id: "upgrade-without-failures",
  ask: "요청을 하나도 놓치지 않고 `web`을 1.5판으로 올린다.",
  within: 40,
  met: ({ steps, cluster }) => {
    const isDone = (id: string) => steps.find((step) => step.id === id)?.done === true;
    if (!isDone("failures")) {
      const { failed = 0 } = cluster.traffic[0] ?? {};
      return `이미 요청 ${failed}건이 실패했다. 처음부터 다시 해 본다.`;
    }
    if (!isDone("readiness"))
      return "새 파드는 뜨자마자 요청을 받는다. 준비된 뒤에 받게 하려면 무엇이 필요한가.";
    if (!isDone("image")) return "파드 템플릿의 이미지를 `shop/web:1.5`로 바꾼다.";
    return isDone("rollout") ? true : "새 파드가 모두 준비될 때까지 기다린다.";
  },
};

/** Hints of the scenario, from a nudge to the whole way. */
export const UPGRADE_HINTS: readonly [string, string, string] = [
  "`web`은 뜨고 나서 6초 동안 요청을 받지 못한다. 쿠버네티스는 그것을 어떻게 아는가.",
  "`kubectl describe deploy web`에는 준비 검사가 없다. `deployment.yaml`에는 있다.",
  "`kubectl apply -f deployment.yaml`로 준비 검사를 붙이고 `kubectl set image deploy/web web=shop/web:1.5`로 판을 올린 뒤 `kubectl rollout status deploy/web`으로 끝을 본다.",
];

/** The cluster lab: a terminal, a clock and faults over a cluster of three nodes. */
export const clusterLab: Lab<ClusterLabState, ClusterLabEvent, ClusterLabParams> = {
  id: "cluster",
  version: 1,
  scenarios: [
    {
      id: "upgrade",
      title: "무중단으로 버전을 올린다",
      about: "초당 120건의 요청을 받고 있는 `web`을 1.4판에서 1.5판으로 올린다.",
      params: webOn(3, WEB_FILES),
      goals: [upgrade],
    },
    {
      id: "twenty-nodes",
      title: "노드 스무 대",
      about:
        "노드 스무 대에서 도는 `web` 이백 개를 바꾸고 고장 내 보며, 규모가 커도 같은 규칙이 맞추는 것을 본다.",
      params: webOn(20, TWO_HUNDRED),
    },
  ],
  init: (params, seed) => {
    const world = openCluster(createCluster(params.cluster, seed));
    for (const file of params.applied) runLine(world, params.files, `kubectl apply -f ${file}`);
    world.run(world.now + SETTLE);
    world.traffic = [noTraffic(TRAFFIC.service, TRAFFIC.perSecond)];
    world.startTraffic();
    const cluster = world.state;
    return {
      cluster,
      files: params.files,
      foreground: undefined,
      beganAt: world.now,
      isNotable: false,
      said: `쿠버네티스 ${KUBERNETES_VERSION} 클러스터다. 노드 ${params.cluster.nodes.length}대에서 \`web\` 1.4판이 요청을 받고 있다.`,
      steps: stepsOf(world),
    };
  },
  rules: [],
  next: () => ({ type: "tick" }),
  endless: true,
  reduce: (state, event) => {
    switch (event.type) {
      case "tick":
        return advance(state, STEP, true);
      case "wait":
        return advance(state, event.seconds * SECOND, false);
      case "run":
        return run(state, event.line);
      case "interrupt":
        if (state.foreground === undefined) return "멈출 명령이 없습니다.";
        return {
          state: { ...state, foreground: undefined, said: "명령을 멈췄다." },
          output: said("", "^C\n", false),
        };
      case "write":
        return write(state, event.file, event.text);
      default:
        return fault(state, event);
    }
  },
  describe: ({ said: sentence }) => sentence,
  tables: (state) => tablesOf(state.cluster),
  events: {
    tick: { as: "t" },
    interrupt: { as: "c" },
    registry: {},
    wait: { fields: { seconds: int(1, 600) } },
    power: { fields: { node: freeText(LONGEST_NAME) } },
    unready: { fields: { pod: freeText(LONGEST_NAME) } },
    leak: { fields: { pod: freeText(LONGEST_NAME) } },
    kill: { fields: { pod: freeText(LONGEST_NAME) } },
    write: { fields: { file: int(0, MOST_FILES - 1), text: freeText(LONGEST_FILE) } },
    run: { as: "$", fields: { line: freeText(LONGEST_LINE) } },
  },
};

type Reduced = { readonly state: ClusterLabState; readonly output?: Output };

function said(command: string, text: string, ok: boolean): Output {
  return { command, text, ok };
}

/** Time goes on, with a command in the foreground if there is one. */
function advance(state: ClusterLabState, by: number, stopsAtNotable: boolean): Reduced {
  const world = enter(state.cluster);
  const until = world.now + by;
  let { foreground } = state;
  let text = "";
  let ok = true;
  let isNotableMoment = false;
  const changes: World["changes"] = [];
  while (!isNotableMoment) {
    const wakeAt =
      foreground?.wakeAt === undefined ? until : Math.min(until, world.momentOf(foreground.wakeAt));
    const isGoingOn = world.step(Math.max(world.now, wakeAt));
    const isAwake = foreground?.wakeAt !== undefined && world.now >= world.momentOf(foreground.wakeAt);
    if (foreground !== undefined && (world.changes.length > 0 || isAwake)) {
      const ran = continueLine(
        world,
        state.files,
        isAwake ? { ...foreground, wakeAt: undefined } : foreground,
      );
      text += ran.text;
      foreground = ran.foreground;
      if (ran.exitCode !== undefined) ok = ran.exitCode === 0;
      isNotableMoment = stopsAtNotable && ran.text !== "";
    }
    isNotableMoment ||= stopsAtNotable && world.changes.some(isNotable);
    changes.push(...world.changes);
    world.changes = [];
    if (!isGoingOn && world.now >= until) break;
  }
  const cluster = leave(world);
  const next: ClusterLabState = {
    ...state,
    cluster,
    foreground,
    said: tellChange(cluster, changes),
    isNotable: changes.some(isNotable),
    steps: stepsOf(world),
  };
  return text === "" ? { state: next } : { state: next, output: said("", text, ok) };
}

function run(state: ClusterLabState, line: string): Reduced | string {
  if (state.foreground !== undefined) return "앞의 명령이 아직 끝나지 않았습니다. Ctrl-C로 멈춥니다.";
  const world = enter(state.cluster);
  const ran = runLine(world, state.files, line);
  const missing = ran.missing === undefined ? "" : `이 실습에는 없습니다: ${ran.missing}\n`;
  const cluster = leave(world);
  const isWaiting = ran.exitCode === undefined;
  const sentence = isWaiting
    ? `\`${line}\` 명령이 끝나기를 기다린다.`
    : `\`${line}\` 명령이 ${ran.exitCode === 0 ? "끝났다." : `잘되지 않고 끝났다(종료 코드 ${ran.exitCode}).`} ${tellStanding(world)}`;
  return {
    state: {
      ...state,
      cluster,
      foreground: ran.foreground,
      said: sentence.replaceAll("``", "빈"),
      steps: stepsOf(world),
    },
    output: said(line, ran.text + missing, isWaiting || ran.exitCode === 0),
  };
}

function write(state: ClusterLabState, place: number, text: string): Reduced | string {
  const file = state.files[place];
  if (file === undefined) return "그런 파일이 없습니다.";
  if (file.text === text) return "이미 그렇게 적혀 있습니다.";
  const files = state.files.with(place, { ...file, text });
  return { state: { ...state, files, said: `\`${file.name}\` 파일을 고쳤다. 클러스터는 아직 모른다.` } };
}

type Fault = Extract<ClusterLabEvent, { readonly type: "power" | "registry" | "unready" | "leak" | "kill" }>;

function fault(state: ClusterLabState, event: Fault): Reduced | string {
  const world = enter(state.cluster);
  const sentence = makeFault(world, event);
  if (sentence === undefined) return "그런 것이 없습니다.";
  return { state: { ...state, cluster: leave(world), said: sentence } };
}

function toggled(list: readonly string[], one: string): readonly string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

/** Switches a fault. @returns what happened, in one sentence; undefined if there is no such node or pod */
function makeFault(world: World, event: Fault): string | undefined {
  if (event.type === "registry") {
    const registryDown = !world.faults.registryDown;
    world.faults = { ...world.faults, registryDown };
    return registryDown ? "이미지 저장소가 답하지 않는다." : "이미지 저장소가 다시 답한다.";
  }
  if (event.type === "power") {
    const machine = world.machines.get(event.node);
    if (machine === undefined) return undefined;
    if (machine.isDown) startMachine(world, event.node);
    else stopMachine(world, event.node);
    return `\`${event.node}\` 노드를 ${machine.isDown ? "켰다." : "껐다. 컨트롤 플레인은 아직 모른다."}`;
  }
  const runtime = [...world.pods.values()].find(
    ({ namespace, name }) => namespace === "default" && name === event.pod,
  );
  if (runtime === undefined) return undefined;
  const { uid, name } = runtime;
  if (event.type === "kill") {
    const containers = runtime.containers.map((container) =>
      container.state === "running"
        ? { ...container, endsAt: world.now, endsWith: { code: 137, reason: "Error" } }
        : container,
    );
    world.pods.set(uid, { ...runtime, containers });
    world.wakeAt("kubelet", `default/${name}`, world.now);
    return `\`${name}\` 파드의 주 프로세스가 강제로 끝났다.`;
  }
  const which = event.type === "unready" ? "unready" : "leaking";
  const list = toggled(world.faults[which], uid);
  world.faults = { ...world.faults, [which]: list };
  const isOn = list.includes(uid);
  if (event.type === "unready")
    return `\`${name}\` 파드가 준비 검사에 ${isOn ? "503으로 답한다." : "다시 200으로 답한다."}`;
  return `\`${name}\` 파드의 메모리가 ${isOn ? "새기 시작했다." : "더는 새지 않는다."}`;
}

function tablesOf(cluster: ClusterState): readonly Table[] {
  const world = openCluster(cluster);
  const ready = (conditions: readonly { readonly type: string; readonly status?: string }[] | undefined) =>
    conditions?.find(({ type }) => type === "Ready")?.status === "True" ? "준비됨" : "준비 안 됨";
  const pods = world.list("Pod", "default");
  return [
    {
      caption: "노드",
      columns: ["이름", "상태", "파드"],
      rows: world
        .list("Node")
        .map(({ metadata, status, spec }) => [
          metadata.name,
          `${ready(status.conditions)}${spec.unschedulable ? ", 스케줄링 막음" : ""}`,
          world.list("Pod").filter((pod) => pod.spec.nodeName === metadata.name).length,
        ]),
    },
    {
      caption: "파드",
      columns: ["이름", "노드", "이미지", "단계", "준비", "재시작"],
      rows: pods.map(({ metadata, spec, status }) => [
        metadata.name,
        spec.nodeName ?? "아직 없음",
        spec.containers[0]?.image ?? "",
        metadata.deletionTimestamp === undefined ? (status?.phase ?? "Pending") : "정리 중",
        ready(status?.conditions),
        status?.containerStatuses?.reduce((sum, { restartCount }) => sum + restartCount, 0) ?? 0,
      ]),
    },
    {
      caption: "요청",
      columns: ["서비스", "초당", "성공", "실패"],
      rows: cluster.traffic.map(({ service, perSecond, succeeded, failed }) => [
        service,
        perSecond,
        succeeded,
        failed,
      ]),
    },
  ];
}
