import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { precompress } from "./precompress.ts";
import { createStaticServer, listen, readHostAndPort } from "./static-server.ts";

const folder = mkdtempSync(join(tmpdir(), "whale-server-"));
const page = `<!doctype html><title>노트</title>${"본문 ".repeat(400)}`;
let server: Server;
let port: number;

beforeAll(async () => {
  mkdirSync(join(folder, "notes/a"), { recursive: true });
  mkdirSync(join(folder, "_next/static/css"), { recursive: true });
  writeFileSync(join(folder, "notes/a/index.html"), page);
  writeFileSync(join(folder, "404.html"), "<!doctype html><title>없는 주소</title>");
  writeFileSync(join(folder, "_next/static/css/0f.css"), "a{}".repeat(400));
  writeFileSync(join(folder, "boot.js"), "1;".repeat(400));
  await precompress(folder);
  server = createStaticServer(folder);
  port = await listen(server, "127.0.0.1", 4900);
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = httpRequest({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on("error", fail);
    sent.end();
  });
}

test("a page is answered with its type, its length and an ETag, and must be revalidated", async () => {
  const answer = await ask("/notes/a/");
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toBe("text/html;charset=utf-8");
  expect(answer.headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
  expect(answer.body.toString()).toBe(page);
  const again = await ask("/notes/a/", { "if-none-match": answer.headers.etag ?? "" });
  expect(again.status).toBe(304);
  expect(again.body).toHaveLength(0);
});

test("brotli is preferred, gzip is given to those who only read that", async () => {
  const brotli = await ask("/notes/a/", { "accept-encoding": "gzip, br" });
  expect(brotli.headers["content-encoding"]).toBe("br");
  expect(brotli.headers.vary).toBe("Accept-Encoding");
  expect(brotliDecompressSync(brotli.body).toString()).toBe(page);
  const gzip = await ask("/notes/a/", { "accept-encoding": "gzip" });
  expect(gzip.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(gzip.body).toString()).toBe(page);
});

test("a file named by its hash may be kept for ever, a script with a fixed name may not", async () => {
  expect((await ask("/_next/static/css/0f.css")).headers["cache-control"]).toBe(
    "public, max-age=31536000, immutable",
  );
  const script = await ask("/boot.js");
  expect(script.headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
  expect(script.headers["content-type"]).toMatch(/javascript/);
});

test("what does not exist is answered with the site's own page and 404", async () => {
  for (const path of [
    "/none",
    "/notes/",
    "/..%2f..%2fetc%2fpasswd",
    "/notes/a/%00",
    "/notes/a/index.html.br",
  ]) {
    const answer = await ask(path);
    expect(answer.status, path).toBe(404);
    expect(answer.body.toString()).toContain("없는 주소");
  }
});

test("a page without its slash is sent to the one address it has, query included", async () => {
  const answer = await ask("/notes/a?x=1");
  expect(answer.status).toBe(308);
  expect(answer.headers.location).toBe("/notes/a/?x=1");
});

test("no redirect leads to another host", async () => {
  const answer = await ask("//notes/a");
  expect(answer.headers.location ?? "/").not.toMatch(/^\/\//);
});

test("an address that is no UTF-8 is 400, another method 405", async () => {
  expect((await ask("/%E0%A4%A")).status).toBe(400);
  const post = await ask("/notes/a/", {}, "POST");
  expect(post.status).toBe(405);
  expect(post.headers.allow).toBe("GET, HEAD");
});

test("HEAD has the headers of GET and no body", async () => {
  const answer = await ask("/notes/a/", {}, "HEAD");
  expect(answer.status).toBe(200);
  expect(answer.headers["content-length"]).toBe(String(Buffer.byteLength(page)));
  expect(answer.body).toHaveLength(0);
});

test("one range is of the file itself, anything else is answered in full", async () => {
  const part = await ask("/notes/a/", { range: "bytes=0-8", "accept-encoding": "br" });
  expect(part.status).toBe(206);
  expect(part.body.toString()).toBe("<!doctype");
  expect(part.headers["content-encoding"]).toBeUndefined();
  for (const range of ["bytes=-5", "bytes=0-1,3-4", "lines=1-2"])
    expect((await ask("/notes/a/", { range })).status, range).toBe(200);
});

test("a taken port is passed over for the next free one", async () => {
  const other = createServer();
  const taken = await listen(other, "127.0.0.1", port);
  expect(taken).toBeGreaterThan(port);
  other.close();
});

test("HOST and PORT that cannot be are one sentence each", async () => {
  expect(() => readHostAndPort({ PORT: "abc" })).toThrowErrorMatchingInlineSnapshot(
    `[Error: PORT="abc"는 쓸 수 없습니다. 1부터 65535까지의 번호를 적어 주세요.]`,
  );
  expect(readHostAndPort({})).toEqual({ host: "127.0.0.1", port: 3000 });
  await expect(listen(createServer(), "203.0.113.7", 4950)).rejects.toThrow(
    'HOST="203.0.113.7"에서 열 수 없습니다',
  );
});
