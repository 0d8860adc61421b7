import type { CommandRun } from "./command-run.ts";
import { applyCommand, createFromFiles, replaceCommand } from "./create-verbs.ts";
import { defineFlags, type FlagDefinitions } from "./flags.ts";
import { type LateAction, late } from "./late-verbs.ts";
import { later } from "./later.ts";

/** What is told of commands that a page does not have; who wants that fills it. */
export const elsewhereVerbs = later<typeof import("./elsewhere-verbs.ts")>("elsewhere");

type ElsewhereAction = ((run: CommandRun) => void) & { readonly isElsewhere: true };

function elsewhere(
  pick: (verbs: typeof import("./elsewhere-verbs.ts")) => (run: CommandRun) => void,
): ElsewhereAction {
  return Object.assign((run: CommandRun) => pick(elsewhereVerbs.get())(run), { isElsewhere: true } as const);
}

type Action = ((run: CommandRun) => void) | LateAction | ElsewhereAction;

/** A command: what it may be called, its flags, those it must have, and what it does. */
export type Command = {
  readonly names: readonly string[];
  readonly flags: FlagDefinitions;
  /** In order of the alphabet. */
  readonly required: readonly string[];
  /** Flags that kubectl knows and whose effect this cluster does not have. */
  readonly absent: readonly string[];
  /** A group without one only has commands of its own. */
  readonly run: Action | undefined;
  readonly commands: readonly Command[];
  /** Whether kubectl knows it and this cluster does nothing for it. */
  readonly isAbsent: boolean;
};

// Source: `kubectl options`.
const GLOBAL =
  "help:b:h namespace:s:n ~server:s:s v:i:v ~as:s ~as-group:a ~as-uid:s ~as-user-extra:a cache-dir:s ~certificate-authority:s ~client-certificate:s ~client-key:s ~cluster:s ~context:s disable-compression:b ~insecure-skip-tls-verify:b ~kubeconfig:s ~kuberc:s log-flush-frequency:d match-server-version:b ~password:s ~profile:s ~profile-output:s request-timeout:s ~tls-server-name:s ~token:s ~user:s ~username:s vmodule:s ~warnings-as-errors:b";
const PRINT = "output:s:o template:s allow-missing-template-keys:b ~show-managed-fields:b";
const FILES = "filename:l:f ~kustomize:s:k recursive:b:R";
const DRY = "dry-run:s?unchanged field-manager:s";
const SELECT = "selector:s:l";
const ALL = "all:b";
const EVERYWHERE = "all-namespaces:b:A";
const CHANGE = `${PRINT} ${DRY}`;
const CREATE = `${CHANGE} ~save-config:b ~validate:s?strict`;
const DELETE = "cascade:s?background force:b grace-period:i timeout:d wait:b";
const ROLLOUT = `${PRINT} ${FILES} ${SELECT} field-manager:s`;
const LABEL = `${CHANGE} ${FILES} ${SELECT} ${ALL} ${EVERYWHERE} field-selector:s list:b ~local:b overwrite:b resource-version:s`;
const DATA = `${CREATE} ~append-hash:b ~from-env-file:l ~from-file:l from-literal:a`;
const SET = `${CHANGE} ${FILES} ${SELECT} ${ALL} ~local:b`;
const STREAM = "container:s:c pod-running-timeout:d quiet:b:q stdin:b:i tty:b:t";

/**
 * `names` (the first is the real one, then aliases), flags, what it does; `!` before a required flag, `~` before
 * one whose effect this cluster does not have. Of a flag that is named twice the last one counts.
 */
function command(names: string, flags: string, run?: Action, commands: readonly Command[] = []): Command {
  const words = `${GLOBAL} ${flags}`.split(" ").filter(Boolean);
  const marked = new Map(words.map((word) => [word.replace(/^[!~]/, "").split(":")[0] ?? "", word[0]]));
  const namesOf = (mark: string) => [...marked.keys()].filter((name) => marked.get(name) === mark);
  return {
    names: names.split(" "),
    flags: defineFlags(words.map((word) => word.replace(/^[!~]/, "")).join(" ")),
    required: namesOf("!").sort(),
    absent: namesOf("~"),
    run,
    commands,
    isAbsent: run === undefined ? commands.every(({ isAbsent }) => isAbsent) : "isElsewhere" in run,
  };
}

