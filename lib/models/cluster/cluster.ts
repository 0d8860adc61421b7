import { MICROSECONDS } from "../../sim/des.ts";
import { writeUtc } from "../apimachinery/civil-time.ts";
import type { KubeObject } from "../kubectl/cluster.ts";
import { typeOfKind } from "../kubectl/resource-types.ts";
import { heartbeatKey } from "./controllers/node-lifecycle.ts";
import { CONTROLLERS } from "./controllers.ts";
import { expiry, SWEEP } from "./expiry.ts";
import { fnv32a } from "./fnv.ts";
import { kubelet } from "./kubelet.ts";
import { nodeKey } from "./kubelet-shared.ts";
import { MEASURE, metrics } from "./metrics.ts";
import { COMMON_IMAGES } from "./programs.ts";
import { kubeProxy, noTraffic, TICK_KEY, traffic } from "./proxy.ts";
import { scheduler } from "./scheduler.ts";
import type {
  ClusterParams,
  ClusterState,
  ContainerRuntime,
  Machine,
  NodeParams,
  PodRuntime,
} from "./state.ts";
import { systemObjects } from "./system-objects.ts";
import { type Component, componentOf, RESYNC, World } from "./world.ts";

export const KUBERNETES_VERSION = "v1.37.1";
const DAY = 86_400;
/** How long a new cluster runs to come to rest; its clock shows this when it begins. */
export const BEGINNING = 120 * MICROSECONDS.s;

/** Every component, in the order in which those that wake at the same moment work. */
function componentsOf(params: ClusterParams): readonly Component[] {
  const { controllers } = params;
  const loaded = CONTROLLERS.filter(({ name }) => controllers === undefined || controllers.includes(name));
  return [...loaded.map(componentOf), scheduler, kubelet, kubeProxy, traffic, metrics, expiry];
}

/** A cluster at a moment, opened for work. */
export function openCluster(state: ClusterState): World {
  return new World(state, componentsOf(state.params));
}

/** A cluster at its beginning: nodes that are ready, the system's own objects, and those of its parameters. */
export function createCluster(params: ClusterParams, seed: number): ClusterState {
  const { olderBySeconds = 40 * DAY } = params;
  const born = Date.parse(params.startedAt) - olderBySeconds * 1000;
  const early: ClusterParams = {
    ...params,
    startedAt: writeUtc(born),
    images: { ...COMMON_IMAGES, ...params.images },
  };
  const empty: ClusterState = {
    params: early,
    seed,
    objects: [],
    version: 0,
    agenda: { now: 0, sequence: 0, pending: [] },
    chance: {},
    memory: {},
    pods: {},
    machines: Object.fromEntries(params.nodes.map((node) => [node.name, machineOf(node)])),
    proxies: {},
    metrics: {},
    requests: {},
    traffic: (params.traffic ?? []).map(({ namespace, service, perSecond }) =>
      noTraffic(`${namespace}/${service}`, perSecond),
    ),
    faults: { registryDown: false, unready: [], leaking: [] },
    decisions: [],
    logs: {},
    trace: 0,
  };
  const world = openCluster(empty);
  for (const object of [...systemObjects(), ...params.nodes.map((node, index) => nodeObject(node, index))]) {
    world.api.create(typeOfKind(object.kind), object.metadata.namespace ?? "", object);
  }
  for (const { name } of params.nodes) {
    world.remember(heartbeatKey(name), world.time);
    world.wakeAt("kubelet", nodeKey(name), 0);
  }
  for (const { name, resync } of CONTROLLERS)
    if (resync !== undefined) world.wakeAt(name, RESYNC, resync.every);
  world.wakeAt("metrics-server", MEASURE, 15 * MICROSECONDS.s);
  world.wakeAt("expiry", SWEEP, 60 * MICROSECONDS.s);
  world.run(MICROSECONDS.s);
  for (const object of params.objects ?? []) {
    world.api.create(typeOfKind(object.kind), object.metadata.namespace ?? "", object);
  }
  return settle(world, params);
}

