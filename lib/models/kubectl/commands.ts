import { canICommand } from "./access-verb.ts";
import type { CommandRun } from "./command-run.ts";
import {
  createBinding,
  createBudget,
  createClusterRole,
  createConfigMap,
  createCronJob,
  createDeployment,
  createIngress,
  createJob,
  createNamespace,
  createPriorityClass,
  createQuota,
  createRole,
  createSecretDocker,
  createSecretGeneric,
  createSecretTls,
  createService,
  createServiceAccount,
  createToken,
} from "./create-generators.ts";
import { applyCommand, createFromFiles, replaceCommand } from "./create-verbs.ts";
import { deleteCommand } from "./delete-verbs.ts";
import { describeCommand } from "./describe-verb.ts";
import { eventsCommand } from "./events-verb.ts";
import { defineFlags, type FlagDefinitions } from "./flags.ts";
import { apiResourcesCommand, getCommand } from "./get-verb.ts";
import { logsCommand } from "./logs-verb.ts";
import { annotateCommand, labelCommand } from "./metadata-verbs.ts";
import { cordonCommand, drainCommand, taintCommand, uncordonCommand } from "./node-verbs.ts";
import {
  attachCommand,
  copyCommand,
  debugCommand,
  editCommand,
  execCommand,
  explainCommand,
  patchCommand,
  portForwardCommand,
  topCommand,
  waitCommand,
} from "./pod-verbs.ts";
import {
  historyCommand,
  pauseCommand,
  restartCommand,
  resumeCommand,
  scaleCommand,
  statusCommand,
  undoCommand,
} from "./rollout-verbs.ts";
import { autoscaleCommand, exposeCommand, runCommand } from "./run-expose.ts";
import {
  setEnvCommand,
  setImageCommand,
  setResourcesCommand,
  setServiceAccountCommand,
} from "./set-verbs.ts";

/** A command: what it may be called, its flags, those it must have, and what it does. */
export type Command = {
  readonly names: readonly string[];
  readonly flags: FlagDefinitions;
  /** In order of the alphabet. */
  readonly required: readonly string[];
  /** A group without one only has commands of its own. */
  readonly run: ((run: CommandRun) => void) | undefined;
  readonly commands: readonly Command[];
};

// Source: `kubectl options`.
const GLOBAL =
  "help:b:h namespace:s:n server:s:s v:i:v as:s as-group:a as-uid:s as-user-extra:a cache-dir:s certificate-authority:s client-certificate:s client-key:s cluster:s context:s disable-compression:b insecure-skip-tls-verify:b kubeconfig:s kuberc:s log-flush-frequency:d match-server-version:b password:s profile:s profile-output:s request-timeout:s tls-server-name:s token:s user:s username:s vmodule:s warnings-as-errors:b";
const PRINT = "output:s:o template:s allow-missing-template-keys:b show-managed-fields:b";
const FILES = "filename:l:f kustomize:s:k recursive:b:R";
const DRY = "dry-run:s?unchanged field-manager:s";
const SELECT = "selector:s:l";
const ALL = "all:b";
const EVERYWHERE = "all-namespaces:b:A";
const CHANGE = `${PRINT} ${DRY}`;
const CREATE = `${CHANGE} save-config:b validate:s?strict`;
const DELETE = "cascade:s?background force:b grace-period:i timeout:d wait:b";
const ROLLOUT = `${PRINT} ${FILES} ${SELECT} field-manager:s`;
const LABEL = `${CHANGE} ${FILES} ${SELECT} ${ALL} ${EVERYWHERE} field-selector:s list:b local:b overwrite:b resource-version:s`;
const DATA = `${CREATE} append-hash:b from-env-file:l from-file:l from-literal:a`;
const SET = `${CHANGE} ${FILES} ${SELECT} ${ALL} local:b`;
const STREAM = "container:s:c pod-running-timeout:d quiet:b:q stdin:b:i tty:b:t";

/** `names` (the first is the real one, then aliases), flags, what it does; `!` before a required flag. */
function command(
  names: string,
  flags: string,
  run?: (run: CommandRun) => void,
  commands: readonly Command[] = [],
): Command {
  const words = flags.split(" ");
  return {
    names: names.split(" "),
    flags: defineFlags(`${GLOBAL} ${words.map((word) => word.replace("!", "")).join(" ")}`),
    required: words
      .filter((word) => word.startsWith("!"))
      .map((word) => word.slice(1).split(":")[0] ?? "")
      .sort(),
    run,
    commands,
  };
}

