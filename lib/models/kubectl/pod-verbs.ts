import { writeUtc } from "../apimachinery/civil-time.ts";
import { milliValue } from "../resources/quantity-values.ts";
import { type Info, select, typeOf } from "./builder.ts";
import { asJson, at, isSame, type KubeObject, listAt, matchesSelector, withAt } from "./cluster.ts";
import { columns } from "./columns.ts";
import type { CommandRun } from "./command-run.ts";
import { secondsOf } from "./human-duration.ts";
import { jsonpath } from "./jsonpath.ts";
import { ErrorList, forEachKeepingErrors, PlainError, ServerError } from "./kubectl-error.ts";
import { printResult } from "./print-object.ts";

/** The pod that `POD` or `TYPE/NAME` means: itself, or the first of those a workload or service selects. */
export function findPod(run: CommandRun, word: string, fail: (kind: string) => string): Info {
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

/** Source: `kubernetes/kubectl` `pkg/cmd/util/podcmd/podcmd.go` FindOrDefaultContainerByName. */
export function checkContainer(
  run: CommandRun,
  pod: Info,
  wanted: string,
  fail: (name: string) => string,
): void {
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

const DEFAULT_WAIT_SEC = 30;

/**
 * `kubectl wait`: what holds is said; for what does not it waits, half a minute if nothing else is said.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/wait/wait.go`.
 */
export function waitCommand(run: CommandRun): void {
  const { flags } = run;
  const lasts = secondsOf(flags.text("timeout")) ?? DEFAULT_WAIT_SEC;
  if (lasts > 0)
    run.follow = { type: "wait", line: run.line, until: writeUtc(Date.parse(run.now) + lasts * 1000) };
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
        return printResult(run, info.type, info.object, "condition met");
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

/** `kubectl top`. Source: `kubernetes/kubectl` `pkg/cmd/top/{top_pod,top_node}.go`, `pkg/metricsutil/metrics_printer.go`. */
export function topCommand(run: CommandRun): void {
  const isNodes = run.path.endsWith(" node");
  const { infos, errors } = select(run, [isNodes ? "nodes" : "pods", ...run.args], { isAllByDefault: true });
  if (errors.length > 0) throw new ErrorList(errors);
  const pods = isNodes ? run.cluster.list(typeOf("pods")) : infos.map(({ object }) => object);
  const measured = pods.flatMap((pod) => {
    const usage = run.cluster.usageOf(pod.metadata.namespace ?? "default", pod.metadata.name);
    return usage === undefined ? [] : [{ pod, usage }];
  });
  if (measured.length === 0) throw new PlainError("Metrics API not available");
  const isEverywhere = run.flags.isOn("all-namespaces");
  const by = run.flags.text("sort-by");
  if (!["", "cpu", "memory"].includes(by)) throw new PlainError("--sort-by accepts only cpu or memory");
  if (!isNodes) {
    if (by !== "") {
      const field = by === "cpu" ? "cpuMilli" : "memoryMi";
      measured.sort((a, b) => b.usage[field] - a.usage[field]);
    }
    run.stdout += columns({
      headers: [...(isEverywhere ? ["Namespace"] : []), "Name", "CPU(cores)", "Memory(bytes)"],
      rows: measured.map(({ pod, usage }) => [
        ...(isEverywhere ? [pod.metadata.namespace ?? ""] : []),
        pod.metadata.name,
        `${usage.cpuMilli}m`,
        `${usage.memoryMi}Mi`,
      ]),
      noHeaders: run.flags.isOn("no-headers"),
    });
    return;
  }
  const rows = infos.map(({ object, name }) => {
    const own = measured.filter(({ pod }) => at(pod, "spec", "nodeName") === name);
    const sum = (of: "cpuMilli" | "memoryMi") => own.reduce((total, { usage }) => total + usage[of], 0);
    const share = (used: number, resource: string, unit: number) => {
      const total = milliValue(String(at(object, "status", "allocatable", resource) ?? "0"));
      return typeof total === "number" && total > 0
        ? `${Math.trunc((used * unit * 100) / total)}%`
        : "<unknown>";
    };
    const [cpu, memory] = [sum("cpuMilli"), sum("memoryMi")];
    return [name, `${cpu}m`, share(cpu, "cpu", 1), `${memory}Mi`, share(memory, "memory", 2 ** 20 * 1000)];
  });
  if (by !== "") {
    const column = by === "cpu" ? 1 : 3;
    rows.sort((a, b) => Number.parseInt(b[column]!, 10) - Number.parseInt(a[column]!, 10));
  }
  run.stdout += columns({
    headers: ["Name", "CPU(cores)", "CPU(%)", "Memory(bytes)", "Memory(%)"],
    rows,
    noHeaders: run.flags.isOn("no-headers"),
  });
}
