import type { KubeObject } from "../kubectl/cluster.ts";

export const asObject = (value: unknown) => value as KubeObject;

/** Microseconds. */
export const MS = 1000;
export const SECOND = 1_000_000;
export const NAME = "kubelet";

/** How often a kubelet renews its lease and looks at its node. Source: `nodeStatusUpdateFrequency` 10 s. */
export const HOUSEKEEPING = 10 * SECOND;

/** The annotation of what stands for a static pod. Source: `pkg/kubelet/types/pod_update.go` ConfigMirrorAnnotationKey. */
export const MIRROR = "kubernetes.io/config.mirror";

/** The key under which a node's kubelet looks at its node. */
export const nodeKey = (node: string) => `node:${node}`;
