import { existsSync, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { extname } from "node:path";
import { watch } from "chokidar";
import next from "next";
import { buildCatalog } from "../lib/build/catalog/build-catalog.ts";
import type { Draw } from "../lib/build/catalog/draw-notes.ts";
import { storeOf } from "../lib/build/catalog/open-catalog.ts";
import { readSettings } from "../lib/build/catalog/settings.ts";
import { readSiteUrl } from "../lib/build/catalog/site-url.ts";
import { devCatalogFolder, writeCatalog } from "../lib/build/catalog/store.ts";
import { createCompileCache } from "../lib/build/compile/cache.ts";
import { cleanSvg, isSvg } from "../lib/build/content/clean-svg.ts";
import { isIgnoredBelow } from "../lib/build/content/is-ignored.ts";
import { createDrawer } from "../lib/build/diagrams/draw-diagrams.ts";
import { bundleIslands } from "../lib/build/export/bundle-islands.ts";
import { type GeneratedFiles, openGeneratedFiles } from "../lib/build/export/generated-files.ts";
import { REGISTRY } from "../lib/build/export/registry-path.ts";
import { readHistory, siteDates, withDates } from "../lib/build/feeds/site-dates.ts";
import { NETWORK } from "../lib/build/pictures/fetch-picture.ts";
import { listen, readHostAndPort } from "../lib/build/serve/static-server.ts";
import { formatFindings } from "../lib/diagnostics/format.ts";
import { contentType } from "../lib/headers/content-type.ts";
import { describeError } from "./describe-error.ts";
import { LIVE_SCRIPT } from "./live-script.ts";
import { runCommand } from "./run-command.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".pdf": "application/pdf",
  ".mp4": "video/mp4",
};

/** What is bundled for the pages, by where they ask for it. */
const ISLANDS: Readonly<Record<string, "start" | "entry" | "figures">> = {
  "/islands.js": "start",
  "/islands/entry.js": "entry",
  "/islands/figures.js": "figures",
};

const tell = (error: unknown) => process.stderr.write(`${describeError(error, process.env)}\n`);

/** `npm run dev`: the authoring server. A saved note is compiled at once and every open page reloads. */
await runCommand(import.meta.filename, async (_, { root }) => {
  const { host, port } = readHostAndPort(process.env);
  const settings = readSettings(root, process.env);
  const store = storeOf(settings);
  const compile = createCompileCache(store);
  const drawer = createDrawer({ root, store, environment: process.env });
  // What is written looks the same wherever the site will stand; here it stands at the root.
  const siteUrl = new URL(readSiteUrl(process.env)).origin;
  Object.assign(process.env, { SITE_URL: siteUrl });
  const history = await readHistory(settings);
  const listeners = new Set<ServerResponse>();
  let assets = new Map<string, string>();
  let generated: GeneratedFiles = async () => undefined;
  let islands: ReadonlyMap<string, Uint8Array> = new Map();

  /** A new diagram is shown at once as a sketch, and as it will be published right after. */
  async function refresh(): Promise<void> {
    let rough = false;
    const sketch: Draw = async (jobs) => {
      const answer = await drawer.sketch(jobs);
      rough = answer.rough;
      return answer.drawn;
    };
    await show(sketch);
    if (rough) await show(drawer.draw);
  }
  async function show(draw: Draw): Promise<void> {
    const undated = await buildCatalog(settings, store, compile, draw, NETWORK);
    const dates = siteDates(undated, history);
    const catalog = withDates(undated, dates);
    writeCatalog(catalog, devCatalogFolder(root));
    generated = openGeneratedFiles(catalog, dates, settings, store, siteUrl);
    assets = new Map(catalog.assets.map((asset) => [asset.href, asset.absolute]));
    const shown = catalog.findings.filter((finding) => finding.severity !== "hint");
    process.stderr.write(
      shown.length > 0 ? `\n${formatFindings(shown, catalog.lineOf)}\n` : "노트에 문제가 없습니다.\n",
    );
    for (const listener of listeners) listener.write("data: reload\n\n");
  }
  /** Bundled afresh for each page; the files behind it are asked for right after it. */
  async function sendIslands(response: ServerResponse, which: "start" | "entry" | "figures"): Promise<void> {
    const bundle = await bundleIslands(root, REGISTRY);
    islands = bundle.files;
    response.writeHead(200, { "Content-Type": "text/javascript" }).end(islands.get(bundle[which]));
  }
  /** @returns whether there was such a file; one that cannot be made is an error in the terminal */
  async function sendGenerated(path: string, response: ServerResponse): Promise<boolean> {
    try {
      const file = await generated(path);
      if (file === undefined) return false;
      const type = contentType(path.endsWith("/") ? "index.html" : path);
      response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" }).end(file);
    } catch (error) {
      tell(error);
      response.writeHead(500).end();
    }
    return true;
  }
  await show(drawer.draw);

  Object.assign(process.env, { NODE_ENV: "development" });
  const app = next({ dev: true, dir: root, hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0]!;
    if (path === "/__live") {
      response.writeHead(200, {
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
        Connection: "keep-alive",
      });
      response.write(": ready\n\n");
      listeners.add(response);
      request.on("close", () => listeners.delete(response));
    } else if (path === "/__live.js") {
      response.writeHead(200, { "Content-Type": "text/javascript" }).end(LIVE_SCRIPT);
    } else if (Object.hasOwn(ISLANDS, path)) {
      sendIslands(response, ISLANDS[path]!).catch((error: unknown) => {
        tell(error);
        response.writeHead(500).end();
      });
    } else if (islands.has(path.slice(1))) {
      response.writeHead(200, { "Content-Type": "text/javascript" }).end(islands.get(path.slice(1)));
    } else if (assets.has(path) && existsSync(assets.get(path)!)) {
      response
        .writeHead(200, {
          "Content-Type": TYPES[extname(path).toLowerCase()] ?? "application/octet-stream",
          "Cache-Control": "no-store",
        })
        .end(
          isSvg(path) ? cleanSvg(readFileSync(assets.get(path)!, "utf8")) : readFileSync(assets.get(path)!),
        );
    } else
      void sendGenerated(path, response).then((sent) => {
        if (!sent) void handle(request, response);
      });
  });
  server.on("upgrade", (request, socket, head) => void app.getUpgradeHandler()(request, socket, head));
  const taken = await listen(server, host, port);
  process.stdout.write(`\n쓰면서 보기: http://${host}:${taken}/\n끝내려면 Ctrl+C를 누르세요.\n`);

  // Saves come in bursts (editors write, rename, touch); one refresh answers all of them.
  let running = false;
  let again = false;
  const work = async (task: () => Promise<void>): Promise<void> => {
    running = true;
    await task().catch((error: unknown) => tell(error));
    while (again) {
      again = false;
      await refresh().catch((error: unknown) => tell(error));
    }
    running = false;
  };
  const onChange = (): void => {
    if (running) again = true;
    else void work(refresh);
  };
  void work(drawer.warm);
  const watched = [settings.notes, settings.content];
  const watcher = watch(watched, {
    ignoreInitial: true,
    ignored: (path) => isIgnoredBelow(watched, path),
  }).on("all", onChange);
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
  await watcher.close();
  await drawer.close();
  server.closeAllConnections();
  server.close();
  await app.close();
  process.exit(0);
});
