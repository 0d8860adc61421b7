import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openCluster } from "./cluster.ts";
import { complete } from "./complete.ts";
import { SECOND } from "./fixtures.ts";
import { FILES } from "./golden/files.ts";
import { play, replay, settled } from "./golden/replay.ts";
import { continueLine, runLine } from "./shell.ts";

/** Each session tells in its second line where its sentences were read. */
const GOLDEN = join(import.meta.dirname, "golden/sessions.txt");
const sessions = readFileSync(GOLDEN, "utf8").split(/\n\n(?=### )/);

describe("golden sessions", () => {
  test.each(sessions.map((session) => [session.slice(4, session.indexOf("\n")), session]))(
    "%s",
    (_, session) => {
      expect(replay(session)).toBe(`${session.trimEnd()}\n`);
    },
  );
});

/** A cluster with a deployment of three. */
const deployed = (() => {
  const world = openCluster(settled);
  play(world, "kubectl apply -f both.yaml");
  world.run(world.now + 20 * SECOND);
  return world.state;
})();

/** A terminal over it. */
function terminal() {
  const world = openCluster(deployed);
  return { world, show: (line: string) => play(world, line) };
}

describe("a line of the terminal", () => {
  test.each([
    ["kubectl get po --no-headers | wc -l", "3\n"],
    ["kubectl get po --no-headers | grep -c Running", "3\n"],
    ["kubectl get po | grep -v NAME | head -n 1 | wc -l", "1\n"],
    ["kubectl get nodes -o name | sort -r | head -1", "node/node-3\n"],
    ["kubectl get nodes -o name | tail -n 1", "node/node-3\n"],
    ["kubectl get nodes | grep nothing", "(exit 1)\n"],
    ["k get no -o name | grep -E '[13]$'", "node/node-1\nnode/node-3\n"],
    ["cat both.yaml | grep -n kind:", "2:kind: Deployment\n33:kind: Service\n"],
    ["cat nothing.yaml", "cat: nothing.yaml: No such file or directory\n(exit 1)\n"],
    ["cat both.yaml | kubectl apply -f -", "deployment.apps/web unchanged\nservice/web unchanged\n"],
    ["ls | head -n 2", "agent.yaml\nboth.yaml\n"],
    ["kubectl get sts,deploy --no-headers | grep -c deployment.apps/web", "1\n"],
    ["kubectl get deploy --no-headers | grep -c deployment.apps/web", "0\n(exit 1)\n"],
    ["echo hello", "hello\n"],
    ["helm ls", "bash: helm: command not found\n(exit 127)\n"],
    ["kubectl get po | less", "bash: less: command not found\n(exit 127)\n"],
    ["kubectl get po |", "bash: syntax error near unexpected token `|'\n(exit 2)\n"],
    ["", ""],
    ["# only words", ""],
  ])("%s", (line, text) => {
    expect(terminal().show(line)).toBe(text);
  });

  test("an autoscaler aims at what its flags say", () => {
    const { world, show } = terminal();
    expect(show("kubectl autoscale deploy web --min=1 --max=3 --cpu=50% --memory=100Mi")).toBe(
      "horizontalpodautoscaler.autoscaling/web autoscaled\n",
    );
    world.run(world.now + 40 * SECOND);
    expect(show("kubectl get hpa")).toMatch(/cpu: \d+%\/50%, memory: \S+\/100Mi +1 +3 +\d/);
  });

  test("what is not there is named, for the lab to say in its words", () => {
    const { show } = terminal();
    expect(show("kubectl explain pods")).toBe("(missing: kubectl explain)\n(exit 1)\n");
    expect(show("kubectl exec -it web -- sh")).toBe("(missing: kubectl exec)\n(exit 1)\n");
    expect(show("kubectl get endpoints")).toBe("(missing: endpoints)\n(exit 1)\n");
    expect(show("kubectl version")).toBe("(missing: kubectl version)\n(exit 1)\n");
    expect(show("kubectl get po > pods.txt")).toMatch(/^\(missing: /);
    expect(show("kubectl apply -f web.yaml --server-side")).toMatch(/^\(missing: --server-side/);
  });

  test("a pattern that would never end is refused at once", () => {
    const { show } = terminal();
    const began = performance.now();
    show(`echo ${"a".repeat(400)} | grep -E '(a+)+$b'`);
    show("kubectl get po -A | grep -E '(.*)*x'");
    expect(performance.now() - began).toBeLessThan(500);
  });

  test("a watch behind a filter prints line by line, and ends by Ctrl-C", () => {
    const { world, show } = terminal();
    expect(show("kubectl get po -w | grep -c web")).toBe("^C\n");
    const started = runLine(world, FILES, "kubectl get po -w | grep Terminating");
    expect(started).toMatchObject({ text: "", exitCode: undefined });
    runLine(world, FILES, "kubectl delete po -l app=web --wait=false");
    const went = continueLine(world, FILES, started.foreground!);
    expect(went.text.trimEnd().split("\n")).toHaveLength(3);
    expect(structuredClone(went.foreground)).toEqual(went.foreground);
  });

  test("a watch prints what has gone once more, as it was last", () => {
    const { world } = terminal();
    const { metadata } = world.list("Pod", "default")[0]!;
    let { foreground } = runLine(world, FILES, `kubectl get po ${metadata.name} -w --no-headers`);
    runLine(world, FILES, `kubectl delete po ${metadata.name} --wait=false`);
    let text = "";
    for (let second = 0; second < 60; second++) {
      const went = continueLine(world, FILES, foreground!);
      ({ foreground } = went);
      text += went.text;
      world.run(world.now + SECOND);
    }
    expect(world.get("Pod", "default", metadata.name)).toBeUndefined();
    const rows = text
      .trimEnd()
      .split("\n")
      .map((row) => row.trimEnd().split(/ +/));
    expect(rows.length).toBeGreaterThan(1);
    expect(new Set(rows.map(([name, , status]) => `${name} ${status}`))).toEqual(
      new Set([`${metadata.name} Terminating`]),
    );
    // The last change and the deletion look the same but for the age.
    expect(rows.at(-1)!.slice(0, 4)).toEqual(rows.at(-2)!.slice(0, 4));
  });

  test("wait ends when its condition holds, or when its time is over", () => {
    const { world, show } = terminal();
    expect(show("kubectl wait --for=condition=Available deploy/web")).toBe(
      "deployment.apps/web condition met\n",
    );
    show("kubectl set image deploy/web web=nginx:9.99");
    const before = world.now;
    expect(show("kubectl wait --for=jsonpath='{.status.readyReplicas}'=9 deploy/web --timeout=5s")).toBe(
      "error: timed out waiting for the condition on deployments/web\n(exit 1)\n",
    );
    expect(world.now - before).toBe(5 * SECOND);
  });
});

describe("a command with a time limit", () => {
  test("rollout status gives up", () => {
    const { world, show } = terminal();
    show("kubectl set image deploy/web web=nginx:9.99");
    world.run(world.now + 5 * SECOND);
    const before = world.now;
    expect(show("kubectl rollout status deploy/web --timeout=5s")).toBe(
      'Waiting for deployment "web" rollout to finish: 1 out of 3 new replicas have been updated...\n' +
        "error: timed out waiting for the condition\n(exit 1)\n",
    );
    expect(world.now - before).toBe(5 * SECOND);
  });

  test("delete gives up, and the pod goes all the same", () => {
    const { world, show } = terminal();
    const [pod = ""] = show("kubectl get pods -o name").split("\n");
    const name = pod.replace("pod/", "");
    show(`kubectl patch pod ${name} -p '{"metadata":{"finalizers":["example.com/held"]}}'`);
    expect(show(`kubectl delete pod ${name} --timeout=3s`)).toBe(
      `pod "${name}" deleted from default namespace\nerror: timed out waiting for the condition on pods/${name}\n(exit 1)\n`,
    );
    world.run(world.now + 60 * SECOND);
    expect(show(`kubectl get pod ${name} --no-headers`)).toContain("Terminating");
  });
});

describe("what a quota refuses", () => {
  test("is tried again less and less often, one pod at a time, and told as one from the tenth on", () => {
    const { world, show } = terminal();
    show("kubectl create quota q --hard=pods=4");
    world.run(world.now + SECOND);
    show("kubectl scale deploy web --replicas=9");
    world.run(world.now + 60 * SECOND);
    expect(show("kubectl get deploy web --no-headers")).toMatch(/^web +4\/9 /);
    const rows = show("kubectl get events | grep FailedCreate").trim().split("\n");
    expect(rows).toHaveLength(10);
    expect(
      rows.filter((row) => row.includes("(combined from similar events): Error creating: ")),
    ).toHaveLength(1);
    const counts = show(
      "kubectl get events -o jsonpath='{range .items[*]}{.reason} {.count}{\"\\n\"}{end}' | grep FailedCreate",
    );
    const attempts = [...counts.matchAll(/ (\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    // 5 ms, 10 ms, … up to 41 s: fourteen, and what changes of the set add.
    expect(attempts).toBeGreaterThan(12);
    expect(attempts).toBeLessThan(22);
    const message = () => show("kubectl get rs -o jsonpath='{.items[0].status.conditions[0].message}'");
    const before = message();
    world.run(world.now + 60 * SECOND);
    expect(message()).toBe(before);
  });
});

describe("a volume that is not there", () => {
  test("is tried again less and less often, and mounted at the next try after it came", () => {
    const world = openCluster(settled);
    const pod = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "vol" },
      spec: {
        volumes: [{ name: "v", configMap: { name: "late" } }],
        containers: [{ name: "c", image: "nginx:1.27", volumeMounts: [{ name: "v", mountPath: "/v" }] }],
      },
    };
    play(world, "kubectl apply -f vol.json", [{ name: "vol.json", text: JSON.stringify(pod) }]);
    world.run(world.now + 80 * SECOND);
    // At 0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 and 63.5 s.
    expect(play(world, "kubectl describe pod vol")).toMatch(/FailedMount +\d+s \(x8 over \S+\)/);
    play(world, "kubectl create configmap late");
    world.run(world.now + 20 * SECOND);
    expect(play(world, "kubectl get pod vol")).toContain("ContainerCreating");
    world.run(world.now + 60 * SECOND);
    expect(play(world, "kubectl get pod vol")).toContain("Running");
  });
});

describe("a StatefulSet", () => {
  test("mounts what its claim templates name", () => {
    const world = openCluster(settled);
    const spec = {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { name: "db" },
      spec: {
        serviceName: "db",
        selector: { matchLabels: { app: "db" } },
        template: {
          metadata: { labels: { app: "db" } },
          spec: {
            containers: [
              { name: "db", image: "postgres:18", volumeMounts: [{ name: "data", mountPath: "/data" }] },
            ],
          },
        },
        volumeClaimTemplates: [
          {
            metadata: { name: "data" },
            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
          },
        ],
      },
    };
    const files = [{ name: "db.json", text: JSON.stringify(spec) }];
    expect(play(world, "kubectl apply -f db.json", files)).toBe("statefulset.apps/db created\n");
    world.run(world.now + 30 * SECOND);
    expect(play(world, "kubectl get po,pvc --no-headers")).toMatch(
      /^pod\/db-0 +1\/1 +Running.*\n\npersistentvolumeclaim\/data-db-0 +Bound/,
    );
  });
});

describe("events", () => {
  test("-w goes on with what comes, of the object that is asked for", () => {
    const { show } = terminal();
    show("kubectl scale deploy web --replicas=4");
    const rows = show("kubectl events --for=deployment/web -w").trim().split("\n");
    expect(rows[0]).toMatch(/^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE$/);
    expect(rows.at(-2)).toMatch(
      /Normal +ScalingReplicaSet +Deployment\/web +Scaled up replica set \S+ from 3 to 4$/,
    );
    expect(rows.slice(1, -1).every((row) => row.includes("Deployment/web"))).toBe(true);
  });

  test("-o writes objects", () => {
    const { show } = terminal();
    expect(show("kubectl events --types=Normal -o jsonpath='{.items[*].type}'")).toMatch(
      /^Normal( Normal)*\n$/,
    );
  });
});

describe("what create makes", () => {
  test.each([
    [
      "rolebinding r --clusterrole=view --user=jane --group=dev --serviceaccount=ci:bot",
      "{.subjects[*].kind}/{.subjects[2].namespace}",
      "User Group ServiceAccount/ci",
    ],
    [
      "role r --verb=get --resource=pods,deployments.apps --resource-name=web",
      "{.rules[*].apiGroups[0]}/{.rules[1].resourceNames[0]}",
      " apps/web",
    ],
    [
      "role r --verb=get,list,get --resource=pods/log",
      "{.rules[0].resources[0]} {.rules[0].verbs}",
      'pods/log ["get","list"]',
    ],
    ["clusterrole r --verb=get --non-resource-url=/healthz", "{.rules[0].nonResourceURLs[0]}", "/healthz"],
    [
      "pdb p --selector=app=web --min-available=2",
      "{.spec.minAvailable} {.spec.selector.matchLabels.app}",
      "2 web",
    ],
    [
      "pdb p --selector='app in (a,b)' --max-unavailable=50%",
      "{.spec.maxUnavailable} {.spec.selector.matchExpressions[0].operator}",
      "50% In",
    ],
    ["priorityclass c --value=9 --preemption-policy=Never", "{.value} {.preemptionPolicy}", "9 Never"],
  ])("%s", (line, path, text) => {
    const { show } = terminal();
    const [kind = "", name = ""] = line.split(" ");
    show(`kubectl create ${line}`);
    expect(show(`kubectl get ${kind} ${name} -o jsonpath='${path}'`)).toBe(`${text}\n`);
  });

  test("a budget that create made holds a drain back", () => {
    const { show } = terminal();
    show("kubectl create pdb web --selector=app=web --min-available=3");
    expect(show("kubectl drain node-1 --ignore-daemonsets --timeout=1s")).toContain(
      "Cannot evict pod as it would violate the pod's disruption budget.",
    );
  });
});

describe("Tab", () => {
  const offered = (line: string) => complete(terminal().world, FILES, line).candidates;
  test.each([
    ["kube", ["kubectl"]],
    ["kubectl roll", ["rollout"]],
    ["kubectl rollout ", ["history", "pause", "restart", "resume", "status", "undo"]],
    ["kubectl get dep", ["deployments"]],
    ["kubectl get no node-", ["node-1", "node-2", "node-3"]],
    ["k drain node-", ["node-1", "node-2", "node-3"]],
    ["kubectl rollout status deploy/", ["web"]],
    ["kubectl get po -n kube-", ["kube-node-lease", "kube-public", "kube-system"]],
    ["kubectl apply -f b", ["both.yaml", "broken.yaml"]],
    ["kubectl get po -o y", ["yaml"]],
    ["kubectl get po | gr", ["grep"]],
    ["cat two", ["two.yaml"]],
    ["kubectl scale --rep", ["--replicas"]],
    ["kubectl nothing here ", []],
  ])("after %j", (line, candidates) => {
    expect(offered(line)).toEqual(candidates);
  });
});
