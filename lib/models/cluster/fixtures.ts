import type { KubeObject } from "../kubectl/cluster.ts";
import { createCluster, openCluster } from "./cluster.ts";
import type { ClusterParams } from "./state.ts";
import type { World } from "./world.ts";

/** What tests and scenarios start from: objects in short, and small clusters. */
export const SECOND = 1_000_000;

export const nodes = (count: number, cpu = "2", memory = "4Gi"): ClusterParams["nodes"] =>
  Array.from({ length: count }, (_, index) => ({ name: `node-${index + 1}`, cpu, memory }));

export function smallCluster(params: Partial<ClusterParams> = {}, seed = 1): World {
  return openCluster(
    createCluster({ startedAt: "2026-11-30T00:00:00Z", nodes: nodes(3), images: {}, ...params }, seed),
  );
}

export function pod(
  name: string,
  spec: object = {},
  labels: Readonly<Record<string, string>> = {},
): KubeObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "default", labels },
    spec: { containers: [{ name: "main", image: "nginx:1.28" }], ...spec },
  };
}

export function deployment(
  name: string,
  replicas: number,
  fields: { readonly image?: string; readonly spec?: object; readonly container?: object } = {},
): KubeObject {
  const labels = { app: name };
  const container = { name, image: fields.image ?? "nginx:1.27", ...fields.container };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: "default" },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container] } },
      ...fields.spec,
    },
  };
}
