/** A kind of object the server knows. */
export type ResourceType = {
  readonly kind: string;
  /** Lower case, as in paths and server errors: `deployments`. */
  readonly plural: string;
  /** `""` is the core group. */
  readonly group: string;
  readonly version: string;
  readonly isNamespaced: boolean;
  readonly shortNames: readonly string[];
  /** Whether `kubectl get all` lists it. */
  readonly isInAll: boolean;
};

// Group/version, then per kind: Kind[=plural][(short names)][*] with * for the category "all"; a kind
// after | is cluster-wide. Source: kubernetes/kubernetes pkg/registry/**/storage ShortNames, Categories.
const TABLE = `
v1: Pod(po)* ReplicationController(rc)* Service(svc)* ConfigMap(cm) Secret ServiceAccount(sa) Event(ev) Endpoints=endpoints(ep) PersistentVolumeClaim(pvc) ResourceQuota(quota) LimitRange(limits) PodTemplate | Node(no) Namespace(ns) PersistentVolume(pv) ComponentStatus=componentstatuses(cs)
apps/v1: DaemonSet(ds)* Deployment(deploy)* ReplicaSet(rs)* StatefulSet(sts)* ControllerRevision
autoscaling/v2: HorizontalPodAutoscaler(hpa)*
batch/v1: CronJob(cj)* Job*
networking.k8s.io/v1: Ingress=ingresses(ing) NetworkPolicy=networkpolicies(netpol) | IngressClass=ingressclasses
policy/v1: PodDisruptionBudget(pdb)
rbac.authorization.k8s.io/v1: Role RoleBinding | ClusterRole ClusterRoleBinding
discovery.k8s.io/v1: EndpointSlice
coordination.k8s.io/v1: Lease
storage.k8s.io/v1: CSIStorageCapacity=csistoragecapacities | StorageClass=storageclasses(sc) VolumeAttachment CSIDriver CSINode VolumeAttributesClass=volumeattributesclasses(vac)
scheduling.k8s.io/v1: | PriorityClass=priorityclasses(pc)
apiextensions.k8s.io/v1: | CustomResourceDefinition(crd,crds)
certificates.k8s.io/v1: | CertificateSigningRequest(csr)
admissionregistration.k8s.io/v1: | MutatingWebhookConfiguration ValidatingWebhookConfiguration
node.k8s.io/v1: | RuntimeClass=runtimeclasses
flowcontrol.apiserver.k8s.io/v1: | FlowSchema PriorityLevelConfiguration`;

/** The types a cluster serves, in the order of its discovery. */
export const RESOURCE_TYPES: readonly ResourceType[] = TABLE.trim().split("\n").flatMap(parseGroup);

function parseGroup(line: string): readonly ResourceType[] {
  const [groupVersion = "", kinds = ""] = line.split(": ");
  const slash = groupVersion.indexOf("/");
  const group = groupVersion.slice(0, Math.max(slash, 0));
  const version = groupVersion.slice(slash + 1);
  const [namespaced = "", clusterWide = ""] = kinds.split("|");
  return [namespaced, clusterWide].flatMap((list, place) =>
    (list.match(/\S+/g) ?? []).map((entry) => {
      const [, kind = "", plural, shortNames, all] =
        /^(\w+)(?:=(\w+))?(?:\(([^)]*)\))?(\*?)$/.exec(entry) ?? [];
      return {
        kind,
        plural: plural ?? `${kind.toLowerCase()}s`,
        group,
        version,
        isNamespaced: place === 0,
        shortNames: shortNames?.split(",") ?? [],
        isInAll: all === "*",
      };
    }),
  );
}

/**
 * The type that a word of the command line names: plural, singular or short name, in any case, alone or
 * with `.group` or `.version.group`.
 *
 * Source: `kubernetes/cli-runtime` `pkg/resource/builder.go` mappingFor, `kubernetes/client-go`
 * `restmapper/shortcut.go`.
 */
export function findResourceType(word: string): ResourceType | undefined {
  const [name = "", ...suffix] = word.toLowerCase().split(".");
  const group = suffix.join(".");
  return RESOURCE_TYPES.find(
    (type) =>
      (name === type.plural || name === type.kind.toLowerCase() || type.shortNames.includes(name)) &&
      (suffix.length === 0 || group === type.group || group === groupVersionSuffix(type)),
  );
}

function groupVersionSuffix({ group, version }: ResourceType): string {
  return group === "" ? version : `${version}.${group}`;
}

/** The type of an object in a file. */
export function typeOfObject({
  apiVersion,
  kind,
}: {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
}) {
  return RESOURCE_TYPES.find((type) => type.kind === kind && apiVersionOf(type) === apiVersion);
}

/** `v1`, `apps/v1`. */
export function apiVersionOf({ group, version }: ResourceType): string {
  return group === "" ? version : `${group}/${version}`;
}

/** `plural[.group]`, as server errors name a type. */
export function pluralName({ plural, group }: ResourceType): string {
  return group === "" ? plural : `${plural}.${group}`;
}

/** `kind[.group]` in lower case, as kubectl's own lines name a type. */
export function kindName({ kind, group }: ResourceType): string {
  return group === "" ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
}

const TYPES: ReadonlyMap<string, ResourceType> = new Map(RESOURCE_TYPES.map((type) => [type.kind, type]));

/** The served type of a kind. @throws RangeError for a kind that is not served: a mistake of the model */
export function typeOfKind(kind: string): ResourceType {
  const type = TYPES.get(kind);
  if (type === undefined) throw new RangeError(`no kind ${kind}`);
  return type;
}
