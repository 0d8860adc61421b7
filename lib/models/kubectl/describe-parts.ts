import { at, type KubeObject, listAt } from "./cluster.ts";
import { timeSince } from "./human-duration.ts";
import { countAt, longTime, selectorText, type Texts, textAt } from "./object-texts.ts";
import { writeQuantity } from "./write-quantity.ts";

/** Lines with tabs between cells; `level` indents by two spaces each. */
export class Description {
  #text = "";
  readonly now: string;

  constructor(now: string) {
    this.now = now;
  }

  get text(): string {
    return this.#text;
  }

  line(level: number, text: string): void {
    this.#text += `${"  ".repeat(level)}${text}\n`;
  }

  /** `title:` and what an object's field holds. */
  field(title: string, value: unknown): void {
    this.line(0, `${title}:\t${value ?? ""}`);
  }

  raw(text: string): void {
    this.#text += text;
  }
}

/** Source: printLabelsMultilineWithIndent. */
export function labels(w: Description, title: string, map: unknown): void {
  const lines = Object.entries((map ?? {}) as Texts)
    .sort()
    .map(([key, value]) => `${key}=${value}`);
  multiline(w, title, lines);
}

/** `title:` and a line each, the others under the first. */
export function multiline(w: Description, title: string, lines: readonly string[], indent = ""): void {
  const [first = "<none>", ...rest] = lines;
  w.raw(`${indent}${title}:\t${first}\n`);
  for (const line of rest) w.raw(`${indent}\t${line}\n`);
}

const MAX_ANNOTATION = 140;
const SKIPPED = ["kubectl.kubernetes.io/last-applied-configuration"];

/** Source: printAnnotationsMultiline. */
export function annotations(w: Description, title: string, map: unknown): void {
  const entries = Object.entries((map ?? {}) as Texts)
    .filter(([key]) => !SKIPPED.includes(key))
    .sort();
  const lines = entries.flatMap(([key, raw]) => {
    const value = raw.replace(/\n$/, "");
    if (value.length + key.length + 2 <= MAX_ANNOTATION && !value.includes("\n")) return [`${key}: ${value}`];
    const most = MAX_ANNOTATION - 2;
    return [
      `${key}:`,
      ...value.split("\n").map((line) => `  ${line.length > most ? `${line.slice(0, most)}...` : line}`),
    ];
  });
  multiline(w, title, lines);
}

/** Name, namespace, labels and annotations, as most kinds begin. */
export function heading(w: Description, { metadata }: KubeObject): void {
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  labels(w, "Labels", metadata.labels);
  annotations(w, "Annotations", metadata.annotations);
}

/** Source: DescribeEvents. The latest comes last. */
export function describeEvents(w: Description, events: readonly KubeObject[]): void {
  if (events.length === 0) {
    w.line(0, "Events:\t<none>");
    return;
  }
  const sorted = events.toSorted((a, b) =>
    textAt(a, "lastTimestamp") < textAt(b, "lastTimestamp")
      ? -1
      : textAt(a, "lastTimestamp") > textAt(b, "lastTimestamp")
        ? 1
        : 0,
  );
  w.line(0, "Events:");
  w.line(1, "Type\tReason\tAge\tFrom\tMessage");
  w.line(1, "----\t------\t----\t----\t-------");
  for (const event of sorted) {
    const since = (field: string) => timeSince(at(event, field) as string | undefined, w.now);
    const count = countAt(event, "count");
    const interval =
      count > 1
        ? `${since("lastTimestamp")} (x${count} over ${since("firstTimestamp")})`
        : since("firstTimestamp");
    const from = textAt(event, "source", "component");
    w.line(
      1,
      [textAt(event, "type"), textAt(event, "reason"), interval, from, textAt(event, "message").trim()].join(
        "\t",
      ),
    );
  }
}

type Ports = readonly {
  readonly containerPort?: number;
  readonly hostPort?: number;
  readonly protocol?: string;
}[];

function portsText(container: unknown, which: "containerPort" | "hostPort"): readonly string[] {
  return (listAt(container, "ports") as Ports).map((port) => `${port[which] ?? 0}/${port.protocol ?? "TCP"}`);
}

