import { type Info, select } from "./builder.ts";
import { at, listAt, matchesSelector } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { targetOf } from "./follow.ts";
import { secondsOf } from "./human-duration.ts";
import { ErrorList, PlainError, ServerError } from "./kubectl-error.ts";
import { checkContainer, findPod } from "./pod-verbs.ts";
import { findResourceType } from "./resource-types.ts";

const LOGS_USAGE = `expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
POD or TYPE/NAME is a required argument for the logs command`;
/** Of each container, when pods are chosen by a selector. */
const TAIL_OF_SELECTION = 10;

/** `kubectl logs`. Source: `kubernetes/kubectl` `pkg/cmd/logs/logs.go`, `pkg/polymorphichelpers/logsforobject.go`. */
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
    const { infos } = select(run, ["pods"]);
    if (infos.length === 0) run.err(`No resources found in ${run.namespace} namespace.`);
    for (const info of infos) printLogs(run, info, container, TAIL_OF_SELECTION);
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
  announceChoice(run, word, pod);
  checkContainer(run, pod, container, (name) => `container ${name} is not valid for pod ${pod.name}`);
  printLogs(run, pod, container, -1);
}

/** Of several pods of a workload one is read, and named. */
function announceChoice(run: CommandRun, word: string, pod: Info): void {
  if (!word.includes("/") || /^(po|pod|pods)\//.test(word)) return;
  const type = findResourceType("pods");
  const owner = select(run, [word], { all: "nothing" }).infos[0]?.object;
  const labels = Object.entries(
    (at(owner, "spec", "selector", "matchLabels") ?? at(owner, "spec", "selector") ?? {}) as Record<
      string,
      string
    >,
  );
  if (type === undefined || labels.length === 0) return;
  const selector = labels.map(([key, value]) => `${key}=${value}`).join(",");
  const pods = run.cluster
    .list(type, pod.namespace)
    .filter(({ metadata }) => matchesSelector(selector, metadata.labels));
  if (pods.length > 1) run.err(`Found ${pods.length} pods, using pod/${pod.name}`);
}

function containersOf(run: CommandRun, pod: Info, wanted: string): readonly string[] {
  const names = (field: string) => listAt(pod.object, "spec", field).map((one) => String(at(one, "name")));
  if (run.flags.isOn("all-containers")) return [...names("initContainers"), ...names("containers")];
  if (wanted !== "") return [wanted];
  const chosen = pod.object.metadata.annotations?.["kubectl.kubernetes.io/default-container"];
  return [
    chosen !== undefined && names("containers").includes(chosen) ? chosen : (names("containers")[0] ?? ""),
  ];
}

const WAITING: Readonly<Record<string, string>> = {
  ErrImagePull: "trying and failing to pull image",
  ImagePullBackOff: "trying and failing to pull image",
};

function printLogs(run: CommandRun, pod: Info, wanted: string, defaultTail: number): void {
  const { flags } = run;
  const isPrevious = flags.isOn("previous");
  for (const container of containersOf(run, pod, wanted)) {
    const status = [
      ...listAt(pod.object, "status", "containerStatuses"),
      ...listAt(pod.object, "status", "initContainerStatuses"),
    ].find((one) => at(one, "name") === container);
    const lines = run.cluster.logsOf(pod.namespace, pod.name, container, isPrevious);
    if (lines === undefined) {
      if (isPrevious) {
        throw new ServerError(
          "BadRequest",
          `previous terminated container "${container}" in pod "${pod.name}" not found`,
        );
      }
      const reason = String(at(status, "state", "waiting", "reason") ?? "");
      if (reason !== "") {
        throw new ServerError(
          "BadRequest",
          `container "${container}" in pod "${pod.name}" is waiting to start: ${WAITING[reason] ?? reason}`,
        );
      }
      continue;
    }
    const tail = flags.number("tail", defaultTail);
    const since = secondsOf(flags.text("since"));
    const from = flags.text("since-time");
    const shown = lines
      .filter(({ time }) => since === undefined || Date.parse(run.now) - Date.parse(time) <= since * 1000)
      .filter(({ time }) => from === "" || Date.parse(time) >= Date.parse(from));
    const last = tail < 0 ? shown : tail === 0 ? [] : shown.slice(-tail);
    const prefix = flags.isOn("prefix") ? `[pod/${pod.name}/${container}] ` : "";
    for (const { time, text } of last) {
      run.out(`${prefix}${flags.isOn("timestamps") ? `${time.replace("Z", ".000000000Z")} ` : ""}${text}`);
    }
    if (flags.isOn("follow"))
      run.follow = { type: "logs", target: targetOf(pod.object), container, printed: lines.length };
  }
}
