import { writeUtc } from "../apimachinery/civil-time.ts";
import { decodeProblem } from "../apimachinery/kind-schema.ts";
import { resourceConflict } from "../apimachinery/resource-conflict.ts";
import { safeEncode } from "../apimachinery/safe-encode.ts";
import { at, isSame, type KubeObject, withAt } from "../kubectl/cluster.ts";
import { invalidObject, notFound, ServerError } from "../kubectl/kubectl-error.ts";
import type { ObjectMeta } from "../kubectl/objects.ts";
import { apiVersionOf, pluralName, type ResourceType, typeOfKind } from "../kubectl/resource-types.ts";
import { admitPod, checkQuota } from "./admission.ts";
import type { Change } from "./change.ts";
import type { DeletePropagation } from "./controller.ts";
import { withDefaults } from "./defaults.ts";
import { type EventObject, type KindOf, keyOf, type ObjectReference } from "./kinds.ts";
import { prepareCreate, withServiceAddresses } from "./prepare.ts";
import { quantityProblem, validateObject, validateUpdate } from "./validate.ts";

/** What the server needs of the world around it. */
export type ServerHooks = {
  /** RFC 3339, to the second. */
  readonly time: () => string;
  /** The time in nanoseconds, hexadecimal, made unique by a count. */
  readonly stamp: (count: number) => string;
  /** A whole number from 0 to `below` − 1 of a named stream of chance. */
  readonly draw: (stream: string, below: number) => number;
  readonly changed: (change: Change) => void;
};

export type DeleteOptions = {
  readonly graceSeconds?: number;
  readonly propagation?: DeletePropagation;
  readonly uid?: string;
};

const WITHOUT_GENERATION = new Set(
  "Service Node Namespace PersistentVolume PersistentVolumeClaim ConfigMap Secret ServiceAccount Event ResourceQuota Role RoleBinding ClusterRole ClusterRoleBinding StorageClass ControllerRevision HorizontalPodAutoscaler Lease".split(
    " ",
  ),
);

/**
 * The API server with its store: objects by kind, one count of versions for all, and everything that stands
 * between a request and the store: decoding, defaults, admission, validation, names, conflicts, graceful
 * deletion and finalizers. Objects are replaced, never changed. What it refuses it throws, in upstream's words.
 *
 * Source: `kubernetes/apiserver` `pkg/registry/generic/registry/store.go`, `pkg/registry/rest/{create,update,delete}.go`;
 * `kubernetes/kubernetes` `pkg/registry/core/pod/strategy.go`.
 */
export class ApiServer {
  readonly #hooks: ServerHooks;
  readonly #kinds = new Map<string, Map<string, KubeObject>>();
  /** Lists sorted by key, made again after a create or delete. */
  readonly #sorted = new Map<string, readonly KubeObject[]>();
  #version: number;
  #events: Map<string, string> | undefined;
  /** The names of the latest events that differ in their message alone. */
  readonly #alike = new Map<string, readonly string[]>();

  constructor(hooks: ServerHooks, objects: readonly KubeObject[], version: number) {
    this.#hooks = hooks;
    this.#version = version;
    for (const object of objects) this.#of(object.kind).set(keyOf(object), object);
  }

  get version(): number {
    return this.#version;
  }

