import type { MergeKeys } from "./three-way-merge.ts";

/**
 * The fields of the kinds that the cluster serves, as far as it knows them. It tells a misspelt field from a
 * right one, a text from a number, and how lists are merged.
 *
 * Source: `kubernetes/kubernetes` `staging/src/k8s.io/api/**` types.go, json names and patchMergeKey.
 */
type Schema =
  | { readonly type: "text" | "integer" | "boolean" | "integerOrText" | "quantity" | "any" }
  | { readonly type: "list"; readonly item: Schema; readonly key: string | undefined }
  | { readonly type: "map"; readonly value: Schema }
  | { readonly type: "struct"; readonly name: string; readonly fields: ReadonlyMap<string, Schema> };

// One type a line: fields `name:type`. s text, i integer, b boolean, x integer or text, q quantity, * anything,
// M(t) map, [t] list, [t@key] list merged by a key (`@` alone: by value), else another type.
const TABLE = `
ObjectMeta name:s generateName:s namespace:s uid:s resourceVersion:s generation:i creationTimestamp:* deletionTimestamp:* deletionGracePeriodSeconds:i labels:M(s) annotations:M(s) finalizers:[s@] ownerReferences:[OwnerReference@uid] managedFields:* selfLink:s
OwnerReference apiVersion:s kind:s name:s uid:s controller:b blockOwnerDeletion:b
LabelSelector matchLabels:M(s) matchExpressions:[LabelSelectorRequirement]
LabelSelectorRequirement key:s operator:s values:[s]
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
PodSpec containers:[Container@name] initContainers:[Container@name] ephemeralContainers:[*@name] volumes:[Volume@name] restartPolicy:s terminationGracePeriodSeconds:i activeDeadlineSeconds:i dnsPolicy:s dnsConfig:* nodeSelector:M(s) serviceAccountName:s serviceAccount:s automountServiceAccountToken:b nodeName:s hostNetwork:b hostPID:b hostIPC:b hostUsers:b shareProcessNamespace:b securityContext:* imagePullSecrets:[LocalObjectReference@name] hostname:s subdomain:s affinity:Affinity schedulerName:s tolerations:[Toleration] hostAliases:* priorityClassName:s priority:i preemptionPolicy:s readinessGates:* runtimeClassName:s enableServiceLinks:b overhead:M(q) topologySpreadConstraints:[TopologySpreadConstraint@topologyKey] setHostnameAsFQDN:b os:* schedulingGates:* resourceClaims:* resources:ResourceRequirements
LocalObjectReference name:s
Container name:s image:s command:[s] args:[s] workingDir:s ports:[ContainerPort@containerPort] envFrom:[EnvFromSource] env:[EnvVar@name] resources:ResourceRequirements resizePolicy:* restartPolicy:s volumeMounts:[VolumeMount@mountPath] volumeDevices:* livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle:Lifecycle terminationMessagePath:s terminationMessagePolicy:s imagePullPolicy:s securityContext:* stdin:b stdinOnce:b tty:b
ContainerPort name:s containerPort:i hostPort:i hostIP:s protocol:s
EnvFromSource prefix:s configMapRef:EnvSourceRef secretRef:EnvSourceRef
EnvSourceRef name:s optional:b
EnvVar name:s value:s valueFrom:EnvVarSource
EnvVarSource fieldRef:* resourceFieldRef:* configMapKeyRef:KeySelector secretKeyRef:KeySelector
KeySelector name:s key:s optional:b
ResourceRequirements limits:M(q) requests:M(q) claims:*
VolumeMount name:s mountPath:s subPath:s subPathExpr:s readOnly:b mountPropagation:s recursiveReadOnly:s
Probe httpGet:HTTPGetAction tcpSocket:TCPSocketAction exec:ExecAction grpc:* initialDelaySeconds:i timeoutSeconds:i periodSeconds:i successThreshold:i failureThreshold:i terminationGracePeriodSeconds:i
HTTPGetAction path:s port:x host:s scheme:s httpHeaders:*
TCPSocketAction port:x host:s
ExecAction command:[s]
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:s
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction sleep:SleepAction
SleepAction seconds:i
Volume name:s configMap:ConfigMapVolumeSource secret:SecretVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource emptyDir:* hostPath:* projected:* downwardAPI:* nfs:* csi:* ephemeral:* image:* iscsi:*
ConfigMapVolumeSource name:s items:* defaultMode:i optional:b
SecretVolumeSource secretName:s items:* defaultMode:i optional:b
PersistentVolumeClaimVolumeSource claimName:s readOnly:b
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAffinity
NodeAffinity requiredDuringSchedulingIgnoredDuringExecution:NodeSelector preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]
NodeSelector nodeSelectorTerms:[NodeSelectorTerm]
NodeSelectorTerm matchExpressions:[LabelSelectorRequirement] matchFields:[LabelSelectorRequirement]
PreferredSchedulingTerm weight:i preference:NodeSelectorTerm
PodAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm] preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
PodAffinityTerm labelSelector:LabelSelector namespaces:[s] topologyKey:s namespaceSelector:LabelSelector matchLabelKeys:[s] mismatchLabelKeys:[s]
WeightedPodAffinityTerm weight:i podAffinityTerm:PodAffinityTerm
Toleration key:s operator:s value:s effect:s tolerationSeconds:i
TopologySpreadConstraint maxSkew:i topologyKey:s whenUnsatisfiable:s labelSelector:LabelSelector minDomains:i nodeAffinityPolicy:s nodeTaintsPolicy:s matchLabelKeys:[s]
Pod spec:PodSpec status:*
Deployment spec:DeploymentSpec status:*
DeploymentSpec replicas:i selector:LabelSelector template:PodTemplateSpec strategy:DeploymentStrategy minReadySeconds:i revisionHistoryLimit:i paused:b progressDeadlineSeconds:i
DeploymentStrategy type:s rollingUpdate:RollingUpdate
RollingUpdate maxSurge:x maxUnavailable:x
ReplicaSet spec:ReplicaSetSpec status:*
ReplicaSetSpec replicas:i minReadySeconds:i selector:LabelSelector template:PodTemplateSpec
StatefulSet spec:StatefulSetSpec status:*
StatefulSetSpec replicas:i selector:LabelSelector template:PodTemplateSpec volumeClaimTemplates:[PersistentVolumeClaimTemplate] serviceName:s podManagementPolicy:s updateStrategy:StatefulSetUpdateStrategy revisionHistoryLimit:i minReadySeconds:i persistentVolumeClaimRetentionPolicy:* ordinals:*
StatefulSetUpdateStrategy type:s rollingUpdate:RollingUpdateStatefulSetStrategy
RollingUpdateStatefulSetStrategy partition:i maxUnavailable:x
PersistentVolumeClaimTemplate apiVersion:s kind:s metadata:ObjectMeta spec:PersistentVolumeClaimSpec status:*
DaemonSet spec:DaemonSetSpec status:*
DaemonSetSpec selector:LabelSelector template:PodTemplateSpec updateStrategy:DaemonSetUpdateStrategy minReadySeconds:i revisionHistoryLimit:i
DaemonSetUpdateStrategy type:s rollingUpdate:RollingUpdate
Job spec:JobSpec status:*
JobSpec parallelism:i completions:i activeDeadlineSeconds:i backoffLimit:i backoffLimitPerIndex:i maxFailedIndexes:i podFailurePolicy:* successPolicy:* selector:LabelSelector manualSelector:b template:PodTemplateSpec ttlSecondsAfterFinished:i completionMode:s suspend:b podReplacementPolicy:s managedBy:s
CronJob spec:CronJobSpec status:*
CronJobSpec schedule:s timeZone:s startingDeadlineSeconds:i concurrencyPolicy:s suspend:b jobTemplate:JobTemplateSpec successfulJobsHistoryLimit:i failedJobsHistoryLimit:i
JobTemplateSpec metadata:ObjectMeta spec:JobSpec
Service spec:ServiceSpec status:*
ServiceSpec ports:[ServicePort@port] selector:M(s) clusterIP:s clusterIPs:[s] type:s externalIPs:[s] sessionAffinity:s loadBalancerIP:s loadBalancerSourceRanges:[s] externalName:s externalTrafficPolicy:s healthCheckNodePort:i publishNotReadyAddresses:b sessionAffinityConfig:* ipFamilies:[s] ipFamilyPolicy:s allocateLoadBalancerNodePorts:b loadBalancerClass:s internalTrafficPolicy:s trafficDistribution:s
ServicePort name:s protocol:s appProtocol:s port:i targetPort:x nodePort:i
ConfigMap data:M(s) binaryData:M(s) immutable:b
Secret data:M(s) stringData:M(s) type:s immutable:b
ServiceAccount secrets:* imagePullSecrets:[LocalObjectReference@name] automountServiceAccountToken:b
Namespace spec:* status:*
Node spec:NodeSpec status:*
NodeSpec podCIDR:s podCIDRs:[s@] providerID:s unschedulable:b taints:[Taint] configSource:* externalID:s
Taint key:s value:s effect:s timeAdded:*
PersistentVolume spec:PersistentVolumeSpec status:*
PersistentVolumeSpec capacity:M(q) accessModes:[s] claimRef:* persistentVolumeReclaimPolicy:s storageClassName:s mountOptions:[s] volumeMode:s nodeAffinity:* volumeAttributesClassName:s hostPath:* local:* nfs:* csi:* iscsi:* fc:*
PersistentVolumeClaim spec:PersistentVolumeClaimSpec status:*
PersistentVolumeClaimSpec accessModes:[s] selector:LabelSelector resources:ResourceRequirements volumeName:s storageClassName:s volumeMode:s dataSource:* dataSourceRef:* volumeAttributesClassName:s
StorageClass provisioner:s parameters:M(s) reclaimPolicy:s mountOptions:[s] allowVolumeExpansion:b volumeBindingMode:s allowedTopologies:*
ResourceQuota spec:ResourceQuotaSpec status:*
ResourceQuotaSpec hard:M(q) scopes:[s] scopeSelector:*
HorizontalPodAutoscaler spec:HorizontalPodAutoscalerSpec status:*
HorizontalPodAutoscalerSpec scaleTargetRef:CrossVersionObjectReference minReplicas:i maxReplicas:i metrics:[MetricSpec] behavior:HorizontalPodAutoscalerBehavior
CrossVersionObjectReference kind:s name:s apiVersion:s
MetricSpec type:s resource:ResourceMetricSource object:* pods:* external:* containerResource:*
ResourceMetricSource name:s target:MetricTarget
MetricTarget type:s value:q averageValue:q averageUtilization:i
HorizontalPodAutoscalerBehavior scaleUp:HPAScalingRules scaleDown:HPAScalingRules
HPAScalingRules stabilizationWindowSeconds:i selectPolicy:s policies:[HPAScalingPolicy] tolerance:q
HPAScalingPolicy type:s value:i periodSeconds:i
PodDisruptionBudget spec:PodDisruptionBudgetSpec status:*
PodDisruptionBudgetSpec minAvailable:x maxUnavailable:x selector:LabelSelector unhealthyPodEvictionPolicy:s
Role rules:[PolicyRule]
ClusterRole rules:[PolicyRule] aggregationRule:*
PolicyRule verbs:[s] apiGroups:[s] resources:[s] resourceNames:[s] nonResourceURLs:[s]
RoleBinding subjects:[Subject] roleRef:RoleRef
ClusterRoleBinding subjects:[Subject] roleRef:RoleRef
Subject kind:s apiGroup:s name:s namespace:s
RoleRef apiGroup:s kind:s name:s
PriorityClass value:i globalDefault:b description:s preemptionPolicy:s
Ingress spec:IngressSpec status:*
IngressSpec ingressClassName:s defaultBackend:* tls:* rules:*
NetworkPolicy spec:*
`;

