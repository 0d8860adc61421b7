/**
 * What a container image holds, as far as a cluster notices: how large it is, how its program starts, answers,
 * ends, and what it uses. Times in milliseconds.
 */
export type Program = {
  readonly sizeBytes: number;
  /** From its start until it listens. */
  readonly startMs: number;
  /** It listens here. */
  readonly port?: number;
  /** What it answers to a request by path; any other path gets 404. */
  readonly answers?: Readonly<Record<string, number>>;
  /** It ends by itself. */
  readonly ends?: { readonly afterMs: number; readonly code: number };
  /** From SIGTERM until it has ended; absent = it does not listen to the signal. */
  readonly stopMs?: number;
  /** After SIGTERM it still answers requests until it ends. */
  readonly drains?: boolean;
  readonly cpu: { readonly idleMilli: number; readonly milliPerRequest: number };
  readonly memory: { readonly startMi: number; readonly growMiPerMinute?: number };
  /** What it writes when it starts, and for each request to it once. */
  readonly log: readonly string[];
};

/** Images by name with tag, as the registry has them. */
export type Registry = Readonly<Record<string, Program>>;

const MI = 2 ** 20;

const server = (port: number, sizeMi: number, log: readonly string[]): Program => ({
  sizeBytes: sizeMi * MI,
  startMs: 400,
  port,
  answers: { "/": 200 },
  stopMs: 100,
  drains: true,
  cpu: { idleMilli: 1, milliPerRequest: 1 },
  memory: { startMi: 12 },
  log,
});

const NGINX = server(80, 69, [
  "/docker-entrypoint.sh: Configuration complete; ready for start up",
  "[notice] 1#1: start worker processes",
]);
const AGNHOST_PAUSE: Program = {
  sizeBytes: MI,
  startMs: 10,
  stopMs: 10,
  cpu: { idleMilli: 0, milliPerRequest: 0 },
  memory: { startMi: 1 },
  log: [],
};
const SYSTEM: Program = { ...server(10256, 40, ["I0101 Starting"]), memory: { startMi: 24 } };

/** Images that everybody's examples use, and those of the cluster itself. */
export const COMMON_IMAGES: Registry = {
  "nginx:latest": NGINX,
  "nginx:1.29": NGINX,
  "nginx:1.28": NGINX,
  "nginx:1.27": NGINX,
  "nginx:1.16.1": NGINX,
  "nginx:1.14.2": NGINX,
  "httpd:latest": server(80, 58, ["AH00094: Command line: 'httpd -D FOREGROUND'"]),
  "redis:latest": server(6379, 50, ["* Ready to accept connections tcp"]),
  "redis:8": server(6379, 50, ["* Ready to accept connections tcp"]),
  "postgres:18": { ...server(5432, 150, ["database system is ready to accept connections"]), startMs: 2500 },
  "busybox:latest": {
    ...AGNHOST_PAUSE,
    sizeBytes: 2 * MI,
    ends: { afterMs: 0, code: 0 },
  },
  "busybox:1.37": { ...AGNHOST_PAUSE, sizeBytes: 2 * MI, ends: { afterMs: 0, code: 0 } },
  "registry.k8s.io/pause:3.10": AGNHOST_PAUSE,
  "registry.k8s.io/kube-proxy:v1.37.1": SYSTEM,
  "registry.k8s.io/coredns/coredns:v1.13.1": {
    ...SYSTEM,
    port: 8080,
    answers: { "/health": 200, "/ready": 200 },
  },
  "registry.k8s.io/kube-apiserver:v1.37.1": SYSTEM,
  "registry.k8s.io/etcd:3.6.6-0": SYSTEM,
  "registry.k8s.io/kube-scheduler:v1.37.1": SYSTEM,
  "registry.k8s.io/kube-controller-manager:v1.37.1": SYSTEM,
};

/** An image's name as registries are asked for it: with a tag, without the default registry's. */
export function canonicalImage(image: string): string {
  const short = image.replace(/^(?:docker\.io\/)?(?:library\/)?/, "");
  return short.lastIndexOf(":") <= short.lastIndexOf("/") && !short.includes("@") ? `${short}:latest` : short;
}

/** With its registry, as the container runtime reports it: `docker.io/library/nginx:1.29`. */
export function fullImage(image: string): string {
  const name = canonicalImage(image);
  const [first = ""] = name.split("/");
  if (name.includes("/") && /[.:]/.test(first)) return name;
  return name.includes("/") ? `docker.io/${name}` : `docker.io/library/${name}`;
}

/** What the container does: its image's program, or what its command makes of it (`sleep`, `exit`, `false`). */
export function programOf(
  registry: Registry,
  image: string,
  command: readonly string[],
): Program | undefined {
  const program = Object.hasOwn(registry, canonicalImage(image))
    ? registry[canonicalImage(image)]
    : undefined;
  if (program === undefined || command.length === 0) return program;
  const line = command.join(" ");
  const { ends: _, ...runs } = program;
  const [, seconds] = /\bsleep (\d+|infinity)/.exec(line) ?? [];
  const [, code] = /\bexit (\d+)/.exec(line) ?? [];
  const isServer = command[0]?.startsWith("-") === true;
  if (isServer) return program;
  const exit = code === undefined ? (/(?:^|\s)false$/.test(line) ? 1 : 0) : Number(code);
  const echoes = [...line.matchAll(/\becho (?:"([^"]*)"|'([^']*)'|([^;&|]*))/g)].map(
    ([, double, single, bare]) => (double ?? single ?? bare ?? "").trim(),
  );
  const said = { ...runs, log: echoes, stopMs: undefined };
  if (seconds === "infinity" || /while true|tail -f/.test(line)) return said;
  return { ...said, ends: { afterMs: Number(seconds ?? 0) * 1000, code: exit } };
}
