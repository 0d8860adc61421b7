import type { CommandRun } from "./command-run.ts";
import { ErrorList, PlainError } from "./kubectl-error.ts";
import { findResourceType } from "./resource-types.ts";

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

/** `kubectl auth can-i`. `no` ends with exit code 1. Source: `kubernetes/kubectl` `pkg/cmd/auth/cani.go`. */
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
  const [resource = "", inlineName] = word.split("/");
  const type = findResourceType(resource);
  if (!word.startsWith("/") && word !== "*") {
    if (type === undefined) run.warn(`the server doesn't have a resource type '${resource}'\n`);
    else if (!type.isNamespaced && !flags.isOn("all-namespaces")) {
      run.warn(
        `resource '${type.plural}' is not namespace scoped${type.group === "" ? "" : ` in group '${type.group}'`}\n`,
      );
    }
  }
  const sub = flags.text("subresource");
  const name = args[2] ?? inlineName;
  const isAllowed = run.cluster.mayAccess({
    user: flags.has("as") ? flags.text("as") : undefined,
    groups: flags.list("as-group"),
    verb,
    group: word === "*" ? "*" : (type?.group ?? ""),
    resource: `${type?.plural ?? resource}${sub === "" ? "" : `/${sub}`}`,
    ...(name === undefined ? {} : { name }),
    ...(flags.isOn("all-namespaces") || type?.isNamespaced === false ? {} : { namespace: run.namespace }),
  });
  if (!flags.isOn("quiet")) run.out(isAllowed ? "yes" : "no");
  if (!isAllowed) throw new ErrorList([]);
}
