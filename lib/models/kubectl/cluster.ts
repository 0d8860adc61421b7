import { matchSelector } from "../apimachinery/parse-selector.ts";
import { alreadyExists, invalidObject, notFound } from "./kubectl-error.ts";
import type { Json, ObjectMeta } from "./objects.ts";
import { apiVersionOf, pluralName, type ResourceType, typeOfObject } from "./resource-types.ts";
import { containerNameProblem, objectNameProblems } from "./validation.ts";

/** An object as the server keeps it. */
export type KubeObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
};

/** How an object is deleted: see the API's DeleteOptions. */
export type DeleteOptions = {
  readonly graceSeconds?: number;
  readonly propagation?: "Background" | "Foreground" | "Orphan";
};

/** A line of a container's log, with its time (RFC 3339). */
export type LogText = { readonly time: string; readonly text: string };

/** What somebody wants to do. Without a user it is the administrator. */
export type AccessRequest = {
  readonly user: string | undefined;
  readonly groups: readonly string[];
  readonly verb: string;
  readonly group: string;
  /** Plural, with a subresource after a slash. */
  readonly resource: string;
  readonly name?: string;
  /** Undefined = in all namespaces. */
  readonly namespace?: string;
};

/**
 * The objects that exist while one command runs. Objects are replaced, never changed. This one only keeps them;
 * a cluster that runs overrides what a server does more (`lib/models/cluster/live-cluster.ts`).
 */
export class Cluster {
  #objects: readonly KubeObject[];

  constructor(objects: readonly KubeObject[]) {
    this.#objects = objects;
  }

  get objects(): readonly KubeObject[] {
    return this.#objects;
  }

  /** The objects of a type, in all namespaces if `namespace` is undefined. */
  list(type: ResourceType, namespace?: string): readonly KubeObject[] {
    return this.#objects.filter(
      (object) =>
        object.kind === type.kind &&
        groupOf(object) === type.group &&
        (!type.isNamespaced || namespace === undefined || namespaceOf(object) === namespace),
    );
  }

  find(type: ResourceType, namespace: string, name: string): KubeObject | undefined {
    return this.list(type, namespace).find(({ metadata }) => metadata.name === name);
  }

  /** Like `find`, or the server's NotFound. */
  get(type: ResourceType, namespace: string, name: string): KubeObject {
    const object = this.find(type, namespace, name);
    if (object === undefined) throw notFound(pluralName(type), name);
    return object;
  }

  /** Adds an object, or throws the server's AlreadyExists or what is invalid. */
  create(type: ResourceType, namespace: string, object: KubeObject, isDryRun: boolean): KubeObject {
    const { name = "" } = object.metadata;
    if (name === "") {
      throw invalidObject(type, name, ["metadata.name: Required value: name or generateName is required"]);
    }
    const causes = objectNameProblems(type.kind, name).map((problem) =>
      invalidValue("metadata.name", name, problem),
    );
    if (type.kind === "Pod") {
      for (const [index, container] of listAt(object, "spec", "containers").entries()) {
        const own = String(at(container, "name"));
        const problem = containerNameProblem(own);
        if (problem !== undefined) causes.push(invalidValue(`spec.containers[${index}].name`, own, problem));
      }
    }
    causes.push(...numberProblems(type.kind, object));
    if (causes.length > 0) throw invalidObject(type, name, causes);
    if (this.find(type, namespace, object.metadata.name) !== undefined) {
      throw alreadyExists(pluralName(type), object.metadata.name);
    }
    const created = {
      ...object,
      apiVersion: object.apiVersion ?? apiVersionOf(type),
      metadata: type.isNamespaced ? { ...object.metadata, namespace } : object.metadata,
    };
    if (!isDryRun) this.#objects = [...this.#objects, created];
    return created;
  }

  replace(old: KubeObject, object: KubeObject): KubeObject {
    this.#objects = this.#objects.map((kept) => (kept === old ? object : kept));
    return object;
  }

  delete(object: KubeObject, _options: DeleteOptions = {}): void {
    this.#objects = this.#objects.filter((kept) => kept !== object);
  }

  /** Deletes a pod unless a budget protects it. @returns why not */
  evict(pod: KubeObject): string | undefined {
    this.delete(pod);
    return undefined;
  }

  /** When a node's lease was last renewed, RFC 3339; undefined without a lease. */
  leaseOf(_node: string): string | undefined {
    return undefined;
  }

  /** The log of a container, or of its run before; undefined if it has none. */
  logsOf(
    _namespace: string,
    _pod: string,
    _container: string,
    _isPrevious: boolean,
  ): readonly LogText[] | undefined {
    return undefined;
  }

  /** What a pod uses, if anybody measures it. */
  usageOf(
    _namespace: string,
    _pod: string,
  ): { readonly cpuMilli: number; readonly memoryMi: number } | undefined {
    return undefined;
  }

  mayAccess(_request: AccessRequest): boolean {
    return true;
  }
}

