import { expect, test } from "vitest";
import type { Severity } from "../../diagnostics/finding.ts";
import { formatFinding } from "../../diagnostics/format.ts";
import { NO_KEYS } from "./authors-keys.ts";
import { readFrontmatter } from "./frontmatter.ts";

const GOOD = ["title: 제목", "summary: 요약", "group: container", "order: 1", "verifiedOn: 2026-01-01"];
const note = (...lines: string[]) => `---\n${lines.join("\n")}\n---\n\n본문\n`;
/** The good frontmatter with the line of one key replaced, or left out. */
const withLine = (key: string, line?: string) =>
  note(...GOOD.flatMap((good) => (!good.startsWith(`${key}:`) ? [good] : line === undefined ? [] : [line])));

function said(text: string, severity: Severity = "error"): string {
  const lines = text.split("\n");
  return readFrontmatter(text, "a.mdx", severity)
    .findings.map((finding) => formatFinding(finding, lines[finding.line - 1]))
    .join("\n");
}

test("a good frontmatter is read, with defaults, and its date stays a string", () => {
  const { meta, findings } = readFrontmatter(note(...GOOD), "a.mdx", "error");
  expect(findings).toEqual([]);
  expect(meta).toEqual({
    title: "제목",
    summary: "요약",
    group: "container",
    order: 1,
    verifiedOn: "2026-01-01",
    prerequisites: [],
    related: [],
    questions: [],
    terms: [],
  });
});

test("the body keeps its line numbers", () => {
  const { body } = readFrontmatter(note(...GOOD), "a.mdx", "error");
  expect(body.split("\n").indexOf("본문")).toBe(
    note(...GOOD)
      .split("\n")
      .indexOf("본문"),
  );
  expect(body.trim()).toBe("본문");
});

test("an unknown key is reported at the key, with the nearest one", () => {
  expect(said(note(...GOOD, "sumary: 오타"))).toMatchInlineSnapshot(`
    "a.mdx:7:1  error  frontmatter/unknown-key
      머리말에 "sumary"는 없는 이름입니다. 쓸 수 있는 이름: title, english, summary, group, order, prerequisites, related, questions, terms, verifiedOn
      혹시 "summary"인가요?
        7 | sumary: 오타
          | ^"
  `);
});

test("an unknown key without a near one asks to be removed", () => {
  expect(said(note(...GOOD, "draff: true"))).toMatchInlineSnapshot(`
    "a.mdx:7:1  error  frontmatter/unknown-key
      머리말에 "draff"는 없는 이름입니다. 쓸 수 있는 이름: title, english, summary, group, order, prerequisites, related, questions, terms, verifiedOn
      이 줄을 지우거나 이름을 고쳐 주세요.
        7 | draff: true
          | ^"
  `);
});

test("an unknown key inside a question is compared with the keys of a question", () => {
  expect(said(note(...GOOD, "questions:", "  - text: 왜", "    sction: x"))).toMatchInlineSnapshot(`
    "a.mdx:8:5  error  frontmatter/missing-key
      머리말에 questions[1].section 항목이 없습니다.
      "questions[1].section: "을 적고 그 뒤에 글자를 적어 주세요.
        8 |   - text: 왜
          |     ^
    a.mdx:9:5  error  frontmatter/unknown-key
      머리말에 "sction"은 없는 이름입니다. 쓸 수 있는 이름: text, section
      혹시 "section"인가요?
        9 |     sction: x
          |     ^"
  `);
});

test("a missing key is reported at the first line of the frontmatter", () => {
  expect(said(withLine("title"))).toMatchInlineSnapshot(`
    "a.mdx:2:1  error  frontmatter/missing-key
      머리말에 title 항목이 없습니다.
      "title: "을 적고 그 뒤에 글자를 적어 주세요.
        2 | summary: 요약
          | ^"
  `);
  expect(said(withLine("group"))).toMatchInlineSnapshot(`
    "a.mdx:2:1  error  frontmatter/missing-key
      머리말에 group 항목이 없습니다.
      쓸 수 있는 값: container, virtualization, kubernetes, cloud, architecture
        2 | title: 제목
          | ^"
  `);
});