const CREATE_COMMANDS = [
  command(
    "clusterrole",
    `${CREATE} ~aggregation-rule:s non-resource-url:l resource:l resource-name:a verb:l`,
    late("change", (verbs) => verbs.createClusterRole),
  ),
  command(
    "clusterrolebinding",
    `${CREATE} !clusterrole:s group:a serviceaccount:a user:a`,
    late("change", (verbs) => verbs.createBinding("clusterrolebinding")),
  ),
  command(
    "configmap cm",
    DATA,
    late("change", (verbs) => verbs.createConfigMap),
  ),
  command(
    "cronjob cj",
    `${CREATE} !image:s restart:s !schedule:s`,
    late("change", (verbs) => verbs.createCronJob),
  ),
  command(
    "deployment deploy",
    `${CREATE} !image:l port:j replicas:j:r`,
    late("change", (verbs) => verbs.createDeployment),
  ),
  command(
    "ingress ing",
    `${CREATE} ~annotation:a ~class:s ~default-backend:s rule:a`,
    elsewhere((verbs) => verbs.createIngress),
  ),
  command(
    "job",
    `${CREATE} from:s image:s`,
    late("change", (verbs) => verbs.createJob),
  ),
  command(
    "namespace ns",
    CREATE,
    late("change", (verbs) => verbs.createNamespace),
  ),
  command(
    "poddisruptionbudget pdb",
    `${CREATE} max-unavailable:s min-available:s selector:s`,
    late("change", (verbs) => verbs.createBudget),
  ),
  command(
    "priorityclass pc",
    `${CREATE} description:s global-default:b preemption-policy:s value:j`,
    late("change", (verbs) => verbs.createPriorityClass),
  ),
  command(
    "quota resourcequota",
    `${CREATE} hard:s scopes:s`,
    late("change", (verbs) => verbs.createQuota),
  ),
  command(
    "role",
    `${CREATE} resource:l resource-name:a verb:l`,
    late("change", (verbs) => verbs.createRole),
  ),
  command(
    "rolebinding",
    `${CREATE} clusterrole:s group:a role:s serviceaccount:a user:a`,
    late("change", (verbs) => verbs.createBinding("rolebinding")),
  ),
  command("secret", "", undefined, [
    command(
      "docker-registry",
      `${CREATE} ~append-hash:b docker-email:s docker-password:s docker-server:s docker-username:s ~from-file:l`,
      late("change", (verbs) => verbs.createSecretDocker),
    ),
    command(
      "generic",
      `${DATA} type:s`,
      late("change", (verbs) => verbs.createSecretGeneric),
    ),
    command(
      "tls",
      `${CREATE} ~append-hash:b ~cert:s ~key:s`,
      elsewhere((verbs) => verbs.createSecretTls),
    ),
  ]),
  command("service svc", "", undefined, [
    command(
      "clusterip",
      `${CREATE} clusterip:s tcp:l`,
      late("change", (verbs) => verbs.createService("ClusterIP")),
    ),
    command(
      "externalname",
      `${CREATE} !external-name:s tcp:l`,
      late("change", (verbs) => verbs.createService("ExternalName")),
    ),
    command(
      "loadbalancer",
      `${CREATE} tcp:l`,
      late("change", (verbs) => verbs.createService("LoadBalancer")),
    ),
    command(
      "nodeport",
      `${CREATE} node-port:i tcp:l`,
      late("change", (verbs) => verbs.createService("NodePort")),
    ),
  ]),
  command(
    "serviceaccount sa",
    CREATE,
    late("change", (verbs) => verbs.createServiceAccount),
  ),
  command(
    "token",
    "~output:s:o ~template:s allow-missing-template-keys:b ~show-managed-fields:b ~audience:a ~bound-object-kind:s ~bound-object-name:s ~bound-object-uid:s ~duration:d",
    elsewhere((verbs) => verbs.createToken),
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
    `${CREATE} ${FILES} ${SELECT} ~edit:b ~raw:s windows-line-endings:b`,
    createFromFiles,
    CREATE_COMMANDS,
  ),
  command(
    "expose",
    `${CREATE} ${FILES} cluster-ip:s ~external-ip:s labels:s:l ~load-balancer-ip:s name:s ~override-type:s ~overrides:s port:s protocol:s selector:s ~session-affinity:s target-port:s type:s`,
    late("change", (verbs) => verbs.exposeCommand),
  ),
  command(
    "run",
    `${CREATE} ~filename:l:f ~kustomize:s:k recursive:b:R ~cascade:s?background ~force:b ~grace-period:i ~timeout:d ~wait:b ~container:s:c pod-running-timeout:d ~quiet:b:q ~stdin:b:i ~tty:b:t annotations:a ~attach:b command:b env:a expose:b !image:s image-pull-policy:s labels:s:l ~leave-stdin-open:b ~override-type:s ~overrides:s port:s ~privileged:b restart:s rm:b`,
    late("change", (verbs) => verbs.runCommand),
  ),
  command("set", "", undefined, [
    command(
      "env",
      `${SET} ~containers:s:c env:a:e ~from:s ~keys:l list:b ~overwrite:b ~prefix:s ~resolve:b`,
      late("change", (verbs) => verbs.setEnvCommand),
    ),
    command(
      "image",
      SET,
      late("change", (verbs) => verbs.setImageCommand),
    ),
    command(
      "resources",
      `${SET} ~containers:s:c limits:s requests:s`,
      late("change", (verbs) => verbs.setResourcesCommand),
    ),
    command("selector", `${CHANGE} filename:l:f recursive:b:R ${ALL} local:b resource-version:s`),
    command(
      "serviceaccount sa",
      `${CHANGE} ${FILES} ${ALL} ~local:b`,
      late("change", (verbs) => verbs.setServiceAccountCommand),
    ),
    command("subject", `${SET} group:a serviceaccount:a user:a`),
  ]),
  command(
    "explain",
    "api-version:s output:s:o recursive:b",
    elsewhere((verbs) => verbs.explainCommand),
  ),
  command(
    "get",
    `${PRINT} ${FILES} ${SELECT} ${EVERYWHERE} chunk-size:i field-selector:s ignore-not-found:b label-columns:l:L no-headers:b ~output-watch-events:b ~raw:s ~server-print:b show-kind:b show-labels:b sort-by:s ~subresource:s watch:b:w watch-only:b`,
    late("operate", (verbs) => verbs.getCommand),
  ),
  command(
    "edit",
    `${PRINT} ${FILES} field-manager:s output-patch:b save-config:b subresource:s validate:s?strict windows-line-endings:b`,
    elsewhere((verbs) => verbs.editCommand),
  ),
  command(
    "delete",
    `${FILES} ${SELECT} ${ALL} ${EVERYWHERE} ${DELETE} ${DRY} field-selector:s ignore-not-found:b ~interactive:b:i now:b output:s:o ~raw:s`,
    late("operate", (verbs) => verbs.deleteCommand),
  ),
  command("rollout", "", undefined, [
    command(
      "history",
      `${FILES} ${SELECT} field-manager:s ~output:s:o ~template:s allow-missing-template-keys:b ~show-managed-fields:b revision:i`,
      late("operate", (verbs) => verbs.historyCommand),
    ),
    command(
      "pause",
      ROLLOUT,
      late("operate", (verbs) => verbs.pauseCommand),
    ),
    command(
      "restart",
      ROLLOUT,
      late("operate", (verbs) => verbs.restartCommand),
    ),
    command(
      "resume",
      ROLLOUT,
      late("operate", (verbs) => verbs.resumeCommand),
    ),
    command(
      "status",
      `${FILES} ${SELECT} revision:i timeout:d watch:b:w`,
      late("operate", (verbs) => verbs.statusCommand),
    ),
    command(
      "undo",
      `${ROLLOUT} dry-run:s?unchanged to-revision:i`,
      late("operate", (verbs) => verbs.undoCommand),
    ),
  ]),
  command(
    "scale",
    `${CHANGE} ${FILES} ${SELECT} ${ALL} current-replicas:i !replicas:i ~resource-version:s ~timeout:d`,
    late("operate", (verbs) => verbs.scaleCommand),
  ),
  command(
    "autoscale",
    `${CREATE} ${FILES} cpu:s cpu-percent:j !max:j memory:s min:j name:s`,
    late("change", (verbs) => verbs.autoscaleCommand),
  ),
  command("certificate", "", undefined, [command("approve", FILES), command("deny", FILES)]),
  command("cluster-info", ""),
  command("top", "", undefined, [
    command(
      "node nodes no",
      `${SELECT} no-headers:b ~show-capacity:b sort-by:s use-protocol-buffers:b`,
      late("change", (verbs) => verbs.topCommand),
    ),
    command(
      "pod pods po",
      `${SELECT} ${EVERYWHERE} ~containers:b field-selector:s no-headers:b sort-by:s ~sum:b use-protocol-buffers:b`,
      late("change", (verbs) => verbs.topCommand),
    ),
  ]),
  command(
    "cordon",
    `${SELECT} ${DRY}`,
    late("operate", (verbs) => verbs.cordonCommand),
  ),
  command(
    "uncordon",
    `${SELECT} ${DRY}`,
    late("operate", (verbs) => verbs.uncordonCommand),
  ),
  command(
    "drain",
    `${SELECT} ${DRY} chunk-size:i delete-emptydir-data:b disable-eviction:b force:b ~grace-period:i ignore-daemonsets:b pod-selector:s ~skip-wait-for-delete-timeout:i timeout:d`,
    late("operate", (verbs) => verbs.drainCommand),
  ),
  command(
    "taint",
    `${CHANGE} ${SELECT} ${ALL} overwrite:b ~validate:s?strict`,
    late("operate", (verbs) => verbs.taintCommand),
  ),
  command(
    "describe",
    `${FILES} ${SELECT} ${EVERYWHERE} chunk-size:i show-events:b`,
    late("operate", (verbs) => verbs.describeCommand),
  ),
  command(
    "logs",
    `${SELECT} all-containers:b ~all-pods:b container:s:c follow:b:f ignore-errors:b insecure-skip-tls-verify-backend:b ~limit-bytes:i max-log-requests:i pod-running-timeout:d prefix:b previous:b:p since:d since-time:s tail:i timestamps:b`,
    late("change", (verbs) => verbs.logsCommand),
  ),
  command(
    "attach",
    STREAM,
    elsewhere((verbs) => verbs.attachCommand),
  ),
  command(
    "exec",
    `${STREAM} filename:l:f`,
    elsewhere((verbs) => verbs.execCommand),
  ),
  command(
    "port-forward",
    "address:l pod-running-timeout:d",
    elsewhere((verbs) => verbs.portForwardCommand),
  ),
  command("proxy", ""),
  command(
    "cp",
    "container:s:c no-preserve:b retries:i",
    elsewhere((verbs) => verbs.copyCommand),
  ),
  command("auth", "", undefined, [
    command(
      "can-i",
      `${EVERYWHERE} as:s as-group:a ~list:b ~no-headers:b quiet:b:q subresource:s`,
      late("change", (verbs) => verbs.canICommand),
    ),
    command("reconcile", `${CREATE} ${FILES}`),
    command("whoami", PRINT),
  ]),
  command(
    "debug",
    `${STREAM} ${FILES} copy-to:s image:s`,
    elsewhere((verbs) => verbs.debugCommand),
  ),
  command(
    "events",
    `${PRINT} ${EVERYWHERE} for:s no-headers:b types:l watch:b:w`,
    late("operate", (verbs) => verbs.eventsCommand),
  ),
  command("diff", `${FILES} ${SELECT} server-side:b`),
  command(
    "apply",
    `${CHANGE} ${FILES} ${SELECT} ${ALL} ~cascade:s?background ~force:b ~grace-period:i ~timeout:d ~wait:b force-conflicts:b openapi-patch:b ~overwrite:b ~prune:b ~prune-allowlist:a ~server-side:b?true ~subresource:s ~validate:s?strict`,
    applyCommand,
  ),
  command(
    "patch",
    `${CHANGE} ${FILES} ~local:b patch:s:p patch-file:s ~subresource:s type:s`,
    late("change", (verbs) => verbs.patchCommand),
  ),
  command(
    "replace",
    `${CREATE} ${FILES} ~cascade:s?background force:b ~grace-period:i ~timeout:d ~wait:b ~raw:s ~subresource:s`,
    replaceCommand,
  ),
  command(
    "wait",
    `${PRINT} filename:l:f recursive:b:R ${SELECT} ${ALL} ${EVERYWHERE} field-selector:s for:s ~local:b timeout:d`,
    late("change", (verbs) => verbs.waitCommand),
  ),
  command("kustomize", ""),
  command(
    "label",
    LABEL,
    late("change", (verbs) => verbs.labelCommand),
  ),
  command(
    "annotate",
    LABEL,
    late("change", (verbs) => verbs.annotateCommand),
  ),
  command("completion", ""),
  command(
    "api-resources",
    "~api-group:s cached:b ~categories:l namespaced:b no-headers:b output:s:o ~sort-by:s ~verbs:l",
    late("operate", (verbs) => verbs.apiResourcesCommand),
  ),
  command("api-versions", ""),
  command("alpha", ""),
  command("config", ""),
  command("help", ""),
  command("kuberc", ""),
  command("options", ""),
  command("plugin", ""),
  command("version", "client:b output:s:o"),
]);
