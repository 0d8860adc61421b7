import { mergeKeysOf } from "../apimachinery/kind-schema.ts";
import { type JsonObject, threeWayMerge } from "../apimachinery/three-way-merge.ts";
import { select, typeOf, withSource } from "./builder.ts";
import { isSame, type KubeObject, withAt } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { forEachKeepingErrors, KubectlError, PlainError } from "./kubectl-error.ts";
import { printResult, sortKeys } from "./print-object.ts";
import { apiVersionOf, kindName, type ResourceType } from "./resource-types.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Makes an object of a kind. */
export function makeObject(
  kind: string,
  name: string,
  fields: object,
  labels?: Record<string, string>,
): KubeObject {
  return {
    apiVersion: apiVersionOf(typeOf(kind)),
    kind: typeOf(kind).kind,
    metadata: labels === undefined ? { name } : { name, labels },
    ...fields,
  };
}

/**
 * Creates an object and says so; in a client's dry run nothing is asked of the server. `failed` goes before
 * the server's text for the commands that wrap it.
 */
export function createObject(run: CommandRun, object: KubeObject, failed?: string, what = "created"): void {
  const type = typeOf(object.kind);
  let created = object;
  if (run.dryRun !== "client") {
    try {
      created = run.cluster.create(type, run.namespace, object, run.dryRun !== "none");
    } catch (error) {
      if (failed === undefined || !(error instanceof KubectlError)) throw error;
      throw new PlainError(`${failed}${error.message}`);
    }
  } else if (run.flags.has("namespace") && type.isNamespaced) {
    created = withAt(object, ["metadata", "namespace"], run.namespace);
  }
  printResult(run, type, created, run.marked(what));
}

/** Source: `kubernetes/cli-runtime` `pkg/resource/builder.go` RequireFilenameOrKustomize. */
function requireFiles(run: CommandRun): void {
  if (run.flags.list("filename").length === 0 && !run.flags.has("kustomize")) {
    throw new PlainError("must specify one of -f and -k");
  }
}

/** `kubectl create -f`. Source: `kubernetes/kubectl` `pkg/cmd/create/create.go`. */
export function createFromFiles(run: CommandRun): void {
  if (run.args.length > 0 && run.flags.list("filename").length + run.args.length > 0) {
    throw run.usage(`Unexpected args: [${run.args.join(" ")}]`);
  }
  requireFiles(run);
  const { infos, errors } = select(run, []);
  forEachKeepingErrors(
    infos,
    ({ type, namespace, object, source }) => {
      const created =
        run.dryRun === "client"
          ? object
          : withSource("creating", source, () =>
              run.cluster.create(type, namespace, object, run.dryRun !== "none"),
            );
      printResult(run, type, created, run.marked("created"));
    },
    errors,
  );
  if (infos.length === 0 && errors.length === 0) throw new PlainError("no objects passed to create");
}

/**
 * `kubectl apply`. An object that differs from the file in a field the file gives, or lacks one that the
 * last applied file still gave, is configured.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/apply/apply.go`, `pkg/cmd/apply/patcher.go`.
 */
