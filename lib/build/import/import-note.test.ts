import { expect, test } from "vitest";
import { type ImportInput, importNote } from "./import-note.ts";
import type { Fetched } from "./targets.ts";

const take = (text: string, part: Partial<ImportInput> = {}) =>
  importNote({
    text,
    name: "원본",
    split: false,
    slugs: new Set(["network"]),
    fetchFile: (target, slug): Fetched =>
      target.includes("없는") ? { kind: "missing" } : { kind: "copied", name: `${slug}-copy.png` },
    ...part,
  });
const one = (text: string, part: Partial<ImportInput> = {}) => take(text, part).notes[0]!;
const asked = (text: string, part: Partial<ImportInput> = {}) =>
  take(text, part).log.questions.map(({ line, question }) => `${line} ${question}`);

test("title, summary and ids come from the note, the rest is left for a human", () => {
  const { notes } = take(
    "# 컨테이너:whale:\n\n컨테이너는 격리된 프로세스다. 둘째 문장.\n\n## 격리\n\n글\n\n#### 격리\n",
  );
  expect(notes[0]!.text).toMatchInlineSnapshot(`
    "---
    title: 컨테이너
    summary: 컨테이너는 격리된 프로세스다. 둘째 문장.
    # group: container | virtualization | kubernetes | cloud | architecture
    # order: 권하는 읽기 순서, 1부터
    # verifiedOn: 사실을 확인한 날짜, 2026-11-22처럼
    ---

    컨테이너는 격리된 프로세스다. 둘째 문장.

    ## 격리 [#gyeongni]

    글

    ### 격리 [#gyeongni-2]
    "
  `);
  expect(notes[0]!.missing).toEqual(["group", "order", "verifiedOn"]);
});

test("without a single highest heading the file's name is the title, Notion's id aside", () => {
  const note = one("## 가\n\n글이 여기에 있다.\n\n## 나\n", {
    name: "도커 정리 0123456789abcdef0123456789abcdef",
  });
  expect([note.title, note.slug, note.sections]).toEqual(["도커 정리", "dokeo-jeongni", 2]);
});

test("valid frontmatter is kept, the rest is asked about", () => {
  const text = "---\ntitle: 이름\ngroup: cloud\ntags: [a]\n---\n# 이름\n\n글이 여기에 있다.\n";
  expect(one(text).text).toContain("---\ntitle: 이름\nsummary: 글이 여기에 있다.\ngroup: cloud\n# order");
  expect(asked(text)[0]).toMatch(/^4 머리말에서 옮기지 못했습니다\. 머리말에 "tags"는 없는 이름입니다/);
});

test("a long first paragraph gives its first sentence, cut at 80 characters", () => {
  const summary = (text: string) => /summary: (.*)\n/.exec(one(text).text)?.[1];
  expect(summary(`첫 문장이다. ${"가".repeat(90)}.`)).toBe("첫 문장이다.");
  expect(summary("가".repeat(100))).toBe(`${"가".repeat(79)}…`);
  expect(one("# 제목\n\n```\n코드\n```\n").missing[0]).toBe("summary");
});

test("pictures are copied, or replaced with a line about them", () => {
  const text =
    "# 가\n\n![](https://example.com/a.png)\n\n- 글 ![설명](http://192.168.0.1/b.png)\n\n![](내 그림.png)\n\n![c](없는.png)\n";
  expect(one(text).text.split("---\n\n")[1]).toMatchInlineSnapshot(`
    "> [!NOTE]
    > 옮기지 못한 그림: a.png

    - 글 (옮기지 못한 그림: 설명)

    ![](wonbon-copy.png)

    > [!NOTE]
    > 옮기지 못한 그림: c
    "
  `);
  expect(asked(text).join("\n")).toMatchInlineSnapshot(`
    "3 바깥 그림은 싣지 않습니다. 파일로 저장해 노트 옆에 두고 넣어 주세요: https://example.com/a.png
    5 사설 주소의 그림이라 다른 곳에서는 열리지 않습니다. 파일로 저장해 노트 옆에 두고 넣어 주세요: http://192.168.0.1/b.png
    7 그림에 대체 텍스트를 적어 주세요: wonbon-copy.png
    9 그림 파일을 찾지 못했습니다: 없는.png"
  `);
});