test("an unknown value is reported at the value, with the nearest one", () => {
  expect(said(withLine("group", "group: contaner"))).toMatchInlineSnapshot(`
    "a.mdx:4:8  error  frontmatter/unknown-group
      group "contaner"은 없는 값입니다. 쓸 수 있는 값: container, virtualization, kubernetes, cloud, architecture
      혹시 "container"인가요?
        4 | group: contaner
          |        ^"
  `);
});

test("a value of the wrong type says which type is wanted", () => {
  expect(said(withLine("order", "order: 하나"))).toMatchInlineSnapshot(`
    "a.mdx:5:8  error  frontmatter/wrong-type
      order에는 숫자를 적어야 합니다. 지금은 "하나"입니다.
        5 | order: 하나
          |        ^"
  `);
  expect(said(withLine("order", "order: 1.5"))).toMatchInlineSnapshot(`
    "a.mdx:5:8  error  frontmatter/wrong-type
      order에는 정수를 적어야 합니다. 지금은 "1.5"입니다.
        5 | order: 1.5
          |        ^"
  `);
  expect(said(withLine("title", "title:"))).toMatchInlineSnapshot(`
    "a.mdx:2:7  error  frontmatter/wrong-type
      title에는 글자를 적어야 합니다.
        2 | title:
          |       ^"
  `);
  expect(said(note(...GOOD, "related: docker"))).toMatchInlineSnapshot(`
    "a.mdx:7:10  error  frontmatter/wrong-type
      related에는 목록을 적어야 합니다. 지금은 "docker"입니다.
        7 | related: docker
          |          ^"
  `);
});

test("a value that is too long, too small or of the wrong form says so", () => {
  expect(said(withLine("summary", `summary: ${"가".repeat(81)}`))).toMatchInlineSnapshot(`
    "a.mdx:3:10  error  frontmatter/too-long
      summary 항목이 너무 깁니다. 80자까지 쓸 수 있습니다. 지금은 81자입니다.
      줄여 주세요.
        3 | summary: 가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가가
          |          ^"
  `);
  expect(said(withLine("order", "order: 0"))).toMatchInlineSnapshot(`
    "a.mdx:5:8  error  frontmatter/too-small
      order 항목이 비어 있거나 너무 작습니다.
      값을 채워 주세요.
        5 | order: 0
          |        ^"
  `);
  expect(said(withLine("title", 'title: ""'))).toMatchInlineSnapshot(`
    "a.mdx:2:8  error  frontmatter/too-small
      title 항목이 비어 있거나 너무 작습니다.
      값을 채워 주세요.
        2 | title: ""
          |        ^"
  `);
  expect(said(withLine("verifiedOn", "verifiedOn: 2026-02-30"))).toMatchInlineSnapshot(`
    "a.mdx:6:13  error  frontmatter/bad-format
      verifiedOn의 "2026-02-30"은 형식이 맞지 않습니다.
      날짜는 2026-11-22처럼 적어 주세요.
        6 | verifiedOn: 2026-02-30
          |             ^"
  `);
  expect(said(note(...GOOD, "related: [docker, Docker_Images]"))).toMatchInlineSnapshot(`
    "a.mdx:7:19  error  frontmatter/bad-format
      related[2]의 "Docker_Images"는 형식이 맞지 않습니다.
      영어 소문자, 숫자, 붙임표만 쓸 수 있습니다.
        7 | related: [docker, Docker_Images]
          |                   ^"
  `);
});