const SERVICE_TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

/** Source: `kubernetes/kubernetes` `pkg/apis/core/validation/validation.go`, `pkg/apis/apps/validation`. */
export function numberProblems(kind: string, object: KubeObject): readonly string[] {
  const problems: string[] = [];
  const replicas = at(object, "spec", "replicas");
  if (typeof replicas === "number" && replicas < 0) {
    problems.push(`spec.replicas: Invalid value: ${replicas}: must be greater than or equal to 0`);
  }
  if (kind !== "Service") return problems;
  for (const [index, entry] of listAt(object, "spec", "ports").entries()) {
    const port = at(entry, "port");
    if (typeof port === "number" && (port < 1 || port > 65535)) {
      problems.push(
        `spec.ports[${index}].port: Invalid value: ${port}: must be between 1 and 65535, inclusive`,
      );
    }
  }
  const type = at(object, "spec", "type") ?? "ClusterIP";
  if (!SERVICE_TYPES.some((known) => known === type)) {
    const known = SERVICE_TYPES.map((word) => JSON.stringify(word)).join(", ");
    problems.push(`spec.type: Unsupported value: ${JSON.stringify(type)}: supported values: ${known}`);
  }
  return problems;
}

/** Source: `kubernetes/apimachinery` `pkg/util/validation/field/errors.go` ErrorBody. */
export function invalidValue(field: string, value: string, problem: string): string {
  return `${field}: Invalid value: ${JSON.stringify(value)}: ${problem}`;
}

function groupOf(object: KubeObject): string {
  const known = typeOfObject(object);
  return known?.group ?? object.apiVersion.split("/").slice(0, -1).join("");
}

function namespaceOf({ metadata }: KubeObject): string {
  return metadata.namespace ?? "default";
}

/** The value at a path, `undefined` where the path ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

/** The list at a path; anything else is the empty list. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const list = at(value, ...path);
  return Array.isArray(list) ? list : [];
}

/** A copy with another value at the path. `undefined` removes the field. */
export function withAt<T>(value: T, path: readonly string[], inner: unknown): T {
  const [key, ...rest] = path;
  if (key === undefined) return inner as T;
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  const next = withAt(copy[key] ?? {}, rest, inner);
  if (next === undefined) delete copy[key];
  else copy[key] = next;
  return copy as T;
}

/** Whether two JSON values are equal; the order of fields does not matter, one that is undefined is not there. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => isSame(item, right[index]));
  }
  let count = 0;
  for (const [name, inner] of Object.entries(left)) {
    if (inner === undefined) continue;
    if (!Object.hasOwn(right, name) || !isSame(inner, (right as Record<string, unknown>)[name])) return false;
    count += 1;
  }
  for (const inner of Object.values(right)) if (inner !== undefined) count -= 1;
  return count === 0;
}

/** What the server keeps, as the JSON that it is. */
export function asJson(value: unknown): Json {
  return value as Json;
}

/** Whether labels satisfy a selector such as `app=web,tier in (a,b),!old`; one that cannot be read fits none. */
export function matchesSelector(selector: string, labels: Readonly<Record<string, string>> = {}): boolean {
  return matchSelector(selector, labels) === true;
}
