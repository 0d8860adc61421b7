import { toBase64, utf8Bytes } from "../../text/bytes.ts";
import { at, type KubeObject, withAt } from "../kubectl/cluster.ts";

type Fields = Readonly<Record<string, unknown>>;

/** An object with what it does not say filled in; undefined stays. */
function fill(object: unknown, defaults: Fields): Fields {
  const own = (object ?? {}) as Fields;
  const missing = Object.entries(defaults).filter(([name]) => own[name] === undefined || own[name] === null);
  return missing.length === 0 ? own : { ...own, ...Object.fromEntries(missing) };
}

function each(object: Fields, name: string, change: (item: Fields) => Fields): Fields {
  const list = object[name];
  return Array.isArray(list) ? { ...object, [name]: list.map((item) => change(item as Fields)) } : object;
}

function within(object: Fields, name: string, change: (inner: Fields) => Fields): Fields {
  return object[name] === undefined || object[name] === null
    ? object
    : { ...object, [name]: change(object[name] as Fields) };
}

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"];

function defaultProbe(probe: Fields): Fields {
  const timed = fill(probe, {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  });
  return within(timed, "httpGet", (get) => fill(get, { path: "/", scheme: "HTTP" }));
}

/** `Always` for `latest`, the tag of an image without one. SetDefaults_Container. */
function pullPolicyOf(image: string): string {
  const [, tag = "latest"] = /:([^:/@]+)$/.exec(image) ?? [];
  return tag === "latest" && !image.includes("@") ? "Always" : "IfNotPresent";
}

function defaultContainer(container: Fields): Fields {
  const filled = fill(container, {
    resources: {},
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    imagePullPolicy: pullPolicyOf(String(container.image ?? "")),
  });
  const limits = at(filled, "resources", "limits");
  const requests = at(filled, "resources", "requests");
  const limited =
    limits === undefined
      ? filled
      : withAt(filled, ["resources", "requests"], fill(requests, limits as Fields));
  const ported = each(limited, "ports", (port) => fill(port, { protocol: "TCP" }));
  return PROBES.reduce((one, name) => within(one, name, defaultProbe), ported);
}

/** Source: `pkg/apis/core/v1/defaults.go` SetDefaults_PodSpec, SetDefaults_Container, SetDefaults_Probe. */
export function defaultPodSpec(spec: Fields): Fields {
  const filled = fill(spec, {
    dnsPolicy: "ClusterFirst",
    restartPolicy: "Always",
    schedulerName: "default-scheduler",
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  });
  const contained = each(each(filled, "containers", defaultContainer), "initContainers", defaultContainer);
  return each(contained, "volumes", (volume) =>
    ["configMap", "secret"].reduce(
      (one, source) => within(one, source, (inner) => fill(inner, { defaultMode: 420 })),
      volume,
    ),
  );
}

const defaultTemplate = (template: Fields) => within(template, "spec", defaultPodSpec);

function defaultJobSpec(spec: Fields): Fields {
  const isAlone = spec.completions === undefined && spec.parallelism === undefined;
  const filled = fill(spec, {
    ...(isAlone ? { completions: 1 } : {}),
    parallelism: 1,
    backoffLimit: 6,
    completionMode: "NonIndexed",
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: "TerminatingOrFailed",
  });
  return within(filled, "template", defaultTemplate);
}

function defaultClaimSpec(spec: Fields): Fields {
  return fill(spec, { volumeMode: "Filesystem" });
}

const ROLLING = { maxSurge: "25%", maxUnavailable: "25%" };

type Default = (spec: Fields) => Fields;

/**
 * What the API server fills in, by kind, in `spec`.
 *
 * Source: `kubernetes/kubernetes` `pkg/apis/{core,apps,batch,autoscaling,policy}/v1/defaults.go`.
 */
