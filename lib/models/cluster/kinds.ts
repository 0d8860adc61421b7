import type { KubeObject } from "../kubectl/cluster.ts";
import type { Condition, ObjectMeta, OwnerReference } from "../kubectl/objects.ts";
import type { LabelSelector, Labels } from "../scheduler/label-selector.ts";
import type { NodeSelectorTerm, PreferredTerm } from "../scheduler/node-affinity.ts";
import type { Taint, Toleration } from "../scheduler/taint-toleration.ts";

/**
 * The kinds that the cluster's components work on, as far as they read them. Fields that are only kept and
 * shown are known to `kind-schema.ts` of `lib/models/apimachinery` alone. Times are RFC 3339, to the second as the API server keeps them.
 */

export type IntOrString = number | string;
/** Quantities by resource: `{ cpu: "100m" }`. */
export type Quantities = Readonly<Record<string, string>>;
export type ResourceNeeds = { readonly requests?: Quantities; readonly limits?: Quantities };

export type HttpGet = { readonly path?: string; readonly port: IntOrString; readonly scheme?: string };
export type Handler = {
  readonly httpGet?: HttpGet;
  readonly tcpSocket?: { readonly port: IntOrString };
  readonly exec?: { readonly command?: readonly string[] };
  readonly sleep?: { readonly seconds: number };
};
export type Probe = Handler & {
  readonly initialDelaySeconds?: number;
  readonly timeoutSeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly failureThreshold?: number;
};

export type ContainerPort = {
  readonly name?: string;
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly protocol?: string;
};

export type Container = {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly imagePullPolicy?: string;
  readonly ports?: readonly ContainerPort[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly {
    readonly configMapRef?: { readonly name: string; readonly optional?: boolean };
    readonly secretRef?: { readonly name: string; readonly optional?: boolean };
  }[];
  readonly resources?: ResourceNeeds;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
  readonly lifecycle?: { readonly preStop?: Handler };
  readonly volumeMounts?: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly?: boolean;
  }[];
  readonly restartPolicy?: string;
};

type KeyRef = { readonly name: string; readonly key: string; readonly optional?: boolean };
export type EnvVar = {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly configMapKeyRef?: KeyRef; readonly secretKeyRef?: KeyRef };
};

export type Volume = {
  readonly name: string;
  readonly configMap?: { readonly name: string; readonly optional?: boolean };
  readonly secret?: { readonly secretName: string; readonly optional?: boolean };
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly emptyDir?: object;
  readonly hostPath?: object;
};

export type PodAffinityTerm = {
  readonly labelSelector?: LabelSelector;
  readonly topologyKey: string;
  readonly namespaces?: readonly string[];
};
export type PodAffinity = {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    readonly weight: number;
    readonly podAffinityTerm: PodAffinityTerm;
  }[];
};
export type Affinity = {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      readonly nodeSelectorTerms: readonly NodeSelectorTerm[];
    };
    readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
      readonly weight: number;
      readonly preference: Omit<PreferredTerm, "weight">;
    }[];
  };
  readonly podAffinity?: PodAffinity;
  readonly podAntiAffinity?: PodAffinity;
};

export type SpreadConstraintSpec = {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway";
  readonly labelSelector?: LabelSelector;
  readonly minDomains?: number;
};

export type PodSpec = {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly nodeName?: string;
  readonly nodeSelector?: Labels;
  readonly affinity?: Affinity;
  readonly tolerations?: readonly Toleration[];
  readonly topologySpreadConstraints?: readonly SpreadConstraintSpec[];
  readonly priorityClassName?: string;
  readonly priority?: number;
  readonly preemptionPolicy?: string;
  readonly restartPolicy?: "Always" | "OnFailure" | "Never";
  readonly schedulerName?: string;
  readonly serviceAccountName?: string;
  readonly terminationGracePeriodSeconds?: number;
  readonly activeDeadlineSeconds?: number;
  readonly hostNetwork?: boolean;
  readonly volumes?: readonly Volume[];
};

