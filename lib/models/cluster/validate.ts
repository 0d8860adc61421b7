import { parseCron } from "../apimachinery/parse-cron.ts";
import { validateLabelKey, validateLabelValue } from "../apimachinery/validate-label.ts";
import { validateName } from "../apimachinery/validate-name.ts";
import {
  at,
  invalidValue,
  isSame,
  type KubeObject,
  listAt,
  numberProblems,
  withAt,
} from "../kubectl/cluster.ts";
import { objectNameProblems } from "../kubectl/validation.ts";
import { isModelError } from "../model-error.ts";
import { parseQuantity } from "../resources/parse-quantity.ts";
import { compareQuantity } from "../resources/quantity-values.ts";
import { hasLabels, type LabelSelector, type Labels, matchesSelector } from "../scheduler/label-selector.ts";
import { duplicate, forbiddenField, invalid, notFoundField, notSupported, required } from "./field-errors.ts";

const TEMPLATED = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"];

/**
 * Everything that the API server finds wrong with a new object, in upstream's words and with its field paths;
 * empty = valid. `object` has its defaults.
 *
 * Source: `kubernetes/kubernetes` `pkg/apis/{core,apps,batch,autoscaling,policy}/validation/validation.go`.
 */
export function validateObject(object: KubeObject): readonly string[] {
  const { kind, metadata } = object;
  const problems: string[] = [];
  for (const problem of objectNameProblems(kind, metadata.name)) {
    problems.push(invalidValue("metadata.name", metadata.name, problem));
  }
  for (const [key, value] of Object.entries(metadata.labels ?? {})) {
    for (const sentence of validateLabelKey(key)) problems.push(invalid("metadata.labels", key, sentence));
    for (const sentence of validateLabelValue(value))
      problems.push(invalid("metadata.labels", value, sentence));
  }
  problems.push(...numberProblems(kind, object));
  if (kind === "Pod") problems.push(...podSpecProblems(at(object, "spec"), "spec"));
  if (TEMPLATED.includes(kind)) problems.push(...templatedProblems(object));
  if (kind === "Job") problems.push(...jobProblems(at(object, "spec"), "spec"));
  const check = CHECKS.get(kind);
  return check === undefined ? problems : [...problems, ...check(object)];
}

/** What may not change, beyond what `validateObject` says of the new object. ValidateXUpdate. */
export function validateUpdate(old: KubeObject, object: KubeObject): readonly string[] {
  const problems: string[] = [];
  const immutable = (...path: readonly string[]) => {
    if (!isSame(at(old, ...path), at(object, ...path))) {
      problems.push(invalid(path.join("."), at(object, ...path), "field is immutable"));
    }
  };
  switch (object.kind) {
    case "Deployment":
    case "ReplicaSet":
    case "DaemonSet":
      immutable("spec", "selector");
      break;
    case "StatefulSet": {
      const kept = [
        "replicas",
        "ordinals",
        "template",
        "updateStrategy",
        "revisionHistoryLimit",
        "persistentVolumeClaimRetentionPolicy",
        "minReadySeconds",
      ];
      const rest = (one: KubeObject) =>
        kept.reduce((spec, field) => withAt(spec, [field], undefined), one.spec);
      if (!isSame(rest(old), rest(object))) {
        problems.push(
          forbiddenField(
            "spec",
            "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
          ),
        );
      }
      break;
    }
    case "Job":
      if (!isSame(at(old, "spec", "completions"), at(object, "spec", "completions"))) {
        problems.push(invalid("spec.completions", at(object, "spec", "completions"), "field is immutable"));
      }
      immutable("spec", "selector");
      immutable("spec", "template");
      break;
    case "Service": {
      const [before, after] = [at(old, "spec", "clusterIP"), at(object, "spec", "clusterIP")];
      if (
        before !== undefined &&
        before !== "" &&
        before !== after &&
        at(object, "spec", "type") !== "ExternalName"
      ) {
        problems.push(invalid("spec.clusterIPs[0]", [after], "may not change once set"));
      }
      break;
    }
    case "Pod":
      problems.push(...podUpdateProblems(old, object));
      break;
    case "PersistentVolumeClaim": {
      // A claim without a class may be given one later.
      const isOpen = at(old, "spec", "storageClassName") === undefined;
      const open = ["resources", "volumeName", ...(isOpen ? ["storageClassName"] : [])];
      const rest = (one: KubeObject) =>
        open.reduce((spec, field) => withAt(spec, [field], undefined), one.spec);
      if (!isSame(rest(old), rest(object))) {
        problems.push(
          forbiddenField(
            "spec",
            "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims",
          ),
        );
      }
      break;
    }
    case "RoleBinding":
    case "ClusterRoleBinding":
      if (!isSame(at(old, "roleRef"), at(object, "roleRef"))) {
        problems.push(invalid("roleRef", at(object, "roleRef"), "cannot change roleRef"));
      }
      break;
    case "ConfigMap":
    case "Secret":
      if (at(old, "immutable") === true && !isSame(at(old, "data"), at(object, "data"))) {
        problems.push(forbiddenField("data", "field is immutable when `immutable` is set"));
      }
      break;
  }
  return problems;
}

