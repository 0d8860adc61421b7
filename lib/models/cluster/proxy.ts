import { categorizeEndpoints } from "../services/categorize-endpoints.ts";
import { SERVICE_NAME } from "./controllers/endpoint-slice.ts";
import { keyOf, type Pod, splitKey } from "./kinds.ts";
import { programOf } from "./programs.ts";
import type { ProxyEndpoint, ServiceTraffic } from "./state.ts";
import type { Component, World } from "./world.ts";

const PROXY = "kube-proxy";
const TRAFFIC = "traffic";
const MS = 1000;
const SECOND = 1_000_000;
/** A kube-proxy writes its rules at most once a second. Source: `minSyncPeriod` of the iptables mode. */
const MIN_SYNC = SECOND;
/** From a changed slice to the new rules, and up to twice as long. */
const SYNC = 60 * MS;
const TICK = 100 * MS;
const FAILURES_KEPT = 20;

/**
 * The kube-proxies: each node sends a Service's requests where its rules say, which follow the EndpointSlices a
 * little later than they change.
 *
 * Source: `pkg/proxy/iptables/proxier.go`; which endpoints is `categorizeEndpoints` of `lib/models/services`.
 */
export const kubeProxy: Component = {
  name: PROXY,
  keysOf({ object }, world) {
    const isRule = object.kind === "EndpointSlice" || object.kind === "Service";
    if (!isRule) return [];
    for (const node of world.machines.keys()) {
      const last = world.remembered(`proxy/${node}`);
      const soonest = (typeof last === "number" ? last : -MIN_SYNC) + MIN_SYNC;
      world.wakeAt(PROXY, node, Math.max(soonest, world.now + SYNC + world.draw("proxies", SYNC)));
    }
    return [];
  },
  wake(world, node) {
    if (world.machines.get(node)?.isDown) return;
    world.remember(`proxy/${node}`, world.now);
    const rules = world.list("Service").flatMap((service) => {
      if (service.spec.clusterIP === undefined || service.spec.clusterIP === "None") return [];
      const slices = world
        .list("EndpointSlice", service.metadata.namespace)
        .filter(({ metadata }) => metadata.labels?.[SERVICE_NAME] === service.metadata.name);
      const endpoints = slices.flatMap((slice) => slice.endpoints);
      const uidOf = new Map(
        endpoints.map(({ addresses, targetRef }) => [addresses[0] ?? "", targetRef?.uid ?? ""]),
      );
      const { cluster, local } = categorizeEndpoints({
        internalPolicyLocal: service.spec.internalTrafficPolicy === "Local",
        externalPolicyLocal: service.spec.externalTrafficPolicy === "Local",
        externallyAccessible: service.spec.type === "NodePort" || service.spec.type === "LoadBalancer",
        hintsAnnotation: "",
        zone: "",
        proxyTerminatingEndpoints: true,
        endpoints: endpoints.map(({ addresses, conditions, nodeName }) => ({
          address: addresses[0] ?? "",
          zones: [],
          local: nodeName === node,
          ...conditions,
        })),
      });
      const used = service.spec.externalTrafficPolicy === "Local" ? (local ?? cluster) : (cluster ?? local);
      const targets: readonly ProxyEndpoint[] = (used ?? []).map((ip) => ({ ip, uid: uidOf.get(ip) ?? "" }));
      return [[keyOf(service), targets] as const];
    });
    world.proxies.set(node, Object.fromEntries(rules));
  },
};

/** The state of a Service's requests before the first. */
export function noTraffic(service: string, perSecond: number): ServiceTraffic {
  return {
    service,
    perSecond,
    carry: 0,
    succeeded: 0,
    failed: 0,
    failures: [],
    second: 0,
    lastSecond: {},
    thisSecond: {},
  };
}

/**
 * Requests from outside: they reach a node that stands, whose kube-proxy picks one of the endpoints in its rules,
 * each with the same probability. One that cannot answer has failed; nobody tries again.
 */
export const traffic: Component = {
  name: TRAFFIC,
  wake(world) {
    world.traffic = world.traffic.map((one) => tick(world, one));
    if (world.traffic.length > 0) world.wakeIn(TRAFFIC, TICK_KEY, TICK);
  },
};

/** The key under which requests are sent. */
export const TICK_KEY = "tick";

function tick(world: World, stream: ServiceTraffic): ServiceTraffic {
  const wanted = stream.carry + (stream.perSecond * TICK) / SECOND;
  const count = Math.floor(wanted + 1e-9);
  const second = Math.floor(world.now / SECOND);
  const isNext = second !== stream.second;
  const counts = new Map(isNext ? [] : Object.entries(stream.thisSecond));
  const why = new Map<string, number>();
  const nodes = [...world.machines.values()].filter(({ isDown }) => !isDown).map(({ name }) => name);
  let succeeded = 0;
  for (let sent = 0; sent < count; sent++) {
    const failure = sendOne(world, stream.service, nodes, counts);
    if (failure === undefined) succeeded += 1;
    else why.set(failure, (why.get(failure) ?? 0) + 1);
  }
  const failures = [...why].map(([text, times]) => ({ at: world.now, why: text, count: times }));
  return {
    ...stream,
    carry: wanted - count,
    succeeded: stream.succeeded + succeeded,
    failed: stream.failed + count - succeeded,
    failures:
      failures.length === 0 ? stream.failures : [...stream.failures, ...failures].slice(-FAILURES_KEPT),
    second,
    lastSecond: isNext ? stream.thisSecond : stream.lastSecond,
    thisSecond: Object.fromEntries(counts),
  };
}

/** Sends one request. @returns why it failed, or undefined */
function sendOne(
  world: World,
  service: string,
  nodes: readonly string[],
  counts: Map<string, number>,
): string | undefined {
  if (nodes.length === 0) return "no route to host";
  const node = nodes[world.draw("traffic", nodes.length)]!;
  const targets = world.proxies.get(node)?.[service] ?? [];
  if (targets.length === 0) return "connection refused: no endpoints";
  const { uid } = targets[world.draw("traffic", targets.length)]!;
  const failure = answerOf(world, service, uid);
  if (failure !== undefined) return failure;
  counts.set(uid, (counts.get(uid) ?? 0) + 1);
  world.requests.set(uid, (world.requests.get(uid) ?? 0) + 1);
  return undefined;
}

/** Whether a pod can answer a request now. */
function answerOf(world: World, service: string, uid: string): string | undefined {
  const runtime = world.pods.get(uid);
  if (runtime === undefined) return "connection timed out: the pod is gone";
  if (world.machines.get(runtime.node)?.isDown) return "connection timed out: the node does not answer";
  const pod = world.get("Pod", runtime.namespace, runtime.name) as Pod | undefined;
  const [namespace, name] = splitKey(service);
  const wanted = world.get("Service", namespace, name)?.spec.ports?.[0];
  for (const [index, container] of runtime.containers.entries()) {
    const spec = pod?.spec.containers[index];
    if (spec === undefined || container.state !== "running") continue;
    const program = programOf(world.params.images, spec.image, [
      ...(spec.command ?? []),
      ...(spec.args ?? []),
    ]);
    const target = wanted?.targetPort ?? wanted?.port;
    const port =
      typeof target === "number"
        ? target
        : (spec.ports ?? []).find(({ name: own }) => own === target)?.containerPort;
    if (program?.port === undefined || program.port !== port) continue;
    const isUp = (container.startedAt ?? 0) + program.startMs * MS <= world.now;
    const isClosing = container.termAt !== undefined && program.drains !== true;
    if (isUp && !isClosing) return undefined;
  }
  return "connection refused";
}
