import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { responseHeaders } from "../../headers/response-headers.ts";
import { precompress } from "../export/precompress.ts";
import { swapFolder } from "../machine/swap-folder.ts";
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
  writeFileSync(join(folder, "empty.txt"), "");
  writeFileSync(join(folder, "ten.txt"), "0123456789");
  utimesSync(join(folder, "ten.txt"), new Date(LAST), new Date(LAST));
  await precompress(folder);
  // A busy machine may be slow; that readers are slow is another test.
  server = createStaticServer(folder, { patience: 600_000 });
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
  agent: Agent | false = false,
  at = port,
): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = httpRequest({ host: "127.0.0.1", port: at, path, method, headers, agent }, (response) => {
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
    [412, "/boot.js", await ask("/boot.js", { "if-match": '"x"' })],
    [416, "/boot.js", await ask("/boot.js", { range: "bytes=9999-" })],
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
    "/none/",
    "/notes/",
    "/ten.txt/",
    "/..%2f..%2fetc%2fpasswd",
    "/notes/%2e%2e/%2e%2e/etc/passwd",
    "/..%5c..%5cetc%5cpasswd",
    "/notes/a/%00",
    "/notes/a/index.html.br",
    "/notes/a/index.html.gz",
    `/${"a".repeat(300)}`,
  ]) {
    const answer = await ask(path, { range: "bytes=0-1", "if-match": '"x"', "if-none-match": "*" });
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
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
    const answer = await ask("/notes/a/", {}, method);
    expect(answer.status, method).toBe(405);
    expect(answer.headers.allow).toBe("GET, HEAD");
  }
});

test("HEAD has the headers of GET and no body", async () => {
  const answer = await ask("/notes/a/", {}, "HEAD");
  expect(answer.status).toBe(200);
  expect(answer.headers["content-length"]).toBe(String(Buffer.byteLength(page)));
  expect(answer.body).toHaveLength(0);
});

/** "Last-Modified" of the file that the table asks for. */
const LAST = "Thu, 01 Jan 2026 00:00:00 GMT";

/** RFC 9110 as a table: what is asked of a file of ten bytes, and the answer. */
describe("ranges and conditions are those of RFC 9110", () => {
  const partOf = (contentRange: string) => ({ status: 206, contentRange });
  const refused = { status: 416, contentRange: "bytes */10" };
  const whole = { status: 200, contentRange: undefined };
  const unchanged = { status: 304, contentRange: undefined };
  const failed = { status: 412, contentRange: undefined };

  test.each([
    // § 14.1.2 byte ranges
    ["bytes=0-0", partOf("bytes 0-0/10")],
    ["bytes=2-4", partOf("bytes 2-4/10")],
    ["bytes=7-", partOf("bytes 7-9/10")],
    ["bytes=3-99", partOf("bytes 3-9/10")],
    ["bytes=-3", partOf("bytes 7-9/10")],
    ["bytes=-30", partOf("bytes 0-9/10")],
    ["bytes=0-99999999999999999999", partOf("bytes 0-9/10")],
    ["BYTES=0-1", partOf("bytes 0-1/10")],
    // § 14.2: an unsatisfiable one is refused, of several the satisfiable ones count
    ["bytes=10-", refused],
    ["bytes=-0", refused],
    ["bytes=99999999999999999999-", refused],
    ["bytes=20-30,0-1", partOf("bytes 0-1/10")],
    ["bytes=0-1,1-3", partOf("bytes 0-3/10")],
    ["bytes=0-1, 4-5", whole],
    // § 14.1.1: an invalid one is ignored
    ["bytes=5-2", whole],
    ["bytes=5-2,0-1", whole],
    ["bytes=a-b", whole],
    ["bytes=-", whole],
    ["bytes=", whole],
    ["bytes=1-2-3", whole],
    ["bytes=0x1-0x3", whole],
    ["bytes=0-1;4-5", whole],
    ["lines=1-2", whole],
  ])("Range: %s", async (range, expected) => {
    const { status, headers, body } = await ask("/ten.txt", { range });
    expect({ status, contentRange: headers["content-range"] }).toEqual(expected);
    if (status === 416) expect(headers["cache-control"]).toBe("no-cache");
    else {
      const [, first = 0, last = 9] = /(\d+)-(\d+)\//.exec(expected.contentRange ?? "") ?? [];
      expect(body.toString()).toBe("0123456789".slice(Number(first), Number(last) + 1));
    }
    expect((await ask("/ten.txt", { range }, "HEAD")).status).toBe(status);
  });

  test.each([
    // § 13.1.5 If-Range: exactly the tag or the date that was given, else all of it
    [{ range: "bytes=0-1", "if-range": "TAG" }, partOf("bytes 0-1/10")],
    [{ range: "bytes=0-1", "if-range": LAST }, partOf("bytes 0-1/10")],
    [{ range: "bytes=0-1", "if-range": '"other"' }, whole],
    [{ range: "bytes=0-1", "if-range": "W/TAG" }, whole],
    [{ range: "bytes=0-1", "if-range": "Thu, 01 Jan 2020 00:00:00 GMT" }, whole],
    [{ range: "bytes=0-1", "if-range": "Sat, 01 Jan 2028 00:00:00 GMT" }, whole],
    [{ range: "bytes=20-", "if-range": '"other"' }, whole],
    // § 13.1.2 If-None-Match: a list, weak comparison, any
    [{ "if-none-match": "TAG" }, unchanged],
    [{ "if-none-match": 'W/"x", TAG' }, unchanged],
    [{ "if-none-match": "W/TAG" }, unchanged],
    [{ "if-none-match": "*" }, unchanged],
    [{ "if-none-match": '"other"' }, whole],
    [{ "if-none-match": "TAG", range: "bytes=0-1" }, unchanged],
    // § 13.1.3 If-Modified-Since, which does not count beside If-None-Match
    [{ "if-modified-since": LAST }, unchanged],
    [{ "if-modified-since": "Sat, 01 Jan 2028 00:00:00 GMT" }, unchanged],
    [{ "if-modified-since": "Thu, 01 Jan 2020 00:00:00 GMT" }, whole],
    [{ "if-modified-since": "yesterday" }, whole],
    [{ "if-modified-since": LAST, "if-none-match": '"other"' }, whole],
    // § 13.1.1, § 13.1.4
    [{ "if-match": "TAG" }, whole],
    [{ "if-match": "*" }, whole],
    [{ "if-match": '"other"' }, failed],
    [{ "if-unmodified-since": LAST }, whole],
    [{ "if-unmodified-since": "Thu, 01 Jan 2020 00:00:00 GMT" }, failed],
  ])("%j", async (asked, expected) => {
    const tag = (await ask("/ten.txt")).headers.etag ?? "";
    const headers = Object.entries(asked).map(([name, value]) => [name, value.replace("TAG", tag)]);
    const answer = await ask("/ten.txt", Object.fromEntries(headers));
    expect({ status: answer.status, contentRange: answer.headers["content-range"] }).toEqual(expected);
    expect(answer.body).toHaveLength({ 200: 10, 206: 2 }[answer.status] ?? 0);
  });

  test("an empty file has no part to give", async () => {
    expect((await ask("/empty.txt")).headers["content-length"]).toBe("0");
    expect((await ask("/empty.txt", { range: "bytes=0-" })).status).toBe(416);
  });
});

