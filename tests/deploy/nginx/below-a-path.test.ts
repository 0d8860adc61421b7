import { afterAll, beforeAll, expect, test } from "vitest";
import { responseHeaders } from "../../../lib/headers/response-headers.ts";
import { ask } from "./ask.ts";
import { findNginx } from "./find-nginx.ts";
import { lostPage, siteFiles } from "./make-site.ts";
import { type RunningNginx, startNginx } from "./start-nginx.ts";

const BASE = "/notes.v1";
let running: RunningNginx;

beforeAll(async () => {
  running = await startNginx(findNginx(), "nginx.conf", { base: BASE });
});
afterAll(() => running?.stop());

const get = (path: string) => ask(path, { port: running.port });
const headersOf = (sent: string, status: number) =>
  Object.fromEntries(
    Object.entries(responseHeaders(sent, { tls: false, status, base: BASE })).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );

test("below its path every file has the headers that it has at the root of a host", async () => {
  for (const path of Object.keys(siteFiles).filter(
    (name) => !/(^|\/)\.(?!well-known)|404\.html/.test(name),
  )) {
    const answer = await get(`${BASE}/${path}`);
    expect(answer.status, path).toBe(200);
    expect(answer.headers, path).toMatchObject(headersOf(`/${path}`, 200));
  }
  const folder = await get(`${BASE}/notes/a`);
  expect([folder.status, folder.headers.location]).toEqual([301, `${BASE}/notes/a/`]);
});

test("what is not there, and what is outside of the path, is answered by the page for it", async () => {
  for (const path of [`${BASE}/none/`, "/notes/a/", "/", "/notesxv1/notes/a/"]) {
    const answer = await get(path);
    expect(answer.status, path).toBe(404);
    expect(answer.body.toString(), path).toBe(lostPage);
    expect(answer.headers, path).toMatchObject(headersOf("/404.html", 404));
  }
  expect((await get("/healthz")).status).toBe(200);
});
