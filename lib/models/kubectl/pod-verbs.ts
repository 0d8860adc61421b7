import { type Info, select, typeOf } from "./builder.ts";
import { asJson, at, isSame, type KubeObject, listAt, matchesSelector, withAt } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { nothingFound } from "./get-verb.ts";
import { jsonpath } from "./jsonpath.ts";
import { ErrorList, forEachKeepingErrors, KubectlError, PlainError, ServerError } from "./kubectl-error.ts";
import { printResult } from "./print-object.ts";
import { findResourceType } from "./resource-types.ts";

const LOGS_USAGE = `expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
POD or TYPE/NAME is a required argument for the logs command`;

/** The pod that `POD` or `TYPE/NAME` means: itself, or the first of those a workload or service selects. */
function findPod(run: CommandRun, word: string, fail: (kind: string) => string): Info {
  const { infos, errors } = select(run, word.includes("/") ? [word] : ["pods", word], { all: "nothing" });
  const [info] = infos;
  if (info === undefined) throw new ErrorList(errors);
  if (info.type.kind === "Pod") return info;
  const { object, type } = info;
  const labels =
    type.kind === "Service"
      ? at(object, "spec", "selector")
      : (at(object, "spec", "selector", "matchLabels") ??
        at(object, "spec", "template", "metadata", "labels"));
  if (labels === undefined) throw new PlainError(fail(type.kind));
  const selector = Object.entries(labels as Record<string, string>).map(([key, value]) => `${key}=${value}`);
  const pods = typeOf("pods");
  const pod = run.cluster
    .list(pods, info.namespace)
    .find(({ metadata }) => matchesSelector(selector.join(","), metadata.labels));
  if (pod === undefined) throw new PlainError("timed out waiting for the condition");
  return { type: pods, namespace: info.namespace, name: pod.metadata.name, object: pod };
}

/**
 * `kubectl logs`. A pod has no output here: what is checked is which container is meant.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/logs/logs.go`, `pkg/polymorphichelpers/logsforobject.go`.
 */
export function logsCommand(run: CommandRun): void {
  const { flags, args } = run;
  const selector = flags.text("selector");
  if (selector !== "" && args.length > 0) throw run.usage("only a selector (-l) or a POD name is allowed");
  if ((args.length === 0 && selector === "") || args.length > 2) throw run.usage(LOGS_USAGE);
  const container = args[1] ?? flags.text("container");
  if (args.length === 2 && flags.has("container"))
    throw run.usage("only one of -c or an inline [CONTAINER] arg is allowed");
  if (flags.has("since-time") && flags.has("since"))
    throw new PlainError("at most one of `sinceTime` or `sinceSeconds` may be specified");
  if (flags.isOn("all-containers") && container !== "") {
    throw new PlainError(`--all-containers=true should not be specified with container name ${container}`);
  }
  if (flags.number("tail", -1) < -1) throw new PlainError("--tail must be greater than or equal to -1");
  if (/^-/.test(flags.text("since"))) throw new PlainError("--since must be greater than 0");
  if (selector !== "") {
    if (select(run, ["pods"]).infos.length === 0)
      run.err(`No resources found in ${run.namespace} namespace.`);
    return;
  }
  const [word = ""] = args;
  let pod: Info;
  try {
    pod = findPod(
      run,
      word,
      (kind) => `cannot get the logs from *v1.${kind}: selector for *v1.${kind} not implemented`,
    );
  } catch (error) {
    const inner = error instanceof ErrorList ? error.errors[0] : undefined;
    if (!(inner instanceof ServerError)) throw error;
    throw new PlainError(
      `error from server (${inner.reason}): ${inner.message} in namespace "${run.namespace}"`,
    );
  }
  checkContainer(run, pod, container, (name) => `container ${name} is not valid for pod ${pod.name}`);
}