test("a range is of the file itself, not of its compressed copy", async () => {
  const part = await ask("/notes/a/", { range: "bytes=0-8", "accept-encoding": "br" });
  expect(part.status).toBe(206);
  expect(part.body.toString()).toBe("<!doctype");
  expect(part.headers["content-encoding"]).toBeUndefined();
});

test.each([
  ["gzip, br", "br"],
  ["gzip;q=1, br;q=0.5", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0.0, *", "gzip"],
  ["br;q=0.001", "br"],
  ["*", "br"],
  ["GZIP", "gzip"],
  ["identity, gzip;q=0.5", undefined],
  ["deflate, abr", undefined],
  ["*;q=0", undefined],
])("Accept-Encoding: %s is answered with %s", async (accepted, encoding) => {
  const answer = await ask("/notes/a/", { "accept-encoding": accepted });
  expect(answer.status).toBe(200);
  expect(answer.headers["content-encoding"]).toBe(encoding);
  expect(answer.headers.vary).toBe("Accept-Encoding");
  expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
});

test("each copy of a file has a tag of its own, and is not taken for another", async () => {
  const tags = new Map<string, string>();
  for (const accepted of ["br", "gzip", "identity"])
    tags.set(accepted, (await ask("/notes/a/", { "accept-encoding": accepted })).headers.etag ?? "");
  expect(new Set(tags.values()).size).toBe(3);
  for (const [given, tag] of tags)
    for (const accepted of tags.keys()) {
      const answer = await ask("/notes/a/", { "accept-encoding": accepted, "if-none-match": tag });
      expect(answer.status, `${given} kept, ${accepted} asked`).toBe(given === accepted ? 304 : 200);
    }
});

test("1,000 readers at once get every byte, while others go away in the middle", async () => {
  const paths = ["/notes/a/", "/_next/static/css/0f.css", "/boot.js", "/none"];
  const headers = { "accept-encoding": "br" };
  const expected = new Map<string, string>();
  const describeAnswer = ({ status, body }: Answer) => `${status} ${body.length}`;
  for (const path of paths) expected.set(path, describeAnswer(await ask(path, headers)));
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  const readers = Array.from({ length: 1000 }, async (_, index) => {
    if (index % 10 === 0) {
      const leaving = httpRequest({ host: "127.0.0.1", port, path: "/notes/a/" }, () => leaving.destroy());
      leaving.on("error", () => {}).end();
    }
    const wrong: string[] = [];
    for (const path of [paths[index % 4]!, paths[(index + 1) % 4]!]) {
      const answer = describeAnswer(await ask(path, headers, "GET", agent));
      if (answer !== expected.get(path)) wrong.push(`${path} ${answer}`);
    }
    return wrong;
  });
  expect((await Promise.all(readers)).flat()).toEqual([]);
  agent.destroy();
}, 300_000);

test("a site that is built again while it is served is answered as it is now", async () => {
  const place = join(folder, "notes/b/index.html");
  expect((await ask("/notes/b/")).status).toBe(404);
  mkdirSync(join(folder, "notes/b"));
  writeFileSync(place, "<!doctype html><title>새 노트</title>");
  expect((await ask("/notes/b/")).body.toString()).toContain("새 노트");
  rmSync(join(folder, "notes/b"), { recursive: true });
  expect((await ask("/notes/b/")).status).toBe(404);
});

describe("a site that is put in place whole while it is read", () => {
  const place = mkdtempSync(join(tmpdir(), "whale-swap-"));
  const out = join(place, "out");
  afterAll(() => rmSync(place, { recursive: true }));

  /** A finished site whose every page says which one it is of. */
  function finish(name: string): string {
    const finished = join(place, `finished-${name}`);
    mkdirSync(finished);
    writeFileSync(join(finished, "index.html"), name.repeat(1000));
    writeFileSync(join(finished, "404.html"), `lost ${name}`);
    return finished;
  }

  test("answers are all of one of them, and nobody is told that a page is gone", async () => {
    swapFolder(finish("a"), out, join(place, "before"));
    const swapped = createStaticServer(out);
    const at = await listen(swapped, "127.0.0.1", 4940);
    const seen = new Set<string>();
    const agent = new Agent({ keepAlive: true });
    let reading = true;
    const readers = Array.from({ length: 10 }, async () => {
      while (reading) {
        const answer = await ask("/", {}, "GET", agent, at);
        const [name = ""] = answer.body.toString();
        seen.add(`${answer.status} ${answer.body.toString() === name.repeat(1000)}`);
      }
    });
    for (let turn = 0; turn < 40; turn++) {
      swapFolder(finish("abcd"[turn % 4]!), out, join(place, "before"));
      await ask("/", {}, "GET", agent, at);
    }
    reading = false;
    await Promise.all(readers);
    agent.destroy();
    expect([...seen]).toEqual(["200 true"]);
    expect((await ask("/none", {}, "GET", false, at)).body.toString()).toBe("lost d");
    swapped.close();
  });

  test("a request in the moment between two renames waits for the second", async () => {
    const swapped = createStaticServer(out);
    const at = await listen(swapped, "127.0.0.1", 4940);
    const aside = join(place, "aside");
    renameSync(out, aside);
    const answer = ask("/", {}, "GET", false, at);
    await new Promise((done) => swapped.once("request", done));
    renameSync(aside, out);
    expect((await answer).status).toBe(200);
    swapped.close();
  });

  test("where no site comes the answer is 503, and the next request asks again", async () => {
    const swapped = createStaticServer(join(place, "never"), { wait: 50 });
    const at = await listen(swapped, "127.0.0.1", 4940);
    const answer = await ask("/", {}, "GET", false, at);
    expect(answer.status).toBe(503);
    expect(answer.headers["retry-after"]).toBe("1");
    expect(answer.headers["cache-control"]).toBe("no-cache");
    swapped.close();
  });
});

test.each([
  ["the head of a request never ends", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "],
  ["nothing is ever asked", ""],
])("a connection on which %s is closed", async (_, text) => {
  const impatient = createStaticServer(folder, { patience: 200 });
  const at = await listen(impatient, "127.0.0.1", 4960);
  const socket = connect(at, "127.0.0.1", () => socket.write(text));
  await new Promise((done) => socket.on("close", done).resume());
  impatient.close();
});

test("a reader who stops reading is let go", async () => {
  writeFileSync(join(folder, "large.bin"), Buffer.alloc(32 << 20));
  const impatient = createStaticServer(folder, { patience: 200 });
  const at = await listen(impatient, "127.0.0.1", 4960);
  const socket = connect(at, "127.0.0.1", () =>
    socket.pause().write("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n"),
  );
  const closed = await new Promise<ServerResponse>((done) =>
    impatient.once("request", (_, response) => response.on("close", () => done(response))),
  );
  expect(closed.writableFinished).toBe(false);
  socket.destroy();
  impatient.close();
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
