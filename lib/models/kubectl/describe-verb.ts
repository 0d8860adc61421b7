import { type Info, type Selection, select } from "./builder.ts";
import { at, type KubeObject } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { describeEventsOf, describeObject } from "./describe-kinds.ts";
import { Description } from "./describe-parts.ts";
import { nothingFound } from "./get-verb.ts";
import { ErrorList, PlainError, ServerError } from "./kubectl-error.ts";
import { findResourceType, type ResourceType } from "./resource-types.ts";
import { alignTabs } from "./tab-writer.ts";

/** `kubectl describe`. Source: `kubernetes/kubectl` `pkg/cmd/describe/describe.go`. */
export function describeCommand(run: CommandRun): void {
  if (run.args.length === 0 && run.flags.list("filename").length === 0) {
    throw new PlainError(
      `You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.`,
    );
  }
  const selection = select(run, run.args, { isAllByDefault: true, isLatest: true });
  const infos = selection.errors.length > 0 ? byPrefix(run, selection) : selection.infos;
  if (infos.length === 0) {
    run.err(nothingFound(run, run.args));
    return;
  }
  run.stdout += infos.map((info) => describeOne(run, info)).join("\n\n");
}

/** A name that is none may be the beginning of some. Source: DescribeMatchingResources. */
function byPrefix(run: CommandRun, { infos, errors }: Selection): readonly Info[] {
  const isMissing = errors.every((error) => error instanceof ServerError && error.reason === "NotFound");
  const [word = "", prefix = ""] = run.args.length === 2 ? run.args : (run.args[0] ?? "").split("/");
  const type = findResourceType(word);
  if (!isMissing || type === undefined || infos.length > 0 || prefix === "") throw new ErrorList(errors);
  const found = run.cluster
    .list(type, run.flags.isOn("all-namespaces") ? undefined : run.namespace)
    .filter(({ metadata }) => metadata.name.startsWith(prefix));
  if (found.length === 0) throw new ErrorList(errors);
  return found.map((object) => ({
    type,
    namespace: type.isNamespaced ? (object.metadata.namespace ?? "default") : "",
    name: object.metadata.name,
    object,
  }));
}

function describeOne(run: CommandRun, { object, type }: Info): string {
  const head = new Description(run.now);
  const events = run.flags.isOn("show-events", true) ? eventsOf(run, object, type) : undefined;
  describeObject(head, object, run.cluster);
  const tail = new Description(run.now);
  if (events !== undefined) describeEventsOf(tail, object, events);
  return alignTabs(head.text) + (tail.text === "" ? "" : alignTabs(tail.text));
}

function eventsOf(run: CommandRun, object: KubeObject, type: ResourceType): readonly KubeObject[] {
  const events = findResourceType("events");
  if (events === undefined) return [];
  const { name, uid, namespace = "default" } = object.metadata;
  return run.cluster.list(events, type.isNamespaced ? namespace : undefined).filter((event) => {
    const about = at(event, "involvedObject", "uid");
    return (
      at(event, "involvedObject", "kind") === object.kind &&
      at(event, "involvedObject", "name") === name &&
      (about === undefined || about === uid || about === name)
    );
  });
}
