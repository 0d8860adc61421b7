import type { KubeObject } from "../kubectl/cluster.ts";
import type { KindOf } from "./kinds.ts";

/** What a watch tells: an object is new, another one than before, or gone. */
export type Change = {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: KubeObject;
  /** The object before, for MODIFIED. */
  readonly old?: KubeObject;
};

/** The object of a change if it is of a kind. */
export function changedAs<K extends string>(change: Change, kind: K): KindOf<K> | undefined {
  return change.object.kind === kind ? (change.object as unknown as KindOf<K>) : undefined;
}