const LINES: ReadonlyMap<string, string> = new Map(
  TABLE.trim()
    .split("\n")
    .map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)]),
);
const WORDS: ReadonlyMap<string, Schema> = new Map(
  (
    [
      ["s", "text"],
      ["i", "integer"],
      ["b", "boolean"],
      ["x", "integerOrText"],
      ["q", "quantity"],
      ["*", "any"],
    ] as const
  ).map(([word, type]) => [word, { type }]),
);

const known = new Map<string, Schema>();

/** A named type, read when it is first needed: some contain themselves. */
function structOf(name: string): Schema | undefined {
  const kept = known.get(name);
  const line = LINES.get(name);
  if (kept !== undefined || line === undefined) return kept;
  const fields = new Map<string, Schema>();
  const schema: Schema = { type: "struct", name, fields };
  known.set(name, schema);
  for (const field of line.split(" ")) {
    const colon = field.indexOf(":");
    fields.set(field.slice(0, colon), typeNamed(field.slice(colon + 1)));
  }
  return schema;
}

function typeNamed(text: string): Schema {
  if (text.startsWith("M(")) return { type: "map", value: typeNamed(text.slice(2, -1)) };
  if (text.startsWith("[")) {
    const [item = "", key] = text.slice(1, -1).split("@");
    return { type: "list", item: typeNamed(item), key };
  }
  return WORDS.get(text) ?? structOf(text) ?? { type: "any" };
}

