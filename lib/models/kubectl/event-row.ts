import { timeSince } from "./human-duration.ts";

/**
 * The row of an event. LAST SEEN is the last time of its series, else its last or only time.
 *
 * Source: `kubernetes/kubernetes` `pkg/printers/internalversion/printers.go` printEvent.
 */
export function eventRow({
  now,
  event,
}: {
  readonly now: string;
  readonly event: {
    readonly involvedObject: { readonly kind?: string; readonly name?: string };
    readonly type?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly firstTimestamp?: string;
    readonly lastTimestamp?: string;
    readonly eventTime?: string;
    readonly series?: { readonly lastObservedTime?: string };
  };
}) {
  const { firstTimestamp, lastTimestamp, eventTime, series } = event;
  const kind = (event.involvedObject.kind ?? "").toLowerCase();
  const { name } = event.involvedObject;
  return {
    lastSeen: timeSince(
      series === undefined ? (lastTimestamp ?? firstTimestamp ?? eventTime) : series.lastObservedTime,
      now,
    ),
    type: event.type ?? "",
    reason: event.reason ?? "",
    object: name ? `${kind}/${name}` : kind,
    message: (event.message ?? "").trim(),
  };
}
