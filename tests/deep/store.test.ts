import {
  cpSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Checkout, type Environment, openCheckout } from "./checkout.ts";

/** The real command after a real edit, and the page that is served then: for each kind of input there is. */

let checkout: Checkout;
beforeAll(async () => {
  checkout = openCheckout();
  const { code, output } = await checkout.run("build").ended;
  expect(code, output).toBe(0);
});
afterAll(() => checkout.remove());

/** What `npm start` serves at a path. */
async function served(path: string, environment: Environment = {}): Promise<string> {
  const site = await checkout.serve(environment);
  try {
    return await site.read(path);
  } finally {
    await site.stop();
  }
}

describe("an edit is served by the next npm start", () => {
  test("of a note", async () => {
    checkout.write(join(checkout.notes, "a.md"), "# 노트 하나\n\n고친 문장이다.\n");
    expect(await served("/notes/a/")).toContain("고친 문장이다.");
  });

  test("that adds a note, and one that takes it away", async () => {
    const path = join(checkout.notes, "d.md");
    checkout.write(path, "# 노트 넷\n\n새 노트다.\n");
    expect(await served("/notes/d/")).toContain("새 노트다.");
    rmSync(path);
    expect(await served("/notes/d/")).not.toContain("새 노트다.");
  });

  // A link that leads out of the folder is not followed: tests of `read-notes`.
  test("of a note that is a link to a file elsewhere in the folder", async () => {
    const elsewhere = join(checkout.notes, "kept/original.md");
    checkout.write(elsewhere, "# 링크\n\n처음 글이다.\n");
    symlinkSync(elsewhere, join(checkout.notes, "link.md"));
    expect(await served("/notes/link/")).toContain("처음 글이다.");
    checkout.write(elsewhere, "# 링크\n\n고친 글이다.\n");
    expect(await served("/notes/link/")).toContain("고친 글이다.");
  });

  test.each(["node_modules_old/notes", "node_modules/notes"])("of a note in a folder %s", async (folder) => {
    const notes = join(checkout.notes, "..", folder);
    checkout.write(join(notes, "e.md"), "# 노트 다섯\n\n처음 글이다.\n");
    expect(await served("/notes/e/", { NOTES_DIR: notes })).toContain("처음 글이다.");
    checkout.write(join(notes, "e.md"), "# 노트 다섯\n\n고친 글이다.\n");
    expect(await served("/notes/e/", { NOTES_DIR: notes })).toContain("고친 글이다.");
  });

  test("of a note in a folder inside the checkout", async () => {
    checkout.write("my-notes/f.md", "# 노트 여섯\n\n처음 글이다.\n");
    expect(await served("/notes/f/", { NOTES_DIR: "my-notes" })).toContain("처음 글이다.");
    checkout.write("my-notes/f.md", "# 노트 여섯\n\n고친 글이다.\n");
    checkout.write("my-notes/g.md", "# 노트 일곱\n\n새 글이다.\n");
    expect(await served("/notes/f/", { NOTES_DIR: "my-notes" })).toContain("고친 글이다.");
    expect(await served("/notes/g/", { NOTES_DIR: "my-notes" })).toContain("새 글이다.");
  });

  test("of a file beside the notes", async () => {
    checkout.write(join(checkout.notes, "data.csv"), "이름,값\n처음,1\n");
    checkout.write(join(checkout.notes, "a.md"), "# 노트 하나\n\n[자료](data.csv)\n");
    expect(await served("/assets/data.csv")).toContain("처음");
    checkout.write(join(checkout.notes, "data.csv"), "이름,값\n고침,1\n");
    expect(await served("/assets/data.csv")).toContain("고침");
  });

  test.each([
    ["a component", "components/frame/Footer.tsx", "</footer>", "고친 바닥글</footer>", "/", "고친 바닥글"],
    [
      "pure code that a page uses",
      "lib/words/ko.ts",
      "모든 기록은 이",
      "모든 기록은 저",
      "/",
      "모든 기록은 저",
    ],
  ])("of %s", async (_, path, from, to, page, shown) => {
    const before = readFileSync(join(checkout.root, path), "utf8");
    expect(before).toContain(from);
    checkout.write(path, before.replace(from, to));
    expect(await served(page)).toContain(shown);
    checkout.write(path, before);
    expect(await served(page)).not.toContain(shown);
  });

  test("of a style sheet", async () => {
    const path = "components/styles/base.css";
    const style = async () => {
      const page = await checkout.serve();
      const href = /href="(\/_next\/[^"]+\.css)"/.exec(await page.read("/"))![1]!;
      const text = await page.read(href);
      await page.stop();
      return text;
    };
    const before = readFileSync(join(checkout.root, path), "utf8");
    checkout.write(path, `${before}\n@layer base { .planted { outline-offset: 37px } }\n`);
    expect(await style()).toContain("37px");
    checkout.write(path, before);
    expect(await style()).not.toContain("37px");
  });

  test("of a file in public/", async () => {
    checkout.write("public/planted.txt", "처음");
    expect(await served("/planted.txt")).toBe("처음");
    checkout.write("public/planted.txt", "고침");
    expect(await served("/planted.txt")).toBe("고침");
    rmSync(join(checkout.root, "public/planted.txt"));
    expect(await served("/planted.txt")).not.toBe("고침");
  });

  test("of a font: cards are drawn with it", async () => {
    const fonts = join(checkout.root, "node_modules/pretendard/dist/public/static");
    const card = () => readFileSync(join(checkout.root, "out/cards/a.png"));
    await served("/");
    const before = card();
    // Hard links lead to the other tree: the file is replaced, never written into.
    rmSync(join(fonts, "Pretendard-Bold.otf"));
    cpSync(join(fonts, "Pretendard-Regular.otf"), join(fonts, "Pretendard-Bold.otf"));
    await served("/");
    expect(card().equals(before)).toBe(false);
  });

  test("of the lock file: the site is made again", async () => {
    await served("/");
    const made = () => statSync(join(checkout.root, "out/index.html")).mtimeMs;
    const before = made();
    const lock = readFileSync(join(checkout.root, "package-lock.json"), "utf8");
    checkout.write("package-lock.json", `${lock}\n`);
    await served("/");
    expect(made()).toBeGreaterThan(before);
  });
});

