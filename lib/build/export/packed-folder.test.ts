import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { packFolder, unpackFolder } from "./packed-folder.ts";

test("a folder comes back with its files and links, and without what was not wanted", () => {
  const folder = mkdtempSync(join(tmpdir(), "packed-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const from = join(folder, "from");
  mkdirSync(join(from, "server/chunks"), { recursive: true });
  mkdirSync(join(from, "cache"));
  const bytes = Buffer.from([0, 10, 255, 10]);
  writeFileSync(join(from, "server/chunks/[a]_b.js"), bytes);
  writeFileSync(join(from, "server/empty"), "");
  writeFileSync(join(from, "last.json"), "고래\n");
  writeFileSync(join(from, "cache/much"), "not wanted");
  symlinkSync("../server", join(from, "link"), "junction");

  const packed = packFolder(from, (path) => path !== "cache");
  expect(packFolder(from, (path) => path !== "cache")).toEqual(packed);
  const to = join(folder, "to");
  unpackFolder(packed, to);
  expect(readFileSync(join(to, "server/chunks/[a]_b.js"))).toEqual(bytes);
  expect(readFileSync(join(to, "server/empty"), "utf8")).toBe("");
  expect(readFileSync(join(to, "last.json"), "utf8")).toBe("고래\n");
  expect(readlinkSync(join(to, "link"))).toBe(readlinkSync(join(from, "link")));
  expect(packFolder(to)).toEqual(packed);
});