const CREATE_COMMANDS = [
  command(
    "clusterrole",
    `${CREATE} aggregation-rule:s non-resource-url:l resource:l resource-name:a verb:l`,
    createClusterRole,
  ),
  command(
    "clusterrolebinding",
    `${CREATE} !clusterrole:s group:a serviceaccount:a user:a`,
    createBinding("clusterrolebinding"),
  ),
  command("configmap cm", DATA, createConfigMap),
  command("cronjob cj", `${CREATE} !image:s restart:s !schedule:s`, createCronJob),
  command("deployment deploy", `${CREATE} !image:l port:j replicas:j:r`, createDeployment),
  command("ingress ing", `${CREATE} annotation:a class:s default-backend:s rule:a`, createIngress),
  command("job", `${CREATE} from:s image:s`, createJob),
  command("namespace ns", CREATE, createNamespace),
  command("poddisruptionbudget pdb", `${CREATE} max-unavailable:s min-available:s selector:s`, createBudget),
  command(
    "priorityclass pc",
    `${CREATE} description:s global-default:b preemption-policy:s value:j`,
    createPriorityClass,
  ),
  command("quota resourcequota", `${CREATE} hard:s scopes:s`, createQuota),
  command("role", `${CREATE} resource:l resource-name:a verb:l`, createRole),
  command(
    "rolebinding",
    `${CREATE} clusterrole:s group:a role:s serviceaccount:a user:a`,
    createBinding("rolebinding"),
  ),
  command("secret", "", undefined, [
    command(
      "docker-registry",
      `${CREATE} append-hash:b docker-email:s docker-password:s docker-server:s docker-username:s from-file:l`,
      createSecretDocker,
    ),
    command("generic", `${DATA} type:s`, createSecretGeneric),
    command("tls", `${CREATE} append-hash:b cert:s key:s`, createSecretTls),
  ]),
  command("service svc", "", undefined, [
    command("clusterip", `${CREATE} clusterip:s tcp:l`, createService("ClusterIP")),
    command("externalname", `${CREATE} !external-name:s tcp:l`, createService("ExternalName")),
    command("loadbalancer", `${CREATE} tcp:l`, createService("LoadBalancer")),
    command("nodeport", `${CREATE} node-port:i tcp:l`, createService("NodePort")),
  ]),
  command("serviceaccount sa", CREATE, createServiceAccount),
  command(
    "token",
    `${PRINT} audience:a bound-object-kind:s bound-object-name:s bound-object-uid:s duration:d`,
    createToken,
  ),
];

/**
 * The commands of kubectl. One without an action is only known by name and flags.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/cmd.go` and the `--help` of each command.
 */