/** Source: `kubernetes/kubectl` `pkg/cmd/util/podcmd/podcmd.go` FindOrDefaultContainerByName. */
function checkContainer(run: CommandRun, pod: Info, wanted: string, fail: (name: string) => string): void {
  const names = ["containers", "initContainers", "ephemeralContainers"].map((field) =>
    listAt(pod.object, "spec", field).map((container) => String(at(container, "name"))),
  );
  const all = names.flat();
  if (wanted !== "") {
    if (!all.includes(wanted)) throw new PlainError(fail(wanted));
    return;
  }
  const chosen = pod.object.metadata.annotations?.["kubectl.kubernetes.io/default-container"];
  if (all.length < 2 || (chosen !== undefined && all.includes(chosen)) || run.flags.isOn("all-containers"))
    return;
  const [, inits = [], ephemeral = []] = names;
  const shown = all.map((name) =>
    inits.includes(name) ? `${name} (init)` : ephemeral.includes(name) ? `${name} (ephem)` : name,
  );
  run.err(`Defaulted container "${all[0]}" out of: ${shown.join(", ")}`);
}

/** `kubectl exec`. Source: `kubernetes/kubectl` `pkg/cmd/exec/exec.go`. */
export function execCommand(run: CommandRun): void {
  const { args, dash, flags } = run;
  const hasFile = flags.list("filename").length > 0;
  if (args.length > 0 && dash === 0 && args.length < 2 && !hasFile)
    throw run.usage("pod, type/name or --filename must be specified");
  if (args.length > 1 && dash < 0) {
    throw run.usage("exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead");
  }
  if ((args.length === 0 || dash === 0) && !hasFile)
    throw new PlainError("pod, type/name or --filename must be specified");
  if (run.commandArgs.length === 0)
    throw new PlainError("you must specify at least one command for the container");
  const pod = findPod(
    run,
    args[0] ?? "",
    (kind) => `cannot attach to *v1.${kind}: selector for *v1.${kind} not implemented`,
  );
  const phase = at(pod.object, "status", "phase");
  if (phase === "Succeeded" || phase === "Failed") {
    throw new PlainError(`cannot exec into a container in a completed pod; current phase is ${phase}`);
  }
  checkContainer(run, pod, flags.text("container"), (name) => `container not found ("${name}")`);
}

/** `kubectl attach`. Source: `kubernetes/kubectl` `pkg/cmd/attach/attach.go`. */
export function attachCommand(run: CommandRun): void {
  const [word] = run.args;
  if (word === undefined) throw new PlainError("at least 1 argument is required for attach");
  if (run.args.length > 2)
    throw new PlainError("expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments)");
  findPod(run, word, (kind) => `cannot attach to *v1.${kind}: selector for *v1.${kind} not implemented`);
}

/** `kubectl port-forward`. Source: `kubernetes/kubectl` `pkg/cmd/portforward/portforward.go`. */
export function portForwardCommand(run: CommandRun): void {
  if (run.args.length < 2) throw run.usage("TYPE/NAME and list of ports are required for port-forward");
  findPod(
    run,
    run.args[0] ?? "",
    (kind) => `cannot attach to *v1.${kind}: selector for *v1.${kind} not implemented`,
  );
}

/** `kubectl describe`, where it has nothing to describe. Source: `kubernetes/kubectl` `pkg/cmd/describe/describe.go`. */
export function describeCommand(run: CommandRun): void {
  if (run.args.length === 0 && run.flags.list("filename").length === 0) {
    throw new PlainError(
      `You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.`,
    );
  }
  const { infos, errors } = select(run, run.args, { isAllByDefault: true, isLatest: true });
  if (errors.length > 0) throw new ErrorList(errors);
  if (infos.length === 0) run.err(nothingFound(run, run.args));
}

const PATCH_TYPES = ["json", "merge", "strategic"];

