import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { FigureTools } from "../../components/viewer/FigureTools.tsx";
import { bundleScript } from "../../lib/build/export/bundle-script.ts";
import { type OpenSite, openServer } from "./open-site.ts";

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
    ["/share.js", await script("components/share/share.ts", "esm")],
    ["/site.css", { type: "text/css; charset=utf-8", body: styles.outputFiles[0]!.text }],
    ["/favicon.ico", { type: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
    ["/cards/home.png", { type: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
  ]);
}

/** Serves the fixture under the strict policy and gives the browser. */
export function openViewerFixture(files: Files): Promise<OpenSite> {
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? "/", "http://localhost").pathname);
    response.setHeader("Content-Security-Policy", POLICY);
    if (!file) response.writeHead(404).end();
    else response.writeHead(200, { "Content-Type": file.type }).end(file.body);
  });
  return openServer(server, 9300);
}
