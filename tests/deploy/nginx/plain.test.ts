import { Agent } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentType } from "../../../lib/headers/content-type.ts";
import { responseHeaders } from "../../../lib/headers/response-headers.ts";
import { type Answer, ask, type Question } from "./ask.ts";
import { findNginx } from "./find-nginx.ts";
import { lostPage, page, siteFiles } from "./make-site.ts";
import { type RunningNginx, startNginx } from "./start-nginx.ts";

const nginx = findNginx();
let running: RunningNginx;

beforeAll(async () => {
  running = await startNginx(nginx, "nginx.conf");
});
afterAll(() => running?.stop());

const get = (path: string, question: Partial<Question> = {}) =>
  ask(path, { port: running.port, ...question });

/**
 * The headers of ours that an answer should have and has otherwise. Of a 416 nginx learns only after
 * it has written the headers of a 206, and then writes them all once more.
 */
function wrongHeaders(answer: Answer, sentFile: string, tls = false): string[] {
  const isLate = answer.status === 416;
  const expected = responseHeaders(sentFile, { tls, status: isLate ? 206 : answer.status });
  const asSent = (value: string) => (isLate ? `${value}, ${value}` : value);
  return Object.entries(expected)
    .filter(([name, value]) => answer.headers[name.toLowerCase()] !== asSent(value))
    .map(([name, value]) => `${name}: ${answer.headers[name.toLowerCase()]} instead of ${value}`);
}

const served = Object.keys(siteFiles).filter((path) => !/(^|\/)\.(?!well-known)|404\.html/.test(path));

describe("every answer carries every header", () => {
  test.each(served)("200 /%s", async (path) => {
    const answer = await get(`/${path}`);
    expect(answer.status).toBe(200);
    expect(wrongHeaders(answer, `/${path}`)).toEqual([]);
    expect(answer.headers["content-type"]).toBe(contentType(path));
    expect(answer.headers["strict-transport-security"]).toBeUndefined();
    expect(answer.headers.server).toBe("nginx");
  });

  test("304, 206, 412 and 416, of each cache class", async () => {
    for (const path of ["/notes/a/", "/_next/static/chunks/0f.css", "/boot.js", "/cards/a.png"]) {
      const { etag = "" } = (await get(path)).headers;
      expect(etag).not.toBe("");
      const expected = {
        304: { "if-none-match": etag },
        206: { range: "bytes=0-8" },
        412: { "if-match": '"other"' },
        416: { range: "bytes=999999-" },
      };
      for (const [status, headers] of Object.entries(expected)) {
        const answer = await get(path, { headers });
        expect(answer.status, `${path} ${status}`).toBe(Number(status));
        expect(wrongHeaders(answer, path), `${path} ${status}`).toEqual([]);
      }
    }
  });

  test("404, also for what looks like a hashed file, which nobody may keep", async () => {
    for (const path of [
      "/none",
      "/notes/",
      "/notes/empty/",
      "/none.js",
      "/_next/static/chunks/gone.css",
      "/404.html",
    ]) {
      const answer = await get(path);
      expect(answer.status, path).toBe(404);
      expect(wrongHeaders(answer, "/404.html"), path).toEqual([]);
      expect(answer.body.toString(), path).toBe(lostPage);
    }
  });

  test("301, 400, 405 and 414", async () => {
    const moved = await get("/notes/a");
    expect(moved.status).toBe(301);
    const refused = await get("/notes/a/", { method: "POST" });
    expect(refused.status).toBe(405);
    const unreadable = await get("/%zz");
    expect(unreadable.status).toBe(400);
    const long = await get(`/${"a".repeat(40_000)}`);
    expect(long.status).toBe(414);
    for (const answer of [moved, refused, unreadable, long]) {
      expect(wrongHeaders(answer, "/"), String(answer.status)).toEqual([]);
      expect(answer.headers["cache-control"]).toBe("no-cache");
    }
  });

  test("behind a proxy that ends TLS, HSTS and the upgrade of requests are added", async () => {
    const answer = await get("/", { headers: { "x-forwarded-proto": "https" } });
    expect(wrongHeaders(answer, "/", true)).toEqual([]);
    expect(answer.headers["strict-transport-security"]).toBeDefined();
  });
});

