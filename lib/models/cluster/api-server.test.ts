import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { type DeletionPolicy, ownerGC } from "../apimachinery/owner-gc.ts";
import { type KubeObject, withAt } from "../kubectl/cluster.ts";
import { typeOfKind } from "../kubectl/resource-types.ts";
import { deployment, pod, SECOND, smallCluster } from "./fixtures.ts";

const create = (world: ReturnType<typeof smallCluster>, object: KubeObject) =>
  world.api.create(typeOfKind(object.kind), object.metadata.namespace ?? "", object);

/** What a refusal says, as kubectl prints it. */
function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as { readonly text: string }).text;
  }
  return "accepted";
}

const world = smallCluster();

describe("a new object", () => {
  test("gets its defaults, a uid, a version and a generation", () => {
    const made = create(smallCluster(), deployment("web", 2)) as KubeObject & {
      readonly spec: Record<string, unknown>;
    };
    expect(made.metadata).toMatchObject({ generation: 1, creationTimestamp: "2026-11-30T00:00:00Z" });
    expect(made.metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(made.spec).toMatchObject({
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      template: {
        spec: {
          restartPolicy: "Always",
          terminationGracePeriodSeconds: 30,
          containers: [{ imagePullPolicy: "IfNotPresent" }],
        },
      },
    });
  });

  // pkg/apis/{apps,core,batch,autoscaling,policy}/validation.
  test.each<[string, KubeObject, string]>([
    [
      "selector and labels differ",
      withAt(deployment("web", 1), ["spec", "selector"], { matchLabels: { app: "other" } }),
      'The Deployment "web" is invalid: spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ],
    [
      "nothing could move",
      withAt(deployment("web", 1), ["spec", "strategy"], {
        rollingUpdate: { maxSurge: 0, maxUnavailable: 0 },
      }),
      'The Deployment "web" is invalid: spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
    ],
    [
      "a request above its limit",
      pod("p", {
        containers: [
          { name: "main", image: "nginx", resources: { requests: { cpu: "2" }, limits: { cpu: "1" } } },
        ],
      }),
      'The Pod "p" is invalid: spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
    ],
    [
      "no image",
      pod("p", { containers: [{ name: "main" }] }),
      'The Pod "p" is invalid: spec.containers[0].image: Required value',
    ],
    [
      "a mount without its volume",
      pod("p", {
        containers: [{ name: "main", image: "nginx", volumeMounts: [{ name: "data", mountPath: "/data" }] }],
      }),
      'The Pod "p" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "data"',
    ],
    [
      "a template that may end",
      withAt(deployment("web", 1), ["spec", "template", "spec", "restartPolicy"], "Never"),
      'The Deployment "web" is invalid: spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
    ],
    [
      "a misspelt field",
      withAt(deployment("web", 1), ["spec", "replica"], 3),
      'Error from server (BadRequest): Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replica"',
    ],
    [
      "a text for a number",
      withAt(deployment("web", 1), ["spec", "replicas"], "three"),
      'Error from server (BadRequest): Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
    [
      "no quantity",
      pod("p", { containers: [{ name: "main", image: "nginx", resources: { requests: { cpu: "lots" } } }] }),
      "Error from server (BadRequest): Pod in version \"v1\" cannot be handled as a Pod: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    ],
    [
      "a namespace that is not there",
      { ...pod("p"), metadata: { name: "p", namespace: "nowhere" } },
      'Error from server (NotFound): namespaces "nowhere" not found',
    ],
    [
      "a priority class that is not there",
      pod("p", { priorityClassName: "high" }),
      'Error from server (Forbidden): pods "p" is forbidden: no PriorityClass with name high was found',
    ],
    [
      "a service account that is not there",
      pod("p", { serviceAccountName: "robot" }),
      'Error from server (Forbidden): pods "p" is forbidden: error looking up service account default/robot: serviceaccount "robot" not found',
    ],
  ])("is refused for %s", (_, object, text) => {
    expect(refusal(() => create(world, object))).toBe(text);
  });

  test("of a name that exists is a conflict", () => {
    const own = smallCluster();
    create(own, deployment("web", 1));
    expect(refusal(() => create(own, deployment("web", 1)))).toBe(
      'Error from server (AlreadyExists): deployments.apps "web" already exists',
    );
  });
});

describe("a change", () => {
  test("of the spec raises the generation, of the status or the labels does not", () => {
    const own = smallCluster();
    const made = create(own, deployment("web", 1));
    const labelled = own.api.update(withAt(made, ["metadata", "labels"], { a: "b" }));
    expect(labelled.metadata.generation).toBe(1);
    expect(Number(labelled.metadata.resourceVersion)).toBeGreaterThan(Number(made.metadata.resourceVersion));
    const scaled = own.api.update(withAt(labelled, ["spec", "replicas"], 2));
    expect(scaled.metadata.generation).toBe(2);
    expect(own.api.update(scaled)).toBe(scaled);
  });

  test("of an older version is a conflict", () => {
    const own = smallCluster();
    const made = create(own, deployment("web", 1));
    own.api.update(withAt(made, ["spec", "replicas"], 2));
    expect(refusal(() => own.api.update(withAt(made, ["spec", "replicas"], 3)))).toBe(
      'Error from server (Conflict): Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
    );
  });

  test("of a selector is refused", () => {
    const own = smallCluster();
    const made = create(own, deployment("web", 1));
    const other = withAt(
      withAt(made, ["spec", "selector"], { matchLabels: { app: "x" } }),
      ["spec", "template", "metadata", "labels"],
      { app: "x" },
    );
    expect(refusal(() => own.api.update(other))).toBe(
      'The Deployment "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"x"}}: field is immutable',
    );
  });
});

test("what waits for its finalizers goes with the last of them", () => {
  const own = smallCluster();
  const object = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "kept", namespace: "default", finalizers: ["example.com/a", "example.com/b"] },
  };
  create(own, object);
  const marked = own.api.delete(typeOfKind("ConfigMap"), "default", "kept")!;
  expect(marked.metadata.deletionTimestamp).toBe("2026-11-30T00:00:00Z");
  const one = own.api.update(withAt(marked, ["metadata", "finalizers"], ["example.com/b"]));
  expect(own.get("ConfigMap", "default", "kept")).toBe(one);
  own.api.update(withAt(one, ["metadata", "finalizers"], []));
  expect(own.get("ConfigMap", "default", "kept")).toBeUndefined();
});

test("the same event is counted up", () => {
  const own = smallCluster();
  const about = create(own, deployment("web", 1));
  own.api.event(about, "Warning", "Odd", "something", "tester");
  own.run(own.now + 5 * SECOND);
  own.api.event(about, "Warning", "Odd", "something", "tester");
  expect(own.list("Event", "default").filter(({ reason }) => reason === "Odd")).toMatchObject([
    { count: 2, firstTimestamp: "2026-11-30T00:00:00Z", lastTimestamp: "2026-11-30T00:00:05Z" },
  ]);
});

test("a quota refuses what exceeds it and asks for what it counts", () => {
  const own = smallCluster();
  create(own, {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "small", namespace: "default" },
    spec: { hard: { pods: "1", "requests.cpu": "500m" } },
  });
  expect(refusal(() => create(own, pod("p")))).toBe(
    'Error from server (Forbidden): pods "p" is forbidden: failed quota: small: must specify requests.cpu for: main',
  );
  const sized = (name: string, cpu: string) =>
    pod(name, { containers: [{ name: "main", image: "nginx", resources: { requests: { cpu } } }] });
  create(own, sized("p", "400m"));
  expect(refusal(() => create(own, sized("q", "200m")))).toBe(
    'Error from server (Forbidden): pods "q" is forbidden: exceeded quota: small, requested: pods=1,requests.cpu=200m, used: pods=1,requests.cpu=400m, limited: pods=1,requests.cpu=500m',
  );
  own.run(own.now + SECOND);
  expect(own.get("ResourceQuota", "default", "small")?.status).toEqual({
    hard: { pods: "1", "requests.cpu": "500m" },
    used: { pods: "1", "requests.cpu": "400m" },
  });
});

test("the garbage collector comes to what ownerGC says, under every policy", () => {
  const graph = fc.array(fc.array(fc.nat(5), { maxLength: 2 }), { minLength: 2, maxLength: 6 });
  const policies = fc.constantFrom<DeletionPolicy>("Background", "Foreground", "Orphan");
  fc.assert(
    fc.property(graph, policies, (edges, policy) => {
      const own = smallCluster({ nodes: [] });
      const made: KubeObject[] = [];
      for (const [index, owners] of edges.entries()) {
        // Owners come before their dependents, so that there is no circle.
        const references = [...new Set(owners.filter((owner) => owner < index))].map((owner) => {
          const { apiVersion, kind, metadata } = made[owner]!;
          return { apiVersion, kind, name: metadata.name, uid: metadata.uid!, blockOwnerDeletion: true };
        });
        made.push(
          create(own, {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: `c${index}`, namespace: "default", ownerReferences: references },
          }),
        );
      }
      const expected = ownerGC({
        objects: made.map(({ metadata }) => ({
          uid: metadata.name,
          owners: (metadata.ownerReferences ?? []).map(({ name }) => name),
        })),
        delete: "c0",
        policy,
      });
      own.api.delete(typeOfKind("ConfigMap"), "default", "c0", { propagation: policy });
      own.run(own.now + 30 * SECOND);
      const left = (own.list("ConfigMap", "default") as readonly KubeObject[]).filter(({ metadata }) =>
        metadata.name.startsWith("c"),
      );
      const remaining = left.map(({ metadata }) => [
        metadata.name,
        (metadata.ownerReferences ?? []).map(({ name }) => name),
      ]);
      expect(Object.fromEntries(remaining)).toEqual("error" in expected ? undefined : expected.remaining);
    }),
    runs(10),
  );
});
