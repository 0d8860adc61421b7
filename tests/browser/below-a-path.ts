import { existsSync, globSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { parse } from "parse5";
import type { Page } from "playwright-core";
import { attributeOf, isElement, type Node } from "../../lib/build/export/page-tree.ts";
import { createStaticServer } from "../../lib/build/serve/static-server.ts";
import { type OpenSite, openServer } from "./open-site.ts";

/** A site that is served below a path and nowhere else, and what was asked of its host. */
export type SiteBelow = OpenSite & {
  /** Where the site begins, without a slash at its end. */
  readonly at: string;
  /** Requests that the site should not have made: outside of its path, or for what is not there. */
  readonly strays: string[];
  /** From then on nobody is answered. */
  readonly cut: () => void;
};

/** @param first port to try */
export async function openBelow(out: string, base: string, first: number): Promise<SiteBelow> {
  const files = createStaticServer(out, { base });
  const strays: string[] = [];
  let hasLine = true;
  const server = createServer((request, response) => {
    if (!hasLine) {
      request.socket.destroy();
      return;
    }
    const { url = "" } = request;
    response.on("finish", () => {
      // Browsers ask every host for it by themselves.
      if (url === "/favicon.ico") return;
      if (!url.startsWith(`${base}/`) || response.statusCode >= 400)
        strays.push(`${response.statusCode} ${url}`);
    });
    files.emit("request", request, response);
  });
  const site = await openServer(server, first);
  return { ...site, at: site.origin + base, strays, cut: () => (hasLine = false) };
}

/**
 * What in the files of an export leads out of its path or to nothing: every attribute of every page whose value is an
 * address of a file of the site as it would be at the root of a host, and every address below the path without a file.
 * What islands start with is left out: their scripts put the path before it.
 */
export function findStrayAddresses(out: string, base: string, siteUrl: string): string[] {
  const isThere = (address: string) => {
    const path = decodeURIComponent(address.replace(/[?#].*$/, ""));
    return existsSync(join(out, path.endsWith("/") ? `${path}index.html` : path));
  };
  const strays: string[] = [];
  for (const page of globSync("**/*.html", { cwd: out })) {
    const look = (what: string, value: string) => {
      for (const word of value.split(/[\s,;]+|url=/)) {
        const path = word.startsWith(siteUrl) ? base + word.slice(siteUrl.length) : word;
        if (!path.startsWith("/") || path === "/") continue;
        const isBelow = path.startsWith(`${base}/`);
        if (isBelow ? !isThere(path.slice(base.length)) : isThere(path))
          strays.push(`${page}: ${what}=${word}`);
      }
    };
    const visit = (node: Node): void => {
      if (isElement(node)) {
        for (const { name, value } of node.attrs)
          if (name !== "data-ask") look(`${node.tagName} ${name}`, value);
        if (attributeOf(node, "href") === "/") strays.push(`${page}: ${node.tagName} href=/`);
      }
      if ("childNodes" in node) node.childNodes.forEach(visit);
    };
    visit(parse(readFileSync(join(out, page), "utf8")));
  }
  return strays;
}

/** Addresses of links on a page that do not lead below its site. */
export function linksAway(page: Page, at: string): Promise<string[]> {
  return page.evaluate(
    (begin) =>
      [...document.querySelectorAll("a[href]")]
        // Of a link in a drawing `href` is no text.
        .map((link) => new URL(link.getAttribute("href")!, location.href).href)
        .filter((href) => href.startsWith(location.origin) && !href.startsWith(`${begin}/`)),
    at,
  );
}

/** Does something, as a reader, and waits until the worker of the site answers for the page. */
export async function wakeWorker(page: Page): Promise<string> {
  await page.keyboard.press("ArrowDown");
  return page.evaluate(async () => {
    const { scope } = await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((done) =>
        navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }),
      );
    return scope;
  });
}
