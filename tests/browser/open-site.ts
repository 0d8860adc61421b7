import type { Server } from "node:http";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../../lib/build/machine/find-chromium.ts";
import { createStaticServer, listen } from "../../lib/build/serve/static-server.ts";

const root = join(import.meta.dirname, "../..");

export type OpenSite = {
  readonly browser: Browser;
  readonly origin: string;
  readonly close: () => Promise<void>;
};

/** Serves the production export and starts a browser; one of each for a test file. */
export function openSite(folder = join(root, "out")): Promise<OpenSite> {
  return openServer(createStaticServer(folder), 4300);
}

/** Listens on a port above `first` and starts a browser; closing ends both. */
export async function openServer(server: Server, first: number): Promise<OpenSite> {
  const port = await listen(server, "127.0.0.1", first + (process.pid % 200) * 20);
  const found = await findChromium(root, process.env);
  const browser = await chromium.launch({
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
