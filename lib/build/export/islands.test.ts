import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { bundleIslands } from "./bundle-islands.ts";
import { renderIsland } from "./render-island.ts";

const ROOT = join(import.meta.dirname, "../../..");
const REGISTRY = "tests/fixtures/islands/registry.ts";

test("each island loads the entry, React and itself, and no other island", async () => {
  const { partsOf, entry, runtime } = await bundleIslands(ROOT, REGISTRY);
  const own = (name: string) => partsOf.get(name)!.filter((part) => !runtime.includes(part));
  expect(own("counter")).toEqual([expect.stringMatching(/^islands\/Counter\.[A-Z0-9]{8}\.js$/)]);
  expect(own("breaking")).toEqual([expect.stringMatching(/^islands\/Breaking\.[A-Z0-9]{8}\.js$/)]);
  expect(partsOf.get("counter")![0]).toBe(entry);
});

test("the same sources give the same files", async () => {
  const [first, second] = [await bundleIslands(ROOT, REGISTRY), await bundleIslands(ROOT, REGISTRY)];
  expect([...first.files.keys()]).toEqual([...second.files.keys()]);
  for (const [name, bytes] of first.files)
    expect(Buffer.from(bytes).equals(second.files.get(name)!), name).toBe(true);
});

test("a line of the registry without exactly one import() stops the build", async () => {
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, ".cache/registry-"));
  const registry = join(folder, "registry.ts");
  writeFileSync(registry, "export const registry = { one: async () => () => null };");
  await expect(bundleIslands(ROOT, relative(ROOT, registry))).rejects.toThrow("import()를 정확히 하나씩");
  rmSync(folder, { recursive: true });
});

test("an island is drawn with its props, and with ids that are its own", async () => {
  const draw = (prefix: string) =>
    renderIsland(ROOT, REGISTRY, { name: "counter", prefix, props: { label: "<b>" } });
  expect(await draw("a-")).toContain("&lt;b&gt;");
  const idOf = (html: string) => / id="([^"]+)"/.exec(html)?.[1];
  expect(idOf(await draw("a-"))).not.toBe(idOf(await draw("b-")));
});

test("an island that is not in the registry is named", async () => {
  await expect(renderIsland(ROOT, REGISTRY, { name: "none", prefix: "", props: {} })).rejects.toThrow(
    "registry.ts에 없는 섬입니다: none",
  );
});
