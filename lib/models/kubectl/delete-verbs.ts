import { select, withSource } from "./builder.ts";
import { type CommandRun, patienceOf } from "./command-run.ts";
import { type Target, targetOf } from "./follow.ts";
import { forEachKeepingErrors, PlainError, ServerError } from "./kubectl-error.ts";
import { kindName, typeOfKind } from "./resource-types.ts";

/**
 * `kubectl delete`. The line names the namespace since release 1.34.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/delete/delete.go`.
 */
export function deleteCommand(run: CommandRun): void {
  const { flags, dryRun } = run;
  const output = flags.text("output");
  const isForced = flags.isOn("force");
  const cascade = flags.text("cascade", "background");
  if (cascade === "true" || cascade === "false") {
    const means = cascade === "true" ? "background" : "orphan";
    run.err(
      `warning: --cascade=${cascade} is deprecated (boolean value) and can be replaced with --cascade=${means}.`,
    );
  } else if (!["background", "foreground", "orphan"].includes(cascade)) {
    throw new PlainError(
      `invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`,
    );
  }
  let grace = flags.number("grace-period", -1);
  if (flags.isOn("now")) {
    if (grace !== -1) throw new PlainError("--now and --grace-period cannot be specified together");
    grace = 1;
  }
  // A grace period of 0 needs --force; without it kubectl waits and sends 1.
  if (grace === 0 && !isForced) grace = 1;
  if (isForced && grace < 0) grace = 0;

  const { infos, errors } = select(run, run.args);
  if (output !== "" && output !== "name") {
    throw new PlainError(`unexpected -o output mode: ${output}. We only support '-o name'`);
  }
  if (isForced && grace > 0) {
    throw new PlainError("--force and --grace-period greater than 0 cannot be specified together");
  }
  if (isForced) {
    run.warn(
      "Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.",
    );
  }
  const deleted: Target[] = [];
  const ignoresMissing =
    flags.isOn("ignore-not-found") || (flags.isOn("all") && flags.list("filename").length > 0);
  const isMissing = (error: unknown) => error instanceof ServerError && error.reason === "NotFound";
  forEachKeepingErrors(
    infos,
    ({ type, namespace, name, source }) => {
      if (dryRun !== "client") {
        const kept = run.cluster.find(type, namespace, name);
        if (kept === undefined && ignoresMissing) return;
        const object = kept ?? withSource("deleting", source, () => run.cluster.get(type, namespace, name));
        if (dryRun === "none") {
          run.cluster.delete(object, {
            propagation: PROPAGATION[cascade] ?? "Background",
            ...(grace < 0 ? {} : { graceSeconds: grace }),
          });
          deleted.push(targetOf(object));
        }
      }
      const where = type.isNamespaced ? ` from ${namespace} namespace` : "";
      const what = `${grace === 0 ? "force deleted" : "deleted"}${where}`;
      run.out(
        output === "name" ? `${kindName(type)}/${name}` : `${kindName(type)} "${name}" ${run.marked(what)}`,
      );
    },
    ignoresMissing ? errors.filter((error) => !isMissing(error)) : errors,
  );
  if (infos.length === 0 && errors.length === 0) run.out("No resources found");
  // It waits until the server has none of them any more.
  const isWaiting =
    flags.isOn("wait", true) &&
    deleted.some(({ kind, namespace, name }) => run.cluster.find(typeOfKind(kind), namespace, name));
  if (isWaiting) run.follow = { type: "gone", targets: deleted, ...patienceOf(run) };
}

const PROPAGATION: Readonly<Record<string, "Background" | "Foreground" | "Orphan">> = {
  true: "Background",
  background: "Background",
  foreground: "Foreground",
  false: "Orphan",
  orphan: "Orphan",
};
