import {
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { replaceFile } from "../machine/replace-file.ts";
import { readText } from "./sights.ts";
import { openStore, type Recipe } from "./store.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "store-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  write("lib/make.ts", 'import { helper } from "./helper.ts";\nexport const make = helper;');
  write(
    "lib/helper.ts",
    'export const helper = () => import("./later.ts");\nexport const worker = new URL("./worker.ts", import.meta.url);',
  );
  write("lib/later.ts", 'export const page = "components/page.tsx";');
  write("lib/worker.ts", "export const worker = 1;");
  write("lib/other.ts", "export const other = 1;");
  write("components/page.tsx", 'import "./page.css";\nexport const Page = () => <p>{1}</p>;');
  write("components/page.css", "p { color: red }");
  write("package-lock.json", "{}");
  write("note.md", "글");
});

const write = (path: string, text: string) => replaceFile(join(root, path), text);
const recipe = (...inputs: readonly unknown[]): Recipe => ({ kind: "things", code: ["lib/make.ts"], inputs });
const entries = () => globSync(join(root, "store/things/*/*"));

/** As a new process would: what it knows is what lies on disk. */
async function remember(
  one: Recipe = recipe("a"),
): Promise<{ readonly text: string; readonly made: boolean }> {
  let made = false;
  const bytes = await openStore(root, join(root, "store")).remember(one, () => {
    made = true;
    return Buffer.from(`made of ${readText(join(root, "note.md"))}`);
  });
  return { text: bytes.toString("utf8"), made };
}

test("the same inputs are made once", async () => {
  expect(await remember()).toEqual({ text: "made of 글", made: true });
  expect(await remember()).toEqual({ text: "made of 글", made: false });
  expect((await remember(recipe("b"))).made).toBe(true);
});

test.each([
  ["the module itself", "lib/make.ts"],
  ["a module that it imports", "lib/helper.ts"],
  ["one that is imported later", "lib/later.ts"],
  ["a worker that is named by its URL", "lib/worker.ts"],
  ["a file that is named in a text", "components/page.tsx"],
  ["a style sheet", "components/page.css"],
  ["the lock file", "package-lock.json"],
  ["a file that was read while it was made", "note.md"],
])("an edit of %s makes it anew", async (_, path) => {
  await remember();
  write(path, `${readFileSync(join(root, path), "utf8")}\n`);
  expect((await remember()).made).toBe(true);
  expect((await remember()).made).toBe(false);
});

test("an edit of anything else makes nothing anew", async () => {
  await remember();
  write("lib/other.ts", "export const other = 2;");
  write("lib/make.test.ts", "");
  write("README.md", "");
  expect((await remember()).made).toBe(false);
});

test("a file that was missing and comes later is an edit", async () => {
  rmSync(join(root, "note.md"));
  const look = () =>
    openStore(root, join(root, "store")).rememberJson(recipe("maybe"), () => {
      try {
        return readText(join(root, "note.md"));
      } catch {
        return "none";
      }
    });
  expect(await look()).toBe("none");
  write("note.md", "글");
  expect(await look()).toBe("글");
});

test.each([
  ["cut short", (bytes: Buffer) => bytes.subarray(0, bytes.length - 3)],
  ["emptied", () => Buffer.alloc(0)],
  ["edited", (bytes: Buffer) => Buffer.from(bytes.toString("latin1").replace(/.$/s, "X"), "latin1")],
  ["replaced by something else", () => Buffer.from("[]\n[]")],
])("an entry that was %s counts as nothing and heals", async (_, damage) => {
  await remember();
  for (const path of entries()) writeFileSync(path, damage(readFileSync(path)));
  expect(await remember()).toEqual({ text: "made of 글", made: true });
  expect(await remember()).toEqual({ text: "made of 글", made: false });
});

test("what is not worth keeping is made again", async () => {
  const make = () =>
    openStore(root, join(root, "store")).rememberJson(
      recipe("x"),
      () => ({ ok: false }),
      ({ ok }) => ok,
    );
  expect(await make()).toEqual({ ok: false });
  expect(entries()).toEqual([]);
});

test("entries that nobody used for thirty days go, those that were read stay", async () => {
  await remember(recipe("old"));
  await remember(recipe("used"));
  const now = Date.now();
  for (const path of globSync(join(root, "store/**/*")))
    if (statSync(path).isFile()) utimesSync(path, now / 1000 - 31 * 86_400, now / 1000 - 31 * 86_400);
  expect((await remember(recipe("used"))).made).toBe(false);
  openStore(root, join(root, "store")).prune(now);
  expect((await remember(recipe("used"))).made).toBe(false);
  expect((await remember(recipe("old"))).made).toBe(true);
});

test("folders that others prune and fill meanwhile trouble nobody", async () => {
  const stores = Array.from({ length: 6 }, () => openStore(root, join(root, "store")));
  const work = stores.flatMap((store, who) =>
    Array.from({ length: 20 }, async (_, turn) => {
      const bytes = await store.remember(recipe(turn), () => Buffer.from(`${turn}`));
      store.prune(turn % 2 === 0 ? Date.now() + 40 * 86_400_000 : Date.now());
      expect(bytes.toString("utf8"), `store ${who}`).toBe(`${turn}`);
    }),
  );
  await Promise.all(work);
  expect(readdirSync(join(root, "store")).sort()).toEqual(["code", "things"]);
});
