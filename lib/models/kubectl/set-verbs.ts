import { allOf, type Info, select } from "./builder.ts";
import { at, isSame, listAt, withAt } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { parseResource } from "./create-generators.ts";
import { forEachKeepingErrors, invalidObject, PlainError } from "./kubectl-error.ts";
import { printChanged } from "./print-object.ts";
import { pluralName, type ResourceType } from "./resource-types.ts";

/** Where an object keeps its pod's spec. */
function podSpecPath({ kind }: ResourceType): readonly string[] | undefined {
  if (kind === "Pod") return ["spec"];
  if (kind === "CronJob") return ["spec", "jobTemplate", "spec", "template", "spec"];
  const kinds = ["Deployment", "DaemonSet", "ReplicaSet", "StatefulSet", "ReplicationController", "Job"];
  return kinds.includes(kind) ? ["spec", "template", "spec"] : undefined;
}

/** What a `set` command is about: nothing is changed if anything is missing. */
function selectForSet(run: CommandRun, things: readonly string[]): readonly Info[] {
  return allOf(select(run, things, { isLatest: true, all: "type" }));
}

type Container = { readonly name: string; readonly [field: string]: unknown };

/**
 * Changes containers of everything selected; `change` gives the new container or `undefined` for those it
 * does not mean. No line if nothing changed.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/set/helper.go` CalculatePatches.
 */
function setContainers(
  run: CommandRun,
  things: readonly string[],
  what: string,
  change: (containers: readonly Container[]) => readonly Container[],
): void {
  forEachKeepingErrors(selectForSet(run, things), ({ type, name, object }) => {
    const path = podSpecPath(type);
    if (path === undefined) {
      throw new PlainError(
        `${pluralName(type)}/${name} the object is not a pod or does not have a pod template: *v1.${type.kind}`,
      );
    }
    const old = listAt(object, ...path, "containers") as readonly Container[];
    const containers = change(old);
    if (isSame(containers, old)) return;
    const empty = containers.findIndex(({ image }) => image === "");
    if (empty >= 0 && run.dryRun !== "client") {
      throw invalidObject(type, name, [`${path.join(".")}.containers[${empty}].image: Required value`]);
    }
    const changed = withAt(object, [...path, "containers"], containers);
    if (run.dryRun === "none") run.cluster.replace(object, changed);
    printChanged(run, type, changed, run.marked(what));
  });
}

/** Things before the first `NAME=value`. */
function splitPairs(args: readonly string[], isPair = (arg: string) => arg.indexOf("=") > 0) {
  const pairs = args.filter(isPair);
  return { things: args.filter((arg) => !isPair(arg)), pairs };
}

/** `kubectl set image`. Source: `kubernetes/kubectl` `pkg/cmd/set/set_image.go`. */
export function setImageCommand(run: CommandRun): void {
  const { things, pairs } = splitPairs(run.args);
  const problems: string[] = [];
  selectForSet(run, things);
  if (pairs.length === 0) problems.push("at least one image update is required");
  const images = pairs.map(
    (pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)] as const,
  );
  if (images.length > 1 && images.some(([name]) => name === "*")) {
    problems.push(
      "all containers are already specified by *, but saw more than one container_name=container_image pairs",
    );
  }
  if (problems.length > 0) throw new PlainError(problems.join(", "));
  const missing = new Set<string>();
  setContainers(run, things, "image updated", (containers) =>
    images.reduce<readonly Container[]>((changed, [name, image]) => {
      if (name !== "*" && !changed.some((container) => container.name === name)) missing.add(name);
      return changed.map((container) =>
        name === "*" || container.name === name ? { ...container, image } : container,
      );
    }, containers),
  );
  forEachKeepingErrors([...missing], (name) => {
    throw new PlainError(`unable to find container named "${name}"`);
  });
}

/** `kubectl set env`. Source: `kubernetes/kubectl` `pkg/cmd/set/set_env.go`. */
export function setEnvCommand(run: CommandRun): void {
  const isPair = (arg: string) => arg.indexOf("=") > 0 || (arg.endsWith("-") && arg !== "-");
  const { things, pairs: words } = splitPairs(run.args, isPair);
  const pairs = [...words, ...run.flags.list("env")];
  if (things.length === 0 && run.flags.list("filename").length === 0) {
    throw new PlainError("one or more resources must be specified as <resource> <name> or <resource>/<name>");
  }
  const removed = new Set(pairs.filter((pair) => !pair.includes("=")).map((pair) => pair.slice(0, -1)));
  const added = new Map(
    pairs
      .filter((pair) => pair.includes("="))
      .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
  if (run.flags.isOn("list")) {
    for (const { type, name, object } of selectForSet(run, things)) {
      for (const container of listAt(object, ...(podSpecPath(type) ?? []), "containers")) {
        run.out(`# ${type.kind} ${name}, container ${at(container, "name")}`);
        for (const entry of listAt(container, "env"))
          run.out(`${at(entry, "name")}=${at(entry, "value") ?? ""}`);
      }
    }
    return;
  }
  setContainers(run, things, "env updated", (containers) =>
    containers.map((container) => {
      const old = (container.env ?? []) as readonly { readonly name: string }[];
      const kept = old.filter(({ name }) => !removed.has(name) && !added.has(name));
      const env = [...kept, ...[...added].map(([name, value]) => ({ name, value }))];
      return env.length === 0 ? withAt(container, ["env"], undefined) : { ...container, env };
    }),
  );
}

/** `kubectl set resources`. Source: `kubernetes/kubectl` `pkg/cmd/set/set_resources.go`. */
export function setResourcesCommand(run: CommandRun): void {
  const { flags, args } = run;
  selectForSet(run, args);
  const parse = (flag: string) => flags.text(flag).split(",").filter(Boolean).map(parseResource);
  if (!flags.has("limits") && !flags.has("requests")) {
    throw new PlainError(
      "you must specify an update to requests or limits (in the form of --requests/--limits)",
    );
  }
  const [limits, requests] = [parse("limits"), parse("requests")];
  setContainers(run, args, "resource requirements updated", (containers) =>
    containers.map((container) => {
      const merge = (field: string, pairs: readonly (readonly [string, string])[]) =>
        pairs.length === 0
          ? {}
          : { [field]: { ...(at(container, "resources", field) ?? {}), ...Object.fromEntries(pairs) } };
      const old = at(container, "resources") ?? {};
      return {
        ...container,
        resources: { ...old, ...merge("limits", limits), ...merge("requests", requests) },
      };
    }),
  );
}

/** `kubectl set serviceaccount`. Source: `kubernetes/kubectl` `pkg/cmd/set/set_serviceaccount.go`. */
export function setServiceAccountCommand(run: CommandRun): void {
  const account = run.args.at(-1);
  if (account === undefined) throw new PlainError("serviceaccount is required");
  forEachKeepingErrors(selectForSet(run, run.args.slice(0, -1)), ({ type, object }) => {
    const path = podSpecPath(type);
    if (path === undefined)
      throw new PlainError(`the object is not a pod or does not have a pod template: *v1.${type.kind}`);
    const changed = withAt(object, [...path, "serviceAccountName"], account);
    if (run.dryRun === "none") run.cluster.replace(object, changed);
    printChanged(run, type, changed, run.marked("serviceaccount updated"));
  });
}
