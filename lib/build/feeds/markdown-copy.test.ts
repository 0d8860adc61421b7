import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Resolution } from "../../note/note.ts";
import { compileNote } from "../compile/compile-note.ts";
import { markdownCopies } from "./markdown-copy.ts";

type Part = {
  readonly slug?: string;
  readonly format?: "md" | "mdx";
  readonly title?: string;
  readonly summary?: string;
  readonly resolved?: Readonly<Record<string, Resolution>>;
};

const scratch = mkdtempSync(join(tmpdir(), "copies-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const SITE_URL = "https://gorae.example";
const context = {
  siteUrl: SITE_URL,
  terms: [{ id: "whiteout", ko: "화이트아웃" }],
  sources: {
    "dk-overview": {
      title: "What is [Docker]?",
      publisher: "Docker Docs",
      url: "https://docs.docker.com/",
      checked: "2026-11-22",
    },
    book: { title: "Docker: Up & Running", publisher: "O'Reilly", checked: "2026-11-22" },
  },
};

async function copy(body: string, part: Part = {}, rights?: string) {
  const { slug = "a", format = "mdx", title = "제목", summary = "", resolved = {} } = part;
  const input = { file: "a", severity: "warning", terms: [], text: body, format } as const;
  const sourceKeys = new Set(Object.keys(context.sources));
  const { body: compiled, document } = await compileNote({ ...input, sourceKeys }, join(scratch, format));
  const note = { ...compiled, slug, resolved, meta: { title, summary } };
  return markdownCopies({ body, document: document! }, note, { ...context, rights });
}

/** The copy of the note without its head. */
const bodyOf = async (body: string, part?: Part) =>
  (await copy(body, part))
    .get(`notes/${part?.slug ?? "a"}/index.md`)!
    .replace(/^[\s\S]*?\n원문: .*\n\n?/, "")
    .trimEnd();

const internal = (href: string, title?: string): Resolution => ({ kind: "internal", href, title });

test("a copy says what it is of, and the lines of the frontmatter are gone", async () => {
  const copies = await copy(
    "\n\n\n글이다.\n",
    { title: "이미지 *와* 레이어", summary: "한 줄 요약." },
    "MIT License",
  );
  expect([...copies.keys()]).toEqual(["notes/a/index.md"]);
  expect(copies.get("notes/a/index.md")).toBe(
    "# 이미지 \\*와\\* 레이어\n\n> 한 줄 요약.\n\n원문: <https://gorae.example/notes/a/> · MIT License\n\n글이다.\n",
  );
});

describe("sections", () => {
  const body = [
    "앞글.",
    "## 레이어 [#layers]",
    "레이어다.",
    "### 명령 [#commands]",
    "명령이다.[^book]",
    "```md",
    "## 제목이 아니다 [#no]",
    "```",
    "",
    "둘째 절 [#second]",
    "---",
    "둘째다.[^dk-overview]",
  ].join("\n");
  const part = {};

  test("each has its own copy, up to the next heading of its depth, with the sources it cites", async () => {
    const copies = await copy(body, part);
    expect([...copies.keys()]).toEqual(
      ["index", "layers", "commands", "second"].map((name) => `notes/a/${name}.md`),
    );
    expect(copies.get("notes/a/layers.md")).toBe(
      [
        "# 레이어",
        "",
        "— 제목, <https://gorae.example/notes/a/#layers>",
        "",
        "레이어다.",
        "",
        "## 명령",
        "",
        "명령이다.[^book]",
        "",
        "```md",
        "## 제목이 아니다 [#no]",
        "```",
        "",
        "## 출처",
        "",
        "[^book]: Docker: Up & Running, O'Reilly, 2026-11-22 확인",
        "",
      ].join("\n"),
    );
    expect(copies.get("notes/a/second.md")).toBe(
      "# 둘째 절\n\n— 제목, <https://gorae.example/notes/a/#second>\n\n둘째다.[^dk-overview]\n\n## 출처\n\n[^dk-overview]: [What is \\[Docker\\]?](https://docs.docker.com/), Docker Docs, 2026-11-22 확인\n",
    );
  });

  test("the note's own copy has all of them, without our ids", async () => {
    const text = (await copy(body, part)).get("notes/a/index.md")!;
    expect(text.match(/^#+ .*$/gm)).toEqual([
      "# 제목",
      "## 레이어",
      "### 명령",
      "## 제목이 아니다 [#no]",
      "## 둘째 절",
      "## 출처",
    ]);
  });

  test("a heading that became the title is not said twice, and those below go down with the page's", async () => {
    const raw = "# 도커\n\n글.\n\n# 둘째\n\n## 안쪽\n";
    const copies = await copy(raw, {
      format: "md",
      title: "도커",
    });
    expect(copies.get("notes/a/index.md")!.match(/^#+ .*$/gm)).toEqual(["# 도커", "## 둘째", "### 안쪽"]);
  });

  test("headings of one name keep their own ids; one that is only quoted has no copy", async () => {
    const raw = "## 예제\n하나\n> ## 인용\n> 글\n\n## 예제\n둘\n<!--\n## 예제\n-->\n## index\n";
    const copies = await copy(raw, {
      format: "md",
    });
    expect([...copies.keys()]).toEqual(["notes/a/index.md", "notes/a/yeje.md", "notes/a/yeje-2.md"]);
    expect(copies.get("notes/a/yeje.md")).toContain("하나\n\n> ## 인용\n>\n> 글");
    expect(copies.get("notes/a/yeje-2.md")).toMatch(/\n\n둘\n$/);
  });

  test("a source cited in a heading stands below its section", async () => {
    const copies = await copy("## 가[^book] [#a]\n글\n", {});
    expect(copies.get("notes/a/index.md")).toMatch(/^## 가\[\^book\]$[\s\S]*^\[\^book\]: /m);
    expect(copies.get("notes/a/a.md")).toMatch(/^# 가\[\^book\]$[\s\S]*^\[\^book\]: /m);
  });

  test("what the author defined elsewhere in the note comes along where it is used", async () => {
    const raw =
      "## 하나\n[규격][spec]이다.[^1]\n\n## 둘\n글.\n\n[spec]: https://example.org/spec\n[^1]: 각주다.\n    이어진다.\n";
    const copies = await copy(raw, { format: "md" });
    expect(copies.get("notes/a/hana.md")).toMatch(
      /이다\.\[\^1\]\n\n\[spec\]: https:\/\/example\.org\/spec\n\[\^1\]: 각주다\.\n {4}이어진다\.\n$/,
    );
    expect(copies.get("notes/a/dul.md")!.match(/\[spec\]:/g)).toHaveLength(1);
  });
});

describe("links", () => {
  const resolved = {
    "/notes/b/#x": internal("/notes/b/#x", "비"),
    "#y": internal("#y"),
    "wiki:b#x": internal("/notes/b/#x", "비"),
    "wiki:plan": { kind: "planned", title: "준비 중인 노트" },
    "/notes/plan/": { kind: "planned", title: "준비 중인 노트" },
    "./%EA%B7%B8%EB%A6%BC%20(1).png": internal("/assets/%EA%B7%B8%EB%A6%BC%20(1).png"),
    "b.md": internal("/notes/b/"),
    "https://example.org/": { kind: "external", href: "https://example.org/" },
    "none.md": { kind: "missing" },
  } satisfies Record<string, Resolution>;
  const link = (text: string, format: "md" | "mdx" = "md") => bodyOf(text, { resolved, format });

  test("those of ours lead to the site by whole addresses", async () => {
    expect(await link("[비](/notes/b/#x)와 [와이](#y), [밖](https://example.org/)")).toBe(
      "[비](https://gorae.example/notes/b/#x)와 [와이](https://gorae.example/notes/a/#y), [밖](https://example.org/)",
    );
    expect(await link('[`코드`](b.md "이름") ![그림](<./그림 (1).png>)')).toBe(
      '[`코드`](https://gorae.example/notes/b/ "이름") ![그림](https://gorae.example/assets/%EA%B7%B8%EB%A6%BC%20\\(1\\).png)',
    );
    expect(await link("[비]: b.md")).toBe("[비]: https://gorae.example/notes/b/");
    expect(await link('<a href="b.md">비</a>')).toBe('<a href="https://gorae.example/notes/b/">비</a>');
  });

  test("wiki links and terms are ordinary links", async () => {
    expect(await link("[[b#x]] [[b#x|그 절]] | [[b#x\\|표 안]]")).toBe(
      "[비](https://gorae.example/notes/b/#x) [그 절](https://gorae.example/notes/b/#x) | [표 안](https://gorae.example/notes/b/#x)",
    );
    expect(await link('[[whiteout]] <Term id="whiteout">표시</Term> <Term id="whiteout" />', "mdx")).toBe(
      "[화이트아웃](https://gorae.example/glossary/#whiteout) [표시](https://gorae.example/glossary/#whiteout) [화이트아웃](https://gorae.example/glossary/#whiteout)",
    );
  });

  test("a link to what is only planned is its text, one that leads nowhere stays as written", async () => {
    expect(await link("[[plan]], [[plan|계획]], [곧 **나올** 글](/notes/plan/)")).toBe(
      "준비 중인 노트, 계획, 곧 **나올** 글",
    );
    expect(await link("[없음](none.md) [[none]] \\[[plan]] ![그림](none.md)")).toBe(
      "[없음](none.md) [[none]] \\[[plan]] ![그림](none.md)",
    );
  });

  test("nothing in code is touched", async () => {
    const code =
      "`[비](b.md) [[b#x]]` 그리고\n\n```md\n[비](b.md)\n[[whiteout]] > [!NOTE]\n{/* 주석 */}\n```";
    expect(await link(code)).toBe(code);
    expect(await link("글\n\n    [비](b.md)")).toBe("글\n\n```\n[비](b.md)\n```");
  });
});

describe("what is our own", () => {
  test("callouts say in words what they are", async () => {
    expect(await bodyOf("> [!VERSION]\n> v1.24부터다.\n\n> [!tip] 곁들여\n\n> [!ODD]\n> 글")).toBe(
      "> **버전**\n>\n> v1.24부터다.\n\n> **도움말**\n>\n> 곁들여\n\n> [!ODD]\n> 글",
    );
    expect(await bodyOf("> [!CORRECTION]\n> - 원본의 설명: 가\n> - 고친 설명: 나\n> - 이유: 다")).toBe(
      "> **바로잡기**\n>\n> - 원본의 설명: 가\n> - 고친 설명: 나\n> - 이유: 다",
    );
    expect(await bodyOf('<Callout kind="warning">\n글이다.\n\n```js\na\n```\n</Callout>\n뒤')).toBe(
      "> **주의**\n>\n> 글이다.\n>\n> ```js\n> a\n> ```\n\n뒤",
    );
    expect(await bodyOf("<Callout>한 줄</Callout>\n뒤")).toBe("> **참고**\n>\n> 한 줄\n\n뒤");
  });

  test("a fence keeps its language, and its title and caption are said above it", async () => {
    expect(await bodyOf('앞\n```dockerfile title="Dockerfile" caption="설명" {2,4-5}\nFROM a\n```')).toBe(
      "앞\n\n코드: Dockerfile — 설명\n\n```dockerfile\nFROM a\n```",
    );
    expect(
      await bodyOf('- 항목\n\n  ```sh caption="설명"\n  ls\n  ```\n- ```sh title="b" linenos\n  ls\n  ```'),
    ).toBe("- 항목\n\n  코드: 설명\n\n  ```sh\n  ls\n  ```\n- 코드: b\n\n  ```sh linenos\n  ls\n  ```");
    expect(await bodyOf('> ```sh title="b"\n> ls\n> ```')).toBe("> 코드: b\n>\n> ```sh\n> ls\n> ```");
  });

  test("a diagram stays Mermaid", async () => {
    const body =
      '```mermaid id="x" caption="설명"\nflowchart TB\n  accTitle: 짜임\n  a --> b\n  click a "#y"\n```';
    expect(await bodyOf(body)).toBe(
      '그림: 짜임 — 설명\n\n```mermaid\nflowchart TB\n  accTitle: 짜임\n  a --> b\n  click a "#y"\n```',
    );
  });

  test("comments are not published", async () => {
    expect(await bodyOf("가{/* 비밀 */}나\n{/* 여러\n줄 */}\n다")).toBe("가나\n\n다");
    expect(await bodyOf("가 <!-- 비밀 -->나", { format: "md" })).toBe("가 나");
  });
});

test("the same note gives the same bytes", async () => {
  expect(await copy("## 가 [#a]\n글")).toEqual(await copy("## 가 [#a]\n글"));
});