export function applyCommand(run: CommandRun): void {
  const { flags, args } = run;
  if (args.length > 0) throw run.usage(`Unexpected args: [${args.join(" ")}]`);
  const isServerSide = flags.isOn("server-side");
  if (isServerSide && flags.isOn("force")) throw new PlainError("--force cannot be used with --server-side");
  if (isServerSide && run.dryRun === "client") {
    throw new PlainError(
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    );
  }
  if (!isServerSide && flags.isOn("force-conflicts")) {
    throw new PlainError("--force-conflicts only works with --server-side");
  }
  requireFiles(run);
  if (flags.isOn("prune") && !flags.isOn("all") && flags.text("selector") === "") {
    throw new PlainError(
      "all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector",
    );
  }
  const { infos, errors } = select(run, [], { all: "nothing" });
  if (infos.length === 0 && errors.length === 0) throw new PlainError("no objects passed to apply");
  forEachKeepingErrors(
    infos,
    ({ type, namespace, name, object, source }) => {
      if (name === "") throw new PlainError(missingName(type, namespace, source ?? ""));
      const bare = withAt(object, ["metadata", "annotations", LAST_APPLIED], undefined);
      const recorded = type.isNamespaced ? withAt(bare, ["metadata", "namespace"], namespace) : bare;
      const written = JSON.stringify(
        sortKeys(withAt(recorded, ["metadata", "annotations"], bare.metadata.annotations ?? {})),
      );
      const applied = withAt(recorded, ["metadata", "annotations", LAST_APPLIED], `${written}\n`);
      const live = run.cluster.find(type, namespace, name);
      const isDry = run.dryRun !== "none";
      if (live === undefined) {
        const what = isServerSide ? "serverside-applied" : "created";
        const created =
          run.dryRun === "client"
            ? applied
            : withSource("creating", source, () => run.cluster.create(type, namespace, applied, isDry));
        return printResult(run, type, created, run.marked(what));
      }
      const { mergeKeys, last } = {
        mergeKeys: mergeKeysOf(type.kind),
        last: live.metadata.annotations?.[LAST_APPLIED],
      };
      const merge = (original: unknown) => {
        const merged = threeWayMerge({
          original: original as JsonObject,
          modified: applied as unknown as JsonObject,
          current: live as unknown as JsonObject,
          mergeKeys,
        });
        if ("error" in merged) throw new PlainError(String(merged.error));
        return merged as unknown as KubeObject;
      };
      if (isServerSide) {
        if (!isDry) run.cluster.replace(live, merge({}));
        return printResult(run, type, live, run.marked("serverside-applied"));
      }
      if (last === undefined && run.dryRun !== "client") {
        run.warn(
          `resource ${type.plural}/${name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`,
        );
      }
      const merged = merge(last === undefined ? {} : readJson(last));
      const said = (one: KubeObject) => withAt(one, ["metadata", "annotations", LAST_APPLIED], undefined);
      // The annotation may say the same in other words.
      const before = readJson(last ?? "");
      const isUnchanged =
        isSame(said(merged), said(live)) && [object, readJson(written)].some((one) => isSame(before, one));
      const kept = isDry || isUnchanged ? merged : run.cluster.replace(live, merged);
      printResult(run, type, kept, run.marked(isUnchanged ? "unchanged" : "configured"));
    },
    errors,
  );
}

function missingName(
  { group, version, plural, kind }: ResourceType,
  namespace: string,
  file: string,
): string {
  return `error when retrieving current configuration of:\nResource: "${group}/${version}, Resource=${plural}", GroupVersionKind: "${group}/${version}, Kind=${kind}"\nName: "", Namespace: "${namespace}"\nfrom server for: "${file}": resource name may not be empty`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `kubectl replace`. Source: `kubernetes/kubectl` `pkg/cmd/replace/replace.go`. */
export function replaceCommand(run: CommandRun): void {
  if (run.args.length > 0) throw run.usage(`Unexpected args: [${run.args.join(" ")}]`);
  requireFiles(run);
  const isForced = run.flags.isOn("force");
  const { infos, errors } = select(run, []);
  forEachKeepingErrors(
    infos,
    ({ type, namespace, name, object, source }) => {
      const live = run.cluster.find(type, namespace, name);
      if (isForced) {
        if (live !== undefined) {
          run.cluster.delete(live);
          const where = type.isNamespaced ? ` from ${namespace} namespace` : "";
          run.out(`${kindName(type)} "${name}" deleted${where}`);
        }
        run.cluster.create(type, namespace, object, false);
      } else if (live === undefined) {
        withSource("replacing", source, () => run.cluster.get(type, namespace, name));
      } else if (run.dryRun === "none") run.cluster.replace(live, object);
      printResult(run, type, object, run.marked("replaced"));
    },
    errors,
  );
}

/** The objects that a command changes one after the other, each with its line. */
export function patchEach(
  run: CommandRun,
  things: readonly string[],
  change: (object: KubeObject, type: ResourceType) => KubeObject | undefined,
  what: string,
): void {
  const selection = select(run, things, { isLatest: true });
  forEachKeepingErrors(
    selection.infos,
    ({ type, object }) => {
      const changed = change(object, type);
      if (changed === undefined) return;
      if (run.dryRun === "none") run.cluster.replace(object, changed);
      printResult(run, type, changed, run.marked(what));
    },
    selection.errors,
  );
}
