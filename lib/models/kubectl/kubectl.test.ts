import { expect, test } from "vitest";
import { Cluster } from "./cluster.ts";
import { columns } from "./columns.ts";
import { elsewhereVerbs } from "./commands.ts";
import * as elsewhere from "./elsewhere-verbs.ts";
import { jsonpath } from "./jsonpath.ts";
import { loadVerbs } from "./late-verbs.ts";
import { message, runKubectl, splitWords } from "./message.ts";
import type { Json } from "./objects.ts";
import { findResourceType, RESOURCE_TYPES } from "./resource-types.ts";

await loadVerbs();
elsewhereVerbs.fill(elsewhere);

const POD = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "a", namespace: "default", labels: { app: "web" } },
};
const DEPLOYMENT = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "default" },
  spec: { replicas: 3, template: { spec: { containers: [{ name: "web", image: "nginx:1.27" }] } } },
};
const NODE = { apiVersion: "v1", kind: "Node", metadata: { name: "n1" } };

const run = (
  command: string,
  objects: readonly (typeof POD | typeof DEPLOYMENT | typeof NODE)[] = [POD, DEPLOYMENT, NODE],
) => message({ command: `kubectl ${command}`, objects });

// kubernetes/client-go util/jsonpath/jsonpath_test.go TestStructInput, TestNegativeIndex, TestNestedRanges.
const STORE: Json = {
  Name: "jsonpath",
  Book: [
    { Category: "reference", Price: 8.95 },
    { Category: "fiction", Price: 12.99 },
  ],
  Bicycle: [
    { Color: "red", Price: 19.95, IsNew: true },
    { Color: "green", Price: 20.01, IsNew: false },
  ],
  Labels: { engieer: 10, "web/html": 15, "k8s-app": 20 },
};

test.each([
  ['{"{"}', "{"],
  ["hello {.Name}", "hello jsonpath"],
  ["{$.Labels.web/html}", "15"],
  ['{range .Bicycle[*]}{ "{" }{ @.* }{ "} " }{end}', "{red 19.95 true} {green 20.01 false} "],
  ["{..Price}", "8.95 12.99 19.95 20.01"],
  ["{...Price}", "8.95 12.99 19.95 20.01"],
  ["{.Bicycle[?(@.IsNew==true)]}", '{"Color":"red","Price":19.95,"IsNew":true}'],
  ["{.Book[-1:].Category}", "fiction"],
  ["{.Book[0:0].Category}", ""],
  ["{.Book[*]['Category', 'Price']}", "reference fiction 8.95 12.99"],
])("jsonpath %s prints %s", (template, expected) => {
  expect(jsonpath({ template, data: STORE })).toBe(expected);
});

test.each([
  ["{hello}", "unrecognized identifier hello"],
  ["{.Labels[0]}", "map[string]interface {} is not array or slice"],
  ["{range .Labels.*}{@}{end}{end}", "not in range, nothing to end"],
  ["{......Price}", "invalid multiple recursive descent"],
  ["{.Book[-1:0]}", "starting index 1 is greater than ending index 0"],
  ["{.Book[-5]}", "array index out of bounds: index -3, length 2"],
  ["{.Book[0:2:0]}", "step must be > 0"],
  ["{.Book[0", "unterminated array"],
  ["{.Name", "unclosed action"],
  ["{#}", "unrecognized character in action: U+0023 '#'"],
])("jsonpath %s fails with: %s", (template, error) => {
  expect(jsonpath({ template, data: STORE })).toEqual({ error });
});

test("a nested range that finds nothing still reaches its end", () => {
  const template =
    '{range .items[*]}{.metadata.name}{":"}{range @.spec.containers[*]}{.name}{","}{end}{"+"}{end}';
  const run = (items: Json) => jsonpath({ template, data: { items }, allowMissingKeys: true });
  const containers = [{ name: "foo" }, { name: "bar" }];
  expect(run([])).toBe("");
  expect(run([{ metadata: { name: "pod1" }, spec: { containers } }])).toBe("pod1:foo,bar,+");
  expect(run([{ metadata: { name: "pod1" } }])).toBe("pod1:+");
});

test("a cell ends at its first line break", () => {
  expect(columns({ headers: ["A", "B"], rows: [["one\ntwo", "x"]] })).toBe("A        B\none...   x\n");
});

// spf13/pflag errors.go; kubernetes/kubectl pkg/util/templates/templater.go.
test.each([
  ["get pods --foo", "unknown flag: --foo"],
  ["get pods -z", "unknown shorthand flag: 'z' in -z"],
  ["get pods -n", "flag needs an argument: 'n' in -n"],
  ["get pods --namespace", "flag needs an argument: --namespace"],
  [
    "get pods --no-headers=maybe",
    'invalid argument "maybe" for "--no-headers" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
  ],
])("%s: %s", (command, text) => {
  expect(run(command)).toEqual({
    stdout: "",
    stderr: `error: ${text}\nSee 'kubectl get --help' for usage.\n`,
    exitCode: 1,
  });
});