export type Terminated = {
  readonly exitCode: number;
  readonly reason: string;
  readonly startedAt?: string;
  readonly finishedAt: string;
};
export type ContainerStateStatus = {
  readonly running?: { readonly startedAt: string };
  readonly waiting?: { readonly reason: string; readonly message?: string };
  readonly terminated?: Terminated;
};
export type ContainerStatus = {
  readonly name: string;
  readonly image: string;
  readonly imageID: string;
  readonly containerID?: string;
  readonly ready: boolean;
  readonly started: boolean;
  readonly restartCount: number;
  readonly state: ContainerStateStatus;
  readonly lastState: ContainerStateStatus;
};

export type PodStatus = {
  readonly phase?: "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown";
  readonly reason?: string;
  readonly message?: string;
  readonly conditions?: readonly Condition[];
  readonly hostIP?: string;
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip: string }[];
  readonly startTime?: string;
  readonly qosClass?: string;
  readonly nominatedNodeName?: string;
  readonly initContainerStatuses?: readonly ContainerStatus[];
  readonly containerStatuses?: readonly ContainerStatus[];
};

export type PodTemplate = { readonly metadata?: Partial<ObjectMeta>; readonly spec: PodSpec };

type Kube<Kind extends string, Fields> = {
  readonly apiVersion: string;
  readonly kind: Kind;
  readonly metadata: ObjectMeta;
} & Fields;

export type Pod = Kube<"Pod", { readonly spec: PodSpec; readonly status?: PodStatus }>;

export type DeploymentSpec = {
  readonly replicas?: number;
  readonly selector: LabelSelector;
  readonly template: PodTemplate;
  readonly strategy?: {
    readonly type?: "RollingUpdate" | "Recreate";
    readonly rollingUpdate?: { readonly maxSurge?: IntOrString; readonly maxUnavailable?: IntOrString };
  };
  readonly minReadySeconds?: number;
  readonly paused?: boolean;
  readonly revisionHistoryLimit?: number;
  readonly progressDeadlineSeconds?: number;
};
export type DeploymentStatus = {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly unavailableReplicas?: number;
  readonly conditions?: readonly Condition[];
};
export type Deployment = Kube<
  "Deployment",
  { readonly spec: DeploymentSpec; readonly status?: DeploymentStatus }
>;

export type ReplicaSetStatus = {
  readonly replicas: number;
  readonly fullyLabeledReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly observedGeneration?: number;
  readonly conditions?: readonly Condition[];
};
export type ReplicaSet = Kube<
  "ReplicaSet",
  {
    readonly spec: {
      readonly replicas?: number;
      readonly minReadySeconds?: number;
      readonly selector: LabelSelector;
      readonly template: PodTemplate;
    };
    readonly status?: ReplicaSetStatus;
  }
>;

export type StatefulSet = Kube<
  "StatefulSet",
  {
    readonly spec: {
      readonly replicas?: number;
      readonly selector: LabelSelector;
      readonly template: PodTemplate;
      readonly serviceName?: string;
      readonly podManagementPolicy?: "OrderedReady" | "Parallel";
      readonly minReadySeconds?: number;
      readonly updateStrategy?: {
        readonly type?: "RollingUpdate" | "OnDelete";
        readonly rollingUpdate?: { readonly partition?: number };
      };
      readonly volumeClaimTemplates?: readonly {
        readonly metadata: ObjectMeta;
        readonly spec: PersistentVolumeClaim["spec"];
      }[];
    };
    readonly status?: {
      readonly observedGeneration?: number;
      readonly replicas: number;
      readonly readyReplicas?: number;
      readonly availableReplicas?: number;
      readonly currentReplicas?: number;
      readonly updatedReplicas?: number;
      readonly currentRevision?: string;
      readonly updateRevision?: string;
      readonly collisionCount?: number;
    };
  }
