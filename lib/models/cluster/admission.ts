import { at, type KubeObject, listAt } from "../kubectl/cluster.ts";
import { ServerError } from "../kubectl/kubectl-error.ts";
import { pluralName, type ResourceType } from "../kubectl/resource-types.ts";
import { writeQuantity } from "../kubectl/write-quantity.ts";
import { isModelError } from "../model-error.ts";
import { milliValue } from "../resources/quantity-values.ts";
import type { Toleration } from "../scheduler/taint-toleration.ts";
import type { Container, Pod, PodSpec, Quantities } from "./kinds.ts";
import { podQos } from "./pod-facts.ts";
import type { Lookup } from "./view.ts";

const NOT_READY = "node.kubernetes.io/not-ready";
const UNREACHABLE = "node.kubernetes.io/unreachable";
const TOLERATED_SECONDS = 300;

/**
 * A new pod after admission: its service account and token volume, its priority, and the tolerations that let
 * it stay five minutes on a node that is lost.
 *
 * Source: `kubernetes/kubernetes` `plugin/pkg/admission/{serviceaccount,priority,defaulttolerationseconds}`.
 */
export function admitPod(api: Lookup, object: KubeObject, suffix: string): KubeObject {
  const pod = object as unknown as Pod;
  const { name, namespace = "default" } = pod.metadata;
  const isMirror = pod.metadata.annotations?.["kubernetes.io/config.mirror"] !== undefined;
  let spec: PodSpec = isMirror ? pod.spec : withToken(api, pod, namespace, suffix);
  spec = { ...spec, ...priorityOf(api, spec, name) };
  const tolerations = spec.tolerations ?? [];
  const added = [NOT_READY, UNREACHABLE]
    .filter((key) => !tolerations.some((one) => covers(one, key)))
    .map((key) => ({ key, operator: "Exists", effect: "NoExecute", tolerationSeconds: TOLERATED_SECONDS }));
  spec = { ...spec, tolerations: [...tolerations, ...added] };
  return { ...object, spec, status: { phase: "Pending", qosClass: podQos(spec) } };
}

function covers({ key, effect }: Toleration, wanted: string): boolean {
  return (!key || key === wanted) && (!effect || effect === "NoExecute");
}

function withToken(api: Lookup, pod: Pod, namespace: string, suffix: string): PodSpec {
  const { serviceAccountName = "default" } = pod.spec;
  if (api.get("ServiceAccount", namespace, serviceAccountName) === undefined) {
    throw new ServerError(
      "Forbidden",
      `pods "${pod.metadata.name}" is forbidden: error looking up service account ${namespace}/${serviceAccountName}: serviceaccount "${serviceAccountName}" not found`,
    );
  }
  const spec = { ...pod.spec, serviceAccountName, serviceAccount: serviceAccountName };
  if (at(pod, "spec", "automountServiceAccountToken") === false) return spec;
  const volume = `kube-api-access-${suffix}`;
  const mount = {
    name: volume,
    readOnly: true,
    mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
  };
  const mounted = (container: Container) => ({
    ...container,
    volumeMounts: [...(container.volumeMounts ?? []), mount],
  });
  return {
    ...spec,
    containers: spec.containers?.map(mounted) ?? [],
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(mounted) }),
    volumes: [...(spec.volumes ?? []), tokenVolume(volume)] as NonNullable<PodSpec["volumes"]>,
  };
}

function tokenVolume(name: string): object {
  return {
    name,
    projected: {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
        { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
        {
          downwardAPI: {
            items: [{ path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } }],
          },
        },
      ],
    },
  };
}

function priorityOf(api: Lookup, spec: PodSpec, name: string): Partial<PodSpec> {
  const classes = api.list("PriorityClass");
  if (spec.priorityClassName === undefined) {
    const found = classes.find(({ globalDefault }) => globalDefault);
    if (found === undefined) return { priority: 0, preemptionPolicy: "PreemptLowerPriority" };
    return {
      priorityClassName: found.metadata.name,
      priority: found.value,
      preemptionPolicy: found.preemptionPolicy ?? "PreemptLowerPriority",
    };
  }
  const found = classes.find(({ metadata }) => metadata.name === spec.priorityClassName);
  if (found === undefined) {
    throw new ServerError(
      "Forbidden",
      `pods "${name}" is forbidden: no PriorityClass with name ${spec.priorityClassName} was found`,
    );
  }
  return { priority: found.value, preemptionPolicy: found.preemptionPolicy ?? "PreemptLowerPriority" };
}

/** Amounts in thousandths by the names that a quota gives them. */
type Usage = ReadonlyMap<string, number>;

