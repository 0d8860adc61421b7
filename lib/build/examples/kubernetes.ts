import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { type ExampleOptions, type ExampleRemark, isPinned, unpinnedImage } from "./example.ts";
import { isRecord, type YamlExample } from "./yaml-example.ts";

type Path = readonly (string | number)[];
type SchemaError = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
};
type Validator = ((value: unknown) => boolean) & { errors?: readonly SchemaError[] | null };

/**
 * Groups of well-known extensions, whose schemas are no part of Kubernetes, and groups younger than the
 * schemas that are installed (`storagemigration.k8s.io/v1` came with 1.37): only YAML is checked.
 */
const EXTENSIONS =
  /^(?:autoscaling\.k8s\.io|gateway\.networking\.k8s\.io|snapshot\.storage\.k8s\.io|metrics\.k8s\.io|kustomize\.config\.k8s\.io|kind\.x-k8s\.io|kubeadm\.k8s\.io|storagemigration\.k8s\.io|[a-z]+\.config\.k8s\.io)$/;

/** Kubernetes objects that are a template for pods, with the path to the pod's spec. */
const POD_SPECS: Readonly<Record<string, Path>> = {
  Pod: ["spec"],
  Deployment: ["spec", "template", "spec"],
  ReplicaSet: ["spec", "template", "spec"],
  StatefulSet: ["spec", "template", "spec"],
  DaemonSet: ["spec", "template", "spec"],
  Job: ["spec", "template", "spec"],
  CronJob: ["spec", "jobTemplate", "spec", "template", "spec"],
};

/**
 * A Kubernetes object against the published schema of its kind (of the release that
 * the locked `kubernetes-models` is made from), names that the schema does not know
 * included, as `kubectl --validate=strict` does it; and what only the API server
 * would say of a workload.
 */
export async function checkKubernetes(
  example: YamlExample,
  options: ExampleOptions,
): Promise<ExampleRemark[]> {
  const value = example.value as Record<string, unknown>;
  const apiVersion = String(value.apiVersion);
  const kind = String(value.kind);
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/", 2) : ["", apiVersion];
  const folder = modelsFolder();
  if (folder === undefined)
    return [
      {
        code: "no-schema",
        severity: "hint",
        ...example.placeOfKey([], "apiVersion"),
        message: "쿠버네티스 스키마가 없어 매니페스트를 검사하지 않았습니다.",
        hint: "npm ci로 의존성을 설치해 주세요.",
      },
    ];
  const groups = groupsOf(folder);
  const at = example.placeOf(["apiVersion"]);
  if (group !== "" && !groups.includes(group!)) {
    // What has a dot belongs to an extension, whose schema nobody here knows.
    if (EXTENSIONS.test(group!) || (group!.includes(".") && !group!.endsWith(".k8s.io"))) return [];
    const guess = findNearest(group!, groups);
    return [
      {
        code: "unknown-api",
        ...at,
        message: `쿠버네티스에 ${withJosa(`"${group}"`, "이라/라")}는 API 그룹이 없습니다.`,
        hint: guess ? `혹시 "${guess}/${version}"인가요?` : "kubectl api-resources의 목록에서 찾아보세요.",
      },
    ];
  }
  const models = group === "" ? join(folder, version!) : join(folder, group!, version!);
  const file = join(models, `${kind}.js`);
  if (!existsSync(file)) return [unknownKind(example, folder, group!, version!, kind)];
  const stable = options.own ? stableVersionOf(folder, group!, version!, kind) : undefined;
  if (stable !== undefined)
    return [
      {
        code: "unstable-api",
        ...at,
        message: `${withJosa(`"${apiVersion}"`, "은/는")} 안정판 API가 아닙니다.`,
        hint: `안정판으로 적어 주세요: ${stable}`,
      },
    ];
  const validate = await validatorOf(file);
  if (validate === undefined) return [];
  const watched = watch(value, []);
  const valid = validate(watched.value);
  const errors = valid ? [] : (validate.errors ?? []);
  const unknown = unknownNames(example, watched.seen);
  // A name that is misspelt is not missing as well.
  const meant = new Set(unknown.map(({ path, guess }) => JSON.stringify([path, guess])));
  const said = errors.filter(
    ({ instancePath, keyword, params }) =>
      keyword !== "required" || !meant.has(JSON.stringify([pathOf(instancePath), params.missingProperty])),
  );
  return [
    ...unknown.map(({ remark }) => remark),
    ...said.flatMap((error) => sayError(example, error, errors)),
    ...missingName(example, value),
    ...selectorMismatch(example, value, kind),
    ...(options.own ? unpinnedImages(example, value, kind) : []),
  ];
}

