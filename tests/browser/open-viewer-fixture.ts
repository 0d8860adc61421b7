import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium } from "playwright-core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { FigureTools } from "../../components/viewer/FigureTools.tsx";
import { findChromium } from "../../lib/browser/find-chromium.ts";
import { bundleScript } from "../../lib/delivery/bundle-script.ts";
import { listen } from "../../lib/delivery/static-server.ts";
import type { OpenSite } from "./open-site.ts";

const root = join(import.meta.dirname, "../..");

/** As strict as a site can be that loads only its own files: no inline code or style, no blob: or data:. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'";

export type Files = ReadonlyMap<string, { readonly type: string; readonly body: string }>;

/** Builds the scripts, the style sheet and the page with hand-made figures. */
export async function buildFixture(): Promise<Files> {
  const script = async (entry: string, format: "iife" | "esm") => ({
    type: "text/javascript; charset=utf-8",
    body: await bundleScript(entry, root, format),
  });
  const styles = await build({
    entryPoints: [join(root, "components/styles/index.css")],
    bundle: true,
    write: false,
    external: ["*.woff2"],
  });
  const page = readFileSync(join(root, "tests/fixtures/viewer.html"), "utf8").replace(
    /\{\{tools:([^:}]+)(:steps)?\}\}/g,
    (_, name: string, steps?: string) =>
      renderToStaticMarkup(createElement(FigureTools, { name, steps: steps !== undefined })),
  );
  return new Map([
    ["/", { type: "text/html; charset=utf-8", body: page }],
    ["/theme.js", await script("components/boot/theme.ts", "iife")],
    ["/boot.js", await script("components/boot/boot.ts", "esm")],
    ["/viewer.js", await script("components/viewer/viewer.ts", "esm")],
    ["/site.css", { type: "text/css; charset=utf-8", body: styles.outputFiles[0]!.text }],
    ["/favicon.ico", { type: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
  ]);
}

/** Serves the fixture under the strict policy and starts a browser. */
export async function openViewerFixture(files: Files): Promise<OpenSite> {
  const server: Server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? "/", "http://localhost").pathname);
    response.setHeader("Content-Security-Policy", POLICY);
    if (!file) response.writeHead(404).end();
    else response.writeHead(200, { "Content-Type": file.type }).end(file.body);
  });
  const port = await listen(server, "127.0.0.1", 9300 + (process.pid % 200) * 20);
  const found = await findChromium(root, process.env);
  const browser: Browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args],
    env: found.env,
  });
  return {
    browser,
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