function ports(w: Description, title: string, list: readonly string[]): void {
  w.line(2, list.length > 1 ? `${title}s:\t${list.join(", ")}` : `${title}:\t${list[0] ?? "<none>"}`);
}

/** Source: DescribeProbe. */
function probeText(probe: unknown): string {
  const number = (field: string) => countAt(probe, field);
  const attributes = `delay=${number("initialDelaySeconds")}s timeout=${number("timeoutSeconds")}s period=${number("periodSeconds")}s #success=${number("successThreshold")} #failure=${number("failureThreshold")}`;
  const http = at(probe, "httpGet");
  if (at(probe, "exec") !== undefined)
    return `exec [${listAt(probe, "exec", "command").join(" ")}] ${attributes}`;
  if (http !== undefined) {
    const scheme = textAt(http, "scheme").toLowerCase() || "http";
    return `http-get ${scheme}://${textAt(http, "host")}:${textAt(http, "port")}${textAt(http, "path")} ${attributes}`;
  }
  const tcp = at(probe, "tcpSocket");
  if (tcp !== undefined) return `tcp-socket ${textAt(tcp, "host")}:${textAt(tcp, "port")} ${attributes}`;
  return `unknown ${attributes}`;
}

/** Source: describeStatus. */
function stateOf(w: Description, title: string, state: unknown): void {
  const running = at(state, "running");
  const terminated = at(state, "terminated");
  if (running !== undefined) {
    w.line(2, `${title}:\tRunning`);
    w.line(3, `Started:\t${longTime(textAt(running, "startedAt"))}`);
  } else if (terminated !== undefined) {
    w.line(2, `${title}:\tTerminated`);
    if (textAt(terminated, "reason") !== "") w.line(3, `Reason:\t${textAt(terminated, "reason")}`);
    if (textAt(terminated, "message") !== "") w.line(3, `Message:\t${textAt(terminated, "message")}`);
    w.line(3, `Exit Code:\t${countAt(terminated, "exitCode")}`);
    if (countAt(terminated, "signal") > 0) w.line(3, `Signal:\t${countAt(terminated, "signal")}`);
    w.line(3, `Started:\t${longTime(textAt(terminated, "startedAt"))}`);
    w.line(3, `Finished:\t${longTime(textAt(terminated, "finishedAt"))}`);
  } else {
    w.line(2, `${title}:\tWaiting`);
    if (textAt(state, "waiting", "reason") !== "")
      w.line(3, `Reason:\t${textAt(state, "waiting", "reason")}`);
  }
}

function amounts(w: Description, title: string, map: unknown): void {
  const entries = Object.entries((map ?? {}) as Texts).sort();
  if (entries.length === 0) return;
  w.line(2, `${title}:`);
  for (const [name, amount] of entries) w.line(3, `${name}:\t${writeQuantity(String(amount))}`);
}

function environment(w: Description, container: unknown): void {
  const from = listAt(container, "envFrom");
  if (from.length > 0) {
    w.line(2, "Environment Variables from:");
    for (const entry of from) {
      const source = at(entry, "configMapRef") === undefined ? "secretRef" : "configMapRef";
      const kind = source === "configMapRef" ? "ConfigMap" : "Secret";
      w.line(
        3,
        `${textAt(entry, source, "name")}\t${kind}\tOptional: ${at(entry, source, "optional") === true}`,
      );
    }
  }
  const own = listAt(container, "env");
  w.line(2, own.length === 0 ? "Environment:\t<none>" : "Environment:");
  for (const entry of own) {
    const name = textAt(entry, "name");
    const secret = at(entry, "valueFrom", "secretKeyRef");
    const config = at(entry, "valueFrom", "configMapKeyRef");
    const field = at(entry, "valueFrom", "fieldRef");
    if (secret !== undefined) {
      w.line(
        3,
        `${name}:\t<set to the key '${textAt(secret, "key")}' in secret '${textAt(secret, "name")}'>\tOptional: ${at(secret, "optional") === true}`,
      );
    } else if (config !== undefined) {
      w.line(
        3,
        `${name}:\t<set to the key '${textAt(config, "key")}' of config map '${textAt(config, "name")}'>\tOptional: ${at(config, "optional") === true}`,
      );
    } else if (field !== undefined) w.line(3, `${name}:\t (v1:${textAt(field, "fieldPath")})`);
    else w.line(3, `${name}:\t${textAt(entry, "value")}`);
  }
}

