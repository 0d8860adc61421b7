import { join } from "node:path";
import ts from "typescript";
import type { Resource } from "./render-overlay.ts";

/** Where each kind's published types are. */
export const MODELS: Readonly<Record<string, string>> = {
  Namespace: "kubernetes-models/v1",
  Service: "kubernetes-models/v1",
  Deployment: "kubernetes-models/apps/v1",
  Ingress: "kubernetes-models/networking.k8s.io/v1",
  NetworkPolicy: "kubernetes-models/networking.k8s.io/v1",
  PodDisruptionBudget: "kubernetes-models/policy/v1",
  HorizontalPodAutoscaler: "kubernetes-models/autoscaling/v2",
};

/**
 * Fields that the API does not know, and values of other types. The schemas let
 * unknown fields pass, which a cluster drops in silence; the types do not.
 */
export function findUnknownFields(resources: readonly Resource[]): string[] {
  const lines = resources.map((resource, index) => {
    const type = `import(${JSON.stringify(MODELS[resource.kind])}).I${resource.kind}`;
    return `export const resource${index}: ${type} = ${JSON.stringify(resource)};`;
  });
  const file = join(import.meta.dirname, "virtual-resources.ts");
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, version) =>
    path === file
      ? ts.createSourceFile(path, lines.join("\n"), version)
      : getSourceFile.call(host, path, version);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