test("YAML that cannot be read is reported where it breaks", () => {
  expect(said(note("title: 이미지: 레이어"))).toMatchInlineSnapshot(`
    "a.mdx:2:8  error  frontmatter/syntax
      머리말의 YAML을 읽을 수 없습니다: 값에 콜론이 있으면 따옴표로 감싸야 합니다.
      따옴표, 들여쓰기, 콜론 뒤의 빈칸을 살펴보세요.
        2 | title: 이미지: 레이어
          |        ^"
  `);
  expect(said(note('title: "닫히지 않음'))).toMatchInlineSnapshot(`
    "a.mdx:2:8  error  frontmatter/syntax
      머리말의 YAML을 읽을 수 없습니다: 닫는 기호가 없습니다.
      따옴표, 들여쓰기, 콜론 뒤의 빈칸을 살펴보세요.
        2 | title: "닫히지 않음
          |        ^"
  `);
  expect(said(note("title: 하나", "title: 둘"))).toMatchInlineSnapshot(`
    "a.mdx:3:1  error  frontmatter/syntax
      머리말의 YAML을 읽을 수 없습니다: 같은 이름이 두 번 나옵니다.
      따옴표, 들여쓰기, 콜론 뒤의 빈칸을 살펴보세요.
        3 | title: 둘
          | ^"
  `);
  expect(said(note("questions:", "\t- text: 왜"))).toMatchInlineSnapshot(`
    "a.mdx:3:1  error  frontmatter/syntax
      머리말의 YAML을 읽을 수 없습니다: 탭으로 들여 쓸 수 없습니다.
      따옴표, 들여쓰기, 콜론 뒤의 빈칸을 살펴보세요.
        3 | 	- text: 왜
          | ^"
  `);
});

test("an alias that refers to nothing is a finding, not a crash", () => {
  expect(said(note("title: 하나", "summary: *별표*"))).toMatchInlineSnapshot(`
    "a.mdx:3:10  error  frontmatter/syntax
      머리말의 YAML을 읽을 수 없습니다: 별칭(*)이 가리키는 값이 없습니다.
      *로 시작하는 글자는 따옴표로 감싸 주세요.
        3 | summary: *별표*
          |          ^"
  `);
});

test("aliases that multiply without end are refused", () => {
  const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
  for (let i = 0; i < 8; i++) {
    const [name, before] = ["bcdefghi"[i], "abcdefgh"[i]];
    bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(",")}]`);
  }
  expect(readFrontmatter(note(...bomb), "a.mdx", "warning").findings.map((finding) => finding.code)).toEqual([
    "frontmatter/syntax",
  ]);
});

test("a frontmatter that is no map says what one looks like", () => {
  expect(said(note("그냥 글"))).toMatchInlineSnapshot(`
    "a.mdx:2:1  error  frontmatter/syntax
      머리말은 \`이름: 값\` 줄이어야 합니다.
      예: title: 이미지와 레이어
        2 | 그냥 글
          | ^"
  `);
});

test("everything wrong is reported in one run", () => {
  const text = note("titel: 제목", "summary: 요약", "group: os", "order: -1", "verifiedOn: 어제");
  const codes = readFrontmatter(text, "a.mdx", "error").findings.map(
    (finding) => `${finding.line} ${finding.code.replace("frontmatter/", "")}`,
  );
  expect(codes.sort()).toEqual([
    "2 missing-key",
    "2 unknown-key",
    "4 unknown-group",
    "5 too-small",
    "6 bad-format",
  ]);
});

test("a note of ours without frontmatter, or with one that never ends, is told so", () => {
  expect(said("본문")).toMatchInlineSnapshot(`
    "a.mdx:1:1  error  frontmatter/missing
      머리말이 없습니다.
      첫 줄에 ---를 적고 title, summary, group, order, verifiedOn을 채워 주세요.
        1 | 본문
          | ^"
  `);
  expect(said("---\ntitle: 제목\n\n본문")).toMatchInlineSnapshot(`
    "a.mdx:1:1  error  frontmatter/unclosed
      머리말을 닫는 ---가 없습니다.
      머리말의 마지막 줄 다음에 ---만 적은 줄을 넣어 주세요.
        1 | ---
          | ^"
  `);
});