/** Where a kind of an alpha or beta version is stable; undefined for one that is, or that is stable nowhere. */
function stableVersionOf(folder: string, group: string, version: string, kind: string): string | undefined {
  if (!/(?:alpha|beta)\d*$/.test(version)) return undefined;
  const here = readdirSync(join(folder, group))
    .filter((name) => /^v\d+$/.test(name) && existsSync(join(folder, group, name, `${kind}.js`)))
    .sort()
    .at(-1);
  return here === undefined ? homeOf(folder, kind) : `${group}/${here}`;
}

function unknownKind(
  example: YamlExample,
  folder: string,
  group: string,
  version: string,
  kind: string,
): ExampleRemark {
  const base = group === "" ? folder : join(folder, group);
  const kinds = (of: string) => {
    const path = join(base, of);
    return existsSync(path) ? rootKindsIn(path) : [];
  };
  const versions = group === "" ? ["v1"] : readdirSync(base).filter((name) => /^v\d/.test(name));
  const elsewhere = versions.filter((other) => other !== version && kinds(other).includes(kind));
  const written = group === "" ? version : `${group}/${version}`;
  if (elsewhere.length > 0 || !versions.includes(version)) {
    const stable = elsewhere.find((other) => /^v\d+$/.test(other)) ?? elsewhere[0] ?? versions[0]!;
    return {
      code: "unknown-api",
      ...example.placeOf(["apiVersion"]),
      message: `"${written}"에는 ${withJosa(kind, "이/가")} 없습니다.`,
      hint: `혹시 "${group === "" ? stable : `${group}/${stable}`}"인가요?`,
    };
  }
  const guess = findNearest(kind, kinds(version));
  const home = homeOf(folder, kind);
  return {
    code: "unknown-kind",
    ...example.placeOf(["kind"]),
    message: `"${written}"에 ${withJosa(`"${kind}"`, "이라/라")}는 종류가 없습니다.`,
    hint:
      home !== undefined
        ? `${withJosa(kind, "은/는")} "${home}"에 있습니다.`
        : guess
          ? `혹시 "${guess}"인가요?`
          : "종류와 apiVersion이 맞는지 살펴보세요.",
  };
}

/** The stable apiVersion that has a kind. */
function homeOf(folder: string, kind: string): string | undefined {
  const candidates = ["v1", ...groupsOf(folder).flatMap((group) => [`${group}/v1`, `${group}/v2`])];
  return candidates.find((one) => {
    const path = join(folder, one, `${kind}.js`);
    return existsSync(path) && isRootKind(path);
  });
}

function rootKindsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".js") && name !== "index.js" && isRootKind(join(folder, name)))
    .map((name) => name.slice(0, -3));
}

/** Kinds have a class of their own; the parts they are made of have none. */
function isRootKind(file: string): boolean {
  return readFileSync(file, "utf8").includes("createTypeMetaGuard");
}

function modelsFolder(): string | undefined {
  try {
    return dirname(fileURLToPath(import.meta.resolve("kubernetes-models")));
  } catch {
    return undefined;
  }
}

let knownGroups: string[] | undefined;

function groupsOf(folder: string): string[] {
  knownGroups ??= readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "_schemas" && !/^v\d/.test(entry.name))
    .map((entry) => entry.name)
    .filter((name) => name !== "node_modules");
  return knownGroups;
}

const validators = new Map<string, Promise<Validator | undefined>>();

