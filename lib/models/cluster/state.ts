import type { AgendaState } from "../../sim/des.ts";
import type { Random } from "../../sim/random.ts";
import type { KubeObject } from "../kubectl/cluster.ts";
import type { Json } from "../kubectl/objects.ts";
import type { BackoffEntry } from "../kubelet/backoff.ts";
import type { ProbeState } from "../kubelet/probes.ts";
import type { Terminated } from "./kinds.ts";
import type { Registry } from "./programs.ts";

/** Something to do: which component, and what it is to look at. */
export type Wake = { readonly who: string; readonly key: string };

export type NodeParams = {
  readonly name: string;
  /** Quantities: `cpu`, `memory`, `pods`. */
  readonly cpu: string;
  readonly memory: string;
  readonly pods?: number;
  readonly zone?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly controlPlane?: boolean;
};

/** Requests that come from outside to a Service. */
export type TrafficParams = {
  readonly namespace: string;
  readonly service: string;
  readonly perSecond: number;
};

/** What a cluster is made of. Plain data. */
export type ClusterParams = {
  /** When its clock starts, RFC 3339. */
  readonly startedAt: string;
  readonly nodes: readonly NodeParams[];
  /** Images in the registry besides those that everybody uses. */
  readonly images: Registry;
  /** Objects that are there from the start; made as if applied long ago. */
  readonly objects?: readonly KubeObject[];
  readonly traffic?: readonly TrafficParams[];
  /** The controllers that run, by name; absent = all. */
  readonly controllers?: readonly string[];
  /** How fast a node pulls, bytes a second. */
  readonly pullBytesPerSecond?: number;
  /** What NodeResourcesFit prefers: nodes with most room (the default), or with least. */
  readonly scoringStrategy?: "LeastAllocated" | "MostAllocated";
  /** How long the cluster ran before, so that nodes are older than what a reader makes. Seconds. */
  readonly olderBySeconds?: number;
};

export type ProbeRuntime = ProbeState & { readonly nextAt: number };

/** What a kubelet knows of a container. Times in microseconds. */
export type ContainerRuntime = {
  readonly state: "waiting" | "pulling" | "running" | "exited";
  readonly reason?: string;
  readonly message?: string;
  readonly id?: string;
  readonly startedAt?: number;
  readonly exit?: Terminated;
  readonly last?: Terminated;
  readonly restarts: number;
  readonly backoff: BackoffEntry | null;
  readonly imageBackoff: BackoffEntry | null;
  /** Not before this is it tried again. */
  readonly tryAt?: number;
  /** SIGTERM was sent. */
  readonly termAt?: number;
  /** It ends now, by itself or by a signal. */
  readonly endsAt?: number;
  readonly endsWith?: { readonly code: number; readonly reason: string };
  readonly memoryMi: number;
  readonly readiness?: ProbeRuntime;
  readonly liveness?: ProbeRuntime;
  readonly startup?: ProbeRuntime;
};

export type PodRuntime = {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  readonly seenAt: number;
  /** When the sandbox stands and the pod has its address. */
  readonly sandboxAt: number;
  readonly ip: string;
  readonly init: readonly ContainerRuntime[];
  readonly containers: readonly ContainerRuntime[];
  /** When the deletion was seen; the grace period runs from then. */
  readonly stoppingAt?: number;
  /** When SIGTERM is sent after `preStop`. */
  readonly termAt?: number;
  readonly killAt?: number;
  /** Volumes that could not be mounted: how often it failed, and when it is tried again. */
  readonly mounting?: { readonly failures: number; readonly again: number };
  /** Evicted: it ends with this. */
  readonly failure?: { readonly reason: string; readonly message: string };
};

/** A kubelet and its node's machine. */
export type Machine = {
  readonly name: string;
  readonly isDown: boolean;
  readonly heartbeatAt: number;
  readonly images: readonly string[];
  /** Pulls wait for each other. */
  readonly pullsUntil: number;
  readonly nextIp: number;
  readonly staticPods: readonly KubeObject[];
  readonly hasMemoryPressure: boolean;
  /** Since when it has not been short of memory. */
  readonly pressureEndedAt: number;
};

export type PodMetrics = {
  readonly cpuMilli: number;
  readonly memoryMi: number;
  readonly at: number;
  readonly windowSec: number;
};

/** An endpoint as a node's kube-proxy has it in its rules. */
export type ProxyEndpoint = { readonly ip: string; readonly uid: string };

export type ServiceTraffic = {
  readonly service: string;
  readonly perSecond: number;
  /** The part of a request that the last tick left over. */
  readonly carry: number;
  readonly succeeded: number;
  readonly failed: number;
  /** The latest failures, newest last: when, and why. */
  readonly failures: readonly { readonly at: number; readonly why: string; readonly count: number }[];
  /** Of the last whole second: requests by the pod that got them. */
  readonly second: number;
  readonly lastSecond: Readonly<Record<string, number>>;
  readonly thisSecond: Readonly<Record<string, number>>;
};

export type Faults = {
  /** The registry does not answer. */
  readonly registryDown: boolean;
  /** Pods whose readiness fails, by uid. */
  readonly unready: readonly string[];
  /** Pods whose memory grows without end, by uid. */
  readonly leaking: readonly string[];
};

/** One decision of the scheduler, with every plugin's word. */
export type SchedulingDecision = {
  readonly at: number;
  readonly pod: string;
  readonly node?: string;
  /** Why a node was filtered out, by node. */
  readonly filtered: Readonly<Record<string, { readonly plugin: string; readonly reason: string }>>;
  /** Scores (0–100) by plugin and node. */
  readonly scores: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly totals: Readonly<Record<string, number>>;
};

/** A whole cluster at one moment. Plain data; states share what did not change between them. */
export type ClusterState = {
  readonly params: ClusterParams;
  readonly seed: number;
  readonly objects: readonly KubeObject[];
  readonly version: number;
  readonly agenda: AgendaState<Wake>;
  readonly chance: Readonly<Record<string, Random>>;
  readonly memory: Readonly<Record<string, Json>>;
  readonly pods: Readonly<Record<string, PodRuntime>>;
  readonly machines: Readonly<Record<string, Machine>>;
  /** By node, then by service: where its kube-proxy sends requests. */
  readonly proxies: Readonly<Record<string, Readonly<Record<string, readonly ProxyEndpoint[]>>>>;
  readonly metrics: Readonly<Record<string, PodMetrics>>;
  readonly requests: Readonly<Record<string, number>>;
  readonly traffic: readonly ServiceTraffic[];
  readonly faults: Faults;
  readonly decisions: readonly SchedulingDecision[];
  readonly logs: Readonly<Record<string, readonly LogLine[]>>;
  /** A hash of everything that was ever written, in order. */
  readonly trace: number;
};

export type LogLine = { readonly at: number; readonly text: string };
