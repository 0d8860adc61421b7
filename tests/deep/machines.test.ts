import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  globSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Checkout, notTried, openCheckout } from "./checkout.ts";

/** Machines that are not like ours: the same command, and what a reader gets. */

const DIAGRAM =
  '# 그림\n\n```mermaid id="flow" caption="흐름"\nflowchart LR\n  a["레이어"] --> b["끝"]\n```\n';

let checkout: Checkout;
beforeEach(() => {
  checkout = openCheckout();
});
afterEach(() => checkout.remove());

function digestOut(): Map<string, string> {
  const out = join(checkout.root, "out");
  return new Map(
    globSync("**/*", { cwd: out })
      .sort()
      .filter((path) => statSync(join(out, path)).isFile())
      .map((path) => [path, readFileSync(join(out, path)).toString("base64")]),
  );
}

async function build(environment: Readonly<Record<string, string | undefined>> = {}): Promise<string> {
  const { code, output } = await checkout.run("build", environment).ended;
  expect(code, output).toBe(0);
  return output;
}

describe("the same bytes", () => {
  test("whatever the clock, the language and the time zone are, and with nothing to reuse", async () => {
    await build();
    const usual = digestOut();
    const clock = (year: number) =>
      `const real = Date; const shift = real.UTC(${year}, 0, 2) - real.now();
      globalThis.Date = class extends real { constructor(...given) { given.length ? super(...given) : super(real.now() + shift); } static now() { return real.now() + shift; } };`;
    const others = [
      ["1970", { NODE_OPTIONS: importing("1970", clock(1970)) }],
      ["2100", { NODE_OPTIONS: importing("2100", clock(2100)) }],
      ["LANG=C", { LANG: "C", LC_ALL: "C" }],
      ["Pacific/Kiritimati", { TZ: "Pacific/Kiritimati" }],
    ] as const;
    for (const [name, environment] of others) {
      rmSync(join(checkout.root, ".cache"), { recursive: true });
      await build(environment);
      expect(digestOut(), name).toEqual(usual);
    }
  });

  function importing(name: string, code: string): string {
    const path = join(checkout.notes, `../clock-${name}.mjs`);
    checkout.write(path, code);
    return `--import ${pathToFileURL(path).href}`;
  }
});

test("a path with spaces and Hangul", async () => {
  checkout.remove();
  checkout = openCheckout("우리 노트 폴더");
  checkout.write(join(checkout.notes, "그림 노트.md"), DIAGRAM);
  await build();
  const site = await checkout.serve();
  expect(await site.read("/notes/geurim-noteu/")).toContain("<svg");
  await site.stop();
});

test("without git, and in a shallow clone, there are no dates but a reason", async () => {
  const withoutGit = join(checkout.notes, "../bin");
  mkdirSync(withoutGit);
  expect(await build({ PATH: withoutGit })).toContain("고친 날짜를 적지 않습니다");
  const git = (...args: string[]) => execFileSync("git", args, { cwd: checkout.notes, stdio: "pipe" });
  git("init", "-q");
  git("add", ".");
  const author = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
  git(...author, "commit", "-qm", "one");
  git(...author, "commit", "-qm", "two", "--allow-empty");
  const shallow = join(checkout.notes, "../shallow");
  execFileSync("git", ["clone", "-q", "--depth", "1", pathToFileURL(checkout.notes).href, shallow]);
  expect(await build({ NOTES_DIR: shallow })).toContain("얕은 복제본");
});

test("without a browser a new diagram is shown as its source, and a drawn one is drawn", async () => {
  checkout.write(join(checkout.notes, "a.md"), DIAGRAM);
  const page = () => readFileSync(join(checkout.root, "out/notes/a/index.html"), "utf8");
  await build({ CHROMIUM_PATH: "/nowhere/chromium" });
  expect(page()).not.toContain('<svg class="diagram');
  expect(page()).toContain("flowchart LR");
  await build();
  const drawn = page();
  expect(drawn).toContain("레이어");
  expect(drawn).not.toContain("flowchart LR\n");
  checkout.write(join(checkout.notes, "b.md"), "# 노트 둘\n\n고친 글이다.\n");
  await build({ CHROMIUM_PATH: "/nowhere/chromium" });
  expect(page()).toBe(drawn);
});

test("notes that are edited while the site is made are made by the next npm start", async () => {
  const path = join(checkout.notes, "a.md");
  const { child, ended } = checkout.run("build");
  const pages = new Promise<void>((done) =>
    child.stderr!.on("data", (chunk) => String(chunk).includes("2/4") && done()),
  );
  await pages;
  checkout.write(path, "# 노트 하나\n\n그사이 고친 글이다.\n");
  expect((await ended).code).toBe(0);
  const site = await checkout.serve();
  expect(await site.read("/notes/a/")).toContain("그사이 고친 글이다.");
  await site.stop();
});

test("a full disk stops the build with one sentence, and the old site stays whole", async () => {
  await build();
  const before = digestOut();
  const cache = join(checkout.root, ".cache");
  rmSync(cache, { recursive: true });
  mkdirSync(cache);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", cache], { stdio: "pipe" });
  } catch (error) {
    return notTried("a full disk", String(error).split("\n")[0]!);
  }
  try {
    const { code, output } = await checkout.run("build").ended;
    expect(code).toBe(1);
    expect(output).toContain("디스크에 남은 공간이 없습니다.");
    expect(output).not.toMatch(/^\s+at /m);
    expect(digestOut()).toEqual(before);
  } finally {
    execFileSync("umount", [cache]);
  }
  await build();
  expect(digestOut()).toEqual(before);
});

test("a user who is not root, with notes that nobody may write", async () => {
  if (process.getuid?.() !== 0) return notTried("another user", "root만 다른 사용자가 될 수 있습니다");
  const NOBODY = 65534;
  const base = join(checkout.root, "..");
  // Of hard links only the copy's own folders change hands; files of node_modules stay readable.
  for (const path of globSync("**/*", {
    cwd: base,
    exclude: (name) => String(name).includes("node_modules"),
  }))
    lchownSync(join(base, path), NOBODY, NOBODY);
  for (const path of [base, join(checkout.root, "node_modules")]) chownSync(path, NOBODY, NOBODY);
  const cache = join(checkout.root, "node_modules/.cache");
  rmSync(cache, { recursive: true, force: true });
  for (const path of [checkout.notes, ...globSync(join(checkout.notes, "*"))])
    chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444);
  const output = execFileSync(process.execPath, [join(checkout.root, "bin/build.ts")], {
    cwd: checkout.root,
    uid: NOBODY,
    gid: NOBODY,
    env: { ...process.env, HOME: base, INIT_CWD: checkout.root, NOTES_DIR: checkout.notes, CHECK: "" },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(output).toBe("");
  expect(readFileSync(join(checkout.root, "out/notes/a/index.html"), "utf8")).toContain("첫 문장 a.");
  for (const path of [checkout.notes, ...globSync(join(checkout.notes, "*"))]) chmodSync(path, 0o755);
});

test("a copy of the folder elsewhere builds the same bytes", async () => {
  await build();
  const first = digestOut();
  const { root } = checkout;
  const copy = openCheckout();
  cpSync(checkout.notes, copy.notes, { recursive: true });
  checkout.remove();
  checkout = copy;
  await build();
  expect(copy.root).not.toBe(root);
  expect(digestOut()).toEqual(first);
});