describe("what is sent", () => {
  test("brotli if the module is there, else gzip, each made by the build and told apart in caches", async () => {
    const best = await get("/notes/a/", { headers: { "accept-encoding": "gzip, deflate, br" } });
    expect(best.headers["content-encoding"]).toBe(nginx.hasBrotli ? "br" : "gzip");
    expect(best.headers.vary).toBe("Accept-Encoding");
    const decode = nginx.hasBrotli ? brotliDecompressSync : gunzipSync;
    expect(decode(best.body).toString()).toBe(page);
    expect(best.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(wrongHeaders(best, "/notes/a/")).toEqual([]);

    const gzip = await get("/notes/a/", { headers: { "accept-encoding": "gzip", via: "1.1 proxy" } });
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.body).toString()).toBe(page);
    expect(new Set([best.headers.etag, gzip.headers.etag, (await get("/notes/a/")).headers.etag]).size).toBe(
      nginx.hasBrotli ? 3 : 2,
    );
  });

  test("one range of a file; several at once are answered in full", async () => {
    const part = await get("/notes/a/", { headers: { range: "bytes=0-8" } });
    expect(part.body.toString()).toBe("<!doctype");
    expect(part.headers["content-range"]).toBe(`bytes 0-8/${Buffer.byteLength(page)}`);
    expect((await get("/notes/a/", { headers: { range: "bytes=0-1,3-4" } })).status).toBe(200);
  });

  test("HEAD has the headers of GET and no body", async () => {
    const head = await get("/notes/a/", { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.headers["content-length"]).toBe(String(Buffer.byteLength(page)));
    expect(head.body).toHaveLength(0);
    expect(wrongHeaders(head, "/notes/a/")).toEqual([]);
  });

  test("a page without its slash is sent to its one address, on this host and with its query", async () => {
    expect((await get("/notes/a?x=1")).headers.location).toBe("/notes/a/?x=1");
    expect((await get("//notes/a")).headers.location).toBe("/notes/a/");
  });

  test("no dotfile, no compressed copy by its own name, nothing outside the site", async () => {
    for (const path of [
      "/.secret",
      "/.git/config",
      "/notes/.hidden/",
      "/%2egit/config",
      "/notes/a/index.html.br",
      "/boot.js.gz",
      "/..%2f..%2fetc%2fpasswd",
    ]) {
      const answer = await get(path);
      expect([400, 404], path).toContain(answer.status);
      expect(answer.body.toString(), path).not.toMatch(/^no$|root:/);
    }
    expect((await get("/.well-known/security.txt")).status).toBe(200);
  });

  test("the health path is answered without the site", async () => {
    const answer = await get("/healthz");
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe("ok\n");
    expect(answer.headers["content-type"]).toMatch(/^text\/plain/);
  });
});

test("without the brotli module and its folder it starts and sends gzip", async () => {
  const lean = await startNginx({ ...nginx, hasBrotli: false }, "nginx.conf");
  const answer = await ask("/boot.js", {
    port: lean.port,
    headers: { "accept-encoding": "gzip, br" },
  });
  await lean.stop();
  expect(answer.headers["content-encoding"]).toBe("gzip");
});

test("500 readers at once get every byte, without one error", async () => {
  const wanted = ["/notes/a/", "/_next/static/chunks/0f.css", "/boot.js", "/none"];
  const agent = new Agent({ keepAlive: true, maxSockets: 500 });
  const expected = new Map<string, string>();
  const describeAnswer = ({ status, body }: Answer) => `${status} ${body.length}`;
  for (const path of wanted) expected.set(path, describeAnswer(await get(path)));
  const saidBefore = running.said();
  const readers = Array.from({ length: 500 }, async () => {
    const wrong: string[] = [];
    for (const path of wanted) {
      const answer = describeAnswer(await get(path, { agent }));
      if (answer !== expected.get(path)) wrong.push(`${path} ${answer}`);
    }
    return wrong;
  });
  expect((await Promise.all(readers)).flat()).toEqual([]);
  agent.destroy();
  expect(running.said()).toBe(saidBefore);
});
