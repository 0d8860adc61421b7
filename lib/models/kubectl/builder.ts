import { parseSelector } from "../apimachinery/parse-selector.ts";
import { at, type KubeObject, matchesSelector } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { ErrorList, errorsOf, type KubectlError, PlainError, ServerError } from "./kubectl-error.ts";
import { findResourceType, RESOURCE_TYPES, type ResourceType, typeOfObject } from "./resource-types.ts";

/** A thing that a command is about. `object` is what the server or the file has, `source` the file. */
export type Info = {
  readonly type: ResourceType;
  readonly namespace: string;
  readonly name: string;
  readonly object: KubeObject;
  readonly source?: string;
};

/** What was found, and the errors for what was not. `isSingle`: one thing was asked for by name. */
export type Selection = {
  readonly infos: readonly Info[];
  readonly errors: readonly KubectlError[];
  readonly isSingle: boolean;
};

const MISSING = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

export type SelectOptions = {
  /** A type alone means all of them, as for `get`. */
  readonly isAllByDefault?: boolean;
  /** Objects of files are looked up at the server. */
  readonly isLatest?: boolean;
  /** What `--all` means: `selector` selects everything, `type` lets a type stand alone, `nothing`. */
  readonly all?: "selector" | "type" | "nothing";
};

/**
 * The things that arguments, files and selectors name; throws what is wrong with them.
 *
 * Source: `kubernetes/cli-runtime` `pkg/resource/builder.go`.
 */
export function select(run: CommandRun, args: readonly string[], options: SelectOptions = {}): Selection {
  const { flags } = run;
  const meaning = flags.isOn("all") ? (options.all ?? "selector") : "nothing";
  const all = meaning === "selector";
  const selector = flags.text("selector") || undefined;
  const fieldSelector = flags.text("field-selector") || undefined;
  const files = flags.list("filename");
  const { tuples, typeWord, names } = readArgs(args);

  const loaded = files.map((file) => loadFile(run, file));
  if (all && (selector !== undefined || fieldSelector !== undefined)) {
    throw new PlainError("setting 'all' parameter but found a non empty selector. ");
  }
  if (files.length > 0) {
    if (typeWord !== undefined || tuples.length > 0) {
      throw new PlainError(
        "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well",
      );
    }
    return selectFiles(run, loaded.flat(), options.isLatest ?? false, selector);
  }
  const isEverything =
    typeWord !== undefined &&
    names.length === 0 &&
    tuples.length === 0 &&
    (options.isAllByDefault || meaning === "type");
  if (all || selector !== undefined || fieldSelector !== undefined || isEverything) {
    if (names.length > 0) throw new PlainError("name cannot be provided when a selector is specified");
    if (tuples.length > 0) {
      throw new PlainError("selectors and the all flag cannot be used when passing resource/name arguments");
    }
    if (typeWord === undefined)
      throw new PlainError("at least one resource must be specified to use a selector");
    return { infos: selectAll(run, typesOf(typeWord), selector, fieldSelector), errors: [], isSingle: false };
  }
  if (tuples.length > 0) {
    return selectNames(
      run,
      tuples.map(([word, name]) => [typeOf(word), name] as const),
    );
  }
  if (names.length > 0 && typeWord !== undefined) {
    const types = typesOf(typeWord);
    return selectNames(
      run,
      types.flatMap((type) => names.map((name) => [type, name] as const)),
    );
  }
  if (typeWord !== undefined) {
    typesOf(typeWord);
    throw new PlainError("resource(s) were provided, but no name was specified");
  }
  throw new PlainError(MISSING);
}

function readArgs(args: readonly string[]) {
  const slashed = args.filter((arg) => arg.includes("/"));
  if (slashed.length > 0 && slashed.length < args.length) {
    throw new PlainError(
      "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
    );
  }
  if (slashed.length > 0) {
    return { tuples: args.map(readTuple), typeWord: undefined, names: [] };
  }
  const [typeWord, ...names] = args;
  return { tuples: [], typeWord, names };
}

function readTuple(arg: string): readonly [string, string] {
  const [word = "", name = "", ...more] = arg.split("/");
  if (more.length > 0) {
    throw new PlainError("arguments in resource/name form may not have more than one slash");
  }
  if (word === "" || name === "" || word.includes(",")) {
    throw new PlainError("arguments in resource/name form must have a single resource and name");
  }
  return [word, name];
}

/** The type of a word, or the error that it names none. */
export function typeOf(word: string): ResourceType {
  const type = findResourceType(word);
  if (type === undefined) {
    throw new PlainError(`the server doesn't have a resource type "${word.split(".")[0]}"`);
  }
  return type;
}

function typesOf(words: string): readonly ResourceType[] {
  return words
    .split(",")
    .filter(Boolean)
    .flatMap((word) => (word === "all" ? RESOURCE_TYPES.filter(({ isInAll }) => isInAll) : [typeOf(word)]));
}

