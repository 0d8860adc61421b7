import { allOf, type Info, select } from "./builder.ts";
import { asJson, at } from "./cluster.ts";
import { columns } from "./columns.ts";
import type { CommandRun } from "./command-run.ts";
import { seenOf } from "./follow.ts";
import { alignRows } from "./follow-changes.ts";
import { headerOf, rowOf } from "./kind-rows.ts";
import { ErrorList, PlainError } from "./kubectl-error.ts";
import { jsonpathLater, splitOutput, writeObject } from "./print-object.ts";
import {
  apiVersionOf,
  findResourceType,
  kindName,
  pluralName,
  RESOURCE_TYPES,
  type ResourceType,
} from "./resource-types.ts";

const FORMATS =
  "custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml";

const NOTHING_NAMED = `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.
`;

/**
 * `kubectl get`.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/get/get.go`.
 */
export function getCommand(run: CommandRun): void {
  const { flags, args } = run;
  if (args.length === 0 && flags.list("filename").length === 0) {
    run.err(NOTHING_NAMED);
    throw run.usage(
      `Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).`,
    );
  }
  const [format = "", template] = splitOutput(flags.text("output"));
  if (format !== "" && !FORMATS.split(",").includes(format)) {
    throw new PlainError(
      `unable to match a printer suitable for the output format "${format}", allowed formats are: ${FORMATS}`,
    );
  }
  if (format === "custom-columns" && !template) {
    throw new PlainError("custom-columns format specified but no custom columns given");
  }
  if (format === "jsonpath" && !template && flags.text("template") === "") {
    throw new PlainError("template format specified but no template given");
  }
  const selection = select(run, args, { isAllByDefault: true, isLatest: true });
  const { isSingle } = selection;
  const infos = sorted(run, selection.infos);
  const errors = flags.isOn("ignore-not-found") ? [] : selection.errors;
  if (flags.isOn("watch") || flags.isOn("watch-only")) {
    if (errors.length > 0) throw new ErrorList(errors);
    watch(run, infos, args);
    return;
  }
  if (format === "json" || format === "yaml" || format === "jsonpath") {
    if (isSingle && errors.length > 0) allOf({ ...selection, errors });
    if (isSingle && infos.length === 0) return;
    const list = {
      apiVersion: "v1",
      items: infos.map(({ object }) => object),
      kind: "List",
      metadata: { resourceVersion: "" },
    };
    run.stdout += writeObject(run, (isSingle ? infos[0]?.object : undefined) ?? list, FORMATS);
  } else if (format === "name") {
    for (const { type, name } of infos) run.out(`${kindName(type)}/${name}`);
  } else if (format === "custom-columns") {
    const specs = (template ?? "").split(",").map((spec) => spec.split(":"));
    run.stdout += columns({
      headers: specs.map(([header = ""]) => header),
      rows: infos.map(({ object }) =>
        specs.map(([, path = ""]) => cell(at(object, ...path.replace(/^\./, "").split(".")))),
      ),
      noHeaders: flags.isOn("no-headers"),
    });
  } else printTables(run, infos, hasManyTypes(args));
  if (errors.length > 0) throw new ErrorList(errors);
  if (infos.length === 0 && ["", "wide"].includes(format) && !flags.isOn("ignore-not-found")) {
    run.err(nothingFound(run, args));
  }
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return "<none>";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The sentence for an empty list: with the namespace if it can have mattered. */
export function nothingFound(run: CommandRun, args: readonly string[]): string {
  const words = (args[0] ?? "").split(",");
  const isNamespaced = words.every((word) => findResourceType(word)?.isNamespaced ?? true);
  const where = isNamespaced && !run.flags.isOn("all-namespaces") ? ` in ${run.namespace} namespace.` : "";
  return `No resources found${where}`;
}

/** Whether several types are asked for at once: then each row names its own, also where the others have none. */
function hasManyTypes([first = ""]: readonly string[]): boolean {
  return first === "all" || new Set(first.split(",").map(findResourceType)).size > 1;
}

function printTables(run: CommandRun, infos: readonly Info[], isManyAsked: boolean): void {
  const types = [...new Set(infos.map(({ type }) => type))];
  const tables = types.map((type) => {
    const { headers, rows } = tableOf(
      run,
      type,
      infos.filter((info) => info.type === type),
      isManyAsked || types.length > 1,
    );
    return columns({ headers, rows, noHeaders: run.flags.isOn("no-headers") });
  });
  run.stdout += tables.join("\n");
}

function tableOf(run: CommandRun, type: ResourceType, infos: readonly Info[], isKindShown: boolean) {
  const { flags } = run;
  const isWide = flags.text("output") === "wide";
  const objects = infos.map(({ object }) => rowOf(run.now, object, isWide));
  const isEverywhere = flags.isOn("all-namespaces") && type.isNamespaced;
  const labels = flags.list("label-columns");
  const isKindPrinted = isKindShown || flags.isOn("show-kind");
  const headers = [
    ...(isEverywhere ? ["Namespace"] : []),
    ...Object.keys(objects[0] ?? {}).map((key) => headerOf(type.kind, key)),
    ...labels.map((label) => label.slice(label.lastIndexOf("/") + 1)),
    ...(flags.isOn("show-labels") ? ["Labels"] : []),
  ];
  const rows = infos.map(({ object, namespace }, index) => {
    const own = Object.values(objects[index] ?? {});
    const [name = "", ...rest] = own;
    const all = object.metadata.labels ?? {};
    return [
      ...(isEverywhere ? [namespace] : []),
      ...(isKindPrinted && type.kind !== "Event" ? [`${kindName(type)}/${name}`, ...rest] : own),
      ...labels.map((label) => all[label] ?? ""),
      ...(flags.isOn("show-labels") ? [writeLabels(all)] : []),
    ];
  });
  return { headers, rows };
}

/** `--watch`: the table, and from then on a row for each change. Source: `get.go` watch. */
function watch(run: CommandRun, infos: readonly Info[], args: readonly string[]): void {
  const { flags } = run;
  const [word = "", ...names] = args.flatMap((arg) => arg.split("/"));
  const type = infos[0]?.type ?? findResourceType(word);
  if (word.includes(",") || type === undefined) {
    throw new PlainError("you may only specify a single resource type");
  }
  const { headers, rows } = tableOf(run, type, infos, false);
  const isTable = ["", "wide"].includes(flags.text("output"));
  const hasHeader = rows.length > 0 && !flags.isOn("no-headers");
  const { text, widths } = alignRows(
    [...(hasHeader ? [headers.map((header) => header.toUpperCase())] : []), ...rows],
    [],
  );
  if (!flags.isOn("watch-only")) {
    if (isTable) run.stdout += text;
    else for (const info of infos) run.out(`${kindName(type)}/${info.name}`);
  }
  run.follow = {
    type: "watch",
    kind: type.kind,
    ...(type.isNamespaced && !flags.isOn("all-namespaces") ? { namespace: run.namespace } : {}),
    selector: flags.text("selector"),
    names,
    isWide: flags.text("output") === "wide",
    hasNamespace: flags.isOn("all-namespaces") && type.isNamespaced,
    hasHeader: rows.length > 0 || flags.isOn("no-headers"),
    widths: isTable ? widths : [],
    seen: infos.map(({ object }) => seenOf(object)),
    output: isTable ? "table" : "name",
  };
}

/** `--sort-by`: by what a path finds, numbers as numbers. Source: `kubernetes/kubectl` `pkg/cmd/get/sorter.go`. */
function sorted(run: CommandRun, infos: readonly Info[]): readonly Info[] {
  const path = run.flags
    .text("sort-by")
    .replace(/^\{|\}$/g, "")
    .replace(/^\.?/, "");
  if (path === "") return infos;
  const keyOf = ({ object }: Info) => {
    const found = jsonpathLater.get()({
      template: `{.${path}}`,
      data: asJson(object),
      allowMissingKeys: true,
    });
    return typeof found === "string" ? found : "";
  };
  const compare = (a: string, b: string) => {
    const [left, right] = [Number(a), Number(b)];
    if (a !== "" && b !== "" && !Number.isNaN(left) && !Number.isNaN(right)) return left - right;
    return a < b ? -1 : a > b ? 1 : 0;
  };
  return infos
    .map((info) => [keyOf(info), info] as const)
    .toSorted(([a], [b]) => compare(a, b))
    .map(([, info]) => info);
}

function writeLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels)
    .sort()
    .map(([key, value]) => `${key}=${value}`);
  return pairs.join(",") || "<none>";
}

/** `kubectl api-resources`. Source: `kubernetes/kubectl` `pkg/cmd/apiresources/apiresources.go`. */
export function apiResourcesCommand(run: CommandRun): void {
  const { args, flags } = run;
  if (args.length > 0) throw run.usage(`unexpected arguments: [${args.join(" ")}]`);
  const types = RESOURCE_TYPES.filter(
    (type) => !flags.has("namespaced") || type.isNamespaced === flags.isOn("namespaced"),
  ).toSorted((a, b) => (a.group === b.group ? (a.plural < b.plural ? -1 : 1) : a.group < b.group ? -1 : 1));
  const output = flags.text("output");
  if (!["", "name", "wide"].includes(output)) throw new PlainError(`--output ${output} is not available`);
  if (output === "name") {
    for (const type of types) run.out(pluralName(type));
    return;
  }
  run.stdout += columns({
    headers: ["Name", "ShortNames", "APIVersion", "Namespaced", "Kind"],
    rows: types.map((type) => [
      type.plural,
      type.shortNames.join(","),
      apiVersionOf(type),
      `${type.isNamespaced}`,
      type.kind,
    ]),
    noHeaders: flags.isOn("no-headers"),
  });
}