/** Source: describeContainers. */
export function containers(
  w: Description,
  title: string,
  list: readonly unknown[],
  statuses: readonly unknown[],
  space: string,
): void {
  w.raw(`${space}${title}:${list.length === 0 ? " <none>" : ""}\n`);
  for (const container of list) {
    const status = statuses.find((one) => at(one, "name") === at(container, "name"));
    w.line(1, `${space === "" ? "" : " "}${textAt(container, "name")}:`);
    if (status !== undefined) w.line(2, `Container ID:\t${textAt(status, "containerID")}`);
    w.line(2, `Image:\t${textAt(container, "image")}`);
    if (status !== undefined) w.line(2, `Image ID:\t${textAt(status, "imageID")}`);
    ports(w, "Port", portsText(container, "containerPort"));
    ports(w, "Host Port", portsText(container, "hostPort"));
    for (const [name, field] of [
      ["Command", "command"],
      ["Args", "args"],
    ] as const) {
      const words = listAt(container, field) as readonly string[];
      if (words.length > 0) w.line(2, `${name}:`);
      for (const word of words.flatMap((one) => one.split("\n"))) w.line(3, word);
    }
    if (status !== undefined) {
      stateOf(w, "State", at(status, "state"));
      if (at(status, "lastState", "terminated") !== undefined)
        stateOf(w, "Last State", at(status, "lastState"));
      w.line(2, `Ready:\t${at(status, "ready") === true ? "True" : "False"}`);
      w.line(2, `Restart Count:\t${countAt(status, "restartCount")}`);
    }
    amounts(w, "Limits", at(container, "resources", "limits"));
    amounts(w, "Requests", at(container, "resources", "requests"));
    for (const [name, field] of [
      ["Liveness", "livenessProbe"],
      ["Readiness", "readinessProbe"],
      ["Startup", "startupProbe"],
    ] as const) {
      if (at(container, field) !== undefined) w.line(2, `${name}:\t${probeText(at(container, field))}`);
    }
    environment(w, container);
    const mounts = listAt(container, "volumeMounts").toSorted((a, b) =>
      textAt(a, "mountPath") < textAt(b, "mountPath") ? -1 : 1,
    );
    w.line(2, mounts.length === 0 ? "Mounts:\t<none>" : "Mounts:");
    for (const mount of mounts) {
      const flags = [
        at(mount, "readOnly") === true ? "ro" : "rw",
        ...(at(mount, "subPath") ? [`path=${JSON.stringify(at(mount, "subPath"))}`] : []),
      ];
      w.line(3, `${textAt(mount, "mountPath")} from ${textAt(mount, "name")} (${flags.join(",")})`);
    }
  }
}

/** Source: describeVolumes. */
export function volumes(w: Description, list: readonly unknown[], space: string): void {
  w.raw(`${space}Volumes:${list.length === 0 ? "\t<none>" : ""}\n`);
  for (const volume of list) {
    w.line(1, `${space === "" ? "" : " "}${textAt(volume, "name")}:`);
    const say = (type: string, ...fields: readonly (readonly [string, unknown])[]) => {
      w.line(2, `Type:\t${type}`);
      for (const [name, value] of fields) w.line(2, `${name}:\t${value}`);
    };
    const optional = (source: string) => at(volume, source, "optional") === true;
    if (at(volume, "hostPath") !== undefined) {
      say(
        "HostPath (bare host directory volume)",
        ["Path", textAt(volume, "hostPath", "path")],
        ["HostPathType", textAt(volume, "hostPath", "type")],
      );
    } else if (at(volume, "emptyDir") !== undefined) {
      say(
        "EmptyDir (a temporary directory that shares a pod's lifetime)",
        ["Medium", textAt(volume, "emptyDir", "medium")],
        ["SizeLimit", at(volume, "emptyDir", "sizeLimit") ?? "<unset>"],
      );
    } else if (at(volume, "secret") !== undefined) {
      say(
        "Secret (a volume populated by a Secret)",
        ["SecretName", textAt(volume, "secret", "secretName")],
        ["Optional", optional("secret")],
      );
    } else if (at(volume, "configMap") !== undefined) {
      say(
        "ConfigMap (a volume populated by a ConfigMap)",
        ["Name", textAt(volume, "configMap", "name")],
        ["Optional", optional("configMap")],
      );
    } else if (at(volume, "persistentVolumeClaim") !== undefined) {
      say(
        "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
        ["ClaimName", textAt(volume, "persistentVolumeClaim", "claimName")],
        ["ReadOnly", at(volume, "persistentVolumeClaim", "readOnly") === true],
      );
    } else if (at(volume, "projected") !== undefined) {
      say("Projected (a volume that contains injected data from multiple sources)");
      for (const source of listAt(volume, "projected", "sources")) {
        const token = at(source, "serviceAccountToken", "expirationSeconds");
        if (token !== undefined) w.line(2, `TokenExpirationSeconds:\t${token}`);
        if (at(source, "configMap") !== undefined) {
          w.line(2, `ConfigMapName:\t${textAt(source, "configMap", "name")}`);
          w.line(2, `Optional:\t${at(source, "configMap", "optional") === true}`);
        }
        if (at(source, "downwardAPI") !== undefined) w.line(2, "DownwardAPI:\ttrue");
      }
    } else w.line(1, "<unknown>");
  }
}

