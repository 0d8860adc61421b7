import { join } from "node:path";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { createStaticServer, listen } from "../../lib/build/serve/static-server.ts";
import { launchOptions } from "./launch-options.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the browser of this run is reached. */
    browser: string;
    /** Where the export in `out/` is served. */
    origin: string;
  }
}

/** Starts one browser and one server of the export for all files of a project, and ends them after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prefer = project.name === "chrome" ? "installed" : "locked";
  const server = createStaticServer(join(import.meta.dirname, "../../out"));
  const browser = await chromium.launchServer(await launchOptions([], prefer));
  const port = await listen(server, "127.0.0.1", 4300);
  project.provide("browser", browser.wsEndpoint());
  project.provide("origin", `http://127.0.0.1:${port}`);
  return async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
}
