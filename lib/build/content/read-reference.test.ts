import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { readReference } from "./read-reference.ts";

const TERM =
  "- id: image\n  ko: 이미지\n  en: image\n  short: 틀이다.\n  note: docker-images\n  section: definition\n";
const SOURCE =
  "docs:\n  title: Docs\n  publisher: Docker\n  url: https://docs.docker.com/\n  checked: 2026-01-01\n";
const MAP =
  "notes:\n  - slug: docker-images\n    title: 이미지\n    short: 이미지\n    group: container\npaths: []\n";

function read(files: { glossary?: string; sources?: string; map?: string; coverage?: string }) {
  const folder = mkdtempSync(join(tmpdir(), "reference-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const all = { glossary: TERM, sources: SOURCE, map: MAP, ...files };
  for (const [name, text] of Object.entries(all))
    if (text !== "") writeFileSync(join(folder, `${name}.yaml`), text);
  const reference = readReference(folder, (absolute) => absolute.slice(folder.length + 1));
  return { ...reference, said: reference.findings.map((finding) => formatFinding(finding)).join("\n") };
}

test("glossary, sources and map are read with their defaults", () => {
  const { terms, sources, map, findings } = read({});
  expect(findings).toEqual([]);
  expect(terms).toMatchObject([{ id: "image", ko: "이미지", aliases: [] }]);
  expect(sources.docs).toMatchObject({ publisher: "Docker", checked: "2026-01-01" });
  expect(map.notes).toMatchObject([{ slug: "docker-images", prerequisites: [] }]);
});

test("a broken YAML is one finding at its place, and the other files are still read", () => {
  const { said, terms, sources } = read({ glossary: `${TERM}- id: "닫히지 않음\n` });
  expect(said).toMatchInlineSnapshot(`
    "glossary.yaml:7:14  error  reference/syntax
      YAML을 읽을 수 없습니다(MISSING_CHAR).
      따옴표와 들여쓰기를 살펴보세요."
  `);
  expect(terms).toEqual([]);
  expect(Object.keys(sources)).toEqual(["docs"]);
});

test("an alias that refers to nothing is a finding, not a crash", () => {
  expect(read({ glossary: TERM.replace("틀이다.", "*별표*") }).said).toMatchInlineSnapshot(`
    "glossary.yaml:4:10  error  reference/syntax
      별칭(*)이 가리키는 값이 없습니다.
      *로 시작하는 글자는 따옴표로 감싸 주세요."
  `);
});

test("what a schema has against an entry is reported at its line", () => {
  expect(read({ glossary: TERM.replace("short:", "shrot:") }).said).toMatchInlineSnapshot(`
    "glossary.yaml:1:3  error  reference/missing-key
      glossary.yaml에 [1].short 항목이 없습니다.
      "[1].short: "을 적고 그 뒤에 글자를 적어 주세요.
    glossary.yaml:4:3  error  reference/unknown-key
      glossary.yaml에 "shrot"는 없는 이름입니다. 쓸 수 있는 이름: id, ko, en, aliases, short, in, leads, note, section, needs, partOf, contrasts, replaces
      혹시 "short"인가요?"
  `);
  expect(read({ sources: SOURCE.replace("https:", "http:") }).said).toMatchInlineSnapshot(`
    "sources.yaml:4:8  error  reference/bad-format
      docs.url의 "http://docs.docker.com/"는 형식이 맞지 않습니다.
      https://로 시작하는 주소를 적어 주세요."
  `);
  expect(read({ sources: SOURCE.replace("docs:", "Docs:") }).said).toMatchInlineSnapshot(`
    "sources.yaml:1:1  error  reference/bad-format
      sources.yaml의 이름 "Docs"는 형식이 맞지 않습니다.
      영어 소문자, 숫자, 붙임표만 쓸 수 있습니다."
  `);
  expect(read({ map: MAP.replace("group: container", "group: contaner") }).said).toMatchInlineSnapshot(`
    "map.yaml:5:12  error  reference/unknown-group
      notes[1].group "contaner"은 없는 값입니다. 쓸 수 있는 값: container, virtualization, kubernetes, cloud, architecture
      혹시 "container"인가요?"
  `);
});

test("the coverage of the original note is read where there is one", () => {
  const coverage =
    "- item: 레이어\n  kind: 항목\n  answers:\n    docker-images#layers: [레이어, 크기|용량]\n- item: 빈 글머리\n  kind: 항목\n  dropped: 내용이 없다.\n";
  expect(read({}).coverage).toEqual([]);
  expect(read({ coverage }).coverage).toMatchObject([
    { item: "레이어", answers: { "docker-images#layers": ["레이어", "크기|용량"] } },
    { item: "빈 글머리", answers: {}, dropped: "내용이 없다." },
  ]);
  expect(read({ coverage: coverage.replace("kind: 항목", "kind: 항몫") }).said).toMatchInlineSnapshot(`
    "coverage.yaml:2:9  error  reference/unknown-kind
      [1].kind "항몫"은 없는 값입니다. 쓸 수 있는 값: 제목, 인용, 항목, 링크, 이미지, 표, 보강
      혹시 "항목"인가요?"
  `);
  expect(
    read({ coverage: coverage.replace("docker-images#layers", "docker-images") }).said,
  ).toMatchInlineSnapshot(`
    "coverage.yaml:4:5  error  reference/bad-format
      coverage.yaml의 이름 "docker-images"는 형식이 맞지 않습니다.
      영어 소문자, 숫자, 붙임표만 쓸 수 있습니다."
  `);
});

test("a term that appears twice is reported", () => {
  expect(read({ glossary: TERM + TERM }).said).toMatchInlineSnapshot(`
    "glossary.yaml:7:1  error  reference/duplicate-term
      용어 "image"가 두 번 나옵니다.
      하나로 합쳐 주세요."
  `);
});

test("a file that is not there is reported, and replaced by nothing", () => {
  const { said, sources } = read({ sources: "" });
  expect(said).toMatchInlineSnapshot(`
    "sources.yaml:1:1  error  reference/missing
      파일을 읽을 수 없습니다.
      저장소에서 되돌려 주세요."
  `);
  expect(sources).toEqual({});
});