test("an edit of anything else makes nothing again", async () => {
  await served("/");
  const made = () => statSync(join(checkout.root, "out/index.html")).mtimeMs;
  const before = made();
  checkout.write("README.md", "# 다른 글\n");
  checkout.write("tests/other.test.ts", "");
  checkout.write("docs/other.md", "");
  checkout.write("lib/text/josa.test.ts", "");
  mkdirSync(join(checkout.root, "lib/unused"), { recursive: true });
  checkout.write("lib/unused/unused.ts", "export const unused = 1;\n");
  await served("/");
  expect(made()).toBe(before);
});

describe("half a site is never taken for a whole one", () => {
  test.each([
    ["without its notes", () => rmSync(join(checkout.root, "out/notes"), { recursive: true })],
    ["with an empty page", () => writeFileSync(join(checkout.root, "out/index.html"), "")],
    [
      "with a page that somebody edited",
      () => writeFileSync(join(checkout.root, "out/notes/b/index.html"), "<p>x</p>"),
    ],
    ["with a file too many", () => writeFileSync(join(checkout.root, "out/planted.html"), "x")],
  ])("an out/ %s is made again", async (_, damage) => {
    await served("/");
    damage();
    expect(await served("/notes/b/")).toContain("첫 문장 b.");
    expect(await served("/")).toContain("노트 둘");
    expect(await served("/planted.html")).not.toBe("x");
  });

  test("a damaged store is made again, byte for byte, and nothing of it published", async () => {
    await served("/");
    const bytes = () =>
      new Map(
        globSync("out/**/*", { cwd: checkout.root })
          .sort()
          .filter((path) => statSync(join(checkout.root, path)).isFile())
          .map((path) => [path, readFileSync(join(checkout.root, path)).toString("base64")]),
      );
    const before = bytes();
    for (const path of globSync("store/**/*", { cwd: join(checkout.root, ".cache") })) {
      const place = join(checkout.root, ".cache", path);
      if (statSync(place).isFile()) truncateSync(place, Math.floor(statSync(place).size * 0.7));
    }
    const { code, output } = await checkout.run("build").ended;
    expect(code, output).toBe(0);
    expect(bytes()).toEqual(before);
  });
});

test("six checks and a build at once, with nothing to reuse, neither fail nor mix", async () => {
  rmSync(join(checkout.root, ".cache"), { recursive: true, force: true });
  const checks = Array.from({ length: 6 }, () => checkout.run("check", {}, ["--json"]).ended);
  const build = checkout.run("build").ended;
  const answers = await Promise.all(checks);
  for (const { code, output } of answers) expect(code, output).toBe(0);
  expect(new Set(answers.map(({ output }) => output)).size).toBe(1);
  const { code, output } = await build;
  expect(code, output).toBe(0);
  expect(await served("/notes/b/")).toContain("첫 문장 b.");
});

test("two builds of different folders at once wait for each other, and the last one is served whole", async () => {
  const other = join(checkout.notes, "../other");
  checkout.write(join(other, "x.md"), "# 다른 폴더\n\n다른 글이다.\n");
  const both = await Promise.all([
    checkout.run("build").ended,
    checkout.run("build", { NOTES_DIR: other }).ended,
  ]);
  for (const { code, output } of both) expect(code, output).toBe(0);
  expect(await served("/notes/b/")).toContain("첫 문장 b.");
  expect(await served("/notes/x/")).not.toContain("다른 글이다.");
});
