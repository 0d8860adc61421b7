import { writeUtc } from "../apimachinery/civil-time.ts";
import { allOf, type Info, select, typeOf } from "./builder.ts";
import { at, type KubeObject, listAt, matchesSelector, withAt } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { continueCommand, type DrainNode, type Follow, type Followed, targetOf } from "./follow.ts";
import { secondsOf } from "./human-duration.ts";
import { ErrorList, forEachKeepingErrors, KubectlError, PlainError } from "./kubectl-error.ts";
import type { OwnerReference } from "./objects.ts";
import { printChanged } from "./print-object.ts";
import { findResourceType } from "./resource-types.ts";
import { labelValueProblem, qualifiedNameProblem } from "./validation.ts";

type Taint = { readonly key: string; readonly value?: string; readonly effect?: string };

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

/**
 * `kubectl taint`.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/taint/taint.go`, `pkg/cmd/taint/utils.go`.
 */
export function taintCommand(run: CommandRun): void {
  const { flags, args } = run;
  const isChange = (word: string) => /[=:]|-$/.test(word);
  const first = args.findIndex(isChange);
  const things = first < 0 ? args : args.slice(0, first);
  const words = first < 0 ? [] : args.slice(first);
  const stray = words.find((word) => !isChange(word));
  if (stray !== undefined)
    throw new PlainError(`all resources must be specified before taint changes: ${stray}`);
  const [typeWord, ...names] = things;
  if (typeWord === undefined)
    throw new PlainError("one or more resources must be specified as <resource> <name>");
  if (words.length === 0) throw new PlainError("at least one taint update is required");
  const { add, remove } = parseTaints(run, words);
  const type = findResourceType(typeWord);
  if (type === undefined) throw new KubectlError(`the server doesn't have a resource type "${typeWord}"`);
  if (type.kind !== "Node") {
    throw new PlainError(`invalid resource type ${typeWord}, only node types are supported`);
  }
  const all = flags.isOn("all");
  if (all && flags.text("selector") !== "") {
    throw new PlainError("setting 'all' parameter with a non empty selector is prohibited");
  }
  if (!all && flags.text("selector") === "" && names.length === 0) {
    throw new PlainError("at least one resource name must be specified since 'all' parameter is not set");
  }
  const clashes = add.flatMap((added) =>
    remove
      .filter(({ key, effect }) => key === added.key && (!effect || effect === added.effect))
      .map(({ key, effect = "" }) => `${key}=${effect}`),
  );
  if (clashes.length > 0) {
    throw new PlainError(
      `can not both modify and remove the following taint(s) in the same command: ${clashes.join(", ")}`,
    );
  }
  const isSelecting = all || flags.text("selector") !== "";
  const { infos, errors } = select(run, isSelecting ? ["nodes"] : ["nodes", ...names]);
  forEachKeepingErrors(infos, (info) => taintNode(run, info, add, remove), errors);
}

function taintNode(
  run: CommandRun,
  { object, type, name }: Info,
  add: readonly Taint[],
  remove: readonly Taint[],
): void {
  const isOverwriting = run.flags.isOn("overwrite");
  const old = listAt(object, "spec", "taints") as readonly Taint[];
  const isSameTaint = (a: Taint, b: Taint) => a.key === b.key && (a.effect ?? "") === (b.effect ?? "");
  const existing = add.filter((taint) => old.some((kept) => isSameTaint(kept, taint))).map(({ key }) => key);
  if (!isOverwriting && existing.length > 0) {
    throw new PlainError(
      `node ${name} already has ${existing.join(",")} taint(s) with same effect(s) and --overwrite is false`,
    );
  }
  const kept = old.filter((taint) => !add.some((added) => isSameTaint(added, taint)));
  let taints = [...add, ...kept];
  const isAdded = taints.length !== old.length;
  let isDeleted = false;
  const missing: PlainError[] = [];
  for (const taint of remove) {
    const rest = taints.filter(
      ({ key, effect }) => key !== taint.key || (taint.effect && effect !== taint.effect),
    );
    if (rest.length === taints.length) {
      missing.push(new PlainError(`taint "${taint.key}${taint.effect ? `:${taint.effect}` : ""}" not found`));
    } else isDeleted = true;
    taints = rest;
  }
  if (missing.length > 0) throw new ErrorList(missing);
  const what = (isAdded && isDeleted) || isOverwriting ? "modified" : isAdded ? "tainted" : "untainted";
  const changed = withAt(object, ["spec", "taints"], taints);
  if (run.dryRun === "none") run.cluster.replace(object, changed);
  printChanged(run, type, changed, what);
}

