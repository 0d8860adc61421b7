import type { KubeObject } from "../kubectl/cluster.ts";
import type { KubectlError } from "../kubectl/kubectl-error.ts";
import type { Json } from "../kubectl/objects.ts";
import type { Change } from "./change.ts";
import type { View } from "./view.ts";

export type DeletePropagation = "Background" | "Foreground" | "Orphan";

/** What a controller asks the API server for. Done in order; the first that fails ends the pass. */
export type Write =
  | {
      readonly do: "create";
      readonly object: KubeObject;
      /** What follows from the object as the server made it, with its name. */
      readonly made?: (created: KubeObject) => readonly Write[];
      /** What follows from a refusal, after which the pass goes on, and its key is looked at again. */
      readonly failed?: (error: KubectlError) => readonly Write[];
      /** What is created in batches of 1, 2, 4, …: after a refusal in one the later ones are left out. */
      readonly batch?: number;
    }
  /** The object must not have changed since it was read. */
  | { readonly do: "update"; readonly object: KubeObject }
  /** The same for its status alone. */
  | { readonly do: "status"; readonly object: KubeObject }
  | {
      readonly do: "delete";
      readonly object: KubeObject;
      readonly propagation?: DeletePropagation;
      readonly graceSeconds?: number;
    }
  | {
      readonly do: "event";
      readonly about: KubeObject;
      readonly type: "Normal" | "Warning";
      readonly reason: string;
      readonly message: string;
    }
  | { readonly do: "remember"; readonly key: string; readonly value: Json | undefined }
  /** Look at the key again after so many microseconds, if nothing leads to it before. */
  | { readonly do: "again"; readonly after: number };

/**
 * A control loop: from what it observes to what it wants written, one key at a time. It keeps nothing; what it
 * has to remember goes through `remember`.
 */
export type Controller = {
  /** As upstream names it: it signs events with it. */
  readonly name: string;
  /** The keys to look at after a change. */
  readonly keysOf: (change: Change, view: View) => readonly string[];
  readonly reconcile: (view: View, key: string) => readonly Write[];
  /** The first wait after a pass that failed, and the longest, in microseconds; each is twice the one before. */
  readonly backoff?: { readonly base: number; readonly max: number };
  /** Looks at these keys every so many microseconds besides. */
  readonly resync?: { readonly every: number; readonly keys: (view: View) => readonly string[] };
};

export const event = (
  about: KubeObject,
  type: "Normal" | "Warning",
  reason: string,
  message: string,
): Write => ({ do: "event", about, type, reason, message });