/** The validator that a kind's class is given. The class copies what it checks, which would hide who reads what. */
function validatorOf(file: string): Promise<Validator | undefined> {
  let known = validators.get(file);
  if (known === undefined) {
    const schema = /import\{validate\}from"([^"]+)"/.exec(readFileSync(file, "utf8"))?.[1];
    known =
      schema === undefined
        ? Promise.resolve(undefined)
        : (import(pathToFileURL(join(dirname(file), schema)).href) as Promise<{ validate: Validator }>).then(
            (module) => module.validate,
          );
    validators.set(file, known);
  }
  return known;
}

type Seen = { readonly path: Path; readonly value: Record<string, unknown>; readonly read: Set<string> };

/**
 * The validators are compiled and say nothing of names they do not know. But they read
 * every name they do know, there or not: what was never read is unknown. A map of free
 * names is read as a whole, and of an object without a schema nothing is read at all.
 */
function watch(value: unknown, path: Path, seen: Seen[] = []): { value: unknown; seen: Seen[] } {
  if (value === null || typeof value !== "object") return { value, seen };
  const read = new Set<string>();
  if (!Array.isArray(value)) seen.push({ path, value: value as Record<string, unknown>, read });
  const inner = new Map<string, unknown>();
  const watched = new Proxy(value, {
    get(target, key) {
      const own = (target as Record<PropertyKey, unknown>)[key];
      if (typeof key !== "string") return own;
      read.add(key);
      if (own === null || typeof own !== "object") return own;
      if (!inner.has(key))
        inner.set(key, watch(own, [...path, Array.isArray(value) ? Number(key) : key], seen).value);
      return inner.get(key);
    },
  });
  return { value: watched, seen };
}

/** Dropped from the compiled schemas together with what describes them; it is always text. */
const DROPPED = "description";

type Unknown = { readonly path: Path; readonly guess: string | undefined; readonly remark: ExampleRemark };

function unknownNames(example: YamlExample, seen: readonly Seen[]): Unknown[] {
  return seen.flatMap(({ path, value, read }) => {
    if (read.size === 0) return [];
    return Object.keys(value)
      .filter((key) => !read.has(key) && key !== DROPPED)
      .map((key): Unknown => {
        const guess = findNearest(key, read);
        const where = path.length === 0 ? String(value.kind) : nameOf(path);
        const remark: ExampleRemark = {
          code: "unknown-field",
          ...example.placeOfKey(path, key),
          message: `${where}에 ${withJosa(`"${key}"`, "이라/라")}는 필드가 없습니다.`,
          hint: guess ? `혹시 "${guess}"인가요?` : "들여쓰기의 깊이와 이름을 살펴보세요.",
        };
        return { path, guess, remark };
      });
  });
}

const TYPES: Readonly<Record<string, string>> = {
  string: "글자",
  integer: "정수",
  number: "숫자",
  boolean: "true나 false",
  array: "목록",
  object: "이름과 값의 묶음",
};