>;

export type DaemonSet = Kube<
  "DaemonSet",
  {
    readonly spec: {
      readonly selector: LabelSelector;
      readonly template: PodTemplate;
      readonly minReadySeconds?: number;
      readonly updateStrategy?: {
        readonly type?: "RollingUpdate" | "OnDelete";
        readonly rollingUpdate?: { readonly maxUnavailable?: IntOrString; readonly maxSurge?: IntOrString };
      };
    };
    readonly status?: {
      readonly observedGeneration?: number;
      readonly currentNumberScheduled: number;
      readonly desiredNumberScheduled: number;
      readonly numberMisscheduled: number;
      readonly numberReady: number;
      readonly numberAvailable?: number;
      readonly numberUnavailable?: number;
      readonly updatedNumberScheduled?: number;
    };
  }
>;

export type ControllerRevision = Kube<
  "ControllerRevision",
  { readonly revision: number; readonly data: { readonly spec: { readonly template: PodTemplate } } }
>;

export type JobSpec = {
  readonly parallelism?: number;
  readonly completions?: number;
  readonly backoffLimit?: number;
  readonly activeDeadlineSeconds?: number;
  readonly ttlSecondsAfterFinished?: number;
  readonly suspend?: boolean;
  readonly selector?: LabelSelector;
  readonly manualSelector?: boolean;
  readonly template: PodTemplate;
};
export type JobStatus = {
  readonly startTime?: string;
  readonly completionTime?: string;
  readonly active?: number;
  readonly ready?: number;
  readonly succeeded?: number;
  readonly failed?: number;
  readonly conditions?: readonly Condition[];
};
export type Job = Kube<"Job", { readonly spec: JobSpec; readonly status?: JobStatus }>;

export type CronJob = Kube<
  "CronJob",
  {
    readonly spec: {
      readonly schedule: string;
      readonly timeZone?: string;
      readonly concurrencyPolicy?: "Allow" | "Forbid" | "Replace";
      readonly suspend?: boolean;
      readonly startingDeadlineSeconds?: number;
      readonly successfulJobsHistoryLimit?: number;
      readonly failedJobsHistoryLimit?: number;
      readonly jobTemplate: { readonly metadata?: Partial<ObjectMeta>; readonly spec: JobSpec };
    };
    readonly status?: {
      readonly active?: readonly ObjectReference[];
      readonly lastScheduleTime?: string;
      readonly lastSuccessfulTime?: string;
    };
  }
>;

export type ServicePort = {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: IntOrString;
  readonly nodePort?: number;
  readonly protocol?: string;
};
export type Service = Kube<
  "Service",
  {
    readonly spec: {
      readonly type?: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";
      readonly selector?: Labels;
      readonly clusterIP?: string;
      readonly clusterIPs?: readonly string[];
      readonly ports?: readonly ServicePort[];
      readonly sessionAffinity?: "None" | "ClientIP";
      readonly publishNotReadyAddresses?: boolean;
      readonly internalTrafficPolicy?: "Cluster" | "Local";
      readonly externalTrafficPolicy?: "Cluster" | "Local";
      readonly externalName?: string;
    };
    readonly status?: object;
  }
>;

export type ObjectReference = {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly fieldPath?: string;
};

export type Endpoint = {
  readonly addresses: readonly string[];
  readonly conditions: { readonly ready: boolean; readonly serving: boolean; readonly terminating: boolean };
  readonly nodeName?: string;
  readonly targetRef?: ObjectReference;
};
export type EndpointSlice = Kube<
  "EndpointSlice",
  {
    readonly addressType: string;
    readonly endpoints: readonly Endpoint[];
    readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: string }[];
  }
>;

