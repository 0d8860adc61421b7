import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { IDeployment } from "kubernetes-models/apps/v1";
import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import type { IIngress, INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1";
import type { INamespace, IPodSpec, IService } from "kubernetes-models/v1";
import { describe, expect, test } from "vitest";
import { nginxFiles } from "../../../lib/headers/nginx-config.ts";
import { findUnknownFields, MODELS } from "./find-unknown-fields.ts";
import { findPodSecurityBreaches } from "./pod-security.ts";
import { type Resource, renderOverlay } from "./render-overlay.ts";

const DEPLOY = join(import.meta.dirname, "../../../deploy");
const base = renderOverlay(join(DEPLOY, "kubernetes/base"));
const production = renderOverlay(join(DEPLOY, "kubernetes/overlays/production"));

function only<T>(kind: string, resources = production): T {
  const found = resources.filter((resource) => resource.kind === kind);
  expect(found, kind).toHaveLength(1);
  return found[0] as T;
}

const deployment = only<IDeployment>("Deployment");
const pod = deployment.spec?.template.spec as IPodSpec;
const podLabels = deployment.spec?.template.metadata?.labels;
const [container] = pod.containers;

/** What the published schema has against a resource. */
async function findSchemaErrors(resource: Resource): Promise<string | undefined> {
  const models = (await import(MODELS[resource.kind] ?? "")) as Record<
    string,
    new (
      fields: Resource,
    ) => { validate(): void }
  >;
  const Model = models[resource.kind];
  if (Model === undefined) throw new Error(`no model of ${resource.kind}`);
  try {
    new Model(resource).validate();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe("the published schemas", () => {
  test.each([...base, ...production].map((resource) => [resource.kind, resource] as const))(
    "%s is valid",
    async (_kind, resource) => {
      expect(await findSchemaErrors(resource)).toBeUndefined();
    },
  );

  test("no field is unknown to the API", () => {
    expect(findUnknownFields([...base, ...production])).toEqual([]);
  });

  test("a planted mistake of each sort is found", async () => {
    const broken = { ...deployment, spec: { replica: 2, ...deployment.spec } } as unknown as Resource;
    expect(findUnknownFields([broken]).join()).toContain("'\"replica\"' does not exist");
    const wrong = { ...deployment, spec: { ...deployment.spec, replicas: "2" } } as unknown as Resource;
    expect(await findSchemaErrors(wrong)).toContain("replicas must be integer");
  });
});

describe("pod security", () => {
  test("the pod is at the restricted level, and the namespace demands it", () => {
    expect(findPodSecurityBreaches(pod)).toEqual([]);
    expect(only<INamespace>("Namespace").metadata?.labels).toMatchObject({
      "pod-security.kubernetes.io/enforce": "restricted",
    });
  });

  test("a planted breach of each rule is found", () => {
    const bare: IPodSpec = {
      hostNetwork: true,
      volumes: [{ name: "disk", hostPath: { path: "/" } }],
      securityContext: { sysctls: [{ name: "kernel.msgmax", value: "1" }] },
      containers: [
        {
          name: "a",
          ports: [{ containerPort: 80, hostPort: 80 }],
          securityContext: { privileged: true, capabilities: { add: ["SYS_ADMIN"] } },
        },
      ],
    };
    expect(findPodSecurityBreaches(bare)).toEqual([
      "hostNetwork",
      "volume disk is a hostPath",
      "sysctl kernel.msgmax",
      "a: privileged",
      "a: allowPrivilegeEscalation is not false",
      "a: does not drop ALL",
      "a: adds SYS_ADMIN",
      "a: runAsNonRoot is not true",
      "a: seccompProfile is neither RuntimeDefault nor Localhost",
      "a: hostPort",
    ]);
  });

  test("more than the level asks: numeric user, read-only root, no token, limits", () => {
    expect(pod.securityContext?.runAsUser).toBeGreaterThan(0);
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(container?.securityContext?.readOnlyRootFilesystem).toBe(true);
    expect(container?.volumeMounts).toEqual([{ name: "tmp", mountPath: "/tmp" }]);
    for (const amounts of [container?.resources?.requests, container?.resources?.limits])
      expect(Object.keys(amounts ?? {})).toEqual(expect.arrayContaining(["cpu", "memory"]));
  });
});

describe("the parts fit together", () => {
  test("every selector finds the pods, and every reference its target", () => {
    const service = only<IService>("Service");
    const autoscaler = only<IHorizontalPodAutoscaler>("HorizontalPodAutoscaler");
    const ingress = only<IIngress>("Ingress");
    expect(deployment.spec?.selector.matchLabels).toEqual(podLabels);
    expect(service.spec?.selector).toEqual(podLabels);
    expect(only<IPodDisruptionBudget>("PodDisruptionBudget").spec?.selector?.matchLabels).toEqual(podLabels);
    for (const { labelSelector } of pod.topologySpreadConstraints ?? [])
      expect(labelSelector?.matchLabels).toEqual(podLabels);
    expect(autoscaler.spec?.scaleTargetRef).toMatchObject({
      kind: "Deployment",
      name: deployment.metadata?.name,
    });
    expect(deployment.spec?.replicas).toBeUndefined();
    const backend = ingress.spec?.rules?.[0]?.http?.paths[0]?.backend.service;
    expect(backend).toEqual({ name: service.metadata?.name, port: { name: service.spec?.ports?.[0]?.name } });
    expect(service.spec?.ports?.[0]?.targetPort).toBe(container?.ports?.[0]?.name);
    expect(ingress.spec?.tls?.[0]?.hosts).toEqual([ingress.spec?.rules?.[0]?.host]);
    const namespace = only<INamespace>("Namespace").metadata?.name;
    for (const resource of production)
      if (resource.kind !== "Namespace") expect(resource.metadata.namespace, resource.kind).toBe(namespace);
  });

  test("only the ingress controller comes in, and nothing goes out", () => {
    const policy = only<INetworkPolicy>("NetworkPolicy");
    expect(policy.spec?.podSelector?.matchLabels).toEqual(podLabels);
    expect(policy.spec?.policyTypes).toEqual(["Ingress", "Egress"]);
    expect(policy.spec?.egress).toEqual([]);
    expect(policy.spec?.ingress).toHaveLength(1);
    expect(policy.spec?.ingress?.[0]?.from).toEqual([
      { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" } } },
    ]);
    expect(policy.spec?.ingress?.[0]?.ports?.[0]?.port).toBe(container?.ports?.[0]?.containerPort);
  });

  test("a rollout takes no pod away before its successor is ready, and stops one slowly", () => {
    expect(deployment.spec?.strategy?.rollingUpdate?.maxUnavailable).toBe(0);
    const wait = Number(container?.lifecycle?.preStop?.exec?.command?.[1]);
    expect(wait).toBeGreaterThan(0);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(wait);
    for (const probe of [container?.startupProbe, container?.readinessProbe, container?.livenessProbe])
      expect(nginxFiles()["site.conf"]).toContain(`location = ${probe?.httpGet?.path} {`);
  });

  test("user and port are those of the image", () => {
    const dockerfile = readFileSync(join(DEPLOY, "Dockerfile"), "utf8");
    expect(dockerfile).toContain(`USER ${pod.securityContext?.runAsUser}:${pod.securityContext?.runAsGroup}`);
    expect(nginxFiles()["nginx.conf"]).toContain(`listen ${container?.ports?.[0]?.containerPort};`);
  });
});

test("the overlay changes what it says it changes, and no image is without a fixed tag", () => {
  expect(container?.image).toMatch(/^registry\.example\.org\/whale-notes:\d+\.\d+\.\d+$/);
  expect(container?.resources?.limits?.cpu).toBe("1");
  expect(container?.resources?.requests?.memory).toBe("32Mi");
  expect(container?.readinessProbe?.httpGet?.path).toBe("/healthz");
  expect(only<IHorizontalPodAutoscaler>("HorizontalPodAutoscaler").spec?.minReplicas).toBe(3);
  expect(only<IIngress>("Ingress").metadata?.annotations).toHaveProperty([
    "nginx.ingress.kubernetes.io/proxy-next-upstream",
  ]);
});
