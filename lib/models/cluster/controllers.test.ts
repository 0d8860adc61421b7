import { describe, expect, test } from "vitest";
import { type KubeObject, withAt } from "../kubectl/cluster.ts";
import { isTrue } from "../kubectl/objects.ts";
import { typeOfKind } from "../kubectl/resource-types.ts";
import { openCluster } from "./cluster.ts";
import { deployment, nodes, pod, SECOND, smallCluster } from "./fixtures.ts";
import type { ContainerStatus } from "./kinds.ts";
import { startMachine, stopMachine } from "./kubelet.ts";
import { isPodReady } from "./pod-facts.ts";
import { loadShell } from "./shell.ts";
import type { World } from "./world.ts";

// Autoscalers come with the commands that make them.
await loadShell();

const create = (world: World, object: KubeObject) =>
  world.api.create(typeOfKind(object.kind), object.metadata.namespace ?? "", object);
const wait = (world: World, seconds: number) => world.run(world.now + seconds * SECOND);
const podsOf = (world: World, app: string) =>
  world.list("Pod", "default").filter(({ metadata }) => metadata.labels?.app === app);
const reasons = (world: World, name: string) =>
  world
    .list("Event", "default")
    .filter((event) => event.involvedObject.name === name)
    .map(({ reason }) => reason);
const change = (world: World, kind: string, name: string, path: readonly string[], value: unknown) =>
  world.api.update(withAt(world.get(kind, "default", name) as KubeObject, path, value));
const waitingReason = ({ state }: ContainerStatus) => state.waiting?.reason;

describe("a Deployment", () => {
  test("rolls out within surge and unavailability and says so", () => {
    const world = smallCluster({ objects: [deployment("web", 4)] });
    const seen = new Set<string>();
    const containers = [{ name: "web", image: "nginx:1.28" }];
    change(world, "Deployment", "web", ["spec", "template", "spec", "containers"], containers);
    const end = world.now + 60 * SECOND;
    while (world.step(end)) {
      const pods = podsOf(world, "web").filter(({ metadata }) => metadata.deletionTimestamp === undefined);
      const sizes = world
        .list("ReplicaSet", "default")
        .reduce((sum, { spec }) => sum + (spec.replicas ?? 0), 0);
      expect(sizes).toBeLessThanOrEqual(5);
      expect(pods.filter(isPodReady).length).toBeGreaterThanOrEqual(3);
      seen.add(String(sizes));
    }
    expect([...seen].sort()).toEqual(["4", "5"]);
    const { status, metadata } = world.get("Deployment", "default", "web")!;
    expect(status).toMatchObject({
      replicas: 4,
      updatedReplicas: 4,
      availableReplicas: 4,
      observedGeneration: 2,
    });
    expect(metadata.annotations?.["deployment.kubernetes.io/revision"]).toBe("2");
    expect(status?.conditions?.find(({ type }) => type === "Progressing")?.reason).toBe(
      "NewReplicaSetAvailable",
    );
    expect(podsOf(world, "web").every(({ spec }) => spec.containers[0]?.image === "nginx:1.28")).toBe(true);
  });

  test("stops at an image that is not there, and exceeds its deadline", () => {
    const world = smallCluster({
      objects: [deployment("web", 4, { spec: { progressDeadlineSeconds: 60 } })],
    });
    change(
      world,
      "Deployment",
      "web",
      ["spec", "template", "spec", "containers"],
      [{ name: "web", image: "nginx:9" }],
    );
    wait(world, 100);
    const broken = podsOf(world, "web").filter(({ spec }) => spec.containers[0]?.image === "nginx:9");
    expect(broken.map(({ status }) => status?.containerStatuses?.map(waitingReason)[0])).toEqual([
      "ImagePullBackOff",
      "ImagePullBackOff",
    ]);
    expect(podsOf(world, "web").filter(isPodReady)).toHaveLength(3);
    const { conditions } = world.get("Deployment", "default", "web")!.status!;
    expect(conditions?.find(({ type }) => type === "Progressing")).toMatchObject({
      status: "False",
      reason: "ProgressDeadlineExceeded",
    });
    expect(isTrue(conditions, "Available")).toBe(true);
  });

  test("recreates only after the last old pod is gone", () => {
    const world = smallCluster({
      objects: [deployment("web", 3, { spec: { strategy: { type: "Recreate" } } })],
    });
    change(
      world,
      "Deployment",
      "web",
      ["spec", "template", "spec", "containers"],
      [{ name: "web", image: "nginx:1.28" }],
    );
    const end = world.now + 60 * SECOND;
    while (world.step(end)) {
      expect(
        new Set(podsOf(world, "web").map(({ spec }) => spec.containers[0]?.image)).size,
      ).toBeLessThanOrEqual(1);
    }
    expect(podsOf(world, "web").filter(isPodReady)).toHaveLength(3);
  });
});