export const KUBECTL: Command = command("kubectl", "warnings-as-errors:b", undefined, [
  command(
    "create",
    `${CREATE} ${FILES} ${SELECT} edit:b raw:s windows-line-endings:b`,
    createFromFiles,
    CREATE_COMMANDS,
  ),
  command(
    "expose",
    `${CREATE} ${FILES} cluster-ip:s external-ip:s labels:s:l load-balancer-ip:s name:s override-type:s overrides:s port:s protocol:s selector:s session-affinity:s target-port:s type:s`,
    exposeCommand,
  ),
  command(
    "run",
    `${CREATE} ${FILES} ${DELETE} ${STREAM} annotations:a attach:b command:b env:a expose:b !image:s image-pull-policy:s labels:s:l leave-stdin-open:b override-type:s overrides:s port:s privileged:b restart:s rm:b`,
    runCommand,
  ),
  command("set", "", undefined, [
    command(
      "env",
      `${SET} containers:s:c env:a:e from:s keys:l list:b overwrite:b prefix:s resolve:b`,
      setEnvCommand,
    ),
    command("image", SET, setImageCommand),
    command("resources", `${SET} containers:s:c limits:s requests:s`, setResourcesCommand),
    command("selector", `${CHANGE} filename:l:f recursive:b:R ${ALL} local:b resource-version:s`),
    command("serviceaccount sa", `${CHANGE} ${FILES} ${ALL} local:b`, setServiceAccountCommand),
    command("subject", `${SET} group:a serviceaccount:a user:a`),
  ]),
  command("explain", "api-version:s output:s:o recursive:b", explainCommand),
  command(
    "get",
    `${PRINT} ${FILES} ${SELECT} ${EVERYWHERE} chunk-size:i field-selector:s ignore-not-found:b label-columns:l:L no-headers:b output-watch-events:b raw:s server-print:b show-kind:b show-labels:b sort-by:s subresource:s watch:b:w watch-only:b`,
    getCommand,
  ),
  command(
    "edit",
    `${PRINT} ${FILES} field-manager:s output-patch:b save-config:b subresource:s validate:s?strict windows-line-endings:b`,
    editCommand,
  ),
  command(
    "delete",
    `${FILES} ${SELECT} ${ALL} ${EVERYWHERE} ${DELETE} ${DRY} field-selector:s ignore-not-found:b interactive:b:i now:b output:s:o raw:s`,
    deleteCommand,
  ),
  command("rollout", "", undefined, [
    command("history", `${ROLLOUT} revision:i`, historyCommand),
    command("pause", ROLLOUT, pauseCommand),
    command("restart", ROLLOUT, restartCommand),
    command("resume", ROLLOUT, resumeCommand),
    command("status", `${FILES} ${SELECT} revision:i timeout:d watch:b:w`, statusCommand),
    command("undo", `${ROLLOUT} dry-run:s?unchanged to-revision:i`, undoCommand),
  ]),
  command(
    "scale",
    `${CHANGE} ${FILES} ${SELECT} ${ALL} current-replicas:i !replicas:i resource-version:s timeout:d`,
    scaleCommand,
  ),
  command(
    "autoscale",
    `${CREATE} ${FILES} cpu:s cpu-percent:j !max:j memory:s min:j name:s`,
    autoscaleCommand,
  ),
  command("certificate", "", undefined, [command("approve", FILES), command("deny", FILES)]),
  command("cluster-info", ""),
  command("top", "", undefined, [
    command(
      "node nodes no",
      `${SELECT} no-headers:b show-capacity:b sort-by:s use-protocol-buffers:b`,
      topCommand,
    ),
    command(
      "pod pods po",
      `${SELECT} ${EVERYWHERE} containers:b field-selector:s no-headers:b sort-by:s sum:b use-protocol-buffers:b`,
      topCommand,
    ),
  ]),
  command("cordon", `${SELECT} ${DRY}`, cordonCommand),
  command("uncordon", `${SELECT} ${DRY}`, uncordonCommand),
  command(
    "drain",
    `${SELECT} ${DRY} chunk-size:i delete-emptydir-data:b disable-eviction:b force:b grace-period:i ignore-daemonsets:b pod-selector:s skip-wait-for-delete-timeout:i timeout:d`,
    drainCommand,
  ),
  command("taint", `${CHANGE} ${SELECT} ${ALL} overwrite:b validate:s?strict`, taintCommand),
  command("describe", `${FILES} ${SELECT} ${EVERYWHERE} chunk-size:i show-events:b`, describeCommand),
  command(
    "logs",
    `${SELECT} all-containers:b all-pods:b container:s:c follow:b:f ignore-errors:b insecure-skip-tls-verify-backend:b limit-bytes:i max-log-requests:i pod-running-timeout:d prefix:b previous:b:p since:d since-time:s tail:i timestamps:b`,
    logsCommand,
  ),
  command("attach", STREAM, attachCommand),
  command("exec", `${STREAM} filename:l:f`, execCommand),
  command("port-forward", "address:l pod-running-timeout:d", portForwardCommand),
  command("proxy", ""),
  command("cp", "container:s:c no-preserve:b retries:i", copyCommand),
  command("auth", "", undefined, [
    command("can-i", `${EVERYWHERE} list:b no-headers:b quiet:b:q subresource:s`, canICommand),
    command("reconcile", `${CREATE} ${FILES}`),
    command("whoami", PRINT),
  ]),
  command("debug", `${STREAM} ${FILES} copy-to:s image:s`, debugCommand),
  command("events", `${PRINT} ${EVERYWHERE} for:s no-headers:b types:l watch:b:w`, eventsCommand),
  command("diff", `${FILES} ${SELECT} server-side:b`),
  command(
    "apply",
    `${CHANGE} ${FILES} ${SELECT} ${ALL} ${DELETE} force-conflicts:b openapi-patch:b overwrite:b prune:b prune-allowlist:a server-side:b?true subresource:s validate:s?strict`,
    applyCommand,
  ),
  command("patch", `${CHANGE} ${FILES} local:b patch:s:p patch-file:s subresource:s type:s`, patchCommand),
  command("replace", `${CREATE} ${FILES} ${DELETE} raw:s subresource:s`, replaceCommand),
  command(
    "wait",
    `${PRINT} filename:l:f recursive:b:R ${SELECT} ${ALL} ${EVERYWHERE} field-selector:s for:s local:b timeout:d`,
    waitCommand,
  ),
  command("kustomize", ""),
  command("label", LABEL, labelCommand),
  command("annotate", LABEL, annotateCommand),
  command("completion", ""),
  command(
    "api-resources",
    "api-group:s cached:b categories:l namespaced:b no-headers:b output:s:o sort-by:s verbs:l",
    apiResourcesCommand,
  ),
  command("api-versions", ""),
  command("config", ""),
  command("plugin", ""),
  command("version", "client:b output:s:o"),
]);
