import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { main as check } from "../../bin/check.ts";
import { main as newSite } from "../../bin/new-site.ts";
import { main as search } from "../../bin/search.ts";
import { runMain } from "../support/run-main.ts";

const ROOT = join(import.meta.dirname, "../..");
const temporary = mkdtempSync(join(tmpdir(), "recipes-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** The recipes of the guide, by the name that stands in bold before each. */
const recipes = new Map(
  Array.from(
    readFileSync(join(ROOT, "docs/your-notes.md"), "utf8").matchAll(
      /^\*\*([^*]+)\*\*[^\n]*\n\n```console\n([\s\S]*?)```/gm,
    ),
    ([, name, lines]) => [name!, lines!.trimEnd().split("\n")] as const,
  ),
);

/** Folders as each of them leaves one behind, with the note that a reader will look for. */
const folders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "Obsidian 볼트": {
    ".obsidian/app.json": "{}",
    "도커/컨테이너.md":
      "---\ntags: [도커]\n---\n![[그림.svg|300]]\n\n컨테이너는 등대다. [[이미지]]를 본다.\n",
    "도커/이미지.md": "> [!tip] 알아 두기\n> ==레이어==다.\n",
    "첨부/그림.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
  },
  "Notion에서 내보낸 것": {
    "정리 0123456789abcdef0123456789abcdef.md":
      "# 정리\n\n[항구](%EC%A0%95%EB%A6%AC%200123456789abcdef0123456789abcdef/%ED%95%AD%EA%B5%AC%20fedcba9876543210fedcba9876543210.md)와 [표](%EC%A0%95%EB%A6%AC%200123456789abcdef0123456789abcdef/%ED%91%9C%2000112233445566778899aabbccddeeff.csv)\n",
    "정리 0123456789abcdef0123456789abcdef/항구 fedcba9876543210fedcba9876543210.md":
      "# 항구\n\n등대가 있다.\n",
    "정리 0123456789abcdef0123456789abcdef/표 00112233445566778899aabbccddeeff.csv": "이름,값\n가,1\n",
  },
  "Jekyll 블로그": {
    "_config.yml": "title: 블로그\n",
    "_posts/2026-01-02-harbour.md":
      "---\nlayout: post\ntitle: 항구\nauthor: 김고래\n---\n\n등대가 있다.\n\n{% highlight sh %}\nls\n{% endhighlight %}\n\n![배](/assets/ship.svg)\n",
    "_drafts/later.md": "# 등대 초안\n",
    "assets/ship.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
  },
  "TIL 저장소": {
    "README.md": "# TIL\n\n- [등대](sea/lighthouse.md)\n",
    "sea/lighthouse.md": "# 등대\n\n## 불\n\n등대는 밤에 길을 알린다.\n",
  },
};

test("each recipe is at most five lines of commands that there are", () => {
  expect([...recipes.keys()]).toEqual(Object.keys(folders));
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };
  for (const [name, lines] of recipes) {
    expect(lines.length, name).toBeLessThanOrEqual(5);
    for (const line of lines) {
      const [, run] = /^\$ (?:[A-Z_]+=\S+ )*npm (?:run )?([\w-]+)/.exec(line) ?? [];
      if (run !== undefined) expect(Object.keys(scripts), line).toContain(run);
      else expect(line).toMatch(/^\$ (?:export (?:[A-Z_]+=\S+ ?)+$|unzip |git )/);
    }
  }
});

test.each(Object.entries(folders))("%s: nothing to repair, and its note is found", async (name, files) => {
  const folder = mkdtempSync(join(temporary, "folder-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const starts = recipes.get(name)!.find((line) => line.includes("new-site"));
  if (starts !== undefined) {
    const args = starts.split(" -- ")[1]!.split(" ").slice(1);
    expect((await runMain(newSite, [folder, ...args], folder)).code).toBe(0);
  }
  const environment = { NOTES_DIR: folder };
  const checked = await runMain(check, ["--json"], folder, environment);
  const findings = JSON.parse(checked.out) as readonly { severity: string; message: string }[];
  expect(findings.filter(({ severity }) => severity !== "hint")).toEqual([]);
  expect(checked.code).toBe(0);
  const found = await runMain(search, ["등대"], folder, environment);
  expect(found.out).toMatch(/^ 1\. (?:컨테이너|항구|등대) /);
  expect(found.out).not.toContain("초안");
});