const SPECS: ReadonlyMap<string, Default> = new Map<string, Default>([
  ["Pod", (spec) => fill(defaultPodSpec(spec), { enableServiceLinks: true })],
  [
    "Deployment",
    (spec) => {
      const filled = fill(spec, {
        replicas: 1,
        strategy: {},
        revisionHistoryLimit: 10,
        progressDeadlineSeconds: 600,
      });
      const strategy = fill(filled.strategy, { type: "RollingUpdate" });
      const rolling =
        strategy.type === "RollingUpdate"
          ? { ...strategy, rollingUpdate: fill(strategy.rollingUpdate, ROLLING) }
          : strategy;
      return within({ ...filled, strategy: rolling }, "template", defaultTemplate);
    },
  ],
  ["ReplicaSet", (spec) => within(fill(spec, { replicas: 1 }), "template", defaultTemplate)],
  [
    "StatefulSet",
    (spec) => {
      const filled = fill(spec, {
        replicas: 1,
        podManagementPolicy: "OrderedReady",
        revisionHistoryLimit: 10,
        updateStrategy: {},
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
      });
      const strategy = fill(filled.updateStrategy, { type: "RollingUpdate" });
      const rolling =
        strategy.type === "RollingUpdate"
          ? { ...strategy, rollingUpdate: fill(strategy.rollingUpdate, { partition: 0 }) }
          : strategy;
      const claimed = each(filled, "volumeClaimTemplates", (claim) => ({
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        ...within(claim, "spec", defaultClaimSpec),
        status: { phase: "Pending" },
      }));
      return within({ ...claimed, updateStrategy: rolling }, "template", defaultTemplate);
    },
  ],
  [
    "DaemonSet",
    (spec) => {
      const filled = fill(spec, { updateStrategy: {}, revisionHistoryLimit: 10 });
      const strategy = fill(filled.updateStrategy, { type: "RollingUpdate" });
      const rolling =
        strategy.type === "RollingUpdate"
          ? { ...strategy, rollingUpdate: fill(strategy.rollingUpdate, { maxSurge: 0, maxUnavailable: 1 }) }
          : strategy;
      return within({ ...filled, updateStrategy: rolling }, "template", defaultTemplate);
    },
  ],
  ["Job", defaultJobSpec],
  [
    "CronJob",
    (spec) =>
      within(
        fill(spec, {
          concurrencyPolicy: "Allow",
          suspend: false,
          successfulJobsHistoryLimit: 3,
          failedJobsHistoryLimit: 1,
        }),
        "jobTemplate",
        // A job made of it gets the job's own defaults when it is created.
        (job) => within(job, "spec", (inner) => within(inner, "template", defaultTemplate)),
      ),
  ],
  [
    "Service",
    (spec) => {
      const type = spec.type ?? "ClusterIP";
      const filled = fill(spec, {
        type,
        sessionAffinity: "None",
        ...(type === "ExternalName"
          ? {}
          : { internalTrafficPolicy: "Cluster", ipFamilies: ["IPv4"], ipFamilyPolicy: "SingleStack" }),
        ...(type === "NodePort" || type === "LoadBalancer" ? { externalTrafficPolicy: "Cluster" } : {}),
        ...(type === "LoadBalancer" ? { allocateLoadBalancerNodePorts: true } : {}),
      });
      return each(filled, "ports", (port) => fill(port, { protocol: "TCP", targetPort: port.port }));
    },
  ],
  ["PersistentVolumeClaim", defaultClaimSpec],
  [
    "PersistentVolume",
    (spec) => fill(spec, { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" }),
  ],
  [
    "HorizontalPodAutoscaler",
    (spec) =>
      fill(spec, {
        minReplicas: 1,
        metrics: [
          {
            type: "Resource",
            resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } },
          },
        ],
      }),
  ],
  ["Namespace", (spec) => fill(spec, { finalizers: ["kubernetes"] })],
]);

/** The object as the API server keeps it: what its author left out is filled in. */
export function withDefaults(object: KubeObject): KubeObject {
  const filled = fill(object, object.kind === "Secret" ? { type: "Opaque" } : {}) as KubeObject;
  if (object.kind === "StorageClass") {
    return fill(filled, { reclaimPolicy: "Delete", volumeBindingMode: "Immediate" }) as KubeObject;
  }
  if (object.kind === "Secret") return withStringData(filled);
  const defaults = SPECS.get(object.kind);
  if (defaults === undefined) return filled;
  return { ...filled, spec: defaults((filled.spec ?? {}) as Fields) };
}

/** `stringData` is only written: it goes into `data` in base64. */
function withStringData(object: KubeObject): KubeObject {
  const { stringData, ...rest } = object;
  if (stringData === undefined) return object;
  const encoded = Object.entries(stringData as Record<string, string>).map(([key, value]) => [
    key,
    toBase64(utf8Bytes(value)),
  ]);
  return {
    ...rest,
    data: { ...((object.data as object) ?? {}), ...Object.fromEntries(encoded) },
  } as KubeObject;
}