/** The fields of a kind at its top, or undefined for a kind whose fields are not known. */
function kindSchema(kind: string): Schema | undefined {
  const own = structOf(kind);
  if (own?.type !== "struct") return undefined;
  const head = typeNamed("s");
  const fields = new Map([
    ["apiVersion", head],
    ["kind", head],
    ["metadata", structOf("ObjectMeta")!],
    ...own.fields,
  ]);
  return { ...own, fields };
}

/** Whether the cluster knows the fields of a kind. */
export function isServedKind(kind: string): boolean {
  return LINES.has(kind);
}

export type DecodeProblem =
  /** A value of a wrong type: the object cannot be read at all. */
  | { readonly type: "mismatch"; readonly message: string }
  /** Fields that the kind does not have, by their paths. */
  | { readonly type: "unknown"; readonly fields: readonly string[] };

/**
 * What is wrong with the form of an object, as the server's strict decoder says it; undefined if nothing is.
 *
 * Source: `kubernetes/apimachinery` `pkg/runtime/serializer/json/json.go`, `sigs.k8s.io/json`.
 */
export function decodeProblem(kind: string, object: unknown): DecodeProblem | undefined {
  const schema = kindSchema(kind);
  if (schema === undefined) return undefined;
  const unknown: string[] = [];
  const mismatch = check(schema, object, "", kind, unknown);
  if (mismatch !== undefined) return { type: "mismatch", message: mismatch };
  return unknown.length > 0 ? { type: "unknown", fields: unknown } : undefined;
}

