import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nginxFiles } from "../../../lib/headers/nginx-config.ts";
import type { Nginx } from "./find-nginx.ts";
import { makeSite } from "./make-site.ts";

const COMMITTED = join(import.meta.dirname, "../../../deploy/nginx");
const NOBODY = 65534;

export type RunningNginx = {
  readonly port: number;
  readonly tlsPort: number;
  readonly child: ChildProcess;
  /** What it said on stderr. */
  readonly said: () => string;
  readonly stop: () => Promise<void>;
};

/**
 * Runs the committed configuration, over a small site of its own or over another. Only places are changed: ports, the site's
 * folder, the certificate, and `/tmp`. As root it is started as another user, so that it can write
 * to its own `/tmp` and nowhere else, as in a container with a read-only root.
 * @param base runs what is generated for a site below that path
 * @param folder an empty one for everything that it needs; it is gone afterwards
 */
export async function startNginx(
  nginx: Nginx,
  main: "nginx.conf" | "nginx-tls.conf",
  {
    folder = mkdtempSync(join(tmpdir(), "whale-nginx-")),
    site,
    base = "",
  }: { readonly folder?: string; readonly site?: string; readonly base?: string } = {},
): Promise<RunningNginx> {
  const [own, scratch, config, tls] = ["site", "tmp", "conf", "tls"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const one of [own, scratch, tls]) mkdirSync(one);
  if (site === undefined) await makeSite(join(own, base));
  cpSync(COMMITTED, config, { recursive: true });
  if (base !== "")
    for (const [name, text] of Object.entries(nginxFiles(base))) writeFileSync(join(config, name), text);
  if (!nginx.hasBrotli) rmSync(join(config, "brotli"), { recursive: true });
  if (main === "nginx-tls.conf") makeCertificate(tls);
  const [port, tlsPort] = [await freePort(), await freePort()];
  for (const path of globSync(`${config}/**/*.conf`)) {
    const text = readFileSync(path, "utf8")
      .replaceAll("/tmp/", `${scratch}/`)
      .replaceAll("listen 8080;", `listen 127.0.0.1:${port};`)
      .replaceAll(
        "listen 8443 ssl;",
        `listen 127.0.0.1:${tlsPort} ssl${knowsHttp2Line(nginx) ? "" : " http2"};`,
      )
      .replaceAll("http2 on;", knowsHttp2Line(nginx) ? "http2 on;" : "")
      .replaceAll("/usr/share/whale-notes", site ?? own)
      .replaceAll("/etc/nginx/tls", tls);

    writeFileSync(path, text);
  }
  const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (asNobody.uid !== undefined) {
    for (const open of [folder, site ?? own]) chmodSync(open, 0o755);
    chownSync(scratch, NOBODY, NOBODY);
    for (const path of globSync(`${tls}/*`)) chownSync(path, NOBODY, NOBODY);
  }
  const child = spawn(nginx.path, ["-e", "stderr", "-p", folder, "-c", join(config, main)], {
    stdio: ["ignore", "ignore", "pipe"],
    ...asNobody,
  });
  let said = "";
  child.stderr.on("data", (text) => (said += text));
  try {
    await reachable(port, child);
  } catch {
    rmSync(folder, { recursive: true });
    throw new Error(`nginx does not start:\n${said}`);
  }
  return {
    port,
    tlsPort,
    child,
    said: () => said,
    stop: async () => {
      const ended = new Promise((done) => child.once("close", done));
      child.kill("SIGQUIT");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/** `http2 on;` is understood since 1.25.1; before, the word stood on the `listen` line. */
function knowsHttp2Line(nginx: Nginx): boolean {
  const { stderr } = spawnSync(nginx.path, ["-v"], { encoding: "utf8" });
  const [, major = 0, minor = 0, patch = 0] = (/(\d+)\.(\d+)\.(\d+)/.exec(stderr) ?? []).map(Number);
  return major * 1e6 + minor * 1e3 + patch >= 1_025_001;
}

function makeCertificate(folder: string): void {
  const request =
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost";
  const files = ["-keyout", join(folder, "tls.key"), "-out", join(folder, "tls.crt")];
  execFileSync("openssl", [...request.split(" "), ...files], { stdio: "pipe" });
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function reachable(port: number, child: ChildProcess): Promise<void> {
  let ended = false;
  child.once("close", () => {
    ended = true;
  });
  while (!ended) {
    const open = await new Promise<boolean>((done) => {
      const socket = connect(port, "127.0.0.1", () => done(true));
      socket.on("error", () => done(false));
      socket.on("connect", () => socket.destroy());
    });
    if (open) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("not reachable");
}