/** Source: `pkg/apis/core/validation/validation.go` ValidatePodUpdate. */
function podUpdateProblems(old: KubeObject, object: KubeObject): readonly string[] {
  const munge = (one: KubeObject) => {
    const spec = one.spec as Readonly<Record<string, unknown>>;
    const images = (list: unknown) =>
      Array.isArray(list) ? list.map((container) => withAt(container, ["image"], undefined)) : list;
    return {
      ...spec,
      containers: images(spec.containers),
      initContainers: images(spec.initContainers),
      activeDeadlineSeconds: undefined,
      tolerations: undefined,
      terminationGracePeriodSeconds: undefined,
      // The binding subresource writes it.
      nodeName: at(old, "spec", "nodeName") === undefined ? undefined : spec.nodeName,
    };
  };
  if (isSame(munge(old), munge(object))) return [];
  return [
    forbiddenField(
      "spec",
      "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
    ),
  ];
}

/**
 * Source: `pkg/apis/apps/validation/validation.go` ValidateDeploymentSpec, ValidatePodTemplateSpecForReplicaSet,
 * ValidatePodTemplateSpecForStatefulSet.
 */
function templatedProblems(object: KubeObject): readonly string[] {
  const problems: string[] = [];
  const selector = at(object, "spec", "selector") as LabelSelector | undefined;
  const labels = (at(object, "spec", "template", "metadata", "labels") ?? {}) as Labels;
  if (selector === undefined || selector === null) problems.push(required("spec.selector"));
  else if (Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0) {
    problems.push(
      invalid("spec.selector", selector, `empty selector is invalid for ${object.kind.toLowerCase()}`),
    );
  } else if (!matchesSelector(labels, selector)) {
    problems.push(
      invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`"),
    );
  }
  if (selector === undefined) {
    problems.push(
      invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`"),
    );
  }
  // A StatefulSet's mounts may name claims that its pods are still to get, so nobody looks into its pods.
  if (object.kind !== "StatefulSet")
    problems.push(...podSpecProblems(at(object, "spec", "template", "spec"), "spec.template.spec"));
  const policy = at(object, "spec", "template", "spec", "restartPolicy");
  if (policy !== undefined && policy !== "Always") {
    problems.push(notSupported("spec.template.spec.restartPolicy", policy, ["Always"]));
  }
  return problems;
}

const PROTOCOLS = ["SCTP", "TCP", "UDP"];
const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];

