import type { Server } from "node:http";
import { type Browser, chromium } from "playwright-core";
import { inject } from "vitest";
import { listen } from "../../lib/build/serve/static-server.ts";

/** For what hangs, not for what is slow. */
const PATIENCE_MS = 120_000;

export type OpenSite = {
  readonly browser: Browser;
  readonly origin: string;
  readonly close: () => Promise<void>;
};

/** The production export, and the browser that all files share; closing closes the file's own pages. */
export async function openSite(): Promise<OpenSite> {
  const browser = await openBrowser();
  return { browser, origin: inject("origin"), close: () => browser.close() };
}

/** The same browser at a server of the file's own, on a port above `first`; closing ends the server. */
export async function openServer(server: Server, first: number): Promise<OpenSite> {
  const port = await listen(server, "127.0.0.1", first + (process.pid % 200) * 20);
  const browser = await openBrowser();
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

/** The browser that all files of tests share. What one opens in it no other sees. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.connect(inject("browser"));
  return browser.on("context", (context) => context.setDefaultTimeout(PATIENCE_MS));
}
