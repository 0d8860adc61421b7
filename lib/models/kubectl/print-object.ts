import type { ModelError } from "../model-error.ts";
import { asJson, type KubeObject } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { PlainError } from "./kubectl-error.ts";
import { later } from "./later.ts";
import type { Json } from "./objects.ts";
import type { ResourceType } from "./resource-types.ts";
import { writeYaml } from "./write-yaml.ts";

/** Templates are read when somebody writes one. */
export const jsonpathLater =
  later<
    (input: {
      readonly template: string;
      readonly data: Json;
      readonly allowMissingKeys?: boolean;
    }) => string | ModelError
  >("jsonpath");

const FORMATS =
  "go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,yaml";

/** Whether `-o` asks for more than a name. */
export function hasObjectOutput(run: CommandRun): boolean {
  return !["", "name"].includes(run.flags.text("output"));
}

/** Prints the object if `-o` asks for it, else `kind/name what`. */
export function printResult(run: CommandRun, type: ResourceType, object: KubeObject, what: string): void {
  if (hasObjectOutput(run)) run.stdout += writeObject(run, object);
  else run.report(type, object.metadata.name, what);
}

/** Prints what an object has become, if `-o` asks for it, else `kind/name what`; in a dry run `changed` itself. */
export function printChanged(run: CommandRun, type: ResourceType, changed: KubeObject, what: string): void {
  const { name, namespace = run.namespace } = changed.metadata;
  const kept = run.dryRun === "none" ? run.cluster.find(type, namespace, name) : undefined;
  printResult(run, type, kept ?? changed, what);
}

/**
 * An object in the format of `-o`: json, yaml or jsonpath.
 *
 * Source: `kubernetes/cli-runtime` `pkg/genericclioptions/print_flags.go` ToPrinter, `pkg/printers/{json,yaml,jsonpath}.go`.
 */
export function writeObject(run: CommandRun, object: object, formats = FORMATS): string {
  const [format = "", template] = splitOutput(run.flags.text("output"));
  if (format === "json") return `${JSON.stringify(sortKeys(object), null, 4)}\n`;
  if (format === "yaml") return writeYaml(object);
  if (format !== "jsonpath") {
    throw new PlainError(
      `unable to match a printer suitable for the output format "${format}", allowed formats are: ${formats}`,
    );
  }
  const text = template ?? run.flags.text("template");
  if (text === "") throw new PlainError("template format specified but no template given");
  const result = jsonpathLater.get()({
    template: text,
    data: asJson(sortKeys(object)),
    allowMissingKeys: true,
  });
  if (typeof result === "string") return result;
  throw new PlainError(`error parsing jsonpath ${text}, ${result.error}`);
}

/** `jsonpath=…` → format and template. */
export function splitOutput(output: string): readonly [string, string | undefined] {
  const equals = output.indexOf("=");
  return equals < 0 ? [output, undefined] : [output.slice(0, equals), output.slice(equals + 1)];
}

/** Objects come from the server with their fields in order of the alphabet. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
