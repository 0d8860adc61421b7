import { type Info, select } from "./builder.ts";
import { invalidValue, type KubeObject, withAt } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { forEachKeepingErrors, invalidObject, PlainError } from "./kubectl-error.ts";
import { printChanged } from "./print-object.ts";
import { labelValueProblem, qualifiedNameProblem } from "./validation.ts";

/** `key=value` to set and `key-` to remove. */
type Changes = { readonly set: ReadonlyMap<string, string>; readonly remove: readonly string[] };

/**
 * `kubectl label`.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/label/label.go`.
 */
export function labelCommand(run: CommandRun): void {
  const { things, changes } = readChanges(run, "label", (changeWords) => {
    const words = parseChanges(changeWords, (word) => {
      const [key = "", value = "", ...more] = word.split("=");
      if (more.length > 0 || key === "") throw new PlainError(`invalid label spec: ${word}`);
      const problem = labelValueProblem(value);
      if (problem !== undefined) throw new PlainError(`invalid label value: "${word}": ${problem}`);
      return [key, value];
    });
    if (words.remove.some((key) => words.set.has(key))) {
      throw new PlainError("can not both modify and remove a label in the same command");
    }
    return words;
  });
  const isOverwriting = run.flags.isOn("overwrite");
  changeEach(run, "labels", things, (info) => {
    const labels = info.object.metadata.labels ?? {};
    for (const [key, value] of isOverwriting ? [] : changes.set) {
      if (Object.hasOwn(labels, key) && labels[key] !== value) {
        throw new PlainError(`'${key}' already has a value (${labels[key]}), and --overwrite is false`);
      }
    }
    for (const key of changes.remove) {
      if (!Object.hasOwn(labels, key)) run.out(`label "${key}" not found.`);
    }
    const isAdding = [...changes.set].some(([key, value]) => labels[key] !== value);
    const isRemoving = changes.remove.some((key) => Object.hasOwn(labels, key));
    const what = isAdding ? (isRemoving ? "modified" : "labeled") : isRemoving ? "unlabeled" : "not labeled";
    return { object: applyChanges(info.object, "labels", changes), what };
  });
}

/**
 * `kubectl annotate`.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/annotate/annotate.go`, `pkg/cmd/util/helpers.go` ParsePairs.
 */
export function annotateCommand(run: CommandRun): void {
  const { things, changes } = readChanges(run, "annotation", (words) =>
    parseChanges(words, (word) => {
      const equals = word.indexOf("=");
      if (equals < 1) throw new PlainError(`invalid annotation format: ${word}`);
      return [word.slice(0, equals), word.slice(equals + 1)];
    }),
  );
  const both = changes.remove.filter((key) => changes.set.has(key));
  if (both.length > 0) {
    throw new PlainError(
      `can not both modify and remove the following annotation(s) in the same command: ${both.join(", ")}`,
    );
  }
  const isOverwriting = run.flags.isOn("overwrite");
  changeEach(run, "annotations", things, (info) => {
    const annotations = info.object.metadata.annotations ?? {};
    const clashes = [...(isOverwriting ? [] : changes.set)].flatMap(([key, value]) =>
      Object.hasOwn(annotations, key) && annotations[key] !== value
        ? [`'${key}' already has a value (${annotations[key]})`]
        : [],
    );
    if (clashes.length > 0) {
      throw new PlainError(
        `--overwrite is false but found the following declared annotation(s): ${clashes.join("; ")}`,
      );
    }
    return { object: applyChanges(info.object, "annotations", changes), what: "annotated" };
  });
}

/** Source: `pkg/cmd/util/helpers.go` GetResourcesAndPairs. */
function readChanges(run: CommandRun, noun: string, parse: (words: readonly string[]) => Changes) {
  const { flags, args } = run;
  const isChange = (word: string) => word.indexOf("=") > 0 || (word.endsWith("-") && word !== "-");
  const first = args.findIndex(isChange);
  const things = first < 0 ? args : args.slice(0, first);
  const words = first < 0 ? [] : args.slice(first);
  const stray = words.find((word) => !isChange(word));
  if (stray !== undefined) {
    throw new PlainError(`all resources must be specified before ${noun} changes: ${stray}`);
  }
  const changes = parse(words);
  if (flags.isOn("all") && flags.text("selector") !== "") {
    throw new PlainError("cannot set --all and --selector at the same time");
  }
  if (flags.isOn("all") && flags.text("field-selector") !== "") {
    throw new PlainError("cannot set --all and --field-selector at the same time");
  }
  if (things.length === 0 && flags.list("filename").length === 0) {
    throw new PlainError("one or more resources must be specified as <resource> <name> or <resource>/<name>");
  }
  if (words.length === 0 && !flags.isOn("list"))
    throw new PlainError(`at least one ${noun} update is required`);
  return { things, changes };
}

function parseChanges(words: readonly string[], parse: (word: string) => readonly [string, string]): Changes {
  const isRemoval = (word: string) => word.endsWith("-") && !word.includes("=");
  return {
    set: new Map(words.filter((word) => !isRemoval(word)).map(parse)),
    remove: words.filter(isRemoval).map((word) => word.slice(0, -1)),
  };
}

function applyChanges(
  object: KubeObject,
  field: "labels" | "annotations",
  { set, remove }: Changes,
): KubeObject {
  const entries = new Map([...Object.entries(object.metadata[field] ?? {}), ...set]);
  for (const key of remove) entries.delete(key);
  return withAt(object, ["metadata", field], entries.size === 0 ? undefined : Object.fromEntries(entries));
}

function changeEach(
  run: CommandRun,
  field: "labels" | "annotations",
  things: readonly string[],
  change: (info: Info) => { readonly object: KubeObject; readonly what: string },
): void {
  const { infos, errors, isSingle } = select(run, things, { isLatest: true, all: "type" });
  if (run.flags.has("resource-version") && infos.length > 1) {
    throw new PlainError("--resource-version may only be used with a single resource");
  }
  forEachKeepingErrors(
    infos,
    (info) => {
      const { object, what } = change(info);
      const causes = Object.keys(object.metadata[field] ?? {}).flatMap((key) => {
        const problem = qualifiedNameProblem(key);
        return problem === undefined ? [] : [invalidValue(`metadata.${field}`, key, problem)];
      });
      if (causes.length > 0 && run.dryRun !== "client") throw invalidObject(info.type, info.name, causes);
      if (run.dryRun === "none") run.cluster.replace(info.object, object);
      if (!run.flags.isOn("list")) return printChanged(run, info.type, object, run.marked(what));
      if (!isSingle) run.out(`Listing ${field} for ${info.type.kind}.${info.type.group}/${info.name}:`);
      for (const [key, value] of Object.entries(object.metadata[field] ?? {}).sort()) {
        run.out(`${isSingle ? "" : " "}${key}=${value}`);
      }
    },
    errors,
  );
}
