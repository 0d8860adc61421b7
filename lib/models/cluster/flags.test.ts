import { expect, test, vi } from "vitest";
import { type Command, KUBECTL } from "../kubectl/commands.ts";
import { Flags } from "../kubectl/flags.ts";
import { openCluster } from "./cluster.ts";
import { FILES } from "./golden/files.ts";
import { play, settled } from "./golden/replay.ts";
import { runLine } from "./shell.ts";

/** No flag is taken and thrown away: it does something, is refused, or changes nothing that one could see. */

/** They change nothing that could be seen in a cluster in a page. */
const WITHOUT_EFFECT = new Set([
  "allow-missing-template-keys",
  "cached",
  "chunk-size",
  "field-manager",
  "ignore-errors",
  "insecure-skip-tls-verify-backend",
  "max-log-requests",
  "openapi-patch",
  "pod-running-timeout",
  "recursive",
  "use-protocol-buffers",
  "windows-line-endings",
]);

/** How each command runs well; some flags matter in one case only, which is the next. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  create: ["-f new.yaml"],
  "create clusterrole": ["x --verb=get --resource=pods"],
  "create clusterrolebinding": ["x --clusterrole=view"],
  "create configmap": ["x"],
  "create cronjob": ["x --image=busybox --schedule='* * * * *'"],
  "create deployment": ["x --image=nginx"],
  "create job": ["x --image=busybox"],
  "create namespace": ["x"],
  "create poddisruptionbudget": ["x --selector=app=web --min-available=1"],
  "create priorityclass": ["x"],
  "create quota": ["x --hard=cpu=1"],
  "create role": ["x --verb=get --resource=pods"],
  "create rolebinding": ["x --clusterrole=view"],
  "create secret docker-registry": ["x --docker-username=a --docker-password=b"],
  "create secret generic": ["x"],
  "create service clusterip": ["x --tcp=80"],
  "create service externalname": ["x --external-name=a.b"],
  "create service loadbalancer": ["x --tcp=80"],
  "create service nodeport": ["x --tcp=80"],
  "create serviceaccount": ["x"],
  expose: ["deploy web --name=other"],
  run: ["x --image=nginx", "x --image=nginx -- sleep 9"],
  "set env": ["deploy/web A=b"],
  "set image": ["deploy/web web=nginx:1.28"],
  "set resources": ["deploy/web --limits=cpu=1"],
  "set serviceaccount": ["deploy/web default"],
  get: ["pods", "pods -w"],
  delete: ["pods -l app=web"],
  "rollout history": ["deploy/web"],
  "rollout pause": ["deploy/web"],
  "rollout restart": ["deploy/web"],
  "rollout resume": ["deploy/paused"],
  "rollout status": ["deploy/broken"],
  "rollout undo": ["deploy/broken"],
  scale: ["deploy/web --replicas=4"],
  autoscale: ["deploy/web --max=5"],
  "top node": [""],
  "top pod": [""],
  cordon: ["node-1"],
  uncordon: ["node-2"],
  drain: ["node-1 --ignore-daemonsets", "node-3 --ignore-daemonsets --force --delete-emptydir-data"],
  taint: ["nodes node-1 a=b:NoSchedule"],
  describe: ["pods"],
  logs: ["deploy/web"],
  "auth can-i": ["get pods"],
  events: ["", "-w"],
  apply: ["-f both.yaml"],
  patch: [`deploy web -p '{"spec":{"replicas":2}}'`],
  replace: ["-f held.json"],
  wait: ["--for=condition=Available deploy/web"],
  label: ["deploy web a=b"],
  annotate: ["deploy web a=b"],
  "api-resources": [""],
};
const VALUES: Readonly<Record<string, string>> = { i: "1", j: "1", d: "5s", b: "true" };

/** A pod that `drain` asks about. */
const SCRATCH = {
  name: "scratch.json",
  text: JSON.stringify({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "scratch" },
    spec: {
      nodeName: "node-3",
      volumes: [{ name: "scratch", emptyDir: {} }],
      containers: [{ name: "scratch", image: "nginx:1.27" }],
    },
  }),
};

