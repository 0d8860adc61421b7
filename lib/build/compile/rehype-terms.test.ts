import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { cardNames } from "../../reference/card-names.ts";
import type { Term } from "../../reference/schemas.ts";
import { compileNote } from "./compile-note.ts";

const scratch = mkdtempSync(join(tmpdir(), "terms-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const term = (id: string, ko: string, section: string): Term => ({
  id,
  ko,
  en: id,
  aliases: [],
  short: "뜻.",
  note: "n",
  section,
});
const terms = [
  term("image", "이미지", "image-definition"),
  term("layer", "이미지 레이어", "layers"),
  term("tcp", "TCP", "tcp"),
  term("short", "층", "short"),
  term("volume", "볼륨", "volume"),
];

const page = { slug: "n", group: "container", meant: [] };
const names = cardNames(terms, page, () => "container").byName;
const cards = new Map([...names].map(([name, { id }]) => [name, id]));

/** Terms marked, in order, with the anchor each stands under. */
async function marked(text: string, format: "md" | "mdx" = "md"): Promise<string[]> {
  const input = {
    file: "a",
    severity: "error",
    terms,
    cards,
    sourceKeys: new Set<string>(),
    text,
    format,
  } as const;
  const { body } = await compileNote(input, scratch);
  return body.terms.map((use) => (use.anchor === "" ? use.term : `${use.term} #${use.anchor}`));
}

test("a noun with a particle is the term, a longer word is not", async () => {
  for (const text of [
    "이미지는",
    "이미지를",
    "이미지에서",
    "이미지로부터는",
    "이미지들이",
    "이미지란",
    "이미지(image)",
  ]) {
    expect([text, await marked(text)]).toEqual([text, ["image"]]);
  }
  for (const text of ["이미지화", "이미지네이션", "도커이미지", "이미지1", "이미지_파일", "image"]) {
    expect([text, await marked(text)]).toEqual([text, []]);
  }
});

test("every ordinary particle and ending leaves the term a term", async () => {
  const particles =
    "만큼 밖에 에선 엔 였다 였습니다 하고 든 랑 입니다 입니까 인데 이지만 이므로 뿐만 대로 조차 한테 같은 끼리 씩 인 라면 로부터는 들끼리 에서만".split(
      " ",
    );
  for (const particle of particles)
    expect([particle, await marked(`이미지${particle}`)]).toEqual([particle, ["image"]]);
  // After a consonant others stand, and one that cannot stand there makes another word.
  for (const particle of ["이란", "은", "으로", "이었다"])
    expect([particle, await marked(`볼륨${particle}`)]).toEqual([particle, ["volume"]]);
  for (const other of ["볼륨가", "볼륨는", "이미지을", "이미지은행"])
    expect([other, await marked(other)]).toEqual([other, []]);
});

test("where the longest name is part of another word, a shorter one beside it is still found", async () => {
  expect(await marked("이미지 레이어링")).toEqual(["image"]);
});

test("a term in Latin letters keeps to the same boundaries", async () => {
  expect(await marked("TCP는")).toEqual(["tcp"]);
  expect(await marked("MPTCP와 TCPIP와 TCP-IP")).toEqual(["tcp"]);
  expect(await marked("MPTCP와 TCPIP")).toEqual([]);
});

test("only the first use in each section is marked", async () => {
  const text = "이미지, 이미지\n\n## 가 [#a]\n\n이미지\n\n### 나 [#b]\n\n이미지\n\n## 다 [#c]\n\n이미지";
  expect(await marked(text)).toEqual(["image", "image #a", "image #c"]);
});

test("the longest name wins", async () => {
  expect(await marked("이미지 레이어를 쌓는다")).toEqual(["layer"]);
  expect(await marked("이미지와 이미지 레이어")).toEqual(["image", "layer"]);
});

test("the section that defines a term does not mark it, at any depth", async () => {
  expect(await marked("## 정의 [#image-definition]\n\n이미지\n\n### 더 [#more]\n\n이미지")).toEqual([]);
  expect(
    await marked("## 가 [#a]\n\n### 정의 [#image-definition]\n\n이미지\n\n### 나 [#b]\n\n이미지"),
  ).toEqual(["image #b"]);
});

test("headings, links, code, deletions and table heads are left alone", async () => {
  expect(await marked("## 이미지 [#h]\n\n[이미지](a.md) `이미지` ~~이미지~~ [[x|이미지]]")).toEqual([]);
  expect(await marked("```\n이미지\n```\n\n| 이미지 |\n|---|\n| 값 |")).toEqual([]);
  expect(await marked("| 이름 |\n|---|\n| 이미지 |")).toEqual(["image"]);
});

test("a correction is left alone", async () => {
  const text = "> [!CORRECTION]\n> - 원본의 설명: 이미지\n> - 고친 설명: 이미지\n> - 이유: 이미지";
  expect(await marked(text)).toEqual([]);
});

test("a term that the author marked is the first use", async () => {
  expect(await marked('<Term id="image">그림틀</Term> 다음의 이미지', "mdx")).toEqual(["image"]);
  expect(await marked("[[image]] 다음의 이미지")).toEqual(["image"]);
});

test("a name of one syllable is never marked by itself", async () => {
  expect(await marked("층을 쌓는다")).toEqual([]);
});
