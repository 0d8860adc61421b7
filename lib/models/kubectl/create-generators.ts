import { toBase64, utf8Bytes } from "../../text/bytes.ts";
import type { Requirement } from "../apimachinery/label-selector.ts";
import { parseSelector } from "../apimachinery/parse-selector.ts";
import { parseQuantity } from "../resources/parse-quantity.ts";
import { typeOf } from "./builder.ts";
import { at, type KubeObject } from "./cluster.ts";
import type { CommandRun } from "./command-run.ts";
import { createObject, makeObject } from "./create-verbs.ts";
import { KubectlError, PlainError } from "./kubectl-error.ts";
import { findResourceType } from "./resource-types.ts";

const KNOWN_VERBS = new Set(
  "get list watch create update patch delete deletecollection use bind escalate impersonate approve sign *".split(
    " ",
  ),
);

/** `kubectl create deployment`. Source: `kubernetes/kubectl` `pkg/cmd/create/create_deployment.go`. */
export function createDeployment(run: CommandRun): void {
  const name = run.oneName();
  const images = run.flags.list("image");
  if (images.length > 1 && run.commandArgs.length > 0) {
    throw new PlainError("cannot specify multiple --image options and command");
  }
  const labels = { app: name };
  const port = run.flags.number("port", -1);
  const containers = images.map((image, index) => ({
    name: containerName(image),
    image,
    ...(run.commandArgs.length > 0 ? { command: run.commandArgs } : {}),
    ...(port >= 0 && index === 0 ? { ports: [{ containerPort: port }] } : {}),
    resources: {},
  }));
  const spec = {
    replicas: run.flags.number("replicas", 1),
    selector: { matchLabels: labels },
    strategy: {},
    template: { metadata: { labels }, spec: { containers } },
  };
  createObject(
    run,
    makeObject("deployment", name, { spec, status: {} }, labels),
    "failed to create deployment: ",
  );
}

/** The last part of an image's path, without tag or digest, as a name. */
function containerName(image: string): string {
  const last = image.slice(image.lastIndexOf("/") + 1);
  return (last.split(/[:@]/)[0] ?? "").replaceAll("_", "-").slice(0, 63);
}

/** `kubectl create namespace`. Source: `pkg/cmd/create/create_namespace.go`. */
export function createNamespace(run: CommandRun): void {
  createObject(run, makeObject("namespace", run.oneName(), { spec: {}, status: {} }));
}

/** `kubectl create serviceaccount`. Source: `pkg/cmd/create/create_serviceaccount.go`. */
export function createServiceAccount(run: CommandRun): void {
  createObject(run, makeObject("serviceaccount", run.oneName(), {}), "failed to create serviceaccount: ");
}

/** `kubectl create configmap`. Source: `pkg/cmd/create/create_configmap.go`. */
export function createConfigMap(run: CommandRun): void {
  const name = run.oneName();
  const data = readData(run, "ConfigMap", name);
  createObject(
    run,
    makeObject("configmap", name, data.size > 0 ? { data: Object.fromEntries(data) } : {}),
    "failed to create configmap: ",
  );
}

/** `kubectl create secret generic`. Source: `pkg/cmd/create/create_secret.go`. */
export function createSecretGeneric(run: CommandRun): void {
  const name = run.oneName();
  const data = [...readData(run, "Secret", name)].map(([key, value]) => [key, base64(value)]);
  const type = run.flags.text("type");
  const fields = {
    ...(data.length > 0 ? { data: Object.fromEntries(data) } : {}),
    ...(type === "" ? {} : { type }),
  };
  createObject(run, makeObject("secret", name, fields), "failed to create secret ");
}

/** `kubectl create secret docker-registry`. Source: `pkg/cmd/create/create_secret_docker.go`. */
export function createSecretDocker(run: CommandRun): void {
  const name = run.oneName();
  const { flags } = run;
  const hasLogin = flags.text("docker-username") !== "" && flags.text("docker-password") !== "";
  if (!flags.has("from-file") && !hasLogin) {
    throw new PlainError(
      "either --from-file or the combination of --docker-username, --docker-password and --docker-server is required",
    );
  }
  const [username, password, email] = ["username", "password", "email"].map((one) =>
    flags.text(`docker-${one}`),
  );
  const login = {
    username,
    password,
    ...(email === "" ? {} : { email }),
    auth: base64(`${username}:${password}`),
  };
  const auths = { [flags.text("docker-server", "https://index.docker.io/v1/")]: login };
  createObject(
    run,
    makeObject("secret", name, {
      data: { ".dockerconfigjson": base64(JSON.stringify({ auths })) },
      type: "kubernetes.io/dockerconfigjson",
    }),
    "failed to create secret ",
  );
}