/** Source: `pkg/apis/core/validation/validation.go` ValidatePodSpec. */
function podSpecProblems(spec: unknown, path: string): readonly string[] {
  const problems: string[] = [];
  const containers = listAt(spec, "containers");
  const volumes = new Set<string>();
  for (const [index, volume] of listAt(spec, "volumes").entries()) {
    const name = String(at(volume, "name") ?? "");
    if (name === "") problems.push(required(`${path}.volumes[${index}].name`));
    else if (volumes.has(name)) problems.push(duplicate(`${path}.volumes[${index}].name`, name));
    if (Object.keys(volume as object).length < 2) {
      problems.push(required(`${path}.volumes[${index}]`, "must specify a volume type"));
    }
    volumes.add(name);
  }
  if (containers.length === 0) problems.push(required(`${path}.containers`));
  const names = new Set<string>();
  for (const list of ["containers", "initContainers"]) {
    for (const [index, container] of listAt(spec, list).entries()) {
      problems.push(...containerProblems(container, `${path}.${list}[${index}]`, names, volumes));
    }
  }
  const policy = at(spec, "restartPolicy");
  if (policy !== undefined && !["Always", "OnFailure", "Never"].includes(String(policy))) {
    problems.push(notSupported(`${path}.restartPolicy`, policy, ["Always", "OnFailure", "Never"]));
  }
  for (const [key, value] of Object.entries((at(spec, "nodeSelector") ?? {}) as Labels)) {
    for (const sentence of validateLabelKey(key))
      problems.push(invalid(`${path}.nodeSelector`, key, sentence));
    for (const sentence of validateLabelValue(value))
      problems.push(invalid(`${path}.nodeSelector`, value, sentence));
  }
  for (const [index, toleration] of listAt(spec, "tolerations").entries()) {
    const effect = at(toleration, "effect") ?? "";
    if (!["", "NoSchedule", "PreferNoSchedule", "NoExecute"].includes(String(effect))) {
      problems.push(
        notSupported(`${path}.tolerations[${index}].effect`, effect, [
          "NoSchedule",
          "PreferNoSchedule",
          "NoExecute",
        ]),
      );
    }
  }
  const grace = at(spec, "terminationGracePeriodSeconds");
  if (typeof grace === "number" && grace < 0) {
    problems.push(
      invalid(`${path}.terminationGracePeriodSeconds`, grace, "must be greater than or equal to 0"),
    );
  }
  return problems;
}

function containerProblems(
  container: unknown,
  path: string,
  names: Set<string>,
  volumes: ReadonlySet<string>,
): readonly string[] {
  const problems: string[] = [];
  const name = String(at(container, "name") ?? "");
  if (name === "") problems.push(required(`${path}.name`));
  else {
    for (const sentence of validateName("dns1123Label", name))
      problems.push(invalid(`${path}.name`, name, sentence));
    if (names.has(name)) problems.push(duplicate(`${path}.name`, name));
  }
  names.add(name);
  const image = String(at(container, "image") ?? "");
  if (image === "") problems.push(required(`${path}.image`));
  else if (image !== image.trim()) {
    problems.push(invalid(`${path}.image`, image, "must not have leading or trailing whitespace"));
  }
  const policy = at(container, "imagePullPolicy");
  if (policy !== undefined && !PULL_POLICIES.includes(String(policy))) {
    problems.push(notSupported(`${path}.imagePullPolicy`, policy, PULL_POLICIES));
  }
  const portNames = new Set<string>();
  for (const [index, port] of listAt(container, "ports").entries()) {
    const here = `${path}.ports[${index}]`;
    const number = at(port, "containerPort");
    if (number === undefined) problems.push(required(`${here}.containerPort`));
    else problems.push(...portProblems(`${here}.containerPort`, number));
    const protocol = at(port, "protocol");
    if (protocol !== undefined && !PROTOCOLS.includes(String(protocol))) {
      problems.push(notSupported(`${here}.protocol`, protocol, PROTOCOLS));
    }
    const portName = at(port, "name");
    if (typeof portName === "string") {
      if (portName.length > 15) {
        problems.push(invalid(`${here}.name`, portName, "must be no more than 15 characters"));
      }
      if (portNames.has(portName)) problems.push(duplicate(`${here}.name`, portName));
      portNames.add(portName);
    }
  }
  for (const [index, entry] of listAt(container, "env").entries()) {
    if (!at(entry, "name")) problems.push(required(`${path}.env[${index}].name`));
    if (at(entry, "value") && at(entry, "valueFrom")) {
      problems.push(
        invalid(`${path}.env[${index}].valueFrom`, "", "may not be specified when `value` is not empty"),
      );
    }
  }
  const mounts = new Set<string>();
  for (const [index, mount] of listAt(container, "volumeMounts").entries()) {
    const here = `${path}.volumeMounts[${index}]`;
    const volume = String(at(mount, "name") ?? "");
    const where = String(at(mount, "mountPath") ?? "");
    if (volume === "") problems.push(required(`${here}.name`));
    else if (!volumes.has(volume)) problems.push(notFoundField(`${here}.name`, volume));
    if (where === "") problems.push(required(`${here}.mountPath`));
    else if (mounts.has(where)) problems.push(invalid(`${here}.mountPath`, where, "must be unique"));
    mounts.add(where);
  }
  for (const probe of ["livenessProbe", "readinessProbe", "startupProbe"]) {
    problems.push(...probeProblems(at(container, probe), `${path}.${probe}`, probe));
  }
  problems.push(...resourceProblems(at(container, "resources"), `${path}.resources`));
  return problems;
}

