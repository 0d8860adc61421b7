import type { Json } from "../kubectl/objects.ts";
import type { KindOf } from "./kinds.ts";
import type { PodMetrics } from "./state.ts";

/** What a component sees of the cluster. Objects never change; lists are sorted by namespace and name. */
export type View = {
  /** Microseconds since the cluster's clock started. */
  readonly now: number;
  /** The same as RFC 3339, to the second. */
  readonly time: string;
  readonly get: <K extends string>(kind: K, namespace: string, name: string) => KindOf<K> | undefined;
  /** All namespaces without `namespace`. */
  readonly list: <K extends string>(kind: K, namespace?: string) => readonly KindOf<K>[];
  /** What the component wrote down about a key when it last looked at it. */
  readonly remembered: (key: string) => Json | undefined;
  /** What the metrics API says of a pod, by uid. */
  readonly usage: (uid: string) => PodMetrics | undefined;
};

/** Only the objects. */
export type Lookup = Pick<View, "get" | "list">;

/** Seconds from a time of an object to now; Infinity without one. */
export function secondsSince(view: Pick<View, "time">, time: string | undefined): number {
  return time === undefined ? Number.POSITIVE_INFINITY : (Date.parse(view.time) - Date.parse(time)) / 1000;
}
