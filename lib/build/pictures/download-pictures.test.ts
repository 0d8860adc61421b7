import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type Brought, downloadPictures, parseLock, writeLock } from "./download-pictures.ts";
import type { Network } from "./fetch-picture.ts";

const temporary = mkdtempSync(join(tmpdir(), "download-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const GIF = "GIF89a first";
let cache: string;
let asked: string[];
let pictures: Map<string, string>;
const network: Network = {
  resolve: async () => ["93.184.216.34"],
  open: async ({ href }) => {
    asked.push(href);
    const body = pictures.get(href);
    const answer = new PassThrough() as unknown as IncomingMessage & PassThrough;
    Object.assign(answer, { statusCode: body ? 200 : 404, headers: { "content-type": "image/gif" } });
    answer.end(body);
    return answer;
  },
};
const A = "https://a.test/a.gif";
const B = "https://a.test/b.gif";

beforeEach(() => {
  cache = mkdtempSync(join(temporary, "cache-"));
  asked = [];
  pictures = new Map([
    [A, GIF],
    [B, "GIF89a second"],
  ]);
});

const kinds = (brought: ReadonlyMap<string, Brought>) => [...brought.values()].map(({ kind }) => kind);

test("a picture is fetched once, and afterwards it is there without a network", async () => {
  const first = await downloadPictures([A, B, A], {}, cache, network);
  expect(kinds(first.brought)).toEqual(["file", "file"]);
  expect(asked.toSorted()).toEqual([A, B]);
  const again = await downloadPictures([A, B], first.lock, cache, undefined);
  expect([...again.brought].sort()).toEqual([...first.brought].sort());
  expect(again.lock).toEqual(first.lock);
  const online = await downloadPictures([A], first.lock, cache, network);
  expect(asked).toHaveLength(2);
  expect(Object.keys(online.lock)).toEqual([A]);
});

test("other bytes than the lock names are not taken, and the lock stays", async () => {
  const { lock } = await downloadPictures([A], {}, cache, network);
  pictures.set(A, "GIF89a other");
  const fresh = mkdtempSync(join(temporary, "cache-"));
  const answer = await downloadPictures([A], lock, fresh, network);
  expect(kinds(answer.brought)).toEqual(["changed"]);
  expect(answer.lock).toEqual(lock);
});

test("a kept file that was edited is fetched anew", async () => {
  const { brought, lock } = await downloadPictures([A], {}, cache, network);
  const [file] = brought.values();
  if (file?.kind !== "file") throw new Error("no file");
  writeFileSync(file.absolute, "GIF89a edited");
  expect(kinds((await downloadPictures([A], lock, cache, network)).brought)).toEqual(["file"]);
  expect(asked).toHaveLength(2);
});

test("what cannot be fetched says why, keeps what the lock knows, and enters nothing", async () => {
  const gone = "https://a.test/gone.gif";
  const { brought, lock } = await downloadPictures([gone], {}, cache, network);
  expect(brought.get(gone)).toEqual({ kind: "failed", reason: "서버의 답이 404입니다" });
  expect(lock).toEqual({});
  const known = { [gone]: { sha256: "0".repeat(64), type: "gif" as const } };
  expect((await downloadPictures([gone], known, cache, network)).lock).toEqual(known);
  expect(kinds((await downloadPictures([gone], {}, cache, undefined)).brought)).toEqual(["waiting"]);
});

test("a lock is sorted and read again, and what is none is told apart", () => {
  const lock = {
    [B]: { sha256: "b".repeat(64), type: "gif" as const },
    [A]: { sha256: "a".repeat(64), type: "png" as const },
  };
  expect(Object.keys(JSON.parse(writeLock(lock)))).toEqual([A, B]);
  expect(parseLock(writeLock(lock))).toEqual(lock);
  for (const text of ["", "[]", '{"a":1}', '{"a":{"sha256":"../../x","type":"png"}}'])
    expect(parseLock(text)).toBeUndefined();
});
