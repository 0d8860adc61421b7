import { isSame, type KubeObject } from "../kubectl/cluster.ts";
import type { Condition } from "../kubectl/objects.ts";
import { fnv32a } from "./fnv.ts";
import type { Node } from "./kinds.ts";
import { asObject, MIRROR, NAME, nodeKey } from "./kubelet-shared.ts";
import { withCondition } from "./pod-facts.ts";
import { programOf } from "./programs.ts";
import type { Machine } from "./state.ts";
import type { World } from "./world.ts";

/** Source: `pkg/kubelet/pod/mirror_client.go` CreateMirrorPod. */
export function mirror(world: World, node: string, manifest: KubeObject): void {
  const { namespace = "kube-system" } = manifest.metadata;
  const name = `${manifest.metadata.name}-${node}`;
  if (world.get("Pod", namespace, name) !== undefined) return;
  const hash = fnv32a(JSON.stringify(manifest)).toString(16).padStart(32, "0");
  world.write(
    [
      {
        do: "create",
        object: {
          ...manifest,
          metadata: {
            ...manifest.metadata,
            name,
            namespace,
            annotations: {
              ...manifest.metadata.annotations,
              [MIRROR]: hash,
              "kubernetes.io/config.source": "file",
            },
            ownerReferences: [
              {
                apiVersion: "v1",
                kind: "Node",
                name: node,
                uid: world.get("Node", "", node)?.metadata.uid ?? "",
                controller: true,
              },
            ],
          },
          spec: { ...(manifest.spec as object), nodeName: node },
        },
      },
    ],
    NAME,
    nodeKey(node),
  );
}

/** Source: `pkg/kubelet/kubelet_node_status.go` tryUpdateNodeStatus: only what changed, else every five minutes. */
export function writeNodeStatus(world: World, name: string): void {
  const node = world.get("Node", "", name);
  const machine = world.machines.get(name)!;
  if (node === undefined) return;
  const pressure = machine.hasMemoryPressure;
  const wanted: readonly Condition[] = [
    pressure
      ? {
          type: "MemoryPressure",
          status: "True",
          reason: "KubeletHasInsufficientMemory",
          message: "kubelet has insufficient memory available",
        }
      : {
          type: "MemoryPressure",
          status: "False",
          reason: "KubeletHasSufficientMemory",
          message: "kubelet has sufficient memory available",
        },
    {
      type: "DiskPressure",
      status: "False",
      reason: "KubeletHasNoDiskPressure",
      message: "kubelet has no disk pressure",
    },
    {
      type: "PIDPressure",
      status: "False",
      reason: "KubeletHasSufficientPID",
      message: "kubelet has sufficient PID available",
    },
    { type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" },
  ];
  const before = node.status.conditions ?? [];
  const isSameStatus = (one: Condition) =>
    before.some((old) => old.type === one.type && old.status === one.status);
  const images = imagesOf(world, machine);
  const beat = before.find(({ type }) => type === "Ready")?.lastHeartbeatTime;
  const isDue = beat === undefined || Date.parse(world.time) - Date.parse(beat) >= 300_000;
  if (wanted.every(isSameStatus) && isSame(images, node.status.images ?? []) && !isDue) return;
  let conditions: NonNullable<Node["status"]["conditions"]> = before;
  for (const condition of wanted)
    conditions = withCondition(
      conditions,
      { ...condition, lastHeartbeatTime: world.time } as Condition,
      world.time,
    );
  const wasReady = before.find(({ type }) => type === "Ready")?.status === "True";
  world.api.update(asObject({ ...node, status: { ...node.status, conditions, images } }), "status");
  if (!wasReady)
    world.api.event(
      asObject(node),
      "Normal",
      "NodeReady",
      `Node ${name} status is now: NodeReady`,
      NAME,
      name,
    );
}

function imagesOf(
  world: World,
  machine: Machine,
): readonly { readonly names: readonly string[]; readonly sizeBytes: number }[] {
  return machine.images
    .map((image) => ({
      names: [image],
      sizeBytes: programOf(world.params.images, image, [])?.sizeBytes ?? 0,
    }))
    .toSorted((a, b) => b.sizeBytes - a.sizeBytes);
}