function sayError(example: YamlExample, error: SchemaError, all: readonly SchemaError[]): ExampleRemark[] {
  const path = pathOf(error.instancePath);
  const here = all.filter((other) => other.instancePath === error.instancePath);
  // Alternatives fail one by one and once together: said once, as what is closest.
  const alternatives = here.some((other) => other.keyword === "oneOf" || other.keyword === "anyOf");
  const closest = here.find((other) => other.keyword === "format") ?? here[0];
  if (alternatives && error !== closest) return [];
  // Which kind it is was looked up by these very names.
  if (path.length === 1 && (path[0] === "apiVersion" || path[0] === "kind")) return [];
  const name = nameOf(path);
  const found = valueAt(example.value, path);
  const shown = found === null ? "빈 값" : typeof found === "object" ? "묶음" : `"${String(found)}"`;
  const at = example.placeOf(path);
  switch (error.keyword) {
    case "required": {
      const missing = String(error.params.missingProperty);
      const where = path.length === 0 ? String((example.value as Record<string, unknown>).kind) : name;
      const last = path.at(-1);
      return [
        {
          code: "missing-field",
          ...(typeof last === "string" ? example.placeOfKey(path, missing) : at),
          message: `${where}에 꼭 있어야 하는 ${withJosa(`"${missing}"`, "이/가")} 없습니다.`,
          hint: `${withJosa(`"${missing}: "`, "을/를")} 더해 주세요.`,
        },
      ];
    }
    case "enum": {
      const values = (error.params.allowedValues as unknown[]).map(String);
      const guess = findNearest(String(found), values);
      return [
        {
          code: "bad-value",
          ...at,
          message: `${name}에 ${withJosa(shown, "은/는")} 쓸 수 없습니다. 쓸 수 있는 값: ${values.join(", ")}`,
          hint: guess ? `혹시 "${guess}"인가요?` : "",
        },
      ];
    }
    case "type": {
      const wanted = TYPES[String(error.params.type)] ?? String(error.params.type);
      const quoted = wanted === TYPES.string && (typeof found === "number" || typeof found === "boolean");
      const unquoted = wanted === TYPES.integer && typeof found === "string" && /^\d+$/.test(found);
      return [
        {
          code: "wrong-type",
          ...at,
          message: `${name}에는 ${withJosa(wanted, "을/를")} 적어야 합니다. 지금은 ${shown}입니다.`,
          hint: quoted ? `"${found}"처럼 따옴표로 감싸 주세요.` : unquoted ? "따옴표를 빼 주세요." : "",
        },
      ];
    }
    case "format":
      return [
        {
          code: "bad-value",
          ...at,
          message: `${name}의 ${withJosa(shown, "은/는")} 형식이 맞지 않습니다.`,
          hint:
            error.params.format === "quantity"
              ? "수량은 500m, 2, 128Mi처럼 적습니다."
              : `형식: ${String(error.params.format)}`,
        },
      ];
    default:
      return [
        {
          code: "bad-value",
          ...at,
          message: `${name}의 ${withJosa(shown, "은/는")} 스키마에 맞지 않습니다(${error.keyword}).`,
          hint: "",
        },
      ];
  }
}

function missingName(example: YamlExample, value: Record<string, unknown>): ExampleRemark[] {
  const kind = String(value.kind);
  if (kind.endsWith("List") || kind.endsWith("Review")) return [];
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  if (metadata.name !== undefined || metadata.generateName !== undefined) return [];
  return [
    {
      code: "missing-field",
      ...example.placeOfKey([], value.metadata === undefined ? "kind" : "metadata"),
      message: `${kind}에 이름(metadata.name)이 없습니다.`,
      hint: "클러스터에 넣으려면 이름이 있어야 합니다.",
    },
  ];
}

function selectorMismatch(
  example: YamlExample,
  value: Record<string, unknown>,
  kind: string,
): ExampleRemark[] {
  if (!["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"].includes(kind)) return [];
  const wanted = valueAt(value, ["spec", "selector", "matchLabels"]);
  const given = valueAt(value, ["spec", "template", "metadata", "labels"]);
  if (!isRecord(wanted)) return [];
  return Object.entries(wanted)
    .filter(([key, label]) => !isRecord(given) || given[key] !== label)
    .map(([key, label]) => ({
      code: "selector-mismatch",
      ...example.placeOfKey(["spec", "selector", "matchLabels"], key),
      message: `셀렉터의 레이블 ${withJosa(`"${key}: ${String(label)}"`, "이/가")} 파드 템플릿에 없습니다.`,
      hint: `spec.template.metadata.labels에도 ${withJosa(`"${key}: ${String(label)}"`, "을/를")} 적어 주세요.`,
    }));
}

function unpinnedImages(example: YamlExample, value: Record<string, unknown>, kind: string): ExampleRemark[] {
  const spec = Object.hasOwn(POD_SPECS, kind) ? POD_SPECS[kind] : undefined;
  if (spec === undefined) return [];
  return ["initContainers", "containers"].flatMap((list) => {
    const containers = valueAt(value, [...spec, list]);
    if (!Array.isArray(containers)) return [];
    return containers.flatMap((container: unknown, index) => {
      const image = isRecord(container) ? container.image : undefined;
      if (typeof image !== "string" || isPinned(image)) return [];
      return [{ ...unpinnedImage(image), ...example.placeOf([...spec, list, index, "image"]) }];
    });
  });
}

/** `/spec/containers/0/name` → its parts. */
function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function nameOf(path: Path): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part + 1}]` : part))
    .join(".")
    .replaceAll(".[", "[");
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const part of path) at = (at as Record<string | number, unknown> | undefined | null)?.[part];
  return at;
}
