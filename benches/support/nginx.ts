import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { endChild, endWithUs, removeFolder, temporaryFolder } from "./leave-nothing.ts";

const USUAL_FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"];
const BROTLI_MODULE = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
const NOBODY = 65534;

export type RunningNginx = { readonly origin: string; readonly stop: () => Promise<void> };

/** nginx with the configuration that is deployed, over the folder; undefined where there is none. */
export async function startNginx(
  root: string,
  site: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<RunningNginx | undefined> {
  const path = findNginx(environment);
  if (path === undefined) return undefined;
  const folder = temporaryFolder("nginx");
  const config = join(folder, "conf");
  const scratch = join(folder, "tmp");
  mkdirSync(scratch);
  cpSync(join(root, "deploy/nginx"), config, { recursive: true });
  if (!existsSync(BROTLI_MODULE)) rmSync(join(config, "brotli"), { recursive: true, force: true });
  const port = await freePort();
  // Only places are changed.
  for (const file of globSync(`${config}/**/*.conf`)) {
    const text = readFileSync(file, "utf8")
      .replaceAll("/tmp/", `${scratch}/`)
      .replaceAll("listen 8080;", `listen 127.0.0.1:${port};`)
      .replaceAll("/usr/share/whale-notes", site);
    writeFileSync(file, text);
  }
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (user.uid !== undefined) {
    for (const open of [folder, site]) chmodSync(open, 0o755);
    chownSync(scratch, NOBODY, NOBODY);
  }
  const child = spawn(path, ["-e", "stderr", "-p", folder, "-c", join(config, "nginx.conf")], {
    stdio: ["ignore", "ignore", "pipe"],
    ...user,
  });
  endWithUs(child);
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await isHealthy(origin)); tries++) {
    if (tries === 100 || child.exitCode !== null) throw new Error(`nginx를 열지 못했습니다.\n${said}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    origin,
    stop: async () => {
      await endChild(child);
      removeFolder(folder);
    },
  };
}

function findNginx(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const folders = [...(environment.PATH ?? "").split(delimiter), ...USUAL_FOLDERS];
  const candidates = environment.NGINX_PATH
    ? [environment.NGINX_PATH]
    : folders.map((folder) => join(folder, "nginx"));
  return candidates.find((path) => spawnSync(path, ["-v"]).status === 0);
}

function isHealthy(origin: string): Promise<boolean> {
  return new Promise((done) => {
    const sent = request(`${origin}/healthz`, { agent: false }, (response) => {
      response.resume();
      done(response.statusCode === 200);
    });
    sent.on("error", () => done(false));
    sent.end();
  });
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