/** What an object counts for under the names of a quota. Source: `pkg/quota/v1/evaluator/core`. */
function usageOf(type: ResourceType, object: KubeObject): Usage {
  const usage = new Map<string, number>([[`count/${pluralName(type)}`, 1000]]);
  const counted =
    "Service ConfigMap Secret ResourceQuota ReplicationController PersistentVolumeClaim Pod".split(" ");
  if (counted.includes(type.kind)) usage.set(type.plural, 1000);
  if (type.kind === "Pod") {
    const phase = at(object, "status", "phase");
    if (phase === "Succeeded" || phase === "Failed") return new Map();
    for (const side of ["requests", "limits"] as const) {
      for (const resource of ["cpu", "memory"] as const) {
        let sum = 0;
        for (const container of listAt(object, "spec", "containers")) {
          const value = milliValue(String(at(container, "resources", side, resource) ?? "0"));
          sum += isModelError(value) ? 0 : value;
        }
        usage.set(`${side}.${resource}`, sum);
        if (side === "requests") usage.set(resource, sum);
      }
    }
  }
  if (type.kind === "PersistentVolumeClaim") {
    const value = milliValue(String(at(object, "spec", "resources", "requests", "storage") ?? "0"));
    usage.set("requests.storage", isModelError(value) ? 0 : value);
  }
  if (type.kind === "Service") {
    const service = at(object, "spec", "type");
    if (service === "NodePort" || service === "LoadBalancer") usage.set("services.nodeports", 1000);
    if (service === "LoadBalancer") usage.set("services.loadbalancers", 1000);
  }
  return usage;
}

/** What a namespace uses of the names of a quota, as the quota controller writes it. */
export function quotaUsage(
  api: Pick<Lookup, "list">,
  namespace: string,
  types: readonly ResourceType[],
  hard: Quantities,
): Quantities {
  const total = new Map<string, number>(Object.keys(hard).map((name) => [name, 0]));
  for (const type of types) {
    for (const object of api.list(type.kind, namespace) as readonly KubeObject[]) {
      for (const [name, amount] of usageOf(type, object)) {
        if (total.has(name)) total.set(name, total.get(name)! + amount);
      }
    }
  }
  return Object.fromEntries([...total].map(([name, amount]) => [name, writeAmount(name, amount)]));
}

function writeAmount(name: string, milli: number): string {
  if (name.endsWith("cpu")) return writeQuantity(`${milli}m`);
  const whole = milli / 1000;
  if (!name.endsWith("memory") && !name.endsWith("storage")) return String(whole);
  for (const [unit, size] of [
    ["Gi", 2 ** 30],
    ["Mi", 2 ** 20],
    ["Ki", 2 ** 10],
  ] as const) {
    if (whole >= size && whole % size === 0) return `${whole / size}${unit}`;
  }
  return String(whole);
}

/**
 * Refuses what would exceed a quota of its namespace, or does not say what a quota has to count.
 *
 * Source: `kubernetes/apiserver` `pkg/admission/plugin/resourcequota/controller.go` CheckRequest.
 */
export function checkQuota(api: Lookup, type: ResourceType, object: KubeObject): void {
  const { name, namespace = "default" } = object.metadata;
  const quotas = api.list("ResourceQuota", namespace);
  if (quotas.length === 0 || type.kind === "ResourceQuota") return;
  const usage = usageOf(type, object);
  const forbidden = (text: string) =>
    new ServerError("Forbidden", `${pluralName(type)} ${JSON.stringify(name)} is forbidden: ${text}`);
  for (const quota of quotas) {
    const hard = quota.spec.hard ?? {};
    const used = quotaUsage(api, namespace, [type], hard);
    if (type.kind === "Pod") {
      const missing = Object.keys(hard).flatMap((resource) => unsaid(object, resource));
      if (missing.length > 0) {
        throw forbidden(`failed quota: ${quota.metadata.name}: must specify ${missing.sort().join("; ")}`);
      }
    }
    const over = Object.keys(hard)
      .filter((resource) => {
        const wanted = usage.get(resource) ?? 0;
        return wanted > 0 && milli(used[resource] ?? "0") + wanted > milli(hard[resource]!);
      })
      .sort();
    if (over.length > 0) {
      const say = (amount: (resource: string) => string) =>
        over.map((resource) => `${resource}=${amount(resource)}`).join(",");
      throw forbidden(
        `exceeded quota: ${quota.metadata.name}, requested: ${say((one) => writeAmount(one, usage.get(one)!))}, used: ${say((one) => used[one] ?? "0")}, limited: ${say((one) => hard[one]!)}`,
      );
    }
  }
}

function milli(text: string): number {
  const value = milliValue(text);
  return isModelError(value) ? 0 : value;
}

/** The containers that do not say what a quota counts: `limits.cpu for: web`. */
function unsaid(object: KubeObject, resource: string): readonly string[] {
  const [, side = "requests", name] = /^(?:(requests|limits)\.)?(cpu|memory)$/.exec(resource) ?? [];
  if (name === undefined) return [];
  const containers = listAt(object, "spec", "containers")
    .filter((container) => at(container, "resources", side, name) === undefined)
    .map((container) => String(at(container, "name")));
  return containers.length === 0 ? [] : [`${resource} for: ${containers.join(",")}`];
}
