import { type Info, select } from "./builder.ts";
import { at, type KubeObject, listAt, withAt } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { createObject, makeObject } from "./create-verbs.ts";
import { forEachKeepingErrors, PlainError } from "./kubectl-error.ts";

// docker/distribution reference: [domain/]path[:tag][@digest], the path in lower case.
const IMAGE =
  /^([a-zA-Z0-9][-.a-zA-Z0-9]*(:\d+)?\/)?[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(\/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*(:\w[\w.-]{0,127})?(@[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

/**
 * `kubectl run`.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/run/run.go`.
 */
export function runCommand(run: CommandRun): void {
  const { flags } = run;
  const name = run.dash === 0 ? undefined : run.args[0];
  if (name === undefined) throw run.usage("NAME is required for run");
  if (flags.isOn("rm") && !(flags.isOn("attach") || flags.isOn("stdin") || flags.isOn("tty"))) {
    throw run.usage("--rm should only be used for attached containers");
  }
  const image = flags.text("image");
  if (image === "") throw new PlainError("--image is required");
  if (!IMAGE.test(image))
    throw new PlainError(`Invalid image name ${JSON.stringify(image)}: invalid reference format`);
  if (flags.isOn("tty") && !flags.isOn("stdin"))
    throw run.usage("-i/--stdin is required for containers with -t/--tty=true");
  const port = flags.text("port");
  if (flags.isOn("expose") && port === "") throw run.usage("--port must be set when exposing a service");
  const policies = {
    "restart policy": ["restart", "Always", "OnFailure", "Never"],
    "image pull policy": ["image-pull-policy", "Always", "IfNotPresent", "Never"],
  };
  for (const [what, [flag = "", ...known]] of Object.entries(policies)) {
    const value = flags.text(flag);
    if (value !== "" && !known.includes(value)) throw run.usage(`invalid ${what}: ${value}`);
  }
  const labels =
    flags.text("labels") === ""
      ? { run: name }
      : Object.fromEntries(parseLabels(flags.list("labels").join(",")));
  for (const pair of flags.list("env")) {
    if (!/^[^=]+=/.test(pair)) throw new PlainError(`invalid env: ${pair}`);
  }
  if (port !== "" && !/^[+-]?\d+$/.test(port))
    throw new PlainError(`strconv.Atoi: parsing ${JSON.stringify(port)}: invalid syntax`);
  const rest = run.args.slice(1);
  const env = flags.list("env").map((pair) => ({
    name: pair.slice(0, pair.indexOf("=")),
    value: pair.slice(pair.indexOf("=") + 1),
  }));
  const container = {
    ...(rest.length > 0 ? { [flags.isOn("command") ? "command" : "args"]: rest } : {}),
    ...(env.length > 0 ? { env } : {}),
    image,
    ...(flags.has("image-pull-policy") ? { imagePullPolicy: flags.text("image-pull-policy") } : {}),
    name,
    ...(port === "" ? {} : { ports: [{ containerPort: Number(port) }] }),
    resources: {},
  };
  const spec = {
    containers: [container],
    dnsPolicy: "ClusterFirst",
    restartPolicy: flags.text("restart", "Always"),
  };
  const bare = makeObject("pod", name, { spec, status: {} }, labels);
  const notes = flags.list("annotations");
  const pod =
    notes.length === 0
      ? bare
      : withAt(bare, ["metadata", "annotations"], Object.fromEntries(notes.flatMap(parseLabels)));
  if (!flags.isOn("expose")) {
    createObject(run, pod);
    return;
  }
  const ports = [{ port: Number(port), protocol: "TCP", targetPort: Number(port) }];
  const service = makeObject("service", name, {
    spec: { ports, selector: labels },
    status: { loadBalancer: {} },
  });
  // The service is made after the pod but told first.
  const before = run.stdout;
  createObject(run, pod);
  const podLines = run.stdout.slice(before.length);
  let serviceLines = "";
  try {
    createObject(run, service);
    serviceLines = run.stdout.slice(before.length + podLines.length);
  } finally {
    run.stdout = before + serviceLines + podLines;
  }
}

/** `a=b,c=d`. Source: `kubernetes/kubectl` `pkg/generate/generate.go` ParseLabels. */
function parseLabels(text: string): readonly (readonly [string, string])[] {
  return text.split(",").map((pair) => {
    const [key = "", value, ...more] = pair.split("=");
    if (value === undefined || more.length > 0) throw new PlainError(`unexpected label spec: ${pair}`);
    if (key === "") throw new PlainError(`unexpected empty label key`);
    return [key, value];
  });
}

const EXPOSABLE = ["ReplicationController", "Service", "Pod", "Deployment", "ReplicaSet"];

/**
 * `kubectl expose`. A workload without a selector is taken to select its template's labels.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/expose/expose.go`, `pkg/polymorphichelpers/{mapbasedselectorforobject,portsforobject}.go`.
 */
export function exposeCommand(run: CommandRun): void {
  const { infos, errors } = select(run, run.args, { all: "nothing" });
  forEachKeepingErrors(infos, (info) => expose(run, info), errors);
}

function expose(run: CommandRun, { type, name, object }: Info): void {
  const { flags } = run;
  if (!EXPOSABLE.includes(type.kind)) throw new PlainError(`cannot expose a ${type.kind}`);
  const text = flags.text("selector");
  const selector = text === "" ? selectorOf(type.kind, object) : Object.fromEntries(parseLabels(text));
  const port = flags.text("port");
  const ports = port === "" ? portsOf(type.kind, object) : port.split(",");
  const isHeadless = flags.text("cluster-ip") === "None";
  if (ports.length === 0 && !isHeadless) {
    throw new PlainError("couldn't find port via --port flag or introspection");
  }
  const target = flags.text("target-port");
  const wrong = ports.find((one) => !/^[+-]?\d+$/.test(one));
  if (wrong !== undefined)
    throw new PlainError(`strconv.Atoi: parsing ${JSON.stringify(wrong)}: invalid syntax`);
  const specPorts = ports.map((one, index) => ({
    ...(ports.length > 1 ? { name: `port-${index + 1}` } : {}),
    port: Number(one),
    protocol: flags.text("protocol", "TCP"),
    targetPort: target === "" ? Number(one) : /^\d+$/.test(target) ? Number(target) : target,
  }));
  const kindOfService = flags.text("type");
  const spec = { ports: specPorts, selector, ...(kindOfService === "" ? {} : { type: kindOfService }) };
  const labels =
    flags.text("labels") === ""
      ? object.metadata.labels
      : Object.fromEntries(parseLabels(flags.text("labels")));
  const service = makeObject(
    "service",
    flags.text("name", name),
    { spec, status: { loadBalancer: {} } },
    labels,
  );
  createObject(run, service, undefined, "exposed");
}

function selectorOf(kind: string, object: KubeObject): unknown {
  const fail = (text: string) =>
    new PlainError(`couldn't retrieve selectors via --selector flag or introspection: ${text}`);
  if (kind === "Pod") {
    if (Object.keys(object.metadata.labels ?? {}).length === 0) {
      throw fail("the pod has no labels and cannot be exposed");
    }
    return object.metadata.labels;
  }
  if (kind === "Service" || kind === "ReplicationController") {
    const selector = at(object, "spec", "selector");
    if (selector === undefined) {
      throw fail(
        kind === "Service"
          ? "the service has no pod selector set"
          : "invalid rc: no selector, therefore cannot be exposed",
      );
    }
    return selector;
  }
  if (listAt(object, "spec", "selector", "matchExpressions").length > 0) {
    throw fail('couldn\'t convert expressions - "[]" to map-based selector format');
  }
  return (
    at(object, "spec", "selector", "matchLabels") ?? at(object, "spec", "template", "metadata", "labels")
  );
}

function portsOf(kind: string, object: KubeObject): readonly string[] {
  if (kind === "Service") return listAt(object, "spec", "ports").map((port) => String(at(port, "port")));
  const spec = kind === "Pod" ? at(object, "spec") : at(object, "spec", "template", "spec");
  return listAt(spec, "containers").flatMap((container) =>
    listAt(container, "ports").map((port) => String(at(port, "containerPort"))),
  );
}

/** What `--cpu=70%` or `--memory=500Mi` wants: a share of the request, or an average amount. */
function metricOf(name: string, target: string): readonly object[] {
  if (target === "") return [];
  const [, percent] = /^(\d+)%$/.exec(target) ?? [];
  const wanted =
    percent === undefined
      ? { type: "AverageValue", averageValue: target }
      : { type: "Utilization", averageUtilization: Number(percent) };
  return [{ type: "Resource", resource: { name, target: wanted } }];
}

/** `kubectl autoscale`. Source: `kubernetes/kubectl` `pkg/cmd/autoscale/autoscale.go`. */
export function autoscaleCommand(run: CommandRun): void {
  const { flags } = run;
  if (flags.has("cpu-percent")) {
    run.err(
      "Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
    );
  }
  const max = flags.number("max", -1);
  const min = flags.number("min", -1);
  // The builder's complaints come first.
  const { infos, errors } = select(run, run.args, { all: "nothing" });
  if (max < 1) throw new PlainError(`--max=MAXPODS is required and must be at least 1, max: ${max}`);
  if (max < min) {
    throw new PlainError(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`);
  }
  forEachKeepingErrors(
    infos,
    ({ type, name }) => {
      if (!["Deployment", "ReplicaSet", "StatefulSet", "ReplicationController"].includes(type.kind)) {
        throw new PlainError(
          `cannot autoscale a ${type.kind}: could not find scale subresource for ${type.group}/${type.version}, Resource=${type.plural} in discovery information`,
        );
      }
      const scaleTargetRef = { apiVersion: `${type.group}/${type.version}`, kind: type.kind, name };
      const metrics = [
        ...metricOf("cpu", flags.text("cpu")),
        ...metricOf("cpu", flags.has("cpu-percent") ? `${flags.text("cpu-percent")}%` : ""),
        ...metricOf("memory", flags.text("memory")),
      ];
      const spec = {
        maxReplicas: max,
        ...(min > 0 ? { minReplicas: min } : {}),
        scaleTargetRef,
        ...(metrics.length > 0 ? { metrics } : {}),
      };
      const hpa = makeObject("hpa", flags.text("name", name), { spec, status: {} });
      createObject(run, hpa, undefined, run.dryRun === "none" ? "autoscaled" : "created");
    },
    errors,
  );
}
