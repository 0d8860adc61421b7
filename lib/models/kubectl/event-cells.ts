import { at, type KubeObject } from "./cluster.ts";
import type { EventWish } from "./follow.ts";
import { timeSince } from "./human-duration.ts";
import { countAt, textAt } from "./object-texts.ts";

/** Whether it is one of those that were asked for. */
export function isWanted(event: KubeObject, { of, types }: EventWish): boolean {
  const isOf =
    of === undefined ||
    (at(event, "involvedObject", "kind") === of.kind && at(event, "involvedObject", "name") === of.name);
  return isOf && (types.length === 0 || types.includes(textAt(event, "type").toLowerCase()));
}

export function eventHeaders(hasNamespace: boolean): string[] {
  return [...(hasNamespace ? ["NAMESPACE"] : []), "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"];
}

/** The row of `kubectl events`, which is not that of `kubectl get events`. */
export function eventCells(event: KubeObject, now: string, hasNamespace: boolean): string[] {
  return [
    ...(hasNamespace ? [event.metadata.namespace ?? ""] : []),
    interval(event, now),
    textAt(event, "type"),
    textAt(event, "reason"),
    `${textAt(event, "involvedObject", "kind")}/${textAt(event, "involvedObject", "name")}`,
    textAt(event, "message").trim(),
  ];
}

export function timeOf(event: KubeObject): string {
  return textAt(event, "lastTimestamp") || textAt(event, "eventTime") || textAt(event, "firstTimestamp");
}

function interval(event: KubeObject, now: string): string {
  const since = (field: string) => timeSince(at(event, field) as string | undefined, now);
  const count = countAt(event, "count");
  if (count > 1) return `${since("lastTimestamp")} (x${count} over ${since("firstTimestamp")})`;
  return timeSince(timeOf(event) || undefined, now);
}