const GO_TYPES: Readonly<Record<"text" | "integer" | "boolean", string>> = {
  text: "string",
  integer: "int32",
  boolean: "bool",
};

/** The first mismatch; unknown fields are collected. `place` is where Go's decoder says it is: `Struct.path`. */
function check(
  schema: Schema,
  value: unknown,
  path: string,
  struct: string,
  unknown: string[],
): string | undefined {
  if (value === null || value === undefined || schema.type === "any") return undefined;
  const wrong = (goType: string) =>
    `json: cannot unmarshal ${jsonTypeOf(value)} into Go struct field ${struct}.${path.replace(/\[\d+\]/g, "")} of type ${goType}`;
  switch (schema.type) {
    case "text":
      return typeof value === "string" ? undefined : wrong(GO_TYPES.text);
    case "boolean":
      return typeof value === "boolean" ? undefined : wrong(GO_TYPES.boolean);
    case "integer":
      return Number.isInteger(value) ? undefined : wrong(GO_TYPES.integer);
    case "integerOrText":
    case "quantity":
      return typeof value === "string" || typeof value === "number" ? undefined : wrong("intstr.IntOrString");
    case "map": {
      if (!isMap(value)) return wrong(`map[string]${schema.value.type === "text" ? "string" : "Quantity"}`);
      for (const inner of Object.values(value)) {
        const mismatch = check(schema.value, inner, path, struct, unknown);
        if (mismatch !== undefined) return mismatch;
      }
      return undefined;
    }
    case "list": {
      if (!Array.isArray(value)) {
        const item = schema.item.type === "struct" ? `v1.${schema.item.name}` : "string";
        return wrong(`[]${item}`);
      }
      for (const [index, inner] of value.entries()) {
        const mismatch = check(schema.item, inner, `${path}[${index}]`, struct, unknown);
        if (mismatch !== undefined) return mismatch;
      }
      return undefined;
    }
    case "struct": {
      if (!isMap(value)) return wrong(`v1.${schema.name}`);
      for (const [name, inner] of Object.entries(value)) {
        const field = schema.fields.get(name);
        const here = path === "" ? name : `${path}.${name}`;
        if (field === undefined) unknown.push(here);
        else {
          const mismatch = check(field, inner, here, schema.name, unknown);
          if (mismatch !== undefined) return mismatch;
        }
      }
      return undefined;
    }
  }
}

function jsonTypeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The lists of a kind that a strategic merge merges, by field name. */
export function mergeKeysOf(kind: string): MergeKeys {
  const keys = new Map<string, string>();
  const seen = new Set<Schema>();
  const walk = (schema: Schema | undefined) => {
    if (schema === undefined || seen.has(schema)) return;
    seen.add(schema);
    if (schema.type === "list") walk(schema.item);
    if (schema.type !== "struct") return;
    for (const [name, field] of schema.fields) {
      if (field.type === "list" && field.key !== undefined) keys.set(name, field.key);
      walk(field);
    }
  };
  walk(kindSchema(kind));
  return Object.fromEntries(keys);
}
