import { afterAll, beforeAll, expect, test } from "vitest";
import { responseHeaders } from "../../../lib/headers/response-headers.ts";
import { scoreObservatory } from "../observatory.ts";
import { ask } from "./ask.ts";
import { findNginx } from "./find-nginx.ts";
import { type RunningNginx, startNginx } from "./start-nginx.ts";

const nginx = findNginx();
let running: RunningNginx;

beforeAll(async () => {
  running = await startNginx(nginx, "nginx-tls.conf");
});
afterAll(() => running?.stop());

test("every header over TLS, HSTS among them, also on errors and on what is kept", async () => {
  for (const [path, file] of [
    ["/notes/a/", "/notes/a/"],
    ["/none", "/404.html"],
    ["/_next/static/chunks/0f.css", "/_next/static/chunks/0f.css"],
    ["/_next/static/chunks/1a.js", "/_next/static/chunks/1a.js"],
  ] as const) {
    const answer = await ask(path, { port: running.tlsPort, tls: true });
    const expected = responseHeaders(file, { tls: true, status: answer.status });
    for (const [name, value] of Object.entries(expected))
      expect(answer.headers[name.toLowerCase()], `${path} ${name}`).toBe(value);
  }
});

test("plain HTTP sends the reader to the same address over TLS, and still answers the health path", async () => {
  const answer = await ask("/notes/a/?x=1", { port: running.port, headers: { host: "example.org" } });
  expect(answer.status).toBe(308);
  expect(answer.headers.location).toBe("https://example.org/notes/a/?x=1");
  expect(answer.headers["x-content-type-options"]).toBe("nosniff");
  expect((await ask("/healthz", { port: running.port })).status).toBe(200);
});

test("what it sends scores 135 at MDN's HTTP Observatory", async () => {
  const host = "example.org";
  const redirect = await ask("/", { port: running.port, headers: { host } });
  const page = await ask("/", { port: running.tlsPort, tls: true, headers: { host } });
  expect(page.status).toBe(200);
  const { score, marks } = scoreObservatory({
    headers: page.headers,
    html: page.body.toString(),
    host,
    redirectsTo: redirect.headers.location,
  });
  expect(score, JSON.stringify(marks, null, 1)).toBe(135);
});
