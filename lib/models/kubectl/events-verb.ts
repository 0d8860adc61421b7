import { select } from "./builder.ts";
import { at, type KubeObject } from "./cluster.ts";
import { columns } from "./columns.ts";
import type { CommandRun } from "./command-run.ts";
import { timeSince } from "./human-duration.ts";
import { PlainError } from "./kubectl-error.ts";
import { countAt, textAt } from "./object-texts.ts";
import { findResourceType } from "./resource-types.ts";

/** `kubectl events`, the latest last. Source: `kubernetes/kubectl` `pkg/cmd/events/{events,event_printer}.go`. */
export function eventsCommand(run: CommandRun): void {
  const { flags } = run;
  const wanted = flags.text("for");
  if (wanted !== "" && !/^[^/]+\/[^/]+$/.test(wanted))
    throw new PlainError("--for must be in resource/name form");
  const types = flags.list("types").map((type) => type.toLowerCase());
  const bad = types.find((type) => type !== "normal" && type !== "warning");
  if (bad !== undefined) throw new PlainError("valid --types are Normal or Warning");
  const { infos } = select(run, ["events"], { isAllByDefault: true });
  const [word = "", name] = wanted.split("/");
  const kind = findResourceType(word)?.kind;
  const shown = infos
    .map(({ object }) => object)
    .filter(
      (event) =>
        wanted === "" ||
        (at(event, "involvedObject", "kind") === kind && at(event, "involvedObject", "name") === name),
    )
    .filter((event) => types.length === 0 || types.includes(textAt(event, "type").toLowerCase()))
    .toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0));
  const isEverywhere = flags.isOn("all-namespaces");
  if (shown.length === 0) {
    run.err(isEverywhere ? "No events found." : `No events found in ${run.namespace} namespace.`);
    return;
  }
  run.stdout += columns({
    headers: [...(isEverywhere ? ["Namespace"] : []), "Last Seen", "Type", "Reason", "Object", "Message"],
    rows: shown.map((event) => [
      ...(isEverywhere ? [event.metadata.namespace ?? ""] : []),
      interval(event, run.now),
      textAt(event, "type"),
      textAt(event, "reason"),
      `${textAt(event, "involvedObject", "kind")}/${textAt(event, "involvedObject", "name")}`,
      textAt(event, "message").trim(),
    ]),
    noHeaders: flags.isOn("no-headers"),
  });
}

function timeOf(event: KubeObject): string {
  return textAt(event, "lastTimestamp") || textAt(event, "eventTime") || textAt(event, "firstTimestamp");
}

function interval(event: KubeObject, now: string): string {
  const since = (field: string) => timeSince(at(event, field) as string | undefined, now);
  const count = countAt(event, "count");
  if (count > 1) return `${since("lastTimestamp")} (x${count} over ${since("firstTimestamp")})`;
  return timeSince(timeOf(event) || undefined, now);
}
