import type { KubeObject } from "../kubectl/cluster.ts";
import { typeOfKind } from "../kubectl/resource-types.ts";
import { hasPodEnded } from "./pod-facts.ts";
import { secondsSince } from "./view.ts";
import type { Component } from "./world.ts";

/** The key under which old things are swept away. */
export const SWEEP = "sweep";
const EVERY = 60_000_000;
/** Source: `kube-apiserver` `--event-ttl`. */
const EVENT_TTL_SEC = 3600;

/**
 * Forgets events after an hour, and pods whose node no longer exists.
 *
 * Source: `kube-apiserver` `--event-ttl`; `pkg/controller/podgc/gc_controller.go` gcOrphaned.
 */
export const expiry: Component = {
  name: "expiry",
  wake(world) {
    for (const event of world.list("Event")) {
      if (secondsSince(world, event.lastTimestamp) < EVENT_TTL_SEC) continue;
      world.api.delete(typeOfKind("Event"), event.metadata.namespace ?? "", event.metadata.name);
    }
    for (const pod of world.list("Pod")) {
      const { nodeName } = pod.spec;
      if (nodeName === undefined || hasPodEnded(pod) || world.get("Node", "", nodeName) !== undefined)
        continue;
      const object = pod as unknown as KubeObject;
      world.write([{ do: "delete", object, graceSeconds: 0 }], "pod-garbage-collector", SWEEP);
    }
    world.wakeIn("expiry", SWEEP, EVERY);
  },
};
