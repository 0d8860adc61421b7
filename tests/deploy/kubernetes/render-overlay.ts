import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

export type Resource = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string } & Fields;
} & Fields;

type Fields = { readonly [name: string]: unknown };

const kustomizationSchema = z.strictObject({
  apiVersion: z.literal("kustomize.config.k8s.io/v1beta1"),
  kind: z.literal("Kustomization"),
  resources: z.array(z.string()),
  images: z.array(z.strictObject({ name: z.string(), newName: z.string(), newTag: z.string() })).default([]),
  patches: z.array(z.strictObject({ path: z.string() })).default([]),
});

/** Lists that a strategic merge joins by a key of their items, as far as this reader knows how. */
const JOINED_BY_NAME = ["containers"];

/** Lists that it would join in other ways, so that a patch of them would be read wrongly here. */
const NOT_UNDERSTOOD = [
  "env",
  "hostAliases",
  "imagePullSecrets",
  "initContainers",
  "ports",
  "topologySpreadConstraints",
  "volumeMounts",
  "volumes",
];

/**
 * What `kubectl kustomize` makes of a folder, for the part of kustomize that this
 * project uses; anything else is an error and not passed over.
 */
export function renderOverlay(folder: string): Resource[] {
  const { resources, images, patches } = kustomizationSchema.parse(readYaml(folder, "kustomization.yaml"));
  let rendered = resources.flatMap((path) =>
    path.endsWith(".yaml") ? [readYaml(folder, path) as Resource] : renderOverlay(join(folder, path)),
  );
  for (const { path } of patches) {
    const patch = readYaml(folder, path) as Resource;
    if (!rendered.some((resource) => isSame(resource, patch)))
      throw new Error(`${join(folder, path)} patches nothing`);
    rendered = rendered.map((one) => (isSame(one, patch) ? (merge(one, patch, "") as Resource) : one));
  }
  for (const { name, newName, newTag } of images)
    rendered = rendered.map((one) => renameImage(one, name, `${newName}:${newTag}`) as Resource);
  return rendered;
}

function readYaml(folder: string, path: string): unknown {
  return parse(readFileSync(join(folder, path), "utf8"));
}

function isSame(one: Resource, other: Resource): boolean {
  const nameOf = ({ apiVersion, kind, metadata: { namespace, name } }: Resource) =>
    [apiVersion, kind, namespace, name].join(" ");
  return nameOf(one) === nameOf(other);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function merge(base: unknown, patch: unknown, name: string): unknown {
  if (isFields(base) && isFields(patch)) {
    const names = [...new Set([...Object.keys(base), ...Object.keys(patch)])];
    const entries = names.map((key) => [key, key in patch ? merge(base[key], patch[key], key) : base[key]]);
    return Object.fromEntries(entries);
  }
  if (!Array.isArray(base) || !Array.isArray(patch)) return patch;
  if (NOT_UNDERSTOOD.includes(name)) throw new Error(`a patch of the list "${name}" is not understood`);
  if (!JOINED_BY_NAME.includes(name)) return patch;
  const isNamed = (item: Fields, other: Fields) => item.name === other.name;
  return base.map((item: Fields) => {
    const change = patch.find((one: Fields) => isNamed(one, item));
    return change === undefined ? item : merge(item, change, "");
  });
}

function renameImage(value: unknown, from: string, to: string): unknown {
  if (Array.isArray(value)) return value.map((item) => renameImage(item, from, to));
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    const isIt = key === "image" && typeof inner === "string" && inner.split(":")[0] === from;
    return [key, isIt ? to : renameImage(inner, from, to)];
  });
  return Object.fromEntries(entries);
}
