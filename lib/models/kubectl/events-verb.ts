import { select } from "./builder.ts";
import { columns } from "./columns.ts";
import type { CommandRun } from "./command-run.ts";
import { eventCells, eventHeaders, isWanted, timeOf } from "./event-cells.ts";
import { type EventWish, seenOf } from "./follow.ts";
import { alignRows } from "./follow-changes.ts";
import { PlainError } from "./kubectl-error.ts";
import { hasObjectOutput, writeObject } from "./print-object.ts";
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
  const want: EventWish = { types, ...(wanted === "" ? {} : { of: { kind: kind ?? "", name: name ?? "" } }) };
  const shown = infos
    .map(({ object }) => object)
    .filter((event) => isWanted(event, want))
    .toSorted((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0));
  const isEverywhere = flags.isOn("all-namespaces");
  if (hasObjectOutput(run)) {
    const list = { apiVersion: "v1", items: shown, kind: "EventList", metadata: {} };
    run.stdout += writeObject(run, list);
    return;
  }
  if (flags.isOn("watch")) {
    const { text, widths } = alignRows(
      [
        ...(shown.length > 0 && !flags.isOn("no-headers") ? [eventHeaders(isEverywhere)] : []),
        ...shown.map((event) => eventCells(event, run.now, isEverywhere)),
      ],
      [],
    );
    run.stdout += text;
    run.follow = {
      type: "watch",
      kind: "Event",
      ...(isEverywhere ? {} : { namespace: run.namespace }),
      selector: "",
      names: [],
      isWide: false,
      hasNamespace: isEverywhere,
      hasHeader: shown.length > 0 || flags.isOn("no-headers"),
      widths,
      seen: shown.map(seenOf),
      output: "table",
      events: want,
    };
    return;
  }
  if (shown.length === 0) {
    run.err(isEverywhere ? "No events found." : `No events found in ${run.namespace} namespace.`);
    return;
  }
  run.stdout += columns({
    headers: eventHeaders(isEverywhere),
    rows: shown.map((event) => eventCells(event, run.now, isEverywhere)),
    noHeaders: flags.isOn("no-headers"),
  });
}
