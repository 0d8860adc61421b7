const MIB = 2 ** 20;
const MIN_THRESHOLD = 23 * MIB;
const MAX_CONTAINER_THRESHOLD = 1000 * MIB;

/** An image that a node has, under all its names. */
export type NodeImage = { readonly names: readonly string[]; readonly sizeBytes: number };

export type ImageNode = { readonly name: string; readonly images: readonly NodeImage[] };

/**
 * An image's name as a container runtime lists it: with the tag `latest` unless it has a tag or a digest.
 * The colon of a registry's port is no tag.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/imagelocality/image_locality.go` normalizedImageName.
 */
export function normalizedImageName(name: string): string {
  return name.lastIndexOf(":") <= name.lastIndexOf("/") ? `${name}:latest` : name;
}

/**
 * The score of every node (0–100) for the images that it need not pull. A size counts by the share of nodes
 * that have the image, so that one node does not draw all pods of a new image.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/imagelocality/image_locality.go` sumImageScores,
 * scaledImageScore, calculatePriority. `containers` are the pod's images; init containers and image volumes
 * count the same upstream.
 */
export function imageLocality({
  containers,
  nodes,
}: {
  readonly containers: readonly string[];
  readonly nodes: readonly ImageNode[];
}): Readonly<Record<string, number>> {
  const sizes = nodes.map(
    ({ images }) => new Map(images.flatMap((image) => image.names.map((name) => [name, image.sizeBytes]))),
  );
  const scaledSize = (name: string, size: number) => {
    const spread = sizes.filter((onNode) => onNode.has(name)).length / nodes.length;
    return Math.trunc(size * spread);
  };
  const wanted = containers.map(normalizedImageName);
  return Object.fromEntries(
    nodes.map((node, index) => {
      const sum = wanted.reduce((total, name) => total + scaledSize(name, sizes[index]!.get(name) ?? 0), 0);
      return [node.name, imageScore(sum, containers.length)];
    }),
  );
}

/** Below 23 MiB nothing is gained; above 1000 MiB a container no more. */
function imageScore(sum: number, containers: number): number {
  if (containers === 0) return 0;
  const most = MAX_CONTAINER_THRESHOLD * containers;
  const counted = Math.min(Math.max(sum, MIN_THRESHOLD), most);
  return Math.trunc((100 * (counted - MIN_THRESHOLD)) / (most - MIN_THRESHOLD));
}