// kubernetes/cli-runtime pkg/resource/builder.go.
test.each([
  ["get foo", 'the server doesn\'t have a resource type "foo"'],
  ["get pods/a/b", "arguments in resource/name form may not have more than one slash"],
  ["get pods/", "arguments in resource/name form must have a single resource and name"],
  ["get pods a -l app=web", "name cannot be provided when a selector is specified"],
  ["get pods -A a", "a resource cannot be retrieved by name across all namespaces"],
  ["delete pods", "resource(s) were provided, but no name was specified"],
  ["delete --all", "at least one resource must be specified to use a selector"],
  ["delete -f no.yaml", 'the path "no.yaml" does not exist'],
])("%s: %s", (command, text) => {
  expect(run(command)).toEqual({ stdout: "", stderr: `error: ${text}\n`, exitCode: 1 });
});

// kubernetes/kubectl pkg/cmd/delete/delete.go, pkg/cmd/scale/scale.go, pkg/cmd/drain/drain.go.
test.each([
  [
    "delete pod a nope",
    'pod "a" deleted from default namespace\n',
    'Error from server (NotFound): pods "nope" not found\n',
    1,
  ],
  ["delete node n1", 'node "n1" deleted\n', "", 0],
  ["scale deployment/web --replicas=5", "deployment.apps/web scaled\n", "", 0],
  [
    "scale deployment no --replicas=5",
    "",
    'error: no objects passed to scale deployments.apps "no" not found\n',
    1,
  ],
  ["cordon n1", "node/n1 cordoned\n", "", 0],
  ["get pod a -o jsonpath='{.metadata.labels.app}'", "web", "", 0],
  ["get nodes -o name", "node/n1\n", "", 0],
  ["gett", "", 'error: unknown command "gett" for "kubectl"\n\nDid you mean this?\n\tset\n\tget\n', 1],
  ["rollout foo", "", "error: unknown command \"foo\"\nSee 'kubectl rollout -h' for help and examples\n", 1],
])("%s prints what kubectl prints", (command, stdout, stderr, exitCode) => {
  expect(run(command)).toEqual({ stdout, stderr, exitCode });
});

test("a command leaves its change behind, and a dry run leaves none", () => {
  const replicasAfter = (command: string) => {
    const cluster = new Cluster([DEPLOYMENT]);
    runKubectl({ command, cluster, files: new Map(), now: "2026-01-01T00:00:00Z" });
    return cluster.objects.map(({ spec }) => (spec as { replicas: number }).replicas);
  };
  expect(replicasAfter("kubectl scale deployment web --replicas=5")).toEqual([5]);
  expect(replicasAfter("kubectl scale deployment web --replicas=5 --dry-run=server")).toEqual([3]);
});

test("a container without an image is refused by the server", () => {
  expect(run("set image deployment/web web=").stderr).toBe(
    'The Deployment "web" is invalid: spec.template.spec.containers[0].image: Required value\n',
  );
});

test("words are split as a shell does", () => {
  expect(splitWords(`kubectl run x -- sh -c 'echo "a b"' c\\ d "e'f" ''`)).toEqual([
    "kubectl",
    "run",
    "x",
    "--",
    "sh",
    "-c",
    'echo "a b"',
    "c d",
    "e'f",
    "",
  ]);
});

test("every type is found by each of its names", () => {
  for (const type of RESOURCE_TYPES) {
    for (const name of [
      type.plural,
      type.kind,
      ...type.shortNames,
      `${type.plural}.${type.version}.${type.group}`,
    ]) {
      expect(findResourceType(name.replace(/\.$/, ""))?.kind).toBe(type.kind);
    }
  }
});

// kubernetes/cli-runtime pkg/resource/selector.go; kubernetes/kubectl pkg/cmd/{label,cp,events}.
test.each([
  ["label pods/a --all a=b", "pod/a labeled\n", ""],
  ["events", "", "No events found in default namespace.\n"],
  ["cp a b", "", "error: one of src or dest must be a remote file specification\n"],
  [
    "get pods -l 'app in (b'",
    "",
    `Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "app in (b", field selector "": unable to parse requirement: found '', expected: ',' or ')'\n`,
  ],
])("%s: the words of kubectl", (command, stdout, stderr) => {
  expect(run(command)).toMatchObject({ stdout, stderr });
});

test("an object of a file without a name is refused", () => {
  const nameless = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "" } };
  expect(
    message({ command: "kubectl create -f c.yaml", objects: [], files: { "c.yaml": [nameless] } }).stderr,
  ).toBe('The ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required\n');
});

// kubernetes/kubernetes pkg/apis/core/validation/validation.go.
test.each([
  [
    "create deployment x --image=nginx --replicas=-1",
    'error: failed to create deployment: Deployment.apps "x" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0\n',
  ],
  [
    "expose pod a --port=0",
    'The Service "a" is invalid: spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive\n',
  ],
  [
    "expose pod a --port=80 --type=Foo",
    'The Service "a" is invalid: spec.type: Unsupported value: "Foo": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"\n',
  ],
])("%s is refused by the server", (command, stderr) => {
  expect(run(command)).toEqual({ stdout: "", stderr, exitCode: 1 });
});