function parseTaints(run: CommandRun, words: readonly string[]) {
  const add: Taint[] = [];
  const remove: Taint[] = [];
  for (const word of words) {
    if (word.endsWith("-")) {
      const { key, effect } = parseTaint(run, word.slice(0, -1));
      remove.push(effect === undefined ? { key } : { key, effect });
      continue;
    }
    const taint = parseTaint(run, word);
    if (!taint.effect) throw run.usage(`invalid taint spec: ${word}`);
    if (add.some(({ key, effect }) => key === taint.key && effect === taint.effect)) {
      throw run.usage(
        `duplicated taints with the same key and effect: {${taint.key} ${taint.value ?? ""} ${taint.effect} <nil>}`,
      );
    }
    add.push(taint);
  }
  return { add, remove };
}

function parseTaint(run: CommandRun, word: string): Taint {
  const invalid = (problem = "") => run.usage(`invalid taint spec: ${word}${problem}`);
  const [head = "", effect, ...more] = word.split(":");
  if (more.length > 0) throw invalid();
  let key = head;
  let value: string | undefined;
  if (effect !== undefined) {
    if (!EFFECTS.includes(effect))
      throw run.usage(`invalid taint effect: ${effect}, unsupported taint effect`);
    const parts = head.split("=");
    if (parts.length > 2) throw invalid();
    [key = "", value] = parts;
    const problem = labelValueProblem(value ?? "");
    if (problem !== undefined) throw invalid(`, ${problem}`);
  }
  const problem = qualifiedNameProblem(key);
  if (problem !== undefined) throw invalid(`, ${problem}`);
  return { key, ...(value ? { value } : {}), ...(effect === undefined ? {} : { effect }) };
}

