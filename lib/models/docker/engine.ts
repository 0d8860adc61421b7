import { digest } from "../images/digest.ts";

/**
 * One Docker Engine with the containerd image store, and what its commands do to images, containers and
 * volumes. Outputs are worded as `docker` prints them.
 *
 * Source: moby/moby (daemon/create.go, daemon/delete.go, daemon/errors.go, daemon/containerd/image_pull.go,
 * daemon/containerd/image_push.go, volume/service/errors.go), docker/cli (cli/command/container).
 */

/** Numbers of the writes that a place holds. */
export type Files = readonly number[];

export type Volume = {
  /** Anonymous ones have 64 hexadecimal digits for a name. */
  readonly name: string;
  /** Which anonymous volume it is, counted from 1; 0 for a named one. */
  readonly number: number;
  readonly files: Files;
};

export type Container = {
  /** 64 hexadecimal digits. */
  readonly id: string;
  /** Which container it is, counted from 1. */
  readonly number: number;
  readonly name: string;
  /** What it was made from: a digest, or a name of the caller's. */
  readonly image: string;
  readonly state: "created" | "running" | "exited";
  /** Names of the volumes that it mounts. */
  readonly mounts: readonly string[];
  readonly layer: Files;
  readonly tmpfs: Files;
};

export type Engine = {
  /** Digests by tag. */
  readonly images: Readonly<Record<string, string>>;
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  /** How many were ever made, so that no id comes twice. */
  readonly made: { readonly containers: number; readonly volumes: number };
};

export const EMPTY_ENGINE: Engine = {
  images: {},
  containers: [],
  volumes: [],
  made: { containers: 0, volumes: 0 },
};

export type Output = { readonly ok: boolean; readonly text: string };
export type Done = { readonly engine: Engine; readonly output: Output };

export const done = (engine: Engine, text = ""): Done => ({ engine, output: { ok: true, text } });
export const failed = (engine: Engine, text: string): Done => ({ engine, output: { ok: false, text } });
/** An error of the daemon, as the CLI passes it on. */
export const daemonError = (text: string) => `Error response from daemon: ${text}`;

/** 64 hexadecimal digits, the same for the same text. */
export const hexId = (text: string) => digest(text).replace("sha256:", "");

export function findContainer(engine: Engine, name: string): Container | undefined {
  return engine.containers.find((one) => one.name === name);
}

export function changeContainer(engine: Engine, changed: Container): Engine {
  const containers = engine.containers.map((one) => (one.id === changed.id ? changed : one));
  return { ...engine, containers };
}
