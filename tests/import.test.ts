import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { main as checkMain } from "../bin/check.ts";
import { main as importMain } from "../bin/import.ts";
import { runMain } from "./support/run-main.ts";

const temporary = mkdtempSync(join(tmpdir(), "import-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
/** In the style of a note kept for years in Typora: emoji, empty items, pictures from everywhere. */
const RAW = `# 서버:ship:



## 물류?

> 짐을 나르는 일을 다루는 곳

- 창고: **선반(shelf)**이라는 자리에 둔다
  - 
- 배: 바다로 나른다<br>느리지만 싸다

<img src="항구.png" style="zoom:50%;" />

![](http://10.0.0.7/crane.png)

#### :anchor:닻: 배를 세운다

- | **차이** | **배** |
  | ------ | ----- |
  | **값** | 싸다 |

- 	

## 항해:compass:

- ![](https://example.com/map.svg)

[물류](#물류)로 돌아간다.
`;

/** A folder as the user has it: the raw note, a picture, and nothing else. */
function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(temporary, "user-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const COMMANDS = { import: importMain, check: checkMain };

const run = (
  command: keyof typeof COMMANDS,
  folder: string,
  args: readonly string[],
  env: Record<string, string> = {},
) => runMain(COMMANDS[command], args, folder, env);

test("a raw note becomes one note with its picture, and the report says what is left to do", async () => {
  const folder = folderWith({ "내 서버.md": RAW, "항구.png": PIXEL });
  const { code, out, err } = await run("import", folder, ["내 서버.md", "--to", "notes"]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatchInlineSnapshot(`
    "노트 1개를 만들었습니다.
      notes/nae-seobeo.md  서버(절 2개)

    파일 1개를 함께 옮겼습니다.
      notes/nae-seobeo-hanggu.png

    고친 것
      굵은 글씨 안의 괄호를 밖으로 옮겼습니다: 1곳
      <br>을 줄바꿈으로 바꿨습니다: 1곳
      HTML 그림을 Markdown 그림으로 바꿨습니다: 1곳
      제목에서 이모지를 뺐습니다: 3곳
      빈 목록 항목을 뺐습니다: 2곳
      절에 이름([#…])을 붙였습니다: 3곳
      건너뛴 제목 단계를 맞췄습니다: 1곳

    사람이 할 일
      머리말에 group, order, verifiedOn을 채워 주세요: notes/nae-seobeo.md
      영어 이름이 있으면 머리말에 english를 적어 주세요.
      내 서버.md:13  그림에 대체 텍스트를 적어 주세요: nae-seobeo-hanggu.png
      내 서버.md:15  사설 주소의 그림이라 다른 곳에서는 열리지 않습니다. 파일로 저장해 노트 옆에 두고 넣어 주세요: http://10.0.0.7/crane.png
      내 서버.md:27  바깥 그림은 싣지 않습니다. 파일로 저장해 노트 옆에 두고 넣어 주세요: https://example.com/map.svg
    "
  `);
  expect(readFileSync(join(folder, "notes", "nae-seobeo.md"), "utf8")).toMatchInlineSnapshot(`
    "---
    title: 서버
    summary: 짐을 나르는 일을 다루는 곳
    # group: container | virtualization | kubernetes | cloud | architecture
    # order: 권하는 읽기 순서, 1부터
    # verifiedOn: 사실을 확인한 날짜, 2026-11-22처럼
    ---

    ## 물류? [#mullyu]

    > 짐을 나르는 일을 다루는 곳

    - 창고: **선반**(shelf)이라는 자리에 둔다
    - 배: 바다로 나른다\\
      느리지만 싸다

    ![](nae-seobeo-hanggu.png)

    > [!NOTE]
    > 옮기지 못한 그림: crane.png

    ### 닻: 배를 세운다 [#dat-baereul-seunda]

    - | **차이** | **배** |
      | ------ | ----- |
      | **값** | 싸다 |

    ## 항해 [#hanghae]

    - (옮기지 못한 그림: map.svg)

    [물류](#mullyu)로 돌아간다.
    "
  `);
  expect(readFileSync(join(folder, "notes", "nae-seobeo-hanggu.png"))).toEqual(PIXEL);
});

test("what was imported passes the check of a foreign folder", async () => {
  const folder = folderWith({ "내 서버.md": RAW, "항구.png": PIXEL });
  await run("import", folder, ["내 서버.md"], { NOTES_DIR: "notes" });
  await run("import", folder, ["내 서버.md", "--split"], { NOTES_DIR: "notes" });
  expect(readdirSync(join(folder, "notes")).sort()).toEqual([
    "hanghae.md",
    "mullyu-hanggu.png",
    "mullyu.md",
    "nae-seobeo-hanggu.png",
    "nae-seobeo.md",
  ]);
  const { code, out } = await run("check", folder, ["--json"], { NOTES_DIR: "notes" });
  const findings = JSON.parse(out) as { severity: string; code: string }[];
  expect(findings.filter((finding) => finding.severity !== "hint")).toEqual([]);
  expect(code).toBe(0);
});

test("an existing note is never overwritten, and then nothing is written at all", async () => {
  const folder = folderWith({
    "a.md": "# 가\n\n## 나\n\n글\n\n## 다\n\n글\n",
    "notes/da.mdx": "먼저 있던 글",
  });
  const { code, out, err } = await run("import", folder, ["a.md", "--split", "--to=notes"]);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatchInlineSnapshot(`
    "notes/da.mdx가 이미 있어 아무것도 쓰지 않았습니다. 파일 이름을 바꾸거나 --to로 다른 폴더를 적어 주세요.
    "
  `);
  expect(readdirSync(join(folder, "notes"))).toEqual(["da.mdx"]);
});

test("a picture of the same name but another content gets a name of its own", async () => {
  const folder = folderWith({
    "a.md": "![그림](b.png) ![그림](b.png)",
    "b.png": PIXEL,
    "notes/a-b.png": "딴 그림",
  });
  expect((await run("import", folder, ["a.md", "--to", "notes"])).code).toBe(0);
  expect(readFileSync(join(folder, "notes/a.md"), "utf8")).toContain("![그림](a-b-2.png) ![그림](a-b-2.png)");
  expect(readFileSync(join(folder, "notes/a-b.png"), "utf8")).toBe("딴 그림");
});

test("decomposed Hangul and attachments in a folder nearby are found", async () => {
  const folder = folderWith({
    ["볼트/정리.md".normalize("NFD")]: "# 정리\n\n![[화면 하나.png]]\n".normalize("NFD"),
    ["첨부/화면 하나.png".normalize("NFD")]: PIXEL,
  });
  const raw = join(folder, "볼트/정리.md".normalize("NFD"));
  expect((await run("import", folder, [raw, "--to", "notes"])).code).toBe(0);
  const text = readFileSync(join(folder, "notes/jeongni.md"), "utf8");
  expect(text).toContain("![](jeongni-hwamyeon-hana.png)");
  expect(text).toBe(text.normalize("NFC"));
});

test("a note in EUC-KR, as old Windows wrote it, is read as the build of a folder reads it", async () => {
  const korean = Buffer.from([0x23, 0x20, 0xb0, 0xa1, 0x0a, 0x0a, 0xb0, 0xa1, 0xb0, 0xa1, 0x2e, 0x0a]);
  const folder = folderWith({ "old.md": korean });
  expect((await run("import", folder, ["old.md", "--to", "notes"])).code).toBe(0);
  expect(readFileSync(join(folder, "notes/old.md"), "utf8")).toContain("title: 가\n");
});

test("what cannot be imported is refused in one sentence", async () => {
  const folder = folderWith({ "a.pdf": "%PDF", "b.md": Buffer.from([0xff, 0xa1, 0x0a]), "c.md": " \n" });
  const said: string[] = [];
  for (const name of ["a.pdf", "b.md", "c.md", "d.md"]) {
    const { code, err } = await run("import", folder, [name, "--to", "notes"]);
    said.push(`${code} ${err.trimEnd()}`);
  }
  expect(said.join("\n")).toMatchInlineSnapshot(`
    "1 a.pdf는 Markdown 파일이 아닙니다. .md 파일을 적어 주세요.
    1 b.md는 UTF-8도 UTF-16도 EUC-KR도 아닙니다. 편집기에서 UTF-8로 다시 저장해 주세요.
    1 c.md는 빈 파일입니다.
    1 d.md라는 파일이 없습니다."
  `);
  expect(existsSync(join(folder, "notes"))).toBe(false);
});

test("what is asked wrongly ends with code 2 and how to ask", async () => {
  const folder = folderWith({});
  const said: string[] = [];
  for (const args of [[], ["a.md", "b.md"], ["a.md", "--splt"], ["a.md", "--to"]]) {
    const { code, err } = await run("import", folder, args);
    said.push(`${code} ${err.trimEnd()}`);
  }
  expect(said.join("\n")).toMatchInlineSnapshot(`
    "2 옮길 파일을 적어 주세요.
    사용법: npm run import -- 파일.md [--split] [--to 폴더]
    2 b.md는 여기에 쓸 수 없습니다. 쓸 수 있는 옵션: --split, --to.
    사용법: npm run import -- 파일.md [--split] [--to 폴더]
    2 --splt는 없는 옵션입니다. 쓸 수 있는 옵션: --split, --to. 혹시 --split인가요?
    사용법: npm run import -- 파일.md [--split] [--to 폴더]
    2 --to 뒤에 값을 적어 주세요.
    사용법: npm run import -- 파일.md [--split] [--to 폴더]"
  `);
});

test("check refuses options it does not know, and counts hints unless they are asked for", async () => {
  const folder = folderWith({ "notes/a.md": "# 가\n\n### 나\n\n![](b.png)\n", "notes/b.png": PIXEL });
  const check = (...args: string[]) => run("check", folder, args, { NOTES_DIR: "notes" });
  const wrong = await check("--jsn");
  expect([wrong.code, wrong.out, wrong.err]).toMatchInlineSnapshot(`
    [
      2,
      "",
      "--jsn은 없는 옵션입니다. 쓸 수 있는 옵션: --json, --hints, --all, --fix, --codes. 혹시 --json인가요?
    ",
    ]
  `);
  expect((await check()).out).toMatchInlineSnapshot(`
    "hint  lint/heading-order  1개
    hint  lint/image-alt      1개
    도움말을 하나씩 보려면: npm run check -- --hints

    도움말 2개
    "
  `);
  expect((await check("--hints")).out).toMatchInlineSnapshot(`
    "notes/a.md:3:1  hint  lint/heading-order
      제목 "나"의 단계가 1에서 3으로 건너뜁니다.
      ## 제목으로 적어 주세요.
        3 | ### 나
          | ^

    notes/a.md:5:1  hint  lint/image-alt
      그림에 대체 텍스트가 없습니다.
      그림을 못 봐도 알 수 있게 ![설명](주소)처럼 적어 주세요.
        5 | ![](b.png)
          | ^

    도움말 2개
    "
  `);
  expect((JSON.parse((await check("--json")).out) as unknown[]).length).toBe(2);
});