function portProblems(field: string, port: unknown): readonly string[] {
  if (typeof port !== "number") return [];
  return port < 1 || port > 65535 ? [invalid(field, port, "must be between 1 and 65535, inclusive")] : [];
}

const HANDLERS = ["exec", "httpGet", "tcpSocket", "grpc"];

function probeProblems(probe: unknown, path: string, kind: string): readonly string[] {
  if (probe === undefined || probe === null) return [];
  const problems: string[] = [];
  const handlers = HANDLERS.filter((handler) => at(probe, handler) !== undefined);
  if (handlers.length === 0) problems.push(required(path, "must specify a handler type"));
  for (const extra of handlers.slice(1)) {
    problems.push(forbiddenField(`${path}.${extra}`, "may not specify more than 1 handler type"));
  }
  for (const handler of ["httpGet", "tcpSocket"]) {
    const port = at(probe, handler, "port");
    if (handlers.includes(handler) && port === undefined) problems.push(required(`${path}.${handler}.port`));
    problems.push(...portProblems(`${path}.${handler}.port`, port));
  }
  for (const field of [
    "initialDelaySeconds",
    "timeoutSeconds",
    "periodSeconds",
    "successThreshold",
    "failureThreshold",
  ]) {
    const value = at(probe, field);
    if (typeof value === "number" && value < 0) {
      problems.push(invalid(`${path}.${field}`, value, "must be greater than or equal to 0"));
    }
  }
  const success = at(probe, "successThreshold");
  if (kind !== "readinessProbe" && typeof success === "number" && success !== 1) {
    problems.push(invalid(`${path}.successThreshold`, success, "must be 1"));
  }
  return problems;
}

/** Source: ValidateContainerResourceRequirements. */
function resourceProblems(resources: unknown, path: string): readonly string[] {
  const problems: string[] = [];
  const limits = (at(resources, "limits") ?? {}) as Readonly<Record<string, unknown>>;
  const requests = (at(resources, "requests") ?? {}) as Readonly<Record<string, unknown>>;
  for (const [side, amounts] of [
    ["limits", limits],
    ["requests", requests],
  ] as const) {
    for (const [name, amount] of Object.entries(amounts)) {
      const here = `${path}.${side}`;
      if (
        !name.includes("/") &&
        !["cpu", "memory", "ephemeral-storage", "storage"].includes(name) &&
        !name.startsWith("hugepages-")
      ) {
        problems.push(invalid(here, name, "must be a standard resource type or fully qualified"));
      }
      if (String(amount).startsWith("-")) {
        problems.push(invalid(`${here}.${name}`, String(amount), "must be greater than or equal to 0"));
      }
    }
  }
  for (const [name, request] of Object.entries(requests)) {
    const limit = limits[name];
    if (limit !== undefined && compareQuantity(String(request), String(limit)) === 1) {
      problems.push(
        invalid(
          `${path}.requests`,
          String(request),
          `must be less than or equal to ${name} limit of ${limit}`,
        ),
      );
    }
  }
  return problems;
}

