import { expect, test, vi } from "vitest";

const CRON = {
  apiVersion: "batch/v1",
  kind: "CronJob",
  metadata: { name: "c" },
  spec: {
    schedule: "* * * * *",
    jobTemplate: {
      spec: { template: { spec: { restartPolicy: "Never", containers: [{ name: "c", image: "busybox" }] } } },
    },
  },
};
const FILES = [
  { name: "hpa.yaml", text: "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n" },
  { name: "cron.json", text: JSON.stringify(CRON) },
];

test.each([
  "kubectl get pods -A",
  "k get no -o wide | grep node | wc -l",
  "kubectl get nodes -o 'json'path='{.items[*].metadata.name}'",
  "kubectl get pods -A --sort-by=.metadata.name",
  "kubectl get pods -A -o custom-columns=NAME:.metadata.name",
  "kubectl -n kube-system describe pods",
  "kubectl rollout history deploy -A",
  "kubectl drain node-1 --ignore-daemonsets",
  "kubectl uncordon node-1",
  "kubectl create deploy web --image=nginx:1.27",
  "kubectl autoscale deploy web --max=3 --cpu=50%",
  "kubectl apply -f hpa.yaml",
  "kubectl apply -f cron.json",
  "kubectl create cronjob c --image=busybox --schedule='* * * * *'",
  "kubectl label nodes node-1 disk=ssd",
  "kubectl logs -n kube-system ds/kube-proxy",
  "kubectl auth can-i get pods",
  "kubectl top nodes",
  "kubectl events -A",
  "kubectl delete deploy web",
  "kubectl nothing",
  "cat hpa.yaml | kubectl apply -f -",
])("%s runs with what it has loaded", async (line) => {
  // As in a page that was just opened: nothing is there yet.
  vi.resetModules();
  const { loadLine, runLine } = await import("./shell.ts");
  const { smallCluster } = await import("./fixtures.ts");
  const world = smallCluster();
  await loadLine(line);
  expect(() => runLine(world, FILES, line)).not.toThrow();
  expect(() => world.run(world.now + 60_000_000)).not.toThrow();
});
