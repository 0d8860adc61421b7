import { type EvictionBudget, evictPod } from "../apimachinery/evict-pod.ts";
import {
  type AccessRequest,
  Cluster,
  type DeleteOptions,
  type KubeObject,
  type LogText,
} from "../kubectl/cluster.ts";
import { type ResourceType, typeOfKind } from "../kubectl/resource-types.ts";
import { matchesSelector } from "../scheduler/label-selector.ts";
import { mayAccess } from "./access.ts";
import { heartbeatKey } from "./controllers/node-lifecycle.ts";
import { withoutVersion } from "./controllers/replica-set.ts";
import type { Pod } from "./kinds.ts";
import { isPodReady } from "./pod-facts.ts";
import type { World } from "./world.ts";

/** A running cluster as kubectl talks to it: every call is a request to the API server. */
export class LiveCluster extends Cluster {
  readonly #world: World;

  constructor(world: World) {
    super([]);
    this.#world = world;
  }

  override get objects(): readonly KubeObject[] {
    return this.#world.api.objects;
  }

  override list(type: ResourceType, namespace?: string): readonly KubeObject[] {
    return this.#world.list(type.kind, type.isNamespaced ? namespace : undefined) as readonly KubeObject[];
  }

  override find(type: ResourceType, namespace: string, name: string): KubeObject | undefined {
    return this.#world.get(type.kind, type.isNamespaced ? namespace : "", name) as KubeObject | undefined;
  }

  override create(type: ResourceType, namespace: string, object: KubeObject, isDryRun: boolean): KubeObject {
    return this.#world.api.create(type, namespace, object, isDryRun);
  }

  /** A patch: unconditional, unless the object says another version than the one it was made from. */
  override replace(old: KubeObject, object: KubeObject): KubeObject {
    const isPatch = object.metadata.resourceVersion === old.metadata.resourceVersion;
    return this.#world.api.update(isPatch ? withoutVersion(object) : object);
  }

  override delete(object: KubeObject, options: DeleteOptions = {}): void {
    const { namespace = "", name } = object.metadata;
    this.#world.api.delete(typeOfKind(object.kind), namespace, name, options);
  }

  /** Source: `pkg/registry/core/pod/storage/eviction.go`; the answer is that of `evictPod`. */
  override evict(object: KubeObject): string | undefined {
    const world = this.#world;
    const pod = object as unknown as Pod;
    const budgets = world
      .list("PodDisruptionBudget", pod.metadata.namespace)
      .filter(({ spec }) => matchesSelector(pod.metadata.labels ?? {}, spec.selector));
    const answer = evictPod(
      {
        phase: pod.status?.phase ?? "Pending",
        ready: isPodReady(pod),
        deleting: pod.metadata.deletionTimestamp !== undefined,
      },
      budgets.map(
        ({ metadata, spec, status }): EvictionBudget => ({
          name: metadata.name,
          ...status,
          ...(spec.unhealthyPodEvictionPolicy === undefined
            ? {}
            : { unhealthyPodEvictionPolicy: spec.unhealthyPodEvictionPolicy }),
        }),
      ),
    );
    if (answer.code !== 201) return answer.message;
    const [budget] = budgets;
    if (answer.usesBudget && budget?.status !== undefined) {
      const status = { ...budget.status, disruptionsAllowed: budget.status.disruptionsAllowed - 1 };
      world.api.update({ ...budget, status } as unknown as KubeObject, "status");
    }
    if (pod.metadata.deletionTimestamp === undefined) this.delete(object);
    return undefined;
  }

  override leaseOf(node: string): string | undefined {
    const renewed = this.#world.remembered(heartbeatKey(node));
    return typeof renewed === "string" ? renewed : undefined;
  }

  override logsOf(
    namespace: string,
    name: string,
    container: string,
    isPrevious: boolean,
  ): readonly LogText[] | undefined {
    const uid = this.#world.get("Pod", namespace, name)?.metadata.uid;
    const lines = this.#world.logs.get(`${uid}/${container}${isPrevious ? "/previous" : ""}`);
    return lines?.map(({ at, text }) => ({ time: this.#world.timeAt(at), text }));
  }

  override usageOf(namespace: string, name: string) {
    const uid = this.#world.get("Pod", namespace, name)?.metadata.uid;
    return uid === undefined ? undefined : this.#world.usage(uid);
  }

  override mayAccess(request: AccessRequest): boolean {
    return mayAccess(this.#world, request);
  }
}
