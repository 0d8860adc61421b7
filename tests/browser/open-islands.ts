import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundleIslands } from "../../lib/build/export/bundle-islands.ts";
import { bundleScript } from "../../lib/build/export/bundle-script.ts";
import { renderIsland } from "../../lib/build/export/render-island.ts";
import { makePagesPlain } from "../../lib/build/export/static-pages.ts";
import { createStaticServer } from "../../lib/build/serve/static-server.ts";
import { type OpenSite, openServer } from "./open-site.ts";

const root = join(import.meta.dirname, "../..");

/** Islands for tests only; the site has others. */
export const REGISTRY = "tests/fixtures/islands/registry.ts";

const TALL = `<div class="tall"></div>`;
const STYLE = `.tall { height: 3000px } .island-fault { color: red }`;

/**
 * A site of one page as Next would export it, with islands: two counters, far apart,
 * and one that breaks. It goes through the same step and the same server as the real one.
 */
export async function openIslands(): Promise<OpenSite> {
  const out = mkdtempSync(join(tmpdir(), "whale-islands-"));
  const near = await island("counter", "near", { label: "가까이" });
  const far = await island("counter", "far", { label: "멀리" });
  const breaking = await island("breaking", "breaking", {});
  const page = exported(`<p>읽을 글</p>${near}${breaking}${TALL}${far}<p id="end">끝</p>`);
  const files = {
    "index.html": page,
    "404.html": page,
    "theme.js": await bundleScript("components/boot/theme.ts", root, "iife"),
    "icon.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "speculation.json": "{}",
    "_next/static/chunks/a.css": STYLE,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  makePagesPlain(out, await bundleIslands(root, REGISTRY));
  const site = await openServer(createStaticServer(out), 4700);
  return {
    ...site,
    close: async () => {
      await site.close();
      rmSync(out, { recursive: true });
    },
  };
}

/** As `Island.tsx` writes it. */
async function island(name: string, id: string, props: object): Promise<string> {
  const html = await renderIsland(root, REGISTRY, { name, prefix: `${id}-`, props });
  return `<div data-island="${name}" id="${id}"><div data-island-root="">${html}</div><script type="application/json" data-keep="">${JSON.stringify(props)}</script></div>`;
}

function exported(body: string): string {
  return `<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>섬</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/_next/static/chunks/a.css"><script src="/theme.js" data-keep=""></script><script async="" type="module" src="/islands.js" data-keep=""></script></head><body><main>${body}</main><script>self.__next_f.push([0])</script></body></html>`;
}