test("links lead to the new ids and notes; where nothing is, the text stays", () => {
  const text =
    "# 가\n\n## 둘째 절\n\n[절](#둘째-절) [노트](Network%200123456789abcdef0123456789abcdef.md) [[Network|망]] [[#둘째 절]] [없음](#x) [[딴것]] [밖](https://a.kr)\n";
  expect(one(text).text).toContain(
    "[절](#duljjae-jeol) [노트](/notes/network/) [망](/notes/network/) [둘째 절](#duljjae-jeol) 없음 딴것 [밖](https://a.kr)",
  );
  expect(asked(text)).toMatchInlineSnapshot(`
    [
      "5 링크가 가리키는 노트나 절이 없어 글자만 남겼습니다: [[딴것]]",
      "5 링크가 가리키는 절이 없어 글자만 남겼습니다: #x",
    ]
  `);
});

test("one note for each section, with links and footnotes that still work", () => {
  const { notes } = take(
    "# 전체\n\n머리글이 여기에 있다.\n\n## 하나?\n\n### 안\n\n글[^1] [둘](#둘)\n\n## 둘\n\n글\n\n[^1]: 각주다.\n",
    { split: true },
  );
  expect(notes.map(({ slug, title }) => [slug, title])).toEqual([
    ["wonbon", "전체"],
    ["hana", "하나?"],
    ["dul", "둘"],
  ]);
  expect(notes[1]!.text.split("---\n\n")[1]).toBe(
    "## 안 [#an]\n\n글[^1] [둘](/notes/dul/)\n\n[^1]: 각주다.\n",
  );
});

test("ids are unique, and never one the page uses itself", () => {
  expect(
    one("# 가\n\n## main\n\n## 절\n\n## 절\n\n## fn 1\n\n## 漢字\n\n## 이름 {#kept}\n").text.match(
      /\[#[^\]]+\]/g,
    ),
  ).toEqual(["[#main-2]", "[#jeol]", "[#jeol-2]", "[#section-fn-1]", "[#section]", "[#kept]"]);
});

test("code is left as it is", () => {
  const code = "```md\n# 제목:whale:\n![](x.png)\n- \n<br>\n```";
  expect(one(`# 가\n\n${code}\n`).text).toContain(code);
});

test("the dialects that the build of a folder reads are read here by the same code", () => {
  const text = [
    "# 가",
    "글 %%메모%%과 ==중요==와 `==코드==`, 값 $x_1$.<!-- 숨김 -->",
    ":::tip 알아 두기\n상자다.\n:::",
    "{% highlight sh %}\nls ==a==\n{% endhighlight %}",
    '{{< figure src="b.png" alt="그림" caption="배" >}}',
    "{{% notice warning %}}\n조심한다.\n{{% /notice %}}",
    "끝^[덧붙임이다.]",
  ].join("\n\n");
  const { notes, log } = take(text);
  expect(notes[0]!.text.split("---\n\n")[1]).toMatchInlineSnapshot(`
    "글 과 **중요**와 \`==코드==\`, 값 $x_1$.

    > [!TIP]
    > **알아 두기**
    >
    > 상자다.

    \`\`\`sh
    ls ==a==
    \`\`\`

    ![그림](wonbon-copy.png) *배*

    > [!WARNING]
    > 조심한다.

    끝[^inline-1]

    [^inline-1]: 덧붙임이다.
    "
  `);
  expect([...log.changes.keys()]).toContain("다른 프로그램의 표기를 Markdown으로 바꿨습니다");
});
