import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../store/store.ts";
import { bundleIslands } from "./bundle-islands.ts";
import { openIslands } from "./kept-islands.ts";
import { REGISTRY } from "./registry-path.ts";

const ROOT = join(import.meta.dirname, "../../..");

test("islands that were kept are those that are bundled, byte for byte", async () => {
  const folder = mkdtempSync(join(tmpdir(), "islands-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = openStore(ROOT, folder);
  const bundled = await bundleIslands(ROOT, REGISTRY, "/base");
  const hex = ({ files, ...rest }: typeof bundled) => ({
    ...rest,
    files: new Map([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString("hex")])),
  });
  for (const way of ["made", "kept"])
    expect(hex(await openIslands(ROOT, store, "lib/build/export/kept-islands.ts", "/base")), way).toEqual(
      hex(bundled),
    );
});