export type Node = Kube<
  "Node",
  {
    readonly spec: {
      readonly podCIDR?: string;
      readonly unschedulable?: boolean;
      readonly taints?: readonly (Taint & { readonly timeAdded?: string })[];
    };
    readonly status: {
      readonly capacity: Quantities;
      readonly allocatable: Quantities;
      readonly addresses: readonly { readonly type: string; readonly address: string }[];
      readonly conditions?: readonly (Condition & { readonly lastHeartbeatTime?: string })[];
      readonly images?: readonly { readonly names: readonly string[]; readonly sizeBytes: number }[];
      readonly nodeInfo?: Readonly<Record<string, string>>;
    };
  }
>;

export type Namespace = Kube<
  "Namespace",
  {
    readonly spec?: { readonly finalizers?: readonly string[] };
    readonly status?: { readonly phase?: "Active" | "Terminating" };
  }
>;

export type Hpa = Kube<
  "HorizontalPodAutoscaler",
  {
    readonly spec: {
      readonly scaleTargetRef: { readonly apiVersion?: string; readonly kind: string; readonly name: string };
      readonly minReplicas?: number;
      readonly maxReplicas: number;
      readonly metrics?: readonly {
        readonly type: string;
        readonly resource?: {
          readonly name: string;
          readonly target: {
            readonly type: string;
            readonly averageUtilization?: number;
            readonly averageValue?: string;
          };
        };
      }[];
      readonly behavior?: {
        readonly scaleUp?: HpaRules;
        readonly scaleDown?: HpaRules;
      };
    };
    readonly status?: {
      readonly currentReplicas?: number;
      readonly desiredReplicas?: number;
      readonly lastScaleTime?: string;
      readonly currentMetrics?: readonly object[];
      readonly conditions?: readonly Condition[];
    };
  }
>;
export type HpaRules = {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: "Max" | "Min" | "Disabled";
  readonly policies?: readonly {
    readonly type: "Pods" | "Percent";
    readonly value: number;
    readonly periodSeconds: number;
  }[];
};

export type Pdb = Kube<
  "PodDisruptionBudget",
  {
    readonly spec: {
      readonly minAvailable?: IntOrString;
      readonly maxUnavailable?: IntOrString;
      readonly selector?: LabelSelector;
      readonly unhealthyPodEvictionPolicy?: "IfHealthyBudget" | "AlwaysAllow";
    };
    readonly status?: {
      readonly observedGeneration?: number;
      readonly disruptionsAllowed: number;
      readonly currentHealthy: number;
      readonly desiredHealthy: number;
      readonly expectedPods: number;
      readonly conditions?: readonly Condition[];
    };
  }
>;

export type PersistentVolumeClaim = Kube<
  "PersistentVolumeClaim",
  {
    readonly spec: {
      readonly accessModes?: readonly string[];
      readonly resources?: ResourceNeeds;
      readonly storageClassName?: string;
      readonly volumeName?: string;
      readonly volumeMode?: string;
    };
    readonly status?: {
      readonly phase?: "Pending" | "Bound" | "Lost";
      readonly accessModes?: readonly string[];
      readonly capacity?: Quantities;
    };
  }
>;
export type PersistentVolume = Kube<
  "PersistentVolume",
  {
    readonly spec: {
      readonly capacity: Quantities;
      readonly accessModes: readonly string[];
      readonly storageClassName?: string;
      readonly persistentVolumeReclaimPolicy?: "Retain" | "Delete";
      readonly claimRef?: ObjectReference;
      readonly volumeMode?: string;
    };
    readonly status?: { readonly phase?: "Pending" | "Available" | "Bound" | "Released" | "Failed" };
  }
>;
export type StorageClass = Kube<
  "StorageClass",
  {
    readonly provisioner: string;
    readonly reclaimPolicy?: "Retain" | "Delete";
    readonly volumeBindingMode?: "Immediate" | "WaitForFirstConsumer";
  }
>;

