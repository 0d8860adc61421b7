import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { openStore } from "../store/store.ts";
import { drawCards } from "./draw-cards.ts";

vi.mock("@napi-rs/canvas", () => {
  throw new Error("Cannot find module '@napi-rs/canvas-sunos-x64'");
});

const folder = mkdtempSync(join(tmpdir(), "cards-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a computer without the renderer is told what to do, and nothing is kept", async () => {
  const root = join(import.meta.dirname, "../../..");
  const options = { root, store: openStore(root, join(folder, "store")), out: join(folder, "out") };
  const card = { path: "a.png", flag: "", place: [], title: "가", sentence: "" };
  await expect(drawCards([card], options)).rejects.toThrow(
    /이 컴퓨터\(\S+ \S+\)용 파일이 없습니다\. .*npm ci/,
  );
  expect(readdirSync(join(folder, "store"))).toEqual(["code"]);
  expect(await drawCards([], options)).toEqual({ drawn: 0 });
});