  /** Every object, in order of kinds and creation. */
  get objects(): readonly KubeObject[] {
    return [...this.#kinds.values()].flatMap((kind) => [...kind.values()]);
  }

  get<K extends string>(kind: K, namespace: string, name: string): KindOf<K> | undefined {
    const key = namespace === "" ? name : `${namespace}/${name}`;
    return this.#kinds.get(kind)?.get(key) as KindOf<K> | undefined;
  }

  /** Sorted by namespace and name, as etcd's keys are. */
  list<K extends string>(kind: K, namespace?: string): readonly KindOf<K>[] {
    let all = this.#sorted.get(kind);
    if (all === undefined) {
      const entries = [...(this.#kinds.get(kind) ?? [])];
      all = entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
      this.#sorted.set(kind, all);
    }
    const wanted =
      namespace === undefined ? all : all.filter(({ metadata }) => metadata.namespace === namespace);
    return wanted as readonly KindOf<K>[];
  }

  /**
   * Creates an object. @param dryRun everything but keeping it
   * @throws ServerError or what is invalid
   */
  create(type: ResourceType, namespace: string, sent: KubeObject, dryRun = false): KubeObject {
    decode(type, sent);
    const { generateName = "" } = sent.metadata ?? {};
    const name = sent.metadata?.name || (generateName === "" ? "" : `${generateName}${this.suffix("names")}`);
    const {
      creationTimestamp: _,
      resourceVersion: __,
      uid: ___,
      managedFields: ____,
      ...metadata
    } = sent.metadata as ObjectMeta & {
      readonly managedFields?: unknown;
    };
    const named: KubeObject = {
      ...sent,
      apiVersion: apiVersionOf(type),
      kind: type.kind,
      metadata: type.isNamespaced
        ? { ...metadata, name, namespace }
        : withoutNamespace({ ...metadata, name }),
    };
    if (name === "") {
      throw invalidObject(type, name, ["metadata.name: Required value: name or generateName is required"]);
    }
    if (type.isNamespaced) this.#checkNamespace(type, namespace, name);
    let object = prepareCreate(withDefaults(named), () => this.#uid());
    if (type.kind === "Pod") object = admitPod(this, object, this.suffix("tokens"));
    const causes = validateObject(object);
    if (causes.length > 0) throw invalidObject(type, name, causes);
    if (type.kind === "Service") object = withServiceAddresses(this, object, this.#hooks.draw);
    const conflict = resourceConflict({
      verb: "create",
      resource: pluralName(type),
      name,
      live: this.get(type.kind, type.isNamespaced ? namespace : "", name)?.metadata,
    });
    if (conflict.reason !== undefined) throw new ServerError(conflict.reason, conflict.message ?? "");
    if (type.isNamespaced) checkQuota(this, type, object);
    const created: KubeObject = {
      ...object,
      metadata: {
        ...object.metadata,
        uid: object.metadata.uid ?? this.#uid(),
        creationTimestamp: this.#hooks.time(),
        ...(WITHOUT_GENERATION.has(type.kind) ? {} : { generation: 1 }),
      },
    };
    return dryRun ? created : this.#store("ADDED", created);
  }

  /**
   * Replaces an object: with `status` only its status, else everything else. With a resourceVersion that is
   * not the live one it is a conflict. Without a change nothing is written.
   * @throws ServerError or what is invalid
   */
  update(sent: KubeObject, part: "spec" | "status" = "spec"): KubeObject {
    const type = typeOfKind(sent.kind);
    const { name, namespace = "" } = sent.metadata;
    const live = this.get(type.kind, namespace, name) as KubeObject | undefined;
    const answer = resourceConflict({
      verb: "update",
      resource: pluralName(type),
      name,
      live: live?.metadata ?? null,
      sent: sent.metadata,
    });
    if (answer.reason !== undefined) throw new ServerError(answer.reason, answer.message ?? "");
    if (live === undefined) throw notFound(pluralName(type), name);
    let object: KubeObject;
    if (part === "status") object = { ...live, status: sent.status };
    else {
      decode(type, sent);
      const { uid, creationTimestamp, generation, deletionTimestamp, deletionGracePeriodSeconds } =
        live.metadata;
      const kept = { uid, creationTimestamp, generation, deletionTimestamp, deletionGracePeriodSeconds };
      const metadata = { ...sent.metadata, ...defined(kept) };
      object = withDefaults({ ...sent, metadata, ...("status" in live ? { status: live.status } : {}) });
      if (type.kind === "Service") object = withServiceAddresses(this, object, this.#hooks.draw, live);
      const causes = [...validateUpdate(live, object), ...validateObject(object)];
      if (causes.length > 0) throw invalidObject(type, name, [...new Set(causes)]);
      const isOther = !isSame(live.spec, object.spec);
      if (isOther && !WITHOUT_GENERATION.has(type.kind)) {
        object = withAt(object, ["metadata", "generation"], (generation ?? 0) + 1);
      }
    }
    const unversioned = (one: KubeObject) => withAt(one, ["metadata", "resourceVersion"], undefined);
    if (isSame(unversioned(live), unversioned(object))) return live;
    const isFinal =
      object.metadata.deletionTimestamp !== undefined &&
      (object.metadata.finalizers ?? []).length === 0 &&
      !(type.kind === "Pod" && (object.metadata.deletionGracePeriodSeconds ?? 0) > 0) &&
      !(
        type.kind === "Namespace" &&
        ((at(object, "spec", "finalizers") ?? []) as readonly string[]).length > 0
      );
    return isFinal ? this.#drop(object) : this.#store("MODIFIED", object, live);
  }

  /** Binds a pod to a node: the scheduler's subresource. */
  bind(namespace: string, name: string, nodeName: string): void {
    const pod = this.get("Pod", namespace, name);
    if (pod === undefined) throw notFound("pods", name);
    if (pod.spec.nodeName !== undefined) {
      throw new ServerError(
        "Conflict",
        `Operation cannot be fulfilled on pods/binding "${name}": pod ${name} is already assigned to node "${pod.spec.nodeName}"`,
      );
    }
    const others = (pod.status?.conditions ?? []).filter(({ type }) => type !== "PodScheduled");
    const scheduled = { type: "PodScheduled", status: "True", lastTransitionTime: this.#hooks.time() };
    const { nominatedNodeName: _, ...status } = pod.status ?? {};
    this.#store(
      "MODIFIED",
      { ...pod, spec: { ...pod.spec, nodeName }, status: { ...status, conditions: [...others, scheduled] } },
      pod,
    );
  }

  /**
   * Deletes an object, or marks it to be deleted: a pod that runs gets its grace period, one with finalizers
   * waits for them, a foreground deletion for its dependents.
   * @returns the object while it still exists
   */
  delete(
    type: ResourceType,
    namespace: string,
    name: string,
    options: DeleteOptions = {},
  ): KubeObject | undefined {
    const live = this.get(type.kind, type.isNamespaced ? namespace : "", name) as KubeObject | undefined;
    const answer = resourceConflict({
      verb: "delete",
      resource: pluralName(type),
      name,
      live: live?.metadata ?? null,
      sent: options.uid === undefined ? null : { uid: options.uid },
    });
    if (answer.reason !== undefined || live === undefined) {
      throw new ServerError(answer.reason ?? "NotFound", answer.message ?? "");
    }
    const grace = graceOf(live, options.graceSeconds);
    const policy = { Foreground: "foregroundDeletion", Orphan: "orphan", Background: undefined };
    const finalizer = policy[options.propagation ?? "Background"];
    const old = live.metadata.finalizers ?? [];
    const finalizers = finalizer === undefined || old.includes(finalizer) ? old : [...old, finalizer];
    const isNamespace = type.kind === "Namespace" && at(live, "spec", "finalizers") !== undefined;
    if (grace === 0 && finalizers.length === 0 && !isNamespace) {
      this.#drop(live);
      return undefined;
    }
    const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = live.metadata;
    if (deletionTimestamp !== undefined && grace >= deletionGracePeriodSeconds && finalizers === old)
      return live;
    const now = Date.parse(this.#hooks.time());
    const marked: KubeObject = {
      ...live,
      metadata: {
        ...live.metadata,
        ...(WITHOUT_GENERATION.has(type.kind) ? {} : { generation: (live.metadata.generation ?? 0) + 1 }),
        deletionTimestamp: writeUtc(now + grace * 1000),
        deletionGracePeriodSeconds: grace,
        ...(finalizers.length > 0 ? { finalizers } : {}),
      },
      ...(isNamespace ? { status: { phase: "Terminating" } } : {}),
    };
    return this.#store("MODIFIED", marked, live);
  }

  /**
   * Records an event; one that is the same as an earlier one only counts it up.
   *
   * Source: `kubernetes/client-go` `tools/record/events_cache.go` eventLogger, getEventKey.
   */
  event(
    about: KubeObject,
    type: "Normal" | "Warning",
    reason: string,
    message: string,
    component: string,
    host?: string,
  ): void {
    const { name, namespace = "default", uid = "" } = about.metadata;
    const reference = { kind: about.kind, namespace, name, uid };
    const known = this.#eventNames();
    const time = this.#hooks.time();
    const find = (said: string) => {
      const eventName = known.get(identityOf(reference, type, reason, said, component));
      return eventName === undefined ? undefined : this.get("Event", namespace, eventName);
    };
    const repeat = (kept: EventObject, said: string) =>
      this.#store("MODIFIED", { ...kept, message: said, count: kept.count + 1, lastTimestamp: time }, kept);
    const kept = find(message);
    if (kept !== undefined) {
      repeat(kept, message);
      return;
    }
    const alike = this.#alike.get(identityOf(reference, type, reason, component)) ?? [];
    const lately = alike.map((one) => this.get("Event", namespace, one)).filter((one) => one !== undefined);
    const isFlood =
      lately.length >= MOST_ALIKE - 1 &&
      lately.some(({ lastTimestamp }) => Date.parse(time) - Date.parse(lastTimestamp) <= ALIKE_MS);
    const said = isFlood ? `${COMBINED}${message}` : message;
    const combined = isFlood ? find(COMBINED) : undefined;
    if (combined !== undefined) {
      repeat(combined, said);
      return;
    }
    // As upstream's, names are times, so that they sort as the events came.
    const eventName = `${name}.${this.#hooks.stamp(this.#version)}`;
    this.#note(reference, type, reason, said, component, eventName);
    const object: EventObject = {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: eventName, namespace, uid: this.#uid(), creationTimestamp: time },
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        name,
        ...(about.metadata.namespace === undefined ? {} : { namespace }),
        uid: about.kind === "Node" ? name : uid,
      },
      type,
      reason,
      message: said,
      count: 1,
      firstTimestamp: time,
      lastTimestamp: time,
      source: { component, ...(host === undefined ? {} : { host }) },
      reportingComponent: component,
    };
    this.#store("ADDED", object as unknown as KubeObject);
  }

  /** Five characters as names get them. Source: apimachinery `pkg/util/rand` String, `apiserver` names.go. */
  suffix(stream: string): string {
    return safeEncode(
      String.fromCharCode(...Array.from({ length: 5 }, () => 27 * 4 + this.#hooks.draw(stream, 27))),
    );
  }

  /** The names of events by what they say, made when the first is recorded. */
  #eventNames(): ReadonlyMap<string, string> {
    if (this.#events === undefined) {
      this.#events = new Map();
      for (const { involvedObject, type, reason, message, source, metadata } of this.list("Event"))
        this.#note(involvedObject, type, reason, message, source.component, metadata.name);
    }
    return this.#events;
  }

  #note(
    reference: ObjectReference,
    type: string,
    reason: string,
    message: string,
    component: string,
    eventName: string,
  ): void {
    const isCombined = message.startsWith(COMBINED);
    this.#events!.set(
      identityOf(reference, type, reason, isCombined ? COMBINED : message, component),
      eventName,
    );
    if (isCombined) return;
    const key = identityOf(reference, type, reason, component);
    this.#alike.set(key, [...(this.#alike.get(key) ?? []), eventName].slice(-MOST_ALIKE));
  }

  #checkNamespace(type: ResourceType, namespace: string, name: string): void {
    const space = this.get("Namespace", "", namespace);
    if (space === undefined) throw notFound("namespaces", namespace);
    if (space.status?.phase === "Terminating" && type.kind !== "Event") {
      throw new ServerError(
        "Forbidden",
        `${pluralName(type)} ${JSON.stringify(name)} is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
      );
    }
  }

  #uid(): string {
    const hex = (length: number) =>
      Array.from({ length }, () => this.#hooks.draw("uids", 16).toString(16)).join("");
    return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  }

  #store(type: "ADDED" | "MODIFIED", object: KubeObject, old?: KubeObject): KubeObject {
    this.#version += 1;
    const stored = withVersion(object, this.#version);
    this.#of(object.kind).set(keyOf(object), stored);
    if (type === "ADDED") this.#sorted.delete(object.kind);
    else this.#replaceSorted(old ?? object, stored);
    this.#hooks.changed({ type, object: stored, ...(old === undefined ? {} : { old }) });
    return stored;
  }

  #replaceSorted(old: KubeObject, stored: KubeObject): void {
    const list = this.#sorted.get(stored.kind);
    const place = list?.indexOf(old) ?? -1;
    if (list === undefined || place < 0) this.#sorted.delete(stored.kind);
    else this.#sorted.set(stored.kind, list.with(place, stored));
  }

  #drop(object: KubeObject): KubeObject {
    this.#version += 1;
    const others = this.#of(object.kind);
    others.delete(keyOf(object));
    // A kind without objects has no place among the others, as in a store that is opened anew.
    if (others.size === 0) this.#kinds.delete(object.kind);
    this.#sorted.delete(object.kind);
    const gone = withVersion(object, this.#version);
    this.#hooks.changed({ type: "DELETED", object: gone });
    return gone;
  }

  #of(kind: string): Map<string, KubeObject> {
    let objects = this.#kinds.get(kind);
    if (objects === undefined) {
      objects = new Map();
      this.#kinds.set(kind, objects);
    }
    return objects;
  }
}

/**
 * From so many on that differ in their message alone and came within so much time, events are told as one.
 *
 * Source: `kubernetes/client-go` `tools/record/events_cache.go` defaultAggregateMaxEvents,
 * defaultAggregateIntervalInSeconds, EventAggregatorByReasonMessageFunc.
 */
const MOST_ALIKE = 10;
const ALIKE_MS = 600_000;
const COMBINED = "(combined from similar events): ";

/** What makes two events the same. Source: `tools/record/events_cache.go` getEventKey. */
function identityOf(
  { kind, namespace = "default", name, uid }: ObjectReference,
  ...words: readonly string[]
): string {
  // A node's events name it by its name.
  return [kind, namespace, name, kind === "Node" ? name : uid, ...words].join("\0");
}

function withVersion(object: KubeObject, version: number): KubeObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
}

function withoutNamespace({ namespace: _, ...metadata }: ObjectMeta): ObjectMeta {
  return metadata;
}

function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Only a pod that a kubelet has and that has not ended takes time. Source: `pkg/registry/core/pod/strategy.go` CheckGracefulDelete. */
function graceOf(object: KubeObject, wanted: number | undefined): number {
  if (object.kind !== "Pod") return 0;
  const phase = at(object, "status", "phase");
  if (at(object, "spec", "nodeName") === undefined || phase === "Succeeded" || phase === "Failed") return 0;
  return wanted ?? Number(at(object, "spec", "terminationGracePeriodSeconds") ?? 30);
}

/** Refuses what cannot be read, as the server does when kubectl asks it to be strict. */
function decode(type: ResourceType, object: KubeObject): void {
  const subject = `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}`;
  const problem = decodeProblem(type.kind, object);
  const quantity = problem === undefined ? quantityProblem(object.spec) : undefined;
  if (quantity !== undefined) throw new ServerError("BadRequest", `${subject}: ${quantity}`);
  if (problem === undefined) return;
  if (problem.type === "mismatch") throw new ServerError("BadRequest", `${subject}: ${problem.message}`);
  const fields = problem.fields.map((field) => `unknown field ${JSON.stringify(field)}`).join(", ");
  throw new ServerError("BadRequest", `${subject}: strict decoding error: ${fields}`);
}
