import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { type Breach, findComposeBreaches, type Path } from "./compose-schema.ts";
import { type ExampleOptions, type ExampleRemark, isPinned, unpinnedImage } from "./example.ts";
import { isRecord, type YamlExample } from "./yaml-example.ts";

const TYPES: Readonly<Record<string, string>> = {
  string: "글자",
  integer: "정수",
  number: "숫자",
  boolean: "true나 false",
  array: "목록",
  object: "이름과 값의 묶음",
  null: "빈 값",
};

/** A Compose file against the specification, and names that one part of it uses and no other defines. */
export function checkCompose(example: YamlExample, options: ExampleOptions): ExampleRemark[] {
  const value = example.value as Record<string, unknown>;
  return [
    ...findComposeBreaches(value).map((breach) => sayBreach(example, breach)),
    ...undefinedNames(example, value),
    ...(options.own ? unpinnedImages(example, value) : []),
  ];
}

function sayBreach(example: YamlExample, breach: Breach): ExampleRemark {
  const name = nameOf(breach.path) || "파일";
  switch (breach.kind) {
    case "unknown": {
      const guess = findNearest(breach.key, breach.known);
      return {
        code: "unknown-field",
        ...example.placeOfKey(breach.path, breach.key),
        message: `Compose의 ${name}에 ${withJosa(`"${breach.key}"`, "이라/라")}는 이름이 없습니다.`,
        hint: guess ? `혹시 "${guess}"인가요?` : "들여쓰기의 깊이와 이름을 살펴보세요.",
      };
    }
    case "missing":
      return {
        code: "missing-field",
        ...example.placeOfKey(breach.path, breach.key),
        message: `${name}에 꼭 있어야 하는 ${withJosa(`"${breach.key}"`, "이/가")} 없습니다.`,
        hint: `${withJosa(`"${breach.key}: "`, "을/를")} 더해 주세요.`,
      };
    case "type": {
      const wanted = breach.wanted.map((type) => TYPES[type] ?? type).join(" 또는 ");
      return {
        code: "wrong-type",
        ...example.placeOf(breach.path),
        message: `${name}에는 ${withJosa(wanted, "을/를")} 적어야 합니다. 지금은 ${shown(breach.found)}입니다.`,
        hint: "",
      };
    }
    case "twice":
      return {
        code: "repeated-item",
        ...example.placeOf(breach.path),
        message: `${withJosa(nameOf(breach.path), "은/는")} 이 목록의 ${breach.first + 1}번째와 같습니다. 같은 것을 두 번 적을 수 없습니다.`,
        hint: "둘 가운데 하나를 지워 주세요.",
      };
    case "value": {
      const guess = findNearest(String(breach.found), breach.allowed);
      return {
        code: "bad-value",
        ...example.placeOf(breach.path),
        message: `${name}에 ${withJosa(shown(breach.found), "은/는")} 쓸 수 없습니다.${
          breach.allowed.length > 0 ? ` 쓸 수 있는 값: ${breach.allowed.join(", ")}` : ""
        }`,
        hint: guess ? `혹시 "${guess}"인가요?` : "",
      };
    }
  }
}

/** What services may refer to, with the name of a definition. */
const REFERENCES = { networks: "네트워크", secrets: "시크릿", configs: "설정" } as const;

function undefinedNames(example: YamlExample, value: Record<string, unknown>): ExampleRemark[] {
  const services = isRecord(value.services) ? value.services : {};
  const remarks: ExampleRemark[] = [];
  const check = (list: string, name: string, path: Path, what: string, known: readonly string[]) => {
    if (known.includes(name)) return;
    const guess = findNearest(name, known);
    remarks.push({
      code: "undefined-name",
      ...example.placeOf(path),
      message: `${what} ${withJosa(`"${name}"`, "이/가")} 이 파일에 없습니다.`,
      hint: guess ? `혹시 "${guess}"인가요?` : `맨 바깥의 ${list}: 아래에 적어 주세요.`,
    });
  };
  const namesIn = (list: string) => Object.keys(isRecord(value[list]) ? value[list] : {});
  for (const [service, body] of Object.entries(services)) {
    if (!isRecord(body)) continue;
    const at: Path = ["services", service];
    for (const { name, path } of entriesOf(body.depends_on, [...at, "depends_on"]))
      check("services", name, path, "서비스", Object.keys(services));
    for (const [list, what] of Object.entries(REFERENCES))
      for (const { name, path } of entriesOf(body[list], [...at, list]))
        check(list, name, path, what, [...namesIn(list), ...(list === "networks" ? ["default"] : [])]);
    for (const [index, volume] of (Array.isArray(body.volumes) ? body.volumes : []).entries()) {
      const named = volumeName(volume);
      if (named !== undefined) check("volumes", named, [...at, "volumes", index], "볼륨", namesIn("volumes"));
    }
  }
  return remarks;
}

/** The names that a list or a map of references holds. */
function entriesOf(value: unknown, path: Path): { name: string; path: Path }[] {
  if (isRecord(value)) return Object.keys(value).map((name) => ({ name, path: [...path, name] }));
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => {
    const name = isRecord(item) ? item.source : item;
    return typeof name === "string" ? [{ name, path: [...path, index] }] : [];
  });
}

/** `data:/var/lib` names a volume; a path, a variable or an anonymous volume does not. */
function volumeName(volume: unknown): string | undefined {
  if (isRecord(volume))
    return volume.type === "volume" && typeof volume.source === "string" ? volume.source : undefined;
  if (typeof volume !== "string") return undefined;
  const source = /^([^:]+):/.exec(volume)?.[1];
  return source !== undefined && /^[A-Za-z0-9][\w.-]*$/.test(source) && source.length > 1
    ? source
    : undefined;
}

function unpinnedImages(example: YamlExample, value: Record<string, unknown>): ExampleRemark[] {
  const services = isRecord(value.services) ? value.services : {};
  return Object.entries(services).flatMap(([service, body]) => {
    const image = isRecord(body) && body.build === undefined ? body.image : undefined;
    if (typeof image !== "string" || isPinned(image)) return [];
    return [{ ...unpinnedImage(image), ...example.placeOf(["services", service, "image"]) }];
  });
}

function nameOf(path: Path): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part + 1}]` : part))
    .join(".")
    .replaceAll(".[", "[");
}

function shown(value: unknown): string {
  return value === null ? "빈 값" : typeof value === "object" ? "묶음" : `"${String(value)}"`;
}
