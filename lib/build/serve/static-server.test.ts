import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type Server,
} from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { responseHeaders } from "../../headers/response-headers.ts";
import { precompress } from "../export/precompress.ts";
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

function ask(
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
  agent?: Agent,
): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = httpRequest({ host: "127.0.0.1", port, path, method, headers, agent }, (response) => {
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
  expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(answer.headers["cache-control"]).toBe("no-cache");
  expect(answer.body.toString()).toBe(page);
  const again = await ask("/notes/a/", { "if-none-match": answer.headers.etag ?? "" });
  expect(again.status).toBe(304);
  expect(again.body).toHaveLength(0);
});

test("every answer carries every header of ours, whatever its status", async () => {
  const { etag = "" } = (await ask("/notes/a/")).headers;
  const { etag: hashed = "" } = (await ask("/_next/static/css/0f.css")).headers;
  const answers = [
    [200, "/notes/a/", await ask("/notes/a/")],
    [304, "/notes/a/", await ask("/notes/a/", { "if-none-match": etag })],
    [304, "/_next/static/css/0f.css", await ask("/_next/static/css/0f.css", { "if-none-match": hashed })],
    [206, "/boot.js", await ask("/boot.js", { range: "bytes=0-8" })],
    [308, "/", await ask("/notes/a")],
    [400, "/", await ask("/%E0%A4%A")],
    [404, "/404.html", await ask("/none.js")],
    [404, "/404.html", await ask("/_next/static/css/gone.css")],
    [405, "/", await ask("/", {}, "POST")],
  ] as const;
  for (const [status, sentFile, answer] of answers) {
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(responseHeaders(sentFile, { tls: false, status })))
      expect(answer.headers[name.toLowerCase()], `${status} ${sentFile} ${name}`).toBe(value);
  }
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
  expect(script.headers["cache-control"]).toBe("no-cache");
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

test("a range that begins behind the end is refused, and the refusal is not kept", async () => {
  const answer = await ask("/_next/static/css/0f.css", { range: "bytes=999999-" });
  expect(answer.status).toBe(416);
  expect(answer.headers["content-range"]).toBe("bytes */1200");
  expect(answer.headers["cache-control"]).toBe("no-cache");
});

test("a copy that a reader refuses is not sent", async () => {
  const answer = await ask("/notes/a/", { "accept-encoding": "br;q=0, gzip" });
  expect(answer.headers["content-encoding"]).toBe("gzip");
});

test("500 readers at once get every byte, while others go away in the middle", async () => {
  const paths = ["/notes/a/", "/_next/static/css/0f.css", "/boot.js", "/none"];
  const headers = { "accept-encoding": "br" };
  const expected = new Map<string, string>();
  const describeAnswer = ({ status, body }: Answer) => `${status} ${body.length}`;
  for (const path of paths) expected.set(path, describeAnswer(await ask(path, headers)));
  const agent = new Agent({ keepAlive: true, maxSockets: 500 });
  const readers = Array.from({ length: 500 }, async (_, index) => {
    if (index % 10 === 0) {
      const leaving = httpRequest({ host: "127.0.0.1", port, path: "/notes/a/" }, () => leaving.destroy());
      leaving.on("error", () => {}).end();
    }
    const wrong: string[] = [];
    for (const path of paths) {
      const answer = describeAnswer(await ask(path, headers, "GET", agent));
      if (answer !== expected.get(path)) wrong.push(`${path} ${answer}`);
    }
    return wrong;
  });
  expect((await Promise.all(readers)).flat()).toEqual([]);
  agent.destroy();
});

test("a site that is built again while it is served is answered as it is now", async () => {
  const place = join(folder, "notes/b/index.html");
  expect((await ask("/notes/b/")).status).toBe(404);
  mkdirSync(join(folder, "notes/b"));
  writeFileSync(place, "<!doctype html><title>새 노트</title>");
  expect((await ask("/notes/b/")).body.toString()).toContain("새 노트");
  rmSync(join(folder, "notes/b"), { recursive: true });
  expect((await ask("/notes/b/")).status).toBe(404);
});

test("dotfiles are not part of the site", async () => {
  writeFileSync(join(folder, ".secret"), "no");
  for (const path of ["/.secret", "/%2esecret", "/notes/../.secret"])
    expect((await ask(path)).status, path).toBe(404);
});

test("a taken port is passed over for the next free one", async () => {
  const other = createServer();
  const taken = await listen(other, "127.0.0.1", port);
  expect(taken).toBeGreaterThan(port);
  other.close();
});

test("a port that browsers refuse is passed over too", async () => {
  const other = createServer();
  const taken = await listen(other, "127.0.0.1", 6665);
  other.close();
  expect(taken).toBeGreaterThanOrEqual(6670);
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