test("a StatefulSet starts and replaces its pods in order, each with its claim", () => {
  const world = smallCluster();
  create(world, {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "db", namespace: "default" },
    spec: {
      serviceName: "db",
      replicas: 3,
      selector: { matchLabels: { app: "db" } },
      template: {
        metadata: { labels: { app: "db" } },
        spec: { containers: [{ name: "db", image: "redis:8" }] },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: "data" },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
        },
      ],
    },
  });
  const order: string[] = [];
  const end = world.now + 90 * SECOND;
  while (world.step(end)) {
    for (const { metadata } of podsOf(world, "db").filter(isPodReady))
      if (!order.includes(metadata.name)) order.push(metadata.name);
  }
  expect(order).toEqual(["db-0", "db-1", "db-2"]);
  expect(
    world
      .list("PersistentVolumeClaim", "default")
      .map(({ metadata, status }) => [metadata.name, status?.phase]),
  ).toEqual([
    ["data-db-0", "Bound"],
    ["data-db-1", "Bound"],
    ["data-db-2", "Bound"],
  ]);
  change(
    world,
    "StatefulSet",
    "db",
    ["spec", "template", "spec", "containers"],
    [{ name: "db", image: "redis:latest" }],
  );
  wait(world, 2);
  expect(podsOf(world, "db").map(({ spec }) => spec.containers[0]?.image)).toEqual([
    "redis:8",
    "redis:8",
    "redis:latest",
  ]);
  wait(world, 90);
  const { status } = world.get("StatefulSet", "default", "db")!;
  expect(status).toMatchObject({ readyReplicas: 3, updatedReplicas: 3 });
  expect(status?.currentRevision).toBe(status?.updateRevision);
});

test("a DaemonSet has a pod on every node, also on one that is cordoned", () => {
  const world = smallCluster();
  const node = world.get("Node", "", "node-2") as unknown as KubeObject;
  world.api.update(withAt(node, ["spec", "unschedulable"], true));
  create(world, {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: "agent", namespace: "default" },
    spec: {
      selector: { matchLabels: { app: "agent" } },
      template: {
        metadata: { labels: { app: "agent" } },
        spec: { containers: [{ name: "agent", image: "nginx:1.28" }] },
      },
    },
  });
  wait(world, 30);
  expect(
    podsOf(world, "agent")
      .map(({ spec }) => spec.nodeName)
      .sort(),
  ).toEqual(["node-1", "node-2", "node-3"]);
  expect(world.get("DaemonSet", "default", "agent")?.status).toMatchObject({
    desiredNumberScheduled: 3,
    numberReady: 3,
    numberAvailable: 3,
  });
});

test("a Job runs to its completions, and one that fails gives up", () => {
  const job = (name: string, command: string, spec: object): KubeObject => ({
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name, namespace: "default" },
    spec: {
      ...spec,
      template: {
        spec: {
          restartPolicy: "Never",
          containers: [{ name: "main", image: "busybox:1.37", command: ["sh", "-c", command] }],
        },
      },
    },
  });
  const world = smallCluster();
  create(world, job("good", "echo hello; sleep 2", { completions: 3, parallelism: 2 }));
  create(world, job("bad", "exit 3", { backoffLimit: 1 }));
  wait(world, 60);
  expect(world.get("Job", "default", "good")?.status).toMatchObject({ succeeded: 3, ready: 0 });
  expect(reasons(world, "good")).toContain("Completed");
  const bad = world.get("Job", "default", "bad")!.status!;
  expect(isTrue(bad.conditions, "Failed")).toBe(true);
  expect(bad.failed).toBe(2);
});

test("a CronJob makes a job every minute and keeps three", () => {
  const world = smallCluster();
  create(world, {
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: { name: "tick", namespace: "default" },
    spec: {
      schedule: "* * * * *",
      jobTemplate: {
        spec: {
          template: {
            spec: {
              restartPolicy: "OnFailure",
              containers: [{ name: "main", image: "busybox:1.37", command: ["sleep", "1"] }],
            },
          },
        },
      },
    },
  });
  wait(world, 330);
  const jobs = world.list("Job", "default");
  expect(jobs).toHaveLength(3);
  expect(jobs.every(({ metadata }) => /^tick-\d+$/.test(metadata.name))).toBe(true);
  expect(world.get("CronJob", "default", "tick")?.status?.lastScheduleTime).toBe("2026-11-30T00:05:00Z");
});

