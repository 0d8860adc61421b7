import { createCluster, openCluster } from "../../models/cluster/cluster.ts";
import type { Deployment, Pod } from "../../models/cluster/kinds.ts";
import { isPodActive, isPodReady } from "../../models/cluster/pod-facts.ts";
import type { Program } from "../../models/cluster/programs.ts";
import type { ClusterParams } from "../../models/cluster/state.ts";
import type { World } from "../../models/cluster/world.ts";
import type { KubeObject } from "../../models/kubectl/cluster.ts";
import { typeOfKind } from "../../models/kubectl/resource-types.ts";

/** What the labs of single notes share: the application `web` as one Deployment, on a cluster that is at rest. */

const SECOND = 1_000_000;
const SETTLE = 60 * SECOND;

/** @param health what it answers to the readiness probe */
export function webProgram(startMs: number, health = 200): Program {
  return {
    sizeBytes: 24 * 2 ** 20,
    startMs,
    port: 8080,
    answers: { "/healthz": health },
    stopMs: 100,
    cpu: { idleMilli: 3, milliPerRequest: 1.5 },
    memory: { startMi: 36 },
    log: [],
  };
}

/** Nodes of two CPUs and 4 GiB each. */
export function nodesOf(count: number): ClusterParams["nodes"] {
  return Array.from({ length: count }, (_, index) => ({
    name: `node-${index + 1}`,
    cpu: "2",
    memory: "4Gi",
  }));
}

/** The Deployment `web`, with or without a readiness probe. */
export function webDeployment(
  image: string,
  replicas: number,
  spec: Partial<Deployment["spec"]> = {},
  probes = true,
): KubeObject {
  const deployment = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "default" },
    spec: {
      replicas,
      selector: { matchLabels: { app: "web" } },
      template: {
        metadata: { labels: { app: "web" } },
        spec: {
          containers: [
            {
              name: "web",
              image,
              ports: [{ containerPort: 8080 }],
              resources: { requests: { cpu: "100m", memory: "64Mi" } },
              ...(probes
                ? { readinessProbe: { httpGet: { path: "/healthz", port: 8080 }, periodSeconds: 2 } }
                : {}),
            },
          ],
          terminationGracePeriodSeconds: 10,
        },
      },
      ...spec,
    },
  };
  return deployment as unknown as KubeObject;
}

/** A cluster in which objects have been for a minute. */
export function settledWorld(params: ClusterParams, objects: readonly KubeObject[], seed: number): World {
  const world = openCluster(createCluster(params, seed));
  for (const object of objects)
    world.api.create(typeOfKind(object.kind), object.metadata.namespace ?? "", object);
  world.run(world.now + SETTLE);
  return world;
}

/** Changes the Deployment `web`, as `kubectl edit` would. */
export function changeWeb(world: World, change: (deployment: Deployment) => Deployment["spec"]): void {
  const deployment = webOf(world);
  world.api.update({ ...deployment, spec: change(deployment) } as unknown as KubeObject);
}

export function webOf(world: World): Deployment {
  return world.get("Deployment", "default", "web")!;
}

/** The pods of `web`, those on their way out too. */
export function podsOf(world: World): readonly Pod[] {
  return world.list("Pod", "default");
}

/** How many there are that count, and how many of those are ready. */
export function countPods(pods: readonly Pod[]): { readonly active: number; readonly ready: number } {
  const active = pods.filter(isPodActive);
  return { active: active.length, ready: active.filter(isPodReady).length };
}
