import { createContainer, startContainer } from "./containers.ts";
import { type Done, daemonError, done, type Engine, failed, type Output } from "./engine.ts";

/** A registry, as one engine meets it. */
export type Registry = {
  readonly reachable: boolean;
  /** Whether who asks may write. */
  readonly loggedIn: boolean;
  /** Digests by full name and tag. */
  readonly images: Readonly<Record<string, string>>;
  /** Platforms (`linux/amd64`) by digest. */
  readonly platforms: Readonly<Record<string, string>>;
};

/** `host/path:tag` in its parts. */
function parts(ref: string): { readonly host: string; readonly path: string; readonly tag: string } {
  const [, host = "", path = "", tag = ""] = /^([^/]+)\/(.+):([^:]+)$/.exec(ref) ?? [];
  return { host, path, tag };
}

const unreachable = (ref: string, what: string) => {
  const { host, path } = parts(ref);
  return `failed to do request: Head "https://${host}/v2/${path}/${what}": dial tcp: lookup ${host}: no such host`;
};

/** `docker build -t`: the last line of its plain output. */
export function nameImage(engine: Engine, tag: string, id: string): Done {
  const images = { ...engine.images, [tag]: id };
  return done({ ...engine, images }, `naming to docker.io/library/${tag} done`);
}

/** `docker tag`: a second name for the same image; it prints nothing. */
export function tagImage(engine: Engine, from: string, to: string): Done {
  const id = engine.images[from];
  if (id === undefined) return failed(engine, daemonError(`No such image: ${from}`));
  return done({ ...engine, images: { ...engine.images, [to]: id } });
}

/**
 * `docker push`: what the registry holds afterwards, and the output. The size is that of an index of one
 * manifest with its attestation, about 856 bytes.
 */
export function pushImage(
  engine: Engine,
  ref: string,
  registry: Registry,
): { readonly images: Registry["images"]; readonly output: Output } {
  const { host, path, tag } = parts(ref);
  const start = `The push refers to repository [${host}/${path}]`;
  const refuse = (text: string) => ({
    images: registry.images,
    output: { ok: false, text: `${start}\n${text}` },
  });
  const id = engine.images[ref];
  if (id === undefined) return refuse(`tag does not exist: ${ref}`);
  if (!registry.reachable) return refuse(unreachable(ref, `blobs/${id}`));
  if (!registry.loggedIn) {
    return refuse(
      "push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
    );
  }
  const text = `${start}\n${tag}: digest: ${id} size: 856`;
  return { images: { ...registry.images, [ref]: id }, output: { ok: true, text } };
}

/** `docker pull` on a machine of one platform. */
export function pullImage(engine: Engine, ref: string, registry: Registry, platform: string): Done {
  if (!registry.reachable) {
    const why = unreachable(ref, `manifests/${parts(ref).tag}`);
    return failed(engine, daemonError(`failed to resolve reference "${ref}": ${why}`));
  }
  const id = registry.images[ref];
  if (id === undefined)
    return failed(engine, daemonError(`failed to resolve reference "${ref}": ${ref}: not found`));
  if (registry.platforms[id] !== platform) return failed(engine, daemonError(noPlatform(platform)));
  const { path, tag } = parts(ref);
  const news = engine.images[ref] === id ? "Image is up to date" : "Downloaded newer image";
  const text = `${tag}: Pulling from ${path}\nDigest: ${id}\nStatus: ${news} for ${ref}\n${ref}`;
  return done({ ...engine, images: { ...engine.images, [ref]: id } }, text);
}

export const noPlatform = (platform: string) =>
  `no matching manifest for ${platform} in the manifest list entries: no match for platform in manifest: not found`;

/**
 * `docker run -d --name`: takes the image that is there, however old, and pulls only when there is none; then
 * creates and starts. What was pulled stays when the name turns out to be taken.
 */
export function runContainer(
  engine: Engine,
  { name, ref }: { readonly name: string; readonly ref: string },
  registry: Registry,
  platform: string,
): Done {
  const refuse = (at: Engine, before: string, text: string) =>
    failed(at, `${before}docker: ${text}\n\nRun 'docker run --help' for more information`);
  let now = engine;
  let before = "";
  if (engine.images[ref] === undefined) {
    const pulled = pullImage(engine, ref, registry, platform);
    before = `Unable to find image '${ref}' locally\n`;
    if (!pulled.output.ok) return refuse(engine, before, pulled.output.text);
    // `run` prints what `pull` prints, but for the last line.
    before += `${pulled.output.text.split("\n").slice(0, -1).join("\n")}\n`;
    now = pulled.engine;
  }
  const created = createContainer(now, { name, image: now.images[ref]! });
  if (!created.output.ok) return refuse(now, before, created.output.text);
  return done(startContainer(created.engine, name).engine, `${before}${created.output.text}`);
}
