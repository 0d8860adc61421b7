import { isServedKind } from "../apimachinery/kind-schema.ts";
import { KUBECTL } from "../kubectl/commands.ts";
import { findResourceType, RESOURCE_TYPES, type ResourceType } from "../kubectl/resource-types.ts";
import { FILTER_NAMES } from "./pipes.ts";
import type { TextFile } from "./shell.ts";
import type { World } from "./world.ts";

/** What Tab offers: where the word begins, and what it may become. */
export type Completion = { readonly from: number; readonly candidates: readonly string[] };

const SHELL = ["kubectl", "cat", "ls", "echo", "date", "clear"];
const FORMATS = ["json", "name", "wide", "yaml"];
const NAMED_VERBS = [
  "get",
  "describe",
  "delete",
  "scale",
  "label",
  "annotate",
  "patch",
  "wait",
  "expose",
  "autoscale",
];
const ROLLOUT_KINDS = ["daemonset", "deployment", "statefulset"];
const MOST = 60;

/** What may stand at the end of a line. Source: `kubernetes/kubectl` `pkg/util/completion/completion.go`. */
export function complete(world: World, files: readonly TextFile[], line: string): Completion {
  const pipe = line.lastIndexOf("|");
  const part = line.slice(pipe + 1).replace(/^\s+/, "");
  const words = part.split(/\s+/);
  const last = words.at(-1) ?? "";
  const before = words.slice(0, -1).filter(Boolean);
  const from = line.length - last.length;
  const answer = (candidates: readonly string[], prefix = ""): Completion => ({
    from: from + prefix.length,
    candidates: [...new Set(candidates)]
      .filter((one) => one.startsWith(last.slice(prefix.length)))
      .sort()
      .slice(0, MOST),
  });
  if (before.length === 0) return answer(pipe < 0 ? SHELL : [...FILTER_NAMES, "kubectl"]);
  const fileNames = files.map(({ name }) => name);
  if (before[0] === "cat") return answer(fileNames);
  if (before[0] !== "kubectl" && before[0] !== "k") return answer([]);
  const flag = before.at(-1) ?? "";
  if (flag === "-n" || flag === "--namespace")
    return answer(world.list("Namespace").map(({ metadata }) => metadata.name));
  if (flag === "-f" || flag === "--filename") return answer(fileNames);
  if (flag === "-o" || flag === "--output") return answer(FORMATS);
  const { verbs, rest, command } = commandOf(before.slice(1));
  if (last.startsWith("-")) return answer([...command.flags.keys()].map((name) => `--${name}`));
  if (command.commands.length > 0 && rest.length === 0) {
    return answer(
      command.commands
        .filter(({ run, commands }) => run !== undefined || commands.length > 0)
        .map(({ names }) => names[0] ?? ""),
    );
  }
  const namespace = namespaceOf(before);
  const names = (type: ResourceType | undefined) =>
    type === undefined
      ? []
      : (
          world.list(type.kind, type.isNamespaced ? namespace : undefined) as readonly {
            readonly metadata: { readonly name: string };
          }[]
        ).map(({ metadata }) => metadata.name);
  const slash = last.indexOf("/");
  if (slash > 0) return answer(names(findResourceType(last.slice(0, slash))), last.slice(0, slash + 1));
  const [verb = ""] = verbs;
  if (["logs", "exec"].includes(verb)) {
    if (rest.length === 0) return answer(names(findResourceType("pods")));
    const pod = world.get("Pod", namespace, rest[0] ?? "");
    return answer((pod?.spec.containers ?? []).map(({ name }) => name));
  }
  if (["drain", "cordon", "uncordon", "taint"].includes(verb))
    return answer(names(findResourceType("nodes")));
  const typeWords =
    verb === "rollout"
      ? ROLLOUT_KINDS
      : RESOURCE_TYPES.filter(
          ({ kind }) => isServedKind(kind) || kind === "Event" || kind === "EndpointSlice",
        ).map(({ plural }) => plural);
  if (rest.length === 0 && ([...NAMED_VERBS, "rollout", "set"].includes(verb) || verbs.length > 1))
    return answer(typeWords);
  return answer(names(findResourceType(rest[0] ?? "")));
}

/** The commands that words name, and the words after them that are no flags. */
function commandOf(words: readonly string[]) {
  let command = KUBECTL;
  const verbs: string[] = [];
  const rest: string[] = [];
  for (let place = 0; place < words.length; place++) {
    const word = words[place]!;
    if (word.startsWith("-")) {
      if (/^(-n|-o|-l|-f|-c|--namespace|--output|--selector|--filename|--container)$/.test(word)) place += 1;
      continue;
    }
    const inner = rest.length > 0 ? undefined : command.commands.find(({ names }) => names.includes(word));
    if (inner === undefined) rest.push(word);
    else {
      command = inner;
      verbs.push(inner.names[0] ?? "");
    }
  }
  return { verbs, rest, command };
}

function namespaceOf(words: readonly string[]): string {
  const place = words.findIndex((word) => word === "-n" || word === "--namespace");
  const joined = words.find((word) => word.startsWith("--namespace="));
  return (place >= 0 ? words[place + 1] : joined?.slice("--namespace=".length)) ?? "default";
}
