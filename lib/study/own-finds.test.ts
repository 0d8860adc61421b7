import { expect, test } from "vitest";
import type { Entry } from "../records/log.ts";
import { findOwn } from "./own-finds.ts";

const mark = (at: number, quote: string, comment = "", on = true): Entry => ({
  ...{ id: `a-${at}`, at, kind: "mark", mark: `m-${at}`, note: "docker-images", section: "layers" },
  ...{ quote, prefix: "", suffix: "", ink: "key", comment, on },
});
const own = (at: number, front: string, back: string): Entry[] => [
  { id: `o-${at}`, at, kind: "own", card: `own-${at}`, front, back, href: "" },
  { id: `k-${at}`, at, kind: "keep", card: `own-${at}`, on: true },
];
const log: Entry[] = [
  mark(1, "레이어는 바뀌지 않는다.", "시험에 나옴"),
  mark(2, "화이트아웃은 아래층의 파일을 가린다."),
  mark(3, "지워진 표시", "", false),
  ...own(4, "쓰기 레이어는 {{컨테이너}}마다 하나", "copy-up"),
];
const said = (query: string, entries: readonly Entry[] = log) =>
  findOwn(entries, query, 5).map((find) => (find.kind === "mark" ? find.mark.quote : find.front));

test("marks, what was written beside them, and own cards are found, latest first", () => {
  expect(said("레이어")).toEqual(["쓰기 레이어는 ____마다 하나", "레이어는 바뀌지 않는다."]);
  expect(said("시험에")).toEqual(["레이어는 바뀌지 않는다."]);
  expect(said("copy up")).toEqual(["쓰기 레이어는 ____마다 하나"]);
  expect(said("컨테이너마다")).toEqual(["쓰기 레이어는 ____마다 하나"]);
});

test("particles, blanks and decomposed letters do not matter", () => {
  expect(said("화이트아웃을")).toEqual(["화이트아웃은 아래층의 파일을 가린다."]);
  expect(said("화이트 아웃")).toEqual(["화이트아웃은 아래층의 파일을 가린다."]);
  expect(said("화이트아웃".normalize("NFD"))).toEqual(["화이트아웃은 아래층의 파일을 가린다."]);
});

test("what was taken away, what lacks a word and what asks for nothing is not found", () => {
  expect(said("지워진")).toEqual([]);
  expect(said("레이어 파드")).toEqual([]);
  expect(said(" - ")).toEqual([]);
  expect(said("copy", [...log, { id: "k-9", at: 9, kind: "keep", card: "own-4", on: false }])).toEqual([]);
});