/** `kubectl patch`. Lists with names are merged by name. Source: `kubernetes/kubectl` `pkg/cmd/patch/patch.go`. */
export function patchCommand(run: CommandRun): void {
  const { flags } = run;
  const text = flags.text("patch");
  if (text !== "" && flags.text("patch-file") !== "")
    throw new PlainError("cannot specify --patch and --patch-file together");
  if (text === "" && flags.text("patch-file") === "") {
    throw new PlainError("must specify --patch or --patch-file containing the contents of the patch");
  }
  const type = flags.text("type", "strategic");
  if (!PATCH_TYPES.includes(type)) {
    throw new PlainError(`--type must be one of [${PATCH_TYPES.join(" ")}], not ${JSON.stringify(type)}`);
  }
  const file = flags.text("patch-file");
  if (file !== "" && !run.files.has(file)) {
    throw new PlainError(`unable to read patch file: open ${file}: no such file or directory`);
  }
  const patch = file === "" ? parseJson(text) : run.files.get(file)?.[0];
  const { infos, errors } = select(run, run.args, { isLatest: true, all: "nothing" });
  forEachKeepingErrors(
    infos,
    ({ type: kind, object }) => {
      if (patch === undefined) {
        throw new ServerError(
          "BadRequest",
          `error decoding patch: invalid character ${JSON.stringify(text[0])} looking for beginning of value`,
        );
      }
      const patched =
        type === "json" ? applyOperations(object, patch) : merge(object, patch, type === "strategic");
      if (run.dryRun === "none") run.cluster.replace(object, patched);
      printResult(run, kind, patched, isSame(patched, object) ? "patched (no change)" : "patched");
    },
    errors,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function merge<T>(value: T, patch: unknown, isStrategic: boolean): T {
  if (isStrategic && Array.isArray(value) && Array.isArray(patch)) {
    const nameOf = (item: unknown) => at(item, "name");
    if (!patch.every((item) => nameOf(item) !== undefined)) return patch as T;
    const changed = value.map((item: unknown) => {
      const own = patch.find((other: unknown) => nameOf(other) === nameOf(item));
      return own === undefined ? item : merge(item, own, true);
    });
    const added = patch.filter((item) => !value.some((other: unknown) => nameOf(other) === nameOf(item)));
    return [...changed, ...added] as T;
  }
  if (!isMap(patch)) return patch as T;
  const merged: Record<string, unknown> = isMap(value) ? { ...value } : {};
  for (const [key, inner] of Object.entries(patch)) {
    if (inner === null) delete merged[key];
    else merged[key] = merge(merged[key], inner, isStrategic);
  }
  return merged as T;
}

function applyOperations(object: KubeObject, patch: unknown): KubeObject {
  return (Array.isArray(patch) ? patch : []).reduce<KubeObject>((patched, operation: unknown) => {
    const path = String(at(operation, "path") ?? "")
      .split("/")
      .slice(1);
    const keys = path.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    return withAt(patched, keys, at(operation, "op") === "remove" ? undefined : at(operation, "value"));
  }, object);
}

/** `kubectl edit`, which has no editor here. Source: `kubernetes/kubectl` `pkg/cmd/util/editor/editoptions.go`. */
export function editCommand(run: CommandRun): void {
  const { errors } = select(run, run.args, { isAllByDefault: true, isLatest: true });
  if (errors.length > 0) throw new ErrorList(errors);
  run.err("Edit cancelled, no changes made.");
}

/**
 * `kubectl wait`, at the moment it runs: a condition that does not hold has timed out.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/wait/wait.go`.
 */
export function waitCommand(run: CommandRun): void {
  const { flags } = run;
  const condition = flags.text("for");
  const [kind = "", name = "", ...values] = condition.split("=");
  const isKnown =
    kind === "condition" ? condition.includes("=") : ["delete", "create", "jsonpath"].includes(kind);
  if (!isKnown) throw new PlainError(`unrecognized condition: ${JSON.stringify(condition)}`);
  const path = condition.slice("jsonpath=".length);
  const [, template = "", wanted] = /^(\{[^}]*\}|[^=]*)(?:=(.*))?$/s.exec(path) ?? [];
  if (kind === "jsonpath" && !/^\{?\.?[^{}]+\}?$/.test(template.trim())) {
    throw new PlainError(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  }
  const selection = select(run, run.args, { isLatest: true, all: "type" });
  if (
    kind === "delete" &&
    selection.errors.every((error) => error instanceof ServerError) &&
    selection.infos.length === 0
  )
    return;
  if (kind === "create" && selection.errors.length > 0)
    throw new PlainError("timed out waiting for the condition");
  if (selection.infos.length === 0 && selection.errors.length === 0)
    throw new PlainError("no matching resources found");
  forEachKeepingErrors(
    selection.infos,
    (info) => {
      if (kind !== "delete" && isMet(info.object, kind, name, values[0], template, wanted)) {
        return run.report(info.type, info.name, "condition met");
      }
      const what = `${info.type.plural}/${info.name}`;
      throw new PlainError(
        /^0+[a-z]*$/.test(flags.text("timeout"))
          ? `condition not met for ${what}`
          : `timed out waiting for the condition on ${what}`,
      );
    },
    selection.errors,
  );
}

function isMet(
  object: KubeObject,
  kind: string,
  name: string,
  value = "true",
  template = "",
  wanted?: string,
): boolean {
  if (kind === "create") return true;
  if (kind === "condition") {
    const found = listAt(object, "status", "conditions").find(
      (condition) => String(at(condition, "type")).toLowerCase() === name.toLowerCase(),
    );
    return String(at(found, "status") ?? "").toLowerCase() === value.toLowerCase();
  }
  const inner = template.replace(/^\{?\.?/, "").replace(/\}$/, "");
  const text = jsonpath({ template: `{.${inner}}`, data: asJson(object), allowMissingKeys: true });
  return wanted === undefined ? text !== "" : text === wanted;
}

const API_VERBS = [
  "get",
  "list",
  "watch",
  "create",
  "update",
  "patch",
  "delete",
  "deletecollection",
  "use",
  "bind",
  "escalate",
  "impersonate",
  "*",
  "approve",
  "sign",
  "attest",
];

/** `kubectl auth can-i`, as one who may do everything. Source: `kubernetes/kubectl` `pkg/cmd/auth/cani.go`. */
export function canICommand(run: CommandRun): void {
  const { args, flags } = run;
  if (flags.isOn("list")) return;
  const [verb = "", word = ""] = args;
  if (args.length !== 2 && !(args.length === 3 && !word.includes("/"))) {
    throw new PlainError(
      `you must specify two arguments: verb resource or verb resource/resourceName.\nSee '${run.path} -h' for help and examples.`,
    );
  }
  if (!API_VERBS.includes(verb) && !word.startsWith("/")) run.warn(`verb '${verb}' is not a known verb\n`);
  if (!word.startsWith("/") && word !== "*") {
    const [name = ""] = word.split("/");
    const type = findResourceType(name);
    if (type === undefined) run.warn(`the server doesn't have a resource type '${name}'\n`);
    else if (!type.isNamespaced && !flags.isOn("all-namespaces")) {
      run.warn(
        `resource '${type.plural}' is not namespace scoped${type.group === "" ? "" : ` in group '${type.group}'`}\n`,
      );
    }
  }
  if (!flags.isOn("quiet")) run.out("yes");
}

/** `kubectl top`, where there is no metrics server. Source: `kubernetes/kubectl` `pkg/cmd/top/top_pod.go`. */
export function topCommand(): void {
  throw new PlainError("Metrics API not available");
}

/** `kubectl explain`, where it has nothing to explain. Source: `kubernetes/kubectl` `pkg/cmd/explain/explain.go`. */
export function explainCommand(run: CommandRun): void {
  const [word] = run.args;
  if (word === undefined) {
    throw new PlainError(
      `You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.`,
    );
  }
  if (run.args.length > 1) throw run.usage("We accept only this format: explain RESOURCE");
  const [name = ""] = word.split(".");
  if (findResourceType(name) === undefined) {
    throw new KubectlError(`the server doesn't have a resource type "${name}"`);
  }
}

/** `kubectl cp`, which has nothing to copy here. Source: `kubernetes/kubectl` `pkg/cmd/cp/cp.go`. */
export function copyCommand(run: CommandRun): void {
  const remote = run.args.filter((arg) => arg.includes(":")).length;
  if (run.args.length !== 2) throw new PlainError("source and destination are required");
  if (remote === 0) throw new PlainError("one of src or dest must be a remote file specification");
  if (remote === 2) throw new PlainError("one of src or dest must be a local file specification");
}

/** `kubectl debug`, where its arguments are wrong. Source: `kubernetes/kubectl` `pkg/cmd/debug/debug.go`. */
export function debugCommand(run: CommandRun): void {
  if (run.flags.text("image") === "" && run.flags.text("copy-to") === "") {
    throw new PlainError("you must specify --image when not using --copy-to.");
  }
  if (run.args.length === 0) throw new PlainError("NAME is required for debug");
}