const state = (() => {
  const world = openCluster(settled);
  for (const line of [
    "kubectl apply -f both.yaml",
    "kubectl create deployment broken --image=nginx:1.27",
    "kubectl create deployment paused --image=nginx:1.27",
  ])
    play(world, line);
  world.run(world.now + 20_000_000);
  for (const line of [
    "kubectl set image deploy/broken nginx=nginx:9.99",
    "kubectl rollout pause deploy/paused",
    "kubectl cordon node-2",
    "kubectl run alone --image=nginx:1.27",
    "kubectl apply -f scratch.json",
  ])
    play(world, line, [SCRATCH]);
  world.run(world.now + 20_000_000);
  return world.state;
})();
const files = [
  ...FILES,
  { name: "new.yaml", text: FILES.find(({ name }) => name === "web.yaml")!.text.replaceAll("web", "new") },
  { name: "held.json", text: runLine(openCluster(state), FILES, "kubectl get deploy web -o json").text },
];

function commandsUnder(command: Command, path: string): [path: string, command: Command][] {
  const inner = command.commands.flatMap((one) => commandsUnder(one, `${path} ${one.names[0]}`.trim()));
  return command.run === undefined || path === "" ? inner : [[path, command], ...inner];
}

const commands = commandsUnder(KUBECTL, "").filter(([, { isAbsent }]) => !isAbsent);
const general = new Set(KUBECTL.flags.keys());

test("every command has a case", () => {
  expect(commands.map(([path]) => path).filter((path) => CASES[path] === undefined)).toEqual([]);
});

test.each(commands)("kubectl %s reads its flags, or says that it does not have them", (path, command) => {
  const unread = [...command.flags.values()]
    .filter(({ name }) => !WITHOUT_EFFECT.has(name) && !(general.has(name) && !isOwn(command, name)))
    .filter(({ name, type }) => !CASES[path]!.some((args) => isRead(path, args, name, VALUES[type] ?? "x")))
    .map(({ name }) => name);
  expect(unread).toEqual([]);
});

/** Whether a command has a general flag with an effect of its own, as `can-i --as`. */
function isOwn(command: Command, name: string): boolean {
  return KUBECTL.absent.includes(name) && !command.absent.includes(name);
}

function isRead(path: string, args: string, name: string, value: string): boolean {
  const read = new Set<string>();
  const spies = (["has", "text", "list"] as const).map((method) => {
    const real = Flags.prototype[method] as (name: string, otherwise?: string) => never;
    return vi.spyOn(Flags.prototype, method).mockImplementation(function (
      this: Flags,
      flag: string,
      otherwise?: string,
    ) {
      read.add(flag);
      return real.call(this, flag, otherwise);
    });
  });
  const output = name === "template" ? " -o jsonpath" : "";
  const { missing } = runLine(
    openCluster(state),
    files,
    `kubectl ${path} ${args}${output} --${name}=${value}`,
  );
  for (const spy of spies) spy.mockRestore();
  return missing !== undefined || read.has(name);
}

test.each(commands.filter(([, { flags, absent }]) => flags.has("output") && !absent.includes("output")))(
  "kubectl %s -o yaml writes YAML",
  (path) => {
    const ran = runLine(openCluster(state), files, `kubectl ${path} ${CASES[path]![0]} -o yaml`);
    if (path === "delete" || path === "api-resources") expect(ran.text).toMatch(/^error: .*output/);
    else if (ran.missing === undefined) expect(ran.text).toMatch(/^apiVersion: /);
  },
);

test.each([
  "alpha",
  "attach",
  "auth whoami",
  "certificate approve",
  "config",
  "cp",
  "create ingress",
  "create secret tls",
  "create token",
  "debug",
  "edit",
  "exec",
  "explain",
  "help",
  "options",
  "port-forward",
  "set selector",
  "version",
])("kubectl %s is said to be missing", (path) => {
  const { missing } = runLine(openCluster(state), files, `kubectl ${path} x --rule=a/b=c:80`);
  expect(missing).toBe(`kubectl ${path}`);
});

test("a general flag that would lead elsewhere is refused", () => {
  const refused = (line: string) => runLine(openCluster(state), files, line).missing;
  expect(refused("kubectl get pods --context=other")).toBe("--context");
  expect(refused("kubectl get pods --as=jane")).toBe("--as");
  expect(refused("kubectl auth can-i get pods --as=jane")).toBeUndefined();
});