/** Source: `kubernetes/kubectl` `pkg/cmd/drain/drain.go` Complete. */
function selectNodes(run: CommandRun, verb: string): readonly Info[] {
  const { flags, args } = run;
  const isSelecting = flags.text("selector") !== "";
  if (args.length === 0 && !isSelecting) throw run.usage(`USAGE: ${verb} NODE [flags]`);
  if (args.length > 0 && isSelecting)
    throw run.usage("cannot specify both a node name and a --selector option");
  if (isSelecting) return select(run, ["nodes"]).infos;
  const other = args.find((arg) => arg.includes("/") && typeOf(arg.split("/")[0] ?? "").kind !== "Node");
  if (other !== undefined) {
    const { version, plural, group } = typeOf(other.split("/")[0] ?? "");
    throw new PlainError(`expected resource of type node, got "${group}/${version}, Resource=${plural}"`);
  }
  return allOf(select(run, ["nodes", ...args.map((arg) => arg.replace(/^.*\//, ""))]));
}

function setUnschedulable(run: CommandRun, { object, type, name }: Info, isWanted: boolean): void {
  const verb = isWanted ? "cordoned" : "uncordoned";
  const isAlready = Boolean(at(object, "spec", "unschedulable")) === isWanted;
  if (!isAlready && run.dryRun === "none") {
    run.cluster.replace(object, withAt(object, ["spec", "unschedulable"], isWanted || undefined));
  }
  run.report(type, name, isAlready ? `already ${verb}` : run.marked(verb));
}

/** `kubectl cordon`. Source: `kubernetes/kubectl` `pkg/cmd/drain/drain.go`. */
export function cordonCommand(run: CommandRun): void {
  for (const node of selectNodes(run, "cordon")) setUnschedulable(run, node, true);
}

/** `kubectl uncordon`. Source: `kubernetes/kubectl` `pkg/cmd/drain/drain.go`. */
export function uncordonCommand(run: CommandRun): void {
  for (const node of selectNodes(run, "uncordon")) setUnschedulable(run, node, false);
}

/**
 * `kubectl drain`: cordons, then evicts the pods of one node after the other.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/drain/drain.go` RunDrain, `pkg/drain/filters.go`, `pkg/drain/drain.go`.
 */
export function drainCommand(run: CommandRun): void {
  const nodes = selectNodes(run, "drain");
  for (const node of nodes) setUnschedulable(run, node, true);
  const failed: string[] = [];
  const errors: string[] = [];
  const drained: DrainNode[] = [];
  for (const { name, type } of nodes) {
    const { pods, problems, warnings } = podsToDelete(run, name);
    if (problems.length > 0) {
      const shown = problems.length === 1 ? (problems[0] ?? "") : `[${problems.join(", ")}]`;
      run.err(`error: unable to drain node "${name}" due to error: ${shown}, continuing command...`);
      failed.push(name);
      errors.push(...problems);
      continue;
    }
    if (warnings.length > 0) run.warn(warnings.join("; "));
    const isEviction = !run.flags.isOn("disable-eviction");
    if (run.dryRun !== "none") {
      for (const pod of isEviction ? pods : []) {
        run.out(run.marked(`evicting pod ${pod.metadata.namespace ?? "default"}/${pod.metadata.name}`));
      }
      run.report(type, name, run.marked("drained"));
      continue;
    }
    drained.push({
      name,
      pods: pods.map((pod) => ({
        ...targetOf(pod),
        namespace: pod.metadata.namespace ?? "default",
        state: "wanted",
        at: run.now,
      })),
    });
  }
  if (drained.length > 0) startDrain(run, drained);
  if (failed.length === 0) return;
  run.err(`There are pending nodes to be drained:\n${failed.map((name) => ` ${name}`).join("\n")}`);
  throw new ErrorList(errors.map((text) => new KubectlError(text)));
}

const NOTHING = () => ({ stdout: "", stderr: "", exitCode: 0 });

/** Evicts what can be evicted now; what has to be waited for goes on. */
function startDrain(run: CommandRun, nodes: readonly DrainNode[]): void {
  const text = run.flags.text("timeout");
  const lasts = secondsOf(text) ?? 0;
  let follow: Follow | undefined = {
    type: "drain",
    nodes,
    isEviction: !run.flags.isOn("disable-eviction"),
    ...(lasts > 0 ? { timeout: { at: writeUtc(Date.parse(run.now) + lasts * 1000), text } } : {}),
  };
  for (let isMoving = true; isMoving && follow !== undefined; ) {
    const followed: Followed = continueCommand(follow, run.cluster, run.now, NOTHING);
    run.stdout += followed.stdout;
    run.stderr += followed.stderr;
    isMoving = followed.stdout + followed.stderr !== "";
    follow = followed.follow;
  }
  run.follow = follow;
}

function podsToDelete(run: CommandRun, node: string) {
  const { flags } = run;
  const pods: KubeObject[] = [];
  const problems = new Map<string, string[]>();
  const warnings = new Map<string, string[]>();
  const note = (notes: Map<string, string[]>, text: string, pod: KubeObject) => {
    const name = `${pod.metadata.namespace ?? "default"}/${pod.metadata.name}`;
    notes.set(text, [...(notes.get(text) ?? []), name]);
  };
  for (const pod of run.cluster.list(typeOf("pods"))) {
    if (at(pod, "spec", "nodeName") !== node) continue;
    if (!matchesSelector(flags.text("pod-selector"), pod.metadata.labels)) continue;
    const owner = controllerOf(pod);
    const phase = at(pod, "status", "phase");
    const isFinished = phase === "Succeeded" || phase === "Failed";
    if (owner?.kind === "DaemonSet" && !isFinished) {
      if (flags.isOn("ignore-daemonsets")) note(warnings, "ignoring DaemonSet-managed Pods", pod);
      else note(problems, "DaemonSet-managed Pods (use --ignore-daemonsets to ignore)", pod);
      continue;
    }
    if (pod.metadata.annotations?.["kubernetes.io/config.mirror"] !== undefined) continue;
    const hasLocalStorage = listAt(pod, "spec", "volumes").some(
      (volume) => at(volume, "emptyDir") !== undefined,
    );
    if (hasLocalStorage && !isFinished && !flags.isOn("delete-emptydir-data")) {
      note(problems, "Pods with local storage (use --delete-emptydir-data to override)", pod);
      continue;
    }
    if (owner === undefined && !isFinished) {
      if (!flags.isOn("force")) {
        note(problems, "cannot delete Pods that declare no controller (use --force to override)", pod);
        continue;
      }
      note(warnings, "deleting Pods that declare no controller", pod);
    }
    pods.push(pod);
  }
  return {
    pods,
    problems: [...problems].map(([text, names]) => `cannot delete ${text}: ${names.join(", ")}`),
    warnings: [...warnings].map(([text, names]) => `${text}: ${names.join(", ")}`),
  };
}

/** Source: `kubernetes/apimachinery` `pkg/apis/meta/v1/controller_ref.go` GetControllerOf. */
export function controllerOf({ metadata }: KubeObject): OwnerReference | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller);
}