/** Source: `kubernetes/kubectl` `pkg/util/util.go` ParseLiteralSource, ParseFileSource. */
function readData(run: CommandRun, kind: string, name: string): ReadonlyMap<string, string> {
  const { flags } = run;
  if (flags.has("from-env-file") && (flags.has("from-file") || flags.has("from-literal"))) {
    throw new PlainError("from-env-file cannot be combined with from-file or from-literal");
  }
  const data = new Map<string, string>();
  const add = (key: string, value: string) => {
    if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
      throw new PlainError(
        `${JSON.stringify(key)} is not a valid key name for a ${kind}: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
      );
    }
    if (data.has(key)) {
      throw new PlainError(
        kind === "Secret"
          ? `cannot add key ${key}, another key by that name already exists`
          : `cannot add key "${key}", another key by that name already exists in Data for ConfigMap "${name}"`,
      );
    }
    data.set(key, value);
  };
  for (const source of [...flags.list("from-file"), ...flags.list("from-env-file")]) {
    if (source.split("=").length > 2) throw new PlainError("key names or file paths cannot contain '='");
    const path = source.slice(source.indexOf("=") + 1);
    if (!run.files.has(path)) throw new PlainError(`error reading ${path}: no such file or directory`);
    const key = source.includes("=") ? (source.split("=")[0] ?? "") : path.slice(path.lastIndexOf("/") + 1);
    add(key, JSON.stringify(run.files.get(path)));
  }
  for (const literal of flags.list("from-literal")) {
    const equals = literal.indexOf("=");
    if (equals < 1) throw new PlainError(`invalid literal source ${literal}, expected key=value`);
    add(literal.slice(0, equals), literal.slice(equals + 1).replace(/^(["'])(.*)\1$/s, "$2"));
  }
  return data;
}

function base64(text: string): string {
  return toBase64(utf8Bytes(text));
}

/** `kubectl create service TYPE`. Source: `pkg/cmd/create/create_service.go`. */
export function createService(type: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName") {
  return (run: CommandRun): void => {
    const name = run.oneName();
    const tcp = run.flags.list("tcp");
    const clusterIp = run.flags.text("clusterip");
    const isHeadless = clusterIp === "None";
    const external = run.flags.text("external-name");
    if (tcp.length === 0 && !isHeadless && type !== "ExternalName") {
      throw new PlainError("at least one tcp port specifier must be provided");
    }
    if (
      type === "ExternalName" &&
      !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?$/.test(external)
    ) {
      throw new PlainError(`invalid service external name ${external}`);
    }
    const nodePort = run.flags.number("node-port", 0);
    const ports = tcp.map((text) => ({
      name: text.replace(":", "-"),
      ...parsePorts(text),
      protocol: "TCP",
      ...(type === "NodePort" && nodePort !== 0 ? { nodePort } : {}),
    }));
    const labels = { app: name };
    const spec = {
      ...(ports.length > 0 ? { ports } : {}),
      selector: labels,
      type,
      ...(clusterIp === "" ? {} : { clusterIP: clusterIp }),
      ...(external === "" ? {} : { externalName: external }),
    };
    createObject(
      run,
      makeObject("service", name, { spec, status: { loadBalancer: {} } }, labels),
      `failed to create ${type} service: `,
    );
  };
}

/** Source: `pkg/cmd/create/create_service.go` parsePorts. */
function parsePorts(text: string): { readonly port: number; readonly targetPort: number | string } {
  const [first = "", second] = text.split(":");
  const port = parsePort(first);
  if (second === undefined) return { port, targetPort: port };
  if (!/^\d+$/.test(second)) return { port, targetPort: second };
  const targetPort = parsePort(second);
  if (targetPort < 1 || targetPort > 65535) throw new PlainError("must be between 1 and 65535, inclusive");
  return { port, targetPort };
}

function parsePort(text: string): number {
  const problem = !/^\d+$/.test(text)
    ? "invalid syntax"
    : Number(text) > 65535
      ? "value out of range"
      : undefined;
  if (problem !== undefined)
    throw new PlainError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: ${problem}`);
  return Number(text);
}

/** `kubectl create job`. Source: `pkg/cmd/create/create_job.go`. */
export function createJob(run: CommandRun): void {
  const name = run.oneName();
  const image = run.flags.text("image");
  const from = run.flags.text("from");
  if ((image === "") === (from === "")) throw new PlainError("either --image or --from must be specified");
  if (from !== "" && run.commandArgs.length > 0) throw new PlainError("cannot specify --from and command");
  let spec: unknown = { template: podTemplate(run, name, image, "Never") };
  if (from !== "") {
    const [word = "", source = ""] = from.includes("/") ? from.split("/") : ["cronjob", from];
    const type = typeOf(word);
    const owner = run.cluster.get(type, run.namespace, source);
    if (type.kind !== "CronJob") throw new PlainError(`unknown object type *v1.${type.kind}`);
    spec = at(owner, "spec", "jobTemplate", "spec");
  }
  createObject(run, makeObject("job", name, { spec, status: {} }), "failed to create job: ");
}

/** `kubectl create cronjob`. Source: `pkg/cmd/create/create_cronjob.go`. */
export function createCronJob(run: CommandRun): void {
  const name = run.oneName();
  const template = podTemplate(run, name, run.flags.text("image"), run.flags.text("restart", "OnFailure"));
  const spec = {
    jobTemplate: { metadata: { name }, spec: { template } },
    schedule: run.flags.text("schedule"),
  };
  createObject(run, makeObject("cronjob", name, { spec, status: {} }), "failed to create cronjob: ");
}

function podTemplate(run: CommandRun, name: string, image: string, restartPolicy: string) {
  const command = run.commandArgs.length > 0 ? { command: run.commandArgs } : {};
  return { metadata: {}, spec: { containers: [{ ...command, image, name, resources: {} }], restartPolicy } };
}

/** `kubectl create role`. Source: `pkg/cmd/create/create_role.go`. */
export function createRole(run: CommandRun): void {
  const name = run.oneName();
  const { flags } = run;
  if (flags.list("verb").length === 0) throw new PlainError("at least one verb must be specified");
  if (flags.list("resource").length === 0) throw new PlainError("at least one resource must be specified");
  warnOfVerbs(run);
  createObject(run, makeObject("role", name, { rules: readRules(run) }));
}

/** `kubectl create clusterrole`. Source: `pkg/cmd/create/create_clusterrole.go`. */
export function createClusterRole(run: CommandRun): void {
  const name = run.oneName();
  const { flags } = run;
  const urls = flags.list("non-resource-url");
  if (!flags.has("aggregation-rule")) {
    if (flags.list("verb").length === 0) throw new PlainError("at least one verb must be specified");
    if (flags.list("resource").length + urls.length === 0) {
      throw new PlainError("one of resource or nonResourceURL must be specified");
    }
  }
  warnOfVerbs(run);
  if (urls.some((url) => !url.startsWith("/"))) throw new PlainError("nonResourceURL should start with /");
  const forUrls = urls.length === 0 ? [] : [{ verbs: readVerbs(run), nonResourceURLs: urls }];
  createObject(run, makeObject("clusterrole", name, { rules: [...readRules(run), ...forUrls] }));
}

function warnOfVerbs(run: CommandRun): void {
  for (const verb of run.flags.list("verb")) {
    if (!KNOWN_VERBS.has(verb)) run.warn(`'${verb}' is not a standard resource verb`);
  }
}

function readVerbs(run: CommandRun): readonly string[] {
  const verbs = run.flags.list("verb");
  return verbs.includes("*") ? ["*"] : [...new Set(verbs)];
}

/** A rule for each API group. Source: `pkg/cmd/create/create_role.go` generateResourcePolicyRules. */
function readRules(run: CommandRun): readonly object[] {
  const resourceNames = [...new Set(run.flags.list("resource-name"))];
  const groups = Map.groupBy(
    run.flags.list("resource").map((word) => {
      const [name = "", sub] = word.split("/");
      const type = findResourceType(name);
      if (type === undefined && name !== "*")
        throw new KubectlError(`the server doesn't have a resource type "${name}"`);
      const plural = type?.plural ?? "*";
      return { group: type?.group ?? "*", resource: sub === undefined ? plural : `${plural}/${sub}` };
    }),
    ({ group }) => group,
  );
  return [...groups.keys()].sort().map((group) => ({
    apiGroups: [group],
    ...(resourceNames.length > 0 ? { resourceNames } : {}),
    resources: groups.get(group)!.map(({ resource }) => resource),
    verbs: readVerbs(run),
  }));
}

/** `kubectl create rolebinding` and `clusterrolebinding`. Source: `pkg/cmd/create/create_{cluster,}rolebinding.go`. */
export function createBinding(kind: "rolebinding" | "clusterrolebinding") {
  return (run: CommandRun): void => {
    const name = run.oneName();
    const { flags } = run;
    const roles = ["clusterrole", "role"].filter((flag) => flags.text(flag) !== "");
    if (kind === "rolebinding" && roles.length !== 1) {
      throw new PlainError("exactly one of clusterrole or role must be specified");
    }
    for (const account of flags.list("serviceaccount")) {
      if (!/^[^:]+:[^:]+$/.test(account)) throw new PlainError("serviceaccount must be <namespace>:<name>");
    }
    const [role = "clusterrole"] = roles;
    const roleRef = {
      apiGroup: "rbac.authorization.k8s.io",
      kind: role === "role" ? "Role" : "ClusterRole",
      name: flags.text(role),
    };
    const rbac = "rbac.authorization.k8s.io";
    const subjects = [
      ...flags.list("user").map((user) => ({ apiGroup: rbac, kind: "User", name: user })),
      ...flags.list("group").map((group) => ({ apiGroup: rbac, kind: "Group", name: group })),
      ...flags.list("serviceaccount").map((account) => {
        const [namespace, own] = account.split(":");
        return { kind: "ServiceAccount", name: own, namespace };
      }),
    ];
    const fields = { roleRef, ...(subjects.length > 0 ? { subjects } : {}) };
    createObject(run, makeObject(kind, name, fields), `failed to create ${kind}: `);
  };
}

/** `kubectl create quota`. Source: `pkg/cmd/create/create_quota.go`. */
export function createQuota(run: CommandRun): void {
  const name = run.oneName();
  const hard = run.flags.text("hard").split(",").filter(Boolean).map(parseResource);
  const scopes = run.flags.text("scopes").split(",").filter(Boolean);
  createObject(
    run,
    makeObject("quota", name, {
      spec: { hard: Object.fromEntries(hard), ...(scopes.length > 0 ? { scopes } : {}) },
      status: {},
    }),
    "failed to create quota: ",
  );
}

/** `cpu=200m`. Source: `pkg/cmd/util/helpers.go` and `pkg/generate/versioned` populateResourceListV1. */
export function parseResource(text: string): readonly [string, string] {
  const [name = "", value, ...more] = text.split("=");
  if (value === undefined || more.length > 0) {
    throw new PlainError(`Invalid argument syntax ${text}, expected <resource>=<value>`);
  }
  if ("error" in parseQuantity(value)) {
    throw new PlainError(
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    );
  }
  return [name, value];
}

/** `kubectl create priorityclass`. Source: `pkg/cmd/create/create_priorityclass.go`. */
export function createPriorityClass(run: CommandRun): void {
  const { flags } = run;
  const description = flags.text("description");
  createObject(
    run,
    makeObject("priorityclass", run.oneName(), {
      ...(description === "" ? {} : { description }),
      ...(flags.isOn("global-default") ? { globalDefault: true } : {}),
      preemptionPolicy: flags.text("preemption-policy", "PreemptLowerPriority"),
      value: flags.number("value", 0),
    }),
    "failed to create priorityclass: ",
  );
}

/** `kubectl create poddisruptionbudget`. Source: `pkg/cmd/create/create_pdb.go`. */
export function createBudget(run: CommandRun): void {
  const name = run.oneName();
  const { flags } = run;
  if (flags.text("selector") === "") throw new PlainError("a selector must be specified");
  const limits = ["min-available", "max-unavailable"].filter((flag) => flags.text(flag) !== "");
  if (limits.length === 0) throw new PlainError("one of min-available or max-unavailable must be specified");
  if (limits.length > 1) throw new PlainError("min-available and max-unavailable cannot be both specified");
  const [limit = ""] = limits;
  if (!/^\d+%?$/.test(flags.text(limit))) throw new PlainError(`invalid format specified for ${limit}`);
  const requirements = parseSelector(flags.text("selector"));
  if ("error" in requirements) throw new PlainError(requirements.error);
  const value = flags.text(limit);
  const object: KubeObject = makeObject("poddisruptionbudget", name, {
    spec: {
      [limit === "min-available" ? "minAvailable" : "maxUnavailable"]: value.endsWith("%")
        ? value
        : Number(value),
      selector: selectorOf(requirements),
    },
    status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
  });
  createObject(run, object, "failed to create poddisruptionbudgets: ");
}

/** Source: `kubernetes/apimachinery` `pkg/apis/meta/v1/helpers.go` ParseToLabelSelector. */
function selectorOf(requirements: readonly Requirement[]): object {
  const isEqual = ({ operator }: Requirement) => operator === "=" || operator === "==";
  const labels = requirements.filter(isEqual).map(({ key, values }) => [key, values[0] ?? ""]);
  const expressions = requirements
    .filter((one) => !isEqual(one))
    .map(({ key, operator, values }) => ({
      key,
      operator: EXPRESSIONS.get(operator),
      ...(values.length > 0 ? { values } : {}),
    }));
  return {
    ...(labels.length > 0 ? { matchLabels: Object.fromEntries(labels) } : {}),
    ...(expressions.length > 0 ? { matchExpressions: expressions } : {}),
  };
}

const EXPRESSIONS: ReadonlyMap<string, string> = new Map([
  ["in", "In"],
  ["notin", "NotIn"],
  ["!=", "NotIn"],
  ["exists", "Exists"],
  ["!", "DoesNotExist"],
]);
