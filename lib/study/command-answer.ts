import { editDistance } from "../text/nearest.ts";

export type Grade = "right" | "almost" | "wrong";

/** Programs whose lines are read as commands. */
const PROGRAMS =
  /^(?:kubectl|docker|podman|nerdctl|crictl|ctr|helm|git|systemctl|journalctl|etcdctl|kubeadm|minikube|virsh|openstack|sbatch|squeue|srun|scancel|unshare|nsenter|lsns|ip|iptables|mount|chmod|cat|ls|ps|curl|ssh|apt|apt-get|npm|modprobe|sysctl)\s+\S/;
/** Words that name what a program does; what follows is what it does it to. */
const SECOND_WORDS =
  /^(?:rollout|image|container|volume|network|system|swarm|service|node|stack|compose|config|secret|set|create|auth|top|certificate|cluster-info|buildx|builder|context|plugin|manifest|server)$/;
/** Flags that take a value, by program; a letter may mean another thing to another program. */
const WITH_VALUE: Readonly<Record<string, RegExp>> = {
  docker:
    /^(?:-[pvewuhlmc]|--(?:publish|volume|env|name|network|net|mount|workdir|user|hostname|label|memory|cpus|restart|entrypoint|replicas|filter|format|driver|tag|file|build-arg|platform|target|since|tail|signal|time|image|detach-keys|env-file|add-host|cpu-shares|memory-swap|pid|ipc|storage-opt|advertise-addr|limit-cpu|update-delay))$/,
  kubectl:
    /^(?:-[nlofcks]|--(?:namespace|selector|output|filename|container|replicas|image|port|target-port|type|name|from-literal|from-file|to-revision|revision|grace-period|timeout|tail|since|sort-by|field-selector|cpu-percent|cpu|min|max|context|for|subresource|verb|resource|as|schedule|kustomize|patch))$/,
};
/** Letters that take a value after one subcommand and none after another. */
const DOCKER_LETTERS: Readonly<Record<string, string>> = {
  build: "tf",
  compose: "fp",
  ps: "fn",
  images: "f",
  login: "pu",
};
/** Kubernetes' resources in their short, single and plural names. */
const RESOURCES: readonly (readonly string[])[] = [
  ["pods", "pod", "po"],
  ["deployments", "deployment", "deploy"],
  ["services", "service", "svc"],
  ["namespaces", "namespace", "ns"],
  ["nodes", "node", "no"],
  ["replicasets", "replicaset", "rs"],
  ["statefulsets", "statefulset", "sts"],
  ["daemonsets", "daemonset", "ds"],
  ["configmaps", "configmap", "cm"],
  ["secrets", "secret"],
  ["persistentvolumes", "persistentvolume", "pv"],
  ["persistentvolumeclaims", "persistentvolumeclaim", "pvc"],
  ["ingresses", "ingress", "ing"],
  ["events", "event", "ev"],
  ["jobs", "job"],
  ["cronjobs", "cronjob", "cj"],
  ["horizontalpodautoscalers", "horizontalpodautoscaler", "hpa"],
];
const resourceOf = new Map(RESOURCES.flatMap((names) => names.map((name) => [name, names[0]!] as const)));
const LONG_WORD = 5;

type Command = {
  /** The program, its subcommand, what it is done to, and for `docker run` what runs inside, in order. */
  readonly words: readonly string[];
  /** Flags with their values, sorted; `NAME=value`. */
  readonly flags: readonly string[];
};

/** Whether an accepted form is a command line. @param text cleaned */
export function isCommand(text: string): boolean {
  return PROGRAMS.test(text);
}

/**
 * Grades a command line: blanks, `$`, `sudo`, the order of flags and how a value is joined do not count.
 * Another object, number, subcommand or flag, or one missing, is another command.
 */
export function gradeCommand(accepted: readonly string[], answer: string): Grade {
  const typed = readCommand(answer);
  const wanted = accepted.filter(isCommand).map(readCommand);
  if (wanted.some((one) => isSame(one, typed))) return "right";
  return wanted.some((one) => isOneSlipAway(one, typed)) ? "almost" : "wrong";
}

function readCommand(text: string): Command {
  const plain = text
    .replace(/^[\s$#>]+/, "")
    .replace(/^sudo\s+/i, "")
    .replace(/[.。]$/, "")
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  const tokens = plain.split(/\s+/).filter((token) => token !== "");
  const program = tokens[0] ?? "";
  const words = [program];
  const flags: string[] = [];
  let inside = false;
  for (let at = 1; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (inside || !/^--?[A-Za-z]/.test(token)) {
      words.push(token);
      // After the image come the command and the flags of what runs inside.
      inside ||= program === "docker" && /^(?:run|exec|create)$/.test(words[1] ?? "") && words.length === 3;
      continue;
    }
    const whole = token.startsWith("--") ? token : token.replace(/^-([A-Za-z]{2,})$/, "-$1");
    if (whole.startsWith("--")) {
      const [name, joined] = splitOnce(whole, "=");
      const takes = WITH_VALUE[program]?.test(name) ?? false;
      const value = joined ?? (takes ? tokens[++at] : undefined);
      flags.push(value === undefined || value === "true" ? name : `${name}=${value}`);
      continue;
    }
    const letters = whole.slice(1);
    for (let index = 0; index < letters.length; index++) {
      const name = `-${letters[index]}`;
      if (!takesValue(program, words[1] ?? "", name)) {
        flags.push(name);
        continue;
      }
      const joined = letters.slice(index + 1).replace(/^=/, "");
      flags.push(`${name}=${joined === "" ? (tokens[++at] ?? "") : joined}`);
      break;
    }
  }
  return { words: program === "kubectl" ? words.flatMap(kubectlWord) : words, flags: flags.sort() };
}

function takesValue(program: string, subcommand: string, flag: string): boolean {
  if (program === "docker" && DOCKER_LETTERS[subcommand]?.includes(flag[1]!)) return true;
  if (program === "kubectl" && subcommand === "logs" && flag === "-f") return false;
  return WITH_VALUE[program]?.test(flag) ?? false;
}

/** `deployment/web` is `deployment web`, and `po` is `pods`. */
function kubectlWord(word: string, at: number): string[] {
  if (at < 2) return [word];
  const [kind, name] = splitOnce(word, "/");
  const resource = resourceOf.get(kind);
  return resource === undefined ? [word] : name === undefined ? [resource] : [resource, name];
}

function splitOnce(text: string, by: string): readonly [string, string | undefined] {
  const at = text.indexOf(by);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function isSame(one: Command, other: Command): boolean {
  return one.words.join("\0") === other.words.join("\0") && one.flags.join("\0") === other.flags.join("\0");
}

function isOneSlipAway(wanted: Command, typed: Command): boolean {
  if (wanted.words.length !== typed.words.length || wanted.flags.length !== typed.flags.length) return false;
  const pairs = [
    ...wanted.words.map((word, at) => [word, typed.words[at]!] as const),
    ...wanted.flags.map((flag, at) => [flag, typed.flags[at]!] as const),
  ].filter(([one, other]) => one !== other);
  const [pair] = pairs;
  if (pair === undefined || pairs.length > 1) return false;
  const [one, other] = pair;
  const known = resourceOf.has(other) || SECOND_WORDS.test(other);
  return (
    !known &&
    one.length >= LONG_WORD &&
    one.replace(/\D/g, "") === other.replace(/\D/g, "") &&
    editDistance(other, one, 1) <= 1
  );
}