export type ResourceQuota = Kube<
  "ResourceQuota",
  {
    readonly spec: { readonly hard?: Quantities };
    readonly status?: { readonly hard?: Quantities; readonly used?: Quantities };
  }
>;

export type PolicyRule = {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
};
export type Role = Kube<"Role" | "ClusterRole", { readonly rules?: readonly PolicyRule[] }>;
export type RoleBinding = Kube<
  "RoleBinding" | "ClusterRoleBinding",
  {
    readonly roleRef: { readonly kind: string; readonly name: string };
    readonly subjects?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly namespace?: string;
    }[];
  }
>;
export type PriorityClass = Kube<
  "PriorityClass",
  {
    readonly value: number;
    readonly globalDefault?: boolean;
    readonly preemptionPolicy?: string;
    readonly description?: string;
  }
>;
export type ConfigMap = Kube<"ConfigMap", { readonly data?: Readonly<Record<string, string>> }>;
export type Secret = Kube<
  "Secret",
  { readonly type?: string; readonly data?: Readonly<Record<string, string>> }
>;

export type EventObject = Kube<
  "Event",
  {
    readonly involvedObject: ObjectReference;
    readonly type: "Normal" | "Warning";
    readonly reason: string;
    readonly message: string;
    readonly count: number;
    readonly firstTimestamp: string;
    readonly lastTimestamp: string;
    readonly source: { readonly component: string; readonly host?: string };
    readonly reportingComponent: string;
  }
>;

/** The kinds that components read, by name. */
export type KnownKinds = {
  readonly Pod: Pod;
  readonly Deployment: Deployment;
  readonly ReplicaSet: ReplicaSet;
  readonly StatefulSet: StatefulSet;
  readonly DaemonSet: DaemonSet;
  readonly ControllerRevision: ControllerRevision;
  readonly Job: Job;
  readonly CronJob: CronJob;
  readonly Service: Service;
  readonly EndpointSlice: EndpointSlice;
  readonly Node: Node;
  readonly Namespace: Namespace;
  readonly HorizontalPodAutoscaler: Hpa;
  readonly PodDisruptionBudget: Pdb;
  readonly PersistentVolumeClaim: PersistentVolumeClaim;
  readonly PersistentVolume: PersistentVolume;
  readonly StorageClass: StorageClass;
  readonly ResourceQuota: ResourceQuota;
  readonly Role: Role;
  readonly ClusterRole: Role;
  readonly RoleBinding: RoleBinding;
  readonly ClusterRoleBinding: RoleBinding;
  readonly PriorityClass: PriorityClass;
  readonly ConfigMap: ConfigMap;
  readonly Secret: Secret;
  readonly Event: EventObject;
};
export type KnownKind = keyof KnownKinds;
/** The type of a kind's objects; of a kind that no component reads, any object. */
export type KindOf<K extends string> = K extends KnownKind ? KnownKinds[K] : KubeObject;

/** The owner reference that a controller writes. Source: apimachinery `meta/v1/controller_ref.go` NewControllerRef. */
export function controllerRef({ apiVersion, kind, metadata }: KubeObject): OwnerReference {
  return {
    apiVersion,
    kind,
    name: metadata.name,
    ...(metadata.uid === undefined ? {} : { uid: metadata.uid }),
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Whether the object's controller is this one. */
export function isControlledBy(object: { readonly metadata: ObjectMeta }, owner: KubeObject): boolean {
  return (object.metadata.ownerReferences ?? []).some(
    ({ controller, uid }) => controller && uid === owner.metadata.uid,
  );
}

/** `namespace/name`, or the name of a cluster-wide object. */
export function keyOf({ metadata }: { readonly metadata: ObjectMeta }): string {
  return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}

/** Namespace and name of a key. */
export function splitKey(key: string): readonly [namespace: string, name: string] {
  const slash = key.indexOf("/");
  return slash < 0 ? ["", key] : [key.slice(0, slash), key.slice(slash + 1)];
}