/** The first quantity of an object that cannot be read, as the decoder says it. `apimachinery` resource.ErrFormatWrong. */
export function quantityProblem(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const problem = quantityProblem(item);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const isAmounts = ["limits", "requests", "capacity", "hard"].includes(key);
    if (isAmounts && typeof inner === "object" && inner !== null && !Array.isArray(inner)) {
      for (const amount of Object.values(inner)) {
        if (isModelError(parseQuantity(String(amount)))) {
          return "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
        }
      }
    } else {
      const problem = quantityProblem(inner);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function jobProblems(spec: unknown, path: string): readonly string[] {
  const problems: string[] = [];
  for (const field of [
    "parallelism",
    "completions",
    "backoffLimit",
    "activeDeadlineSeconds",
    "ttlSecondsAfterFinished",
  ]) {
    const value = at(spec, field);
    if (typeof value === "number" && value < 0) {
      problems.push(invalid(`${path}.${field}`, value, "must be greater than or equal to 0"));
    }
  }
  problems.push(...podSpecProblems(at(spec, "template", "spec"), `${path}.template.spec`));
  const policy = at(spec, "template", "spec", "restartPolicy");
  if (policy === "Always") {
    problems.push(notSupported(`${path}.template.spec.restartPolicy`, policy, ["OnFailure", "Never"]));
  }
  return problems;
}

function intOrPercentProblems(field: string, value: unknown): readonly string[] {
  if (typeof value === "number") {
    return value < 0 ? [invalid(field, value, "must be greater than or equal to 0")] : [];
  }
  if (typeof value !== "string") return [];
  if (!/^[0-9]+%$/.test(value)) {
    return [
      invalid(
        field,
        value,
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      ),
    ];
  }
  return [];
}

const isZero = (value: unknown) => value === 0 || value === "0%";

const CHECKS: ReadonlyMap<string, (object: KubeObject) => readonly string[]> = new Map([
  [
    "Deployment",
    (object: KubeObject) => {
      const path = "spec.strategy.rollingUpdate";
      const surge = at(object, "spec", "strategy", "rollingUpdate", "maxSurge");
      const unavailable = at(object, "spec", "strategy", "rollingUpdate", "maxUnavailable");
      const type = at(object, "spec", "strategy", "type");
      const problems = [
        ...intOrPercentProblems(`${path}.maxUnavailable`, unavailable),
        ...intOrPercentProblems(`${path}.maxSurge`, surge),
      ];
      if (type === "Recreate" && at(object, "spec", "strategy", "rollingUpdate") !== undefined) {
        problems.push(forbiddenField(path, "may not be specified when strategy `type` is 'Recreate'"));
      }
      if (type !== "Recreate" && type !== "RollingUpdate" && type !== undefined) {
        problems.push(notSupported("spec.strategy.type", type, ["Recreate", "RollingUpdate"]));
      }
      if (isZero(surge) && isZero(unavailable)) {
        problems.push(invalid(`${path}.maxUnavailable`, unavailable, "may not be 0 when `maxSurge` is 0"));
      }
      const deadline = at(object, "spec", "progressDeadlineSeconds");
      const minReady = at(object, "spec", "minReadySeconds") ?? 0;
      if (typeof deadline === "number" && typeof minReady === "number" && deadline <= minReady) {
        problems.push(
          invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds"),
        );
      }
      return problems;
    },
  ],
  [
    "Service",
    (object: KubeObject) => {
      const problems: string[] = [];
      const ports = listAt(object, "spec", "ports");
      const type = at(object, "spec", "type");
      if (ports.length === 0 && at(object, "spec", "clusterIP") !== "None" && type !== "ExternalName") {
        problems.push(required("spec.ports"));
      }
      if (type === "ExternalName" && !at(object, "spec", "externalName")) {
        problems.push(required("spec.externalName"));
      }
      const names = new Set<unknown>();
      const numbers = new Set<unknown>();
      for (const [index, port] of ports.entries()) {
        const here = `spec.ports[${index}]`;
        const name = at(port, "name");
        if (ports.length > 1 && !name) problems.push(required(`${here}.name`));
        if (name && names.has(name)) problems.push(duplicate(`${here}.name`, name));
        names.add(name);
        if (at(port, "port") === undefined)
          problems.push(invalid(`${here}.port`, 0, "must be between 1 and 65535, inclusive"));
        problems.push(...portProblems(`${here}.targetPort`, at(port, "targetPort")));
        const id = `${at(port, "port")}/${at(port, "protocol")}`;
        if (numbers.has(id)) {
          problems.push(
            `${here}: Duplicate value: {"protocol":"${at(port, "protocol")}","port":${at(port, "port")}}`,
          );
        }
        numbers.add(id);
        const nodePort = at(port, "nodePort");
        if (nodePort !== undefined && type === "ClusterIP") {
          problems.push(forbiddenField(`${here}.nodePort`, "may not be used when `type` is 'ClusterIP'"));
        } else if (typeof nodePort === "number" && (nodePort < 30000 || nodePort > 32767)) {
          problems.push(
            invalid(
              `${here}.nodePort`,
              nodePort,
              "provided port is not in the valid range. The range of valid ports is 30000-32767",
            ),
          );
        }
      }
      return problems;
    },
  ],
  [
    "CronJob",
    (object: KubeObject) => {
      const schedule = String(at(object, "spec", "schedule") ?? "");
      const parsed = schedule === "" ? undefined : parseCron(schedule);
      return [
        ...(schedule === "" ? [required("spec.schedule")] : []),
        ...(parsed !== undefined && "error" in parsed
          ? [invalid("spec.schedule", schedule, parsed.error)]
          : []),
        ...jobProblems(at(object, "spec", "jobTemplate", "spec"), "spec.jobTemplate.spec"),
      ];
    },
  ],
  [
    "HorizontalPodAutoscaler",
    (object: KubeObject) => {
      const min = Number(at(object, "spec", "minReplicas") ?? 1);
      const max = at(object, "spec", "maxReplicas");
      const problems: string[] = [];
      if (min < 0) problems.push(invalid("spec.minReplicas", min, "must be greater than or equal to 0"));
      if (typeof max !== "number" || max < 1) {
        problems.push(invalid("spec.maxReplicas", Number(max ?? 0), "must be greater than 0"));
      } else if (max < min) {
        problems.push(invalid("spec.maxReplicas", max, "must be greater than or equal to `minReplicas`"));
      }
      if (!at(object, "spec", "scaleTargetRef", "kind")) problems.push(required("spec.scaleTargetRef.kind"));
      if (!at(object, "spec", "scaleTargetRef", "name")) problems.push(required("spec.scaleTargetRef.name"));
      return problems;
    },
  ],
  [
    "PodDisruptionBudget",
    (object: KubeObject) => {
      const min = at(object, "spec", "minAvailable");
      const max = at(object, "spec", "maxUnavailable");
      const problems = [
        ...intOrPercentProblems("spec.minAvailable", min),
        ...intOrPercentProblems("spec.maxUnavailable", max),
      ];
      if (min !== undefined && max !== undefined) {
        problems.unshift(invalid("spec", object.spec, "minAvailable and maxUnavailable cannot be both set"));
      }
      return problems;
    },
  ],
  [
    "PersistentVolumeClaim",
    (object: KubeObject) => [
      ...(listAt(object, "spec", "accessModes").length === 0
        ? [required("spec.accessModes", "at least 1 access mode is required")]
        : []),
      ...(at(object, "spec", "resources", "requests", "storage") === undefined
        ? [required("spec.resources[storage]")]
        : []),
    ],
  ],
  [
    "PersistentVolume",
    (object: KubeObject) => [
      ...(listAt(object, "spec", "accessModes").length === 0 ? [required("spec.accessModes")] : []),
      ...(Object.keys((at(object, "spec", "capacity") ?? {}) as object).length === 0
        ? [required("spec.capacity")]
        : []),
    ],
  ],
  [
    "ConfigMap",
    (object: KubeObject) =>
      Object.keys((at(object, "data") ?? {}) as object).flatMap((key) =>
        /^[-._a-zA-Z0-9]+$/.test(key)
          ? []
          : [
              invalid(
                `data[${key}]`,
                key,
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
              ),
            ],
      ),
  ],
]);

/** Whether labels have those of a plain selector that is not empty, as of Services. */
export function isSelected(labels: Labels | undefined, selector: Labels | undefined): boolean {
  return selector !== undefined && Object.keys(selector).length > 0 && hasLabels(labels ?? {}, selector);
}