/** Source: printTolerationsMultilineWithIndent. */
export function tolerations(w: Description, list: readonly unknown[], title = "Tolerations"): void {
  const lines = list
    .toSorted((a, b) =>
      textAt(a, "key") < textAt(b, "key") ? -1 : textAt(a, "key") > textAt(b, "key") ? 1 : 0,
    )
    .map((one) => {
      const [key, value, effect] = [textAt(one, "key"), textAt(one, "value"), textAt(one, "effect")];
      const exists = textAt(one, "operator") === "Exists" && value === "";
      const seconds = at(one, "tolerationSeconds");
      return `${key}${value === "" ? "" : `=${value}`}${effect === "" ? "" : `:${effect}`}${exists ? (key + effect === "" ? "op=Exists" : " op=Exists") : ""}${seconds === undefined ? "" : ` for ${seconds}s`}`;
    });
  multiline(w, title, lines);
}

/** Source: describeTopologySpreadConstraints. */
export function spreadConstraints(w: Description, list: readonly unknown[], space: string): void {
  if (list.length === 0) return;
  const lines = list
    .toSorted((a, b) => (textAt(a, "topologyKey") < textAt(b, "topologyKey") ? -1 : 1))
    .map((one) => {
      const selector = at(one, "labelSelector");
      return `${textAt(one, "topologyKey")}:${textAt(one, "whenUnsatisfiable")} when max skew ${countAt(one, "maxSkew")} is exceeded${selector === undefined ? "" : ` for selector ${selectorText(selector)}`}`;
    });
  multiline(w, "Topology Spread Constraints", lines, space);
}

/** Source: DescribePodTemplate. */
export function podTemplate(w: Description, template: unknown): void {
  w.line(0, "Pod Template:");
  multiline(
    w,
    "  Labels",
    Object.entries((at(template, "metadata", "labels") ?? {}) as Texts)
      .sort()
      .map(([key, value]) => `${key}=${value}`),
  );
  if (Object.keys((at(template, "metadata", "annotations") ?? {}) as Texts).length > 0) {
    annotations(w, "  Annotations", at(template, "metadata", "annotations"));
  }
  const spec = at(template, "spec");
  if (textAt(spec, "serviceAccountName") !== "")
    w.line(1, `Service Account:\t${textAt(spec, "serviceAccountName")}`);
  if (listAt(spec, "initContainers").length > 0)
    containers(w, "Init Containers", listAt(spec, "initContainers"), [], "  ");
  containers(w, "Containers", listAt(spec, "containers"), [], "  ");
  volumes(w, listAt(spec, "volumes"), "  ");
  spreadConstraints(w, listAt(spec, "topologySpreadConstraints"), "  ");
  if (textAt(spec, "priorityClassName") !== "")
    w.line(1, `Priority Class Name:\t${textAt(spec, "priorityClassName")}`);
  multiline(
    w,
    "  Node-Selectors",
    Object.entries((at(spec, "nodeSelector") ?? {}) as Texts)
      .sort()
      .map(([key, value]) => `${key}=${value}`),
  );
  tolerations(w, listAt(spec, "tolerations"), "  Tolerations");
}
