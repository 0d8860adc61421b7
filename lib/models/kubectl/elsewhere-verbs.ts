import { select, typeOf } from "./builder.ts";
import { at } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { createObject, makeObject } from "./create-verbs.ts";
import { ErrorList, KubectlError, PlainError } from "./kubectl-error.ts";
import { checkContainer, findPod } from "./pod-verbs.ts";
import { findResourceType } from "./resource-types.ts";

/** Commands that need more than a cluster in a page has: they only say what is wrong with how they are called. */

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

/** `kubectl edit`, which has no editor here. Source: `kubernetes/kubectl` `pkg/cmd/util/editor/editoptions.go`. */
export function editCommand(run: CommandRun): void {
  const { errors } = select(run, run.args, { isAllByDefault: true, isLatest: true });
  if (errors.length > 0) throw new ErrorList(errors);
  run.err("Edit cancelled, no changes made.");
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

/** `kubectl create token`. Source: `pkg/cmd/create/create_token.go`. */
export function createToken(run: CommandRun): void {
  const name = run.oneName();
  const account = run.cluster.find(typeOf("serviceaccounts"), run.namespace, name);
  if (account === undefined) {
    throw new PlainError(`failed to create token: serviceaccounts "${name}" not found`);
  }
}

/** `kubectl create ingress`. Source: `pkg/cmd/create/create_ingress.go`. */
export function createIngress(run: CommandRun): void {
  const name = run.oneName();
  const rules = run.flags.list("rule");
  if (rules.length === 0 && run.flags.text("default-backend") === "") {
    throw new PlainError(
      "not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)",
    );
  }
  const wrong = rules.find((rule) => !/^[^/]*\/[^=]*=[^:]+:[^,]+(,.*)?$/.test(rule));
  if (wrong !== undefined) {
    throw new PlainError(
      `rule ${wrong} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
    );
  }
  createObject(run, makeObject("ingress", name, { spec: {} }), "failed to create ingress: ");
}

/** `kubectl create secret tls`. Source: `pkg/cmd/create/create_secret_tls.go`. */
export function createSecretTls(run: CommandRun): void {
  const name = run.oneName();
  const paths = ["cert", "key"].map((flag) => run.flags.text(flag));
  if (paths.includes("")) throw new PlainError("key and cert must be specified");
  for (const path of paths) {
    if (!run.files.has(path))
      throw new PlainError(`Cannot read file ${path}, open ${path}: no such file or directory`);
  }
  createObject(run, makeObject("secret", name, { type: "kubernetes.io/tls" }), "failed to create secret ");
}
