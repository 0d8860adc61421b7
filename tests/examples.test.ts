import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { checkDockerfile } from "../lib/build/examples/dockerfile.ts";
import { checkYaml } from "../lib/build/examples/yaml.ts";

/** The manifests that notes and the cluster lab share (`content/examples/README.md`). */
const FOLDER = "content/examples";

type Labels = Readonly<Record<string, string>>;
type Port = {
  readonly name?: string;
  readonly port?: number;
  readonly targetPort?: number | string;
  readonly containerPort?: number;
};
type Probe = { readonly httpGet?: { readonly path: string; readonly port: number | string } };
type Container = {
  readonly name: string;
  readonly image: string;
  readonly ports?: readonly Port[];
  readonly startupProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly livenessProbe?: Probe;
};
type PodSpec = { readonly containers: readonly Container[] };
type Manifest = {
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string }[];
  readonly spec: {
    readonly policyName?: string;
    readonly selector?: Labels & { readonly matchLabels?: Labels };
    readonly ports?: readonly Port[];
    readonly template?: { readonly metadata: { readonly labels?: Labels }; readonly spec: PodSpec };
    readonly scaleTargetRef?: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  };
};

const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" });
const texts = files
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => ({ file, text: readFileSync(join(FOLDER, file), "utf8") }));
/** All but patches, which say a part of an object. */
const manifests = texts
  .filter(({ file }) => !file.includes("/patches/"))
  .flatMap(({ file, text }) =>
    parseAllDocuments(text).map((document) => ({ file, ...(document.toJS() as Omit<Manifest, "file">) })),
  );
const workloads = manifests.filter(({ spec }) => spec?.template !== undefined);
const portsOf = ({ ports = [] }: Container) => ports;

/** The pods' templates that a selector chooses. */
function chosen(selector: Labels): Manifest[] {
  return workloads.filter(({ spec }) =>
    Object.entries(selector).every(([key, value]) => spec.template!.metadata.labels?.[key] === value),
  );
}

describe("the shared example", () => {
  it.each(texts)("$file is what the API server takes", async ({ text }) => {
    expect(await checkYaml(text, { own: true })).toEqual([]);
  });

  it.each(files.filter((file) => file.endsWith("Dockerfile")))("%s builds as written", async (file) => {
    expect(await checkDockerfile(readFileSync(join(FOLDER, file), "utf8"), { own: true })).toEqual([]);
  });

  it("tells every object by its kind and name once", () => {
    const names = manifests
      .filter(({ metadata }) => metadata !== undefined)
      .map(({ kind, metadata }) => `${kind}/${metadata.namespace ?? ""}/${metadata.name}`);
    expect(names).toEqual([...new Set(names)]);
  });

  it("has Services, budgets and policies that choose pods, on ports these listen on", () => {
    for (const { file, kind, spec } of manifests) {
      if (kind === "PodDisruptionBudget") expect(chosen(spec.selector!.matchLabels!), file).not.toEqual([]);
      if (kind !== "Service") continue;
      const pods = chosen(spec.selector!);
      expect(pods, file).not.toEqual([]);
      for (const pod of pods)
        for (const { port, targetPort = port } of spec.ports!)
          expect(
            pod.spec
              .template!.spec.containers.flatMap(portsOf)
              .some(({ name, containerPort }) => targetPort === name || targetPort === containerPort),
            `${file}: ${pod.metadata.name} listens on ${targetPort}`,
          ).toBe(true);
    }
  });

  it("keeps the selectors of Deployments apart", () => {
    for (const { file, kind, metadata, spec } of workloads) {
      if (spec.selector?.matchLabels === undefined) continue;
      const others = chosen(spec.selector.matchLabels).map((one) => `${one.kind}/${one.metadata.name}`);
      expect(others, file).toEqual([`${kind}/${metadata.name}`]);
    }
  });

  it("scales what there is", () => {
    for (const { file, spec } of manifests) {
      const target = spec?.scaleTargetRef;
      if (target === undefined) continue;
      const found = manifests.find(
        ({ kind, metadata }) => kind === target.kind && metadata?.name === target.name,
      );
      expect(found?.apiVersion, file).toBe(target.apiVersion);
    }
  });

  it("binds roles and accounts that there are", () => {
    const has = (kind: string, name: string) =>
      manifests.some((one) => one.kind === kind && one.metadata.name === name);
    for (const { file, roleRef, subjects = [], spec } of manifests) {
      if (roleRef !== undefined) expect(has(roleRef.kind, roleRef.name), file).toBe(true);
      for (const { kind, name } of subjects) expect(has(kind, name), file).toBe(true);
      if (spec?.policyName !== undefined)
        expect(has("ValidatingAdmissionPolicy", spec.policyName), file).toBe(true);
    }
  });

  it("patches the pods of what there is", () => {
    const patches = texts.filter(({ file }) => file.includes("/patches/"));
    expect(patches.length).toBeGreaterThan(0);
    for (const { file, text } of patches) {
      const [, target] = /^# kubectl patch deploy\/(\S+) --patch-file (\S+)$/m.exec(text) ?? [];
      expect(
        workloads.map(({ metadata }) => metadata.name),
        file,
      ).toContain(target);
    }
  });

  it("builds its image from one folder, for a user whom the kubelet can tell from root", () => {
    const dockerfiles = files.filter((file) => file.endsWith("Dockerfile"));
    expect([...new Set(dockerfiles.map((file) => dirname(file)))]).toEqual(["docker"]);
    for (const file of dockerfiles)
      expect(readFileSync(join(FOLDER, file), "utf8"), file).toMatch(/^USER [1-9]\d*$/m);
  });

  it("is one application: the image shop/web, port 8080, /healthz", () => {
    const web = workloads
      .flatMap(({ spec }) => spec.template!.spec.containers)
      .filter(({ name }) => name === "web");
    expect(web.length).toBeGreaterThan(0);
    for (const container of web) {
      expect(container.image).toMatch(/^shop\/web:1\.[45]$/);
      expect(container.ports).toEqual([{ name: "http", containerPort: 8080 }]);
      const { startupProbe, readinessProbe, livenessProbe } = container;
      for (const probe of [startupProbe, readinessProbe, livenessProbe])
        if (probe !== undefined) expect(probe.httpGet).toEqual({ path: "/healthz", port: "http" });
    }
  });
});