/** Lets a new cluster come to rest, then sets its clock to the beginning. */
function settle(world: World, params: ClusterParams): ClusterState {
  world.run(BEGINNING);
  // From here on its clock is the one of the parameters; what was made is older.
  const startedAt = writeUtc(Date.parse(params.startedAt) - BEGINNING / 1000);
  const older = Date.parse(startedAt) - Date.parse(world.params.startedAt);
  const { state } = world;
  const isSystem = ({ kind, metadata }: KubeObject) =>
    kind !== "Event" && (metadata.namespace === "kube-system" || metadata.namespace === undefined);
  const objects = state.objects
    .filter(({ kind }) => kind !== "Event")
    .map((object) => (isSystem(object) ? object : shiftTimes(object, older)));
  const shifted = openCluster({
    ...state,
    params: { ...state.params, startedAt },
    objects,
    memory: Object.fromEntries(
      Object.entries(state.memory).map(([key, value]) => [key, shiftTimes(value, older)]),
    ),
    pods: Object.fromEntries(
      Object.entries(state.pods).map(([uid, runtime]) => [
        uid,
        runtime.namespace === "kube-system" ? earlier(runtime, older * 1000) : runtime,
      ]),
    ),
    decisions: [],
    trace: 0,
  });
  for (const [index, { service, perSecond }] of shifted.traffic.entries()) {
    shifted.traffic = shifted.traffic.with(index, noTraffic(service, perSecond));
  }
  if (shifted.traffic.length > 0) shifted.wakeIn("traffic", TICK_KEY, 0);
  return shifted.state;
}

/** A pod that has been there longer. */
function earlier(runtime: PodRuntime, by: number): PodRuntime {
  const sooner = (container: ContainerRuntime): ContainerRuntime =>
    container.startedAt === undefined ? container : { ...container, startedAt: container.startedAt - by };
  return {
    ...runtime,
    seenAt: runtime.seenAt - by,
    sandboxAt: runtime.sandboxAt - by,
    init: runtime.init.map(sooner),
    containers: runtime.containers.map(sooner),
  };
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** A value with every time in it later by so many milliseconds. */
function shiftTimes<T>(value: T, by: number): T {
  if (typeof value === "string") return (TIME.test(value) ? writeUtc(Date.parse(value) + by) : value) as T;
  if (Array.isArray(value)) return value.map((item) => shiftTimes(item as unknown, by)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, shiftTimes(inner as unknown, by)]),
  ) as T;
}

function machineOf({ name, controlPlane }: NodeParams): Machine {
  return {
    name,
    isDown: false,
    heartbeatAt: 0,
    images: ["registry.k8s.io/pause:3.10"],
    pullsUntil: 0,
    nextIp: 2,
    staticPods: controlPlane ? controlPlanePods() : [],
    hasMemoryPressure: false,
    pressureEndedAt: 0,
  };
}

function controlPlanePods(): readonly KubeObject[] {
  return ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"].map((name) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "kube-system", labels: { component: name, tier: "control-plane" } },
    spec: {
      hostNetwork: true,
      priorityClassName: "system-node-critical",
      containers: [
        {
          name,
          image:
            name === "etcd"
              ? "registry.k8s.io/etcd:3.6.6-0"
              : `registry.k8s.io/${name}:${KUBERNETES_VERSION}`,
          resources: { requests: { cpu: "100m" } },
        },
      ],
    },
  }));
}

const DASHES = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** 32 hexadecimal digits that a machine keeps. */
function machineId(name: string): string {
  return [0, 1, 2, 3].map((part) => fnv32a(`${part} ${name}`).toString(16).padStart(8, "0")).join("");
}

function nodeObject(node: NodeParams, index: number): KubeObject {
  const { name, cpu, memory, pods = 110, zone, labels, controlPlane } = node;
  const resources = { cpu, memory, "ephemeral-storage": "50Gi", pods: String(pods) };
  const address = `192.168.0.${10 + index}`;
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        "beta.kubernetes.io/arch": "amd64",
        "beta.kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        ...(zone === undefined ? {} : { "topology.kubernetes.io/zone": zone }),
        ...(controlPlane ? { "node-role.kubernetes.io/control-plane": "" } : {}),
        ...labels,
      },
    },
    spec: {
      podCIDR: `10.244.${index}.0/24`,
      podCIDRs: [`10.244.${index}.0/24`],
      ...(controlPlane
        ? { taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }] }
        : {}),
    },
    status: {
      addresses: [
        { type: "InternalIP", address },
        { type: "Hostname", address: name },
      ],
      allocatable: resources,
      capacity: resources,
      conditions: [],
      images: [],
      nodeInfo: {
        architecture: "amd64",
        bootID: machineId(`${name} boot`).replace(DASHES, "$1-$2-$3-$4-$5"),
        containerRuntimeVersion: "containerd://2.3.4",
        kernelVersion: "6.12.48",
        kubeProxyVersion: "",
        kubeletVersion: KUBERNETES_VERSION,
        machineID: machineId(name),
        operatingSystem: "linux",
        osImage: "Debian GNU/Linux 13 (trixie)",
        systemUUID: machineId(name).replace(DASHES, "$1-$2-$3-$4-$5"),
      },
    },
  };
}