describe("a container", () => {
  test("that crashes waits longer each time", () => {
    const world = smallCluster();
    create(
      world,
      pod("crash", {
        containers: [{ name: "main", image: "busybox:1.37", command: ["sh", "-c", "sleep 1; exit 1"] }],
      }),
    );
    const starts: number[] = [];
    let restarts = -1;
    const end = world.now + 160 * SECOND;
    while (world.step(end)) {
      const status = world.get("Pod", "default", "crash")?.status?.containerStatuses?.[0];
      if (status?.state.running === undefined || status.restartCount === restarts) continue;
      restarts = status.restartCount;
      starts.push(Math.round(world.now / SECOND));
    }
    const pauses = starts.slice(1).map((start, index) => start - starts[index]! - 1);
    expect(pauses).toEqual([0, 10, 20, 40, 80]);
    const status = world.get("Pod", "default", "crash")!.status!;
    expect(status.phase).toBe("Running");
    expect(status.containerStatuses?.[0]?.state.waiting?.reason).toBe("CrashLoopBackOff");
  });

  test("above its memory limit is killed", () => {
    const image = {
      sizeBytes: 1e6,
      startMs: 10,
      stopMs: 10,
      cpu: { idleMilli: 1, milliPerRequest: 0 },
      memory: { startMi: 20, growMiPerMinute: 60 },
      log: [],
    };
    const world = smallCluster({ images: { "leaky:1": image } });
    create(
      world,
      pod("leak", {
        containers: [{ name: "main", image: "leaky:1", resources: { limits: { memory: "64Mi" } } }],
      }),
    );
    wait(world, 70);
    const status = world.get("Pod", "default", "leak")!.status!;
    expect(status.containerStatuses?.[0]?.restartCount).toBe(1);
    expect(status.containerStatuses?.[0]?.lastState.terminated).toMatchObject({
      exitCode: 137,
      reason: "OOMKilled",
    });
  });

  test("whose liveness fails is restarted", () => {
    const world = smallCluster();
    create(
      world,
      pod("sick", {
        containers: [
          {
            name: "main",
            image: "nginx:1.28",
            livenessProbe: { httpGet: { path: "/none", port: 80 }, periodSeconds: 2 },
          },
        ],
      }),
    );
    wait(world, 20);
    expect(world.get("Pod", "default", "sick")?.status?.containerStatuses?.[0]?.restartCount).toBeGreaterThan(
      0,
    );
    expect(reasons(world, "sick")).toEqual(expect.arrayContaining(["Unhealthy", "Killing"]));
  });

  test("starts after its init containers have ended", () => {
    const world = smallCluster();
    create(
      world,
      pod("late", { initContainers: [{ name: "wait", image: "busybox:1.37", command: ["sleep", "5"] }] }),
    );
    wait(world, 5);
    expect(world.get("Pod", "default", "late")?.status).toMatchObject({
      phase: "Pending",
      initContainerStatuses: [{ state: { running: {} } }],
    });
    wait(world, 20);
    expect(world.get("Pod", "default", "late")?.status).toMatchObject({
      phase: "Running",
      initContainerStatuses: [{ state: { terminated: { reason: "Completed" } } }],
    });
  });
});

test("a node that is silent loses its pods after five minutes, and they come elsewhere", () => {
  const world = smallCluster({ objects: [deployment("web", 3)] });
  stopMachine(world, "node-1");
  wait(world, 45);
  expect(
    world.get("Node", "", "node-1")?.status.conditions?.find(({ type }) => type === "Ready")?.status,
  ).toBe("True");
  wait(world, 20);
  const node = world.get("Node", "", "node-1")!;
  expect(node.status.conditions?.find(({ type }) => type === "Ready")).toMatchObject({
    status: "Unknown",
    reason: "NodeStatusUnknown",
  });
  expect(node.spec.taints?.map(({ key, effect }) => `${key}:${effect}`)).toEqual([
    "node.kubernetes.io/unreachable:NoSchedule",
    "node.kubernetes.io/unreachable:NoExecute",
  ]);
  const lost = podsOf(world, "web").filter(({ spec }) => spec.nodeName === "node-1");
  expect(lost.length).toBeGreaterThan(0);
  wait(world, 320);
  expect(
    podsOf(world, "web")
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .every(({ spec }) => spec.nodeName !== "node-1"),
  ).toBe(true);
  // Deleted, but nobody on the node can say that they are gone.
  expect(
    lost.every(
      ({ metadata }) => world.get("Pod", "default", metadata.name)?.metadata.deletionTimestamp !== undefined,
    ),
  ).toBe(true);
  startMachine(world, "node-1");
  wait(world, 60);
  expect(lost.every(({ metadata }) => world.get("Pod", "default", metadata.name) === undefined)).toBe(true);
  expect(world.get("Node", "", "node-1")?.spec.taints).toBeUndefined();
});