function selectAll(
  run: CommandRun,
  types: readonly ResourceType[],
  selector = "",
  fieldSelector = "",
): readonly Info[] {
  const namespace = run.flags.isOn("all-namespaces") ? undefined : run.namespace;
  const [first] = types;
  const requirements = parseSelector(selector);
  if ("error" in requirements && first !== undefined) {
    throw new ServerError(
      "BadRequest",
      `Unable to find "${first.group}/${first.version}, Resource=${first.plural}" that match label selector ${JSON.stringify(selector)}, field selector ${JSON.stringify(fieldSelector)}: ${requirements.error}`,
    );
  }
  return types.flatMap((type) =>
    run.cluster
      .list(type, namespace)
      .filter(
        (object) => matchesSelector(selector, object.metadata.labels) && matchesFields(fieldSelector, object),
      )
      .map((object) => infoOf(type, object)),
  );
}

function matchesFields(fieldSelector: string, object: KubeObject): boolean {
  return fieldSelector
    .split(",")
    .filter(Boolean)
    .every((term) => {
      const [, path = "", operator = "=", value = ""] = /^([^!=]+)(!=|==|=)(.*)$/.exec(term) ?? [];
      return (String(at(object, ...path.split(".")) ?? "") === value) === (operator !== "!=");
    });
}

function infoOf(type: ResourceType, object: KubeObject): Info {
  const { name, namespace = "default" } = object.metadata;
  return { type, namespace: type.isNamespaced ? namespace : "", name, object };
}

function selectNames(run: CommandRun, named: readonly (readonly [ResourceType, string])[]): Selection {
  if (run.flags.isOn("all-namespaces")) {
    throw new PlainError("a resource cannot be retrieved by name across all namespaces");
  }
  const infos: Info[] = [];
  const errors: KubectlError[] = [];
  for (const [type, name] of named) {
    try {
      infos.push(infoOf(type, run.cluster.get(type, run.namespace, name)));
    } catch (error) {
      errors.push(...errorsOf(error));
    }
  }
  return { infos, errors, isSingle: named.length === 1 };
}

type Loaded = { readonly file: string; readonly object: KubeObject };

function loadFile(run: CommandRun, file: string): readonly Loaded[] {
  const objects = run.files.get(file);
  if (objects === undefined) throw new PlainError(`the path "${file}" does not exist`);
  return objects.map((object) => ({ file, object }));
}

function selectFiles(
  run: CommandRun,
  loaded: readonly Loaded[],
  isLatest: boolean,
  selector = "",
): Selection {
  const infos: Info[] = [];
  const errors: KubectlError[] = [];
  for (const { file, object } of loaded) {
    try {
      if (matchesSelector(selector, object.metadata?.labels))
        infos.push(infoOfFile(run, file, object, isLatest));
    } catch (error) {
      errors.push(...errorsOf(error));
    }
  }
  return { infos, errors, isSingle: loaded.length === 1 };
}

function infoOfFile(run: CommandRun, file: string, object: KubeObject, isLatest: boolean): Info {
  if (!object.kind)
    throw new PlainError(
      `unable to decode "${file}": Object 'Kind' is missing in '${JSON.stringify(object)}'`,
    );
  const type = typeOfObject(object) ?? findResourceType(object.kind);
  const { name = "", namespace = "" } = object.metadata ?? {};
  if (type === undefined) {
    throw new PlainError(
      `resource mapping not found for name: "${name}" namespace: "${namespace}" from "${file}": no matches for kind "${object.kind}" in version "${object.apiVersion}"\nensure CRDs are installed first`,
    );
  }
  if (type.isNamespaced && run.flags.has("namespace") && namespace !== "" && namespace !== run.namespace) {
    throw new PlainError(
      `the namespace from the provided object "${namespace}" does not match the namespace "${run.namespace}". You must pass '--namespace=${namespace}' to perform this operation.`,
    );
  }
  const where = type.isNamespaced ? namespace || run.namespace : "";
  const kept = isLatest ? run.cluster.get(type, where, name) : object;
  return { type, namespace: where, name, object: kept, source: file };
}

/** The found things if nothing was missing, else the errors. Source: `pkg/resource/result.go` Infos. */
export function allOf({ infos, errors }: Selection): readonly Info[] {
  if (errors.length > 0) throw new ErrorList(errors);
  return infos;
}

/** A server's error about a file says so. Source: `kubernetes/kubectl` `pkg/cmd/util/helpers.go` AddSourceToErr. */
export function withSource<T>(verb: string, source: string | undefined, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (source === undefined || !(error instanceof ServerError)) throw error;
    throw new ServerError(error.reason, `error when ${verb} "${source}": ${error.message}`);
  }
}
