import { allOf, type Info, select } from "./builder.ts";
import { at, type KubeObject } from "./cluster.ts";
import { columns } from "./columns.ts";
import type { CommandRun } from "./command-run.ts";
import { eventRow } from "./event-row.ts";
import { hpaRow } from "./hpa-row.ts";
import { timeSince } from "./human-duration.ts";
import { ErrorList, PlainError } from "./kubectl-error.ts";
import { nodeRow } from "./node-row.ts";
import { type PodForRow, podRow } from "./pod-row.ts";
import { splitOutput, writeObject } from "./print-object.ts";
import {
  apiVersionOf,
  findResourceType,
  kindName,
  pluralName,
  RESOURCE_TYPES,
  type ResourceType,
} from "./resource-types.ts";
import { type ServiceForRow, serviceRow } from "./service-row.ts";
import { pvcRow, pvRow } from "./volume-rows.ts";
import { deploymentRow, jobRow, replicaSetRow } from "./workload-rows.ts";

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
  const { infos, isSingle } = selection;
  const errors = flags.isOn("ignore-not-found") ? [] : selection.errors;
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
  } else printTables(run, infos);
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

function printTables(run: CommandRun, infos: readonly Info[]): void {
  const types = [...new Set(infos.map(({ type }) => type))];
  const tables = types.map((type) =>
    table(
      run,
      type,
      infos.filter((info) => info.type === type),
      types.length > 1,
    ),
  );
  run.stdout += tables.join("\n");
}

function table(run: CommandRun, type: ResourceType, infos: readonly Info[], isKindShown: boolean): string {
  const { flags } = run;
  const rows = infos.map(({ object }) => rowOf(run.now, type, object));
  const isEverywhere = flags.isOn("all-namespaces") && type.isNamespaced;
  const labels = flags.list("label-columns");
  const [first] = rows;
  if (first === undefined) return "";
  const isKindPrinted = isKindShown || flags.isOn("show-kind");
  const headers = [
    ...(isEverywhere ? ["Namespace"] : []),
    ...Object.keys(first).map((key) => HEADERS.get(key) ?? key.replace(/[A-Z]/g, " $&")),
    ...labels.map((label) => label.slice(label.lastIndexOf("/") + 1)),
    ...(flags.isOn("show-labels") ? ["Labels"] : []),
  ];
  const cells = infos.map(({ object, namespace }, index) => {
    const own = Object.values(rows[index] ?? {});
    const [name = "", ...rest] = own;
    const all = object.metadata.labels ?? {};
    return [
      ...(isEverywhere ? [namespace] : []),
      ...(isKindPrinted && type.kind !== "Event" ? [`${kindName(type)}/${name}`, ...rest] : own),
      ...labels.map((label) => all[label] ?? ""),
      ...(flags.isOn("show-labels") ? [writeLabels(all)] : []),
    ];
  });
  return columns({ headers, rows: cells, noHeaders: flags.isOn("no-headers") });
}

function writeLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels)
    .sort()
    .map(([key, value]) => `${key}=${value}`);
  return pairs.join(",") || "<none>";
}

const HEADERS: ReadonlyMap<string, string> = new Map([
  ["upToDate", "Up-to-date"],
  ["clusterIP", "Cluster-IP"],
  ["externalIP", "External-IP"],
  ["ports", "Port(s)"],
  ["storageClass", "StorageClass"],
  ["volumeAttributesClass", "VolumeAttributesClass"],
  ["minPods", "MinPods"],
  ["maxPods", "MaxPods"],
]);

type Row = Readonly<Record<string, string>>;

/** A row for a kind: `now` and the object under the name that its function gives it. */
function rowOf(now: string, type: ResourceType, object: KubeObject): Row {
  const age = timeSince(object.metadata.creationTimestamp, now);
  const { name } = object.metadata;
  const text = (...path: readonly string[]) => String(at(object, ...path) ?? "");
  const count = (...path: readonly string[]) => String(at(object, ...path) ?? 0);
  switch (type.kind) {
    case "Pod":
      return podRow({ now, pod: object as PodForRow });
    case "Deployment":
      return deploymentRow({ now, deployment: object });
    case "ReplicaSet":
      return replicaSetRow({ now, replicaSet: object });
    case "StatefulSet":
      return {
        name,
        ready: `${count("status", "readyReplicas")}/${at(object, "spec", "replicas") ?? 1}`,
        age,
      };
    case "Service":
      return serviceRow({ now, service: object as ServiceForRow });
    case "Node":
      return nodeRow({ now, node: object });
    case "PersistentVolumeClaim":
      return pvcRow({ now, pvc: object });
    case "PersistentVolume":
      return pvRow({ now, pv: object });
    case "Job":
      return jobRow({ now, job: object });
    case "HorizontalPodAutoscaler":
      return hpaRow({ now, hpa: object as unknown as Parameters<typeof hpaRow>[0]["hpa"] });
    case "Event":
      return eventRow({ now, event: object as unknown as Parameters<typeof eventRow>[0]["event"] });
    case "Namespace":
      return { name, status: text("status", "phase") || "Active", age };
    case "ConfigMap":
      return { name, data: `${Object.keys(at(object, "data") ?? {}).length}`, age };
    case "Secret":
      return {
        name,
        type: text("type") || "Opaque",
        data: `${Object.keys(at(object, "data") ?? {}).length}`,
        age,
      };
    default:
      return { name, age };
  }
}

/** `kubectl api-resources`. Source: `kubernetes/kubectl` `pkg/cmd/apiresources/apiresources.go`. */
export function apiResourcesCommand(run: CommandRun): void {
  const { args, flags } = run;
  if (args.length > 0) throw run.usage(`unexpected arguments: [${args.join(" ")}]`);
  const types = RESOURCE_TYPES.filter(
    (type) => !flags.has("namespaced") || type.isNamespaced === flags.isOn("namespaced"),
  ).toSorted((a, b) => (a.group === b.group ? (a.plural < b.plural ? -1 : 1) : a.group < b.group ? -1 : 1));
  if (flags.text("output") === "name") {
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

/** `kubectl events`. Source: `kubernetes/kubectl` `pkg/cmd/events/events.go`. */
export function eventsCommand(run: CommandRun): void {
  const { flags } = run;
  const wanted = flags.text("for");
  if (wanted !== "" && !/^[^/]+\/[^/]+$/.test(wanted))
    throw new PlainError("--for must be in resource/name form");
  const { infos } = select(run, ["events"], { isAllByDefault: true });
  const [word = "", name] = wanted.split("/");
  const kind = findResourceType(word)?.kind;
  const shown = infos.filter(
    ({ object }) =>
      wanted === "" ||
      (at(object, "involvedObject", "kind") === kind && at(object, "involvedObject", "name") === name),
  );
  const isEverywhere = flags.isOn("all-namespaces");
  if (shown.length === 0)
    run.err(isEverywhere ? "No events found." : `No events found in ${run.namespace} namespace.`);
  else printTables(run, shown);
}