test("a frontmatter in JavaScript is refused and never executed", () => {
  const key = "frontmatterWasExecuted";
  const text = `---js\n{ title: (globalThis.${key} = true) }\n---\n본문`;
  expect(said(text)).toMatchInlineSnapshot(`
    "a.mdx:1:4  error  frontmatter/language
      머리말의 언어 "js"는 쓸 수 없습니다.
      첫 줄을 ---로 바꾸고 YAML로 적어 주세요.
        1 | ---js
          |    ^"
  `);
  expect(readFrontmatter(text, "a.mdx", "error").body.trim()).toBe("본문");
  expect(Reflect.has(globalThis, key)).toBe(false);
});

test("a foreign note keeps its valid keys, lacks nothing, and may have others", () => {
  const text = note(
    "title: 좋음",
    "order: 하나",
    "group: 없는 주제",
    "verifiedOn: 어제",
    "tags: [a]",
    "layout: post",
  );
  const { meta, keys, findings } = readFrontmatter(text, "a.md", "warning");
  expect(meta).toEqual({ title: "좋음" });
  expect(keys.tags).toEqual(["a"]);
  expect(findings.map((finding) => `${finding.severity} ${finding.line} ${finding.code}`)).toEqual([
    "warning 5 frontmatter/bad-format",
  ]);
  const nothing = { meta: {}, keys: NO_KEYS, body: "본문", findings: [] };
  expect(readFrontmatter("본문", "a.md", "warning")).toEqual(nothing);
});

test("a foreign title may be a number, and a description of any length is the summary", () => {
  const { meta } = readFrontmatter(
    note("title: 2026", `description: ${"긴 글 ".repeat(40)}`),
    "a.md",
    "warning",
  );
  expect(meta.title).toBe("2026");
  expect(meta.summary).toHaveLength(80);
});

test("TOML and JSON are read in a foreign note, and refused in ours", () => {
  const toml =
    '+++\ntitle = "가"\ndate = 2026-11-22T10:00:00+09:00\ndraft = true\n[params]\nx = 1\n+++\n글\n';
  expect(readFrontmatter(toml, "a.md", "warning")).toEqual({
    meta: { title: "가" },
    keys: { ...NO_KEYS, withheld: "draft", date: "2026-11-22T01:00:00Z" },
    body: `${"\n".repeat(7)}글\n`,
    findings: [],
  });
  const json = '{\n  "title": "나",\n  "tags": ["x"]\n}\n\n글\n';
  expect(readFrontmatter(json, "a.md", "warning")).toMatchObject({
    meta: { title: "나" },
    keys: { tags: ["x"] },
  });
  expect(readFrontmatter("{\n말\n}\n", "a.md", "warning").body).toBe("{\n말\n}\n");
  expect(readFrontmatter(toml, "a.md", "error").meta).toEqual({});
  expect(said("+++\ntitle = 가\ndraft = true\n+++\n글\n", "warning")).toMatchInlineSnapshot(`
    "a.mdx:2:9  warning  frontmatter/syntax
      머리말의 TOML을 읽을 수 없습니다: 1번째 줄
      따옴표와 대괄호를 살펴보세요.
        2 | title = 가
          |         ^"
  `);
  expect(readFrontmatter("+++\ntitle = 가\ndraft = true\n+++\n", "a.md", "warning").keys.withheld).toBe(
    "draft",
  );
});

test("a foreign note that opens with a thematic break loses no text", () => {
  for (const text of ["---\n\n글\n\n---\n\n더", "---\n글\n", "---\n- 하나\n- 둘\n---\n끝", "----\n글"]) {
    const nothing = { meta: {}, keys: NO_KEYS, body: text, findings: [] };
    expect(readFrontmatter(text, "a.md", "warning")).toEqual(nothing);
  }
});

test("blanks after the fences do no harm", () => {
  expect(readFrontmatter("--- \ntitle: 제목\n---\t\n글", "a.md", "warning").meta).toEqual({ title: "제목" });
});

test("a quotation that is not closed is told where it begins", () => {
  expect(said(note('title: "이미지와 레이어', "summary: '요약'", "order: 1"))).toMatch(/^a\.mdx:2:8 /);
  expect(said(note("title: 이미지", "summary: '요약", "order: 1"))).toMatch(/^a\.mdx:3:10 /);
});