test("more important pods push others out", () => {
  const world = smallCluster({ nodes: nodes(1, "1") });
  create(world, {
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { name: "high" },
    value: 1000,
  });
  const sized = { resources: { requests: { cpu: "300m" } } };
  create(world, deployment("low", 2, { container: sized }));
  wait(world, 20);
  create(
    world,
    pod("vip", {
      priorityClassName: "high",
      containers: [{ name: "main", image: "nginx:1.28", resources: { requests: { cpu: "600m" } } }],
    }),
  );
  wait(world, 20);
  expect(world.get("Pod", "default", "vip")?.spec.nodeName).toBe("node-1");
  const waiting = podsOf(world, "low").filter(({ spec }) => spec.nodeName === undefined);
  expect(waiting.length).toBeGreaterThan(0);
  const messages = world
    .list("Event", "default")
    .filter(({ reason }) => reason === "FailedScheduling")
    .map(({ message }) => message);
  expect(messages).toContain(
    "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.",
  );
});

test("an autoscaler follows the load and is slow to shrink", () => {
  const image = {
    sizeBytes: 1e6,
    startMs: 100,
    port: 80,
    answers: { "/": 200 },
    stopMs: 100,
    drains: true,
    cpu: { idleMilli: 2, milliPerRequest: 4 },
    memory: { startMi: 20 },
    log: [],
  };
  const world = smallCluster({
    images: { "busy:1": image },
    traffic: [{ namespace: "default", service: "web", perSecond: 100 }],
    objects: [
      deployment("web", 2, {
        image: "busy:1",
        container: { ports: [{ containerPort: 80 }], resources: { requests: { cpu: "100m" } } },
      }),
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "web", namespace: "default" },
        spec: { selector: { app: "web" }, ports: [{ port: 80 }] },
      },
    ],
  });
  create(world, {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: "web", namespace: "default" },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } },
        },
      ],
    },
  });
  wait(world, 240);
  // 100 requests of 4m each: 400m and a little, by 80m.
  expect(world.get("Deployment", "default", "web")?.spec.replicas).toBe(6);
  world.traffic = world.traffic.map((one) => ({ ...one, perSecond: 10 }));
  wait(world, 200);
  expect(world.get("Deployment", "default", "web")?.spec.replicas).toBe(6);
  wait(world, 240);
  expect(world.get("Deployment", "default", "web")?.spec.replicas).toBe(2);
});

test("a namespace is emptied before it goes", () => {
  const world = smallCluster();
  create(world, { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
  wait(world, 1);
  create(world, { ...deployment("web", 2), metadata: { name: "web", namespace: "shop" } });
  wait(world, 20);
  expect(world.list("Pod", "shop")).toHaveLength(2);
  world.api.delete(typeOfKind("Namespace"), "", "shop");
  expect(world.get("Namespace", "", "shop")?.status?.phase).toBe("Terminating");
  wait(world, 60);
  expect(world.get("Namespace", "", "shop")).toBeUndefined();
  expect(world.list("Pod", "shop")).toEqual([]);
});

test("controllers are loaded one by one", () => {
  const world = smallCluster({
    controllers: ["replicaset-controller", "serviceaccount-controller"],
    objects: [deployment("web", 2)],
  });
  wait(world, 30);
  expect(world.list("ReplicaSet", "default")).toEqual([]);
  expect(podsOf(world, "web")).toEqual([]);
});

test("a static pod is mirrored, and again when its mirror is deleted", () => {
  const world = smallCluster({
    nodes: [{ name: "cp", cpu: "2", memory: "4Gi", controlPlane: true }, ...nodes(1)],
  });
  const name = "kube-apiserver-cp";
  const before = world.get("Pod", "kube-system", name)!;
  expect(before.status?.phase).toBe("Running");
  world.api.delete(typeOfKind("Pod"), "kube-system", name);
  wait(world, 5);
  const after = world.get("Pod", "kube-system", name)!;
  expect(after.metadata.uid).not.toBe(before.metadata.uid);
});

test("a state goes on as if it had never been put away", () => {
  const world = smallCluster({ objects: [deployment("web", 3)] });
  change(world, "Deployment", "web", ["spec", "replicas"], 6);
  wait(world, 2);
  const kept = JSON.parse(JSON.stringify(world.state)) as typeof world.state;
  const again = openCluster(kept);
  wait(world, 60);
  again.run(again.now + 60 * SECOND);
  expect(again.trace).toBe(world.trace);
  expect(again.state).toEqual(JSON.parse(JSON.stringify(world.state)));
});
