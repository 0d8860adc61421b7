import { expect, test } from "vitest";
import type { Entry } from "../records/log.ts";
import { foldBox } from "./box.ts";
import { ankiText, bookmarksIn, marksIn, marksMarkdown } from "./take-along.ts";

const mark = (id: string, at: number, more: Partial<Entry & { kind: "mark" }>): Entry => ({
  id,
  at,
  kind: "mark",
  mark: "m-1",
  note: "docker-images",
  section: "layers",
  quote: "레이어는 집합이다.\n둘째 줄",
  prefix: "",
  suffix: "",
  ink: "key",
  comment: "",
  on: true,
  ...more,
});

test("cards go to Anki with their sections and tags, and nothing in them breaks a line or a field", () => {
  const box = foldBox([
    { id: "a-1", at: 1, kind: "keep", card: "docker-images-c1", on: true },
    { id: "a-2", at: 2, kind: "keep", card: "own-1", on: true },
    { id: "a-3", at: 3, kind: "own", card: "own-1", front: "가 {{나}}\t다", back: "<b>\n둘", href: "" },
    { id: "a-4", at: 4, kind: "keep", card: "gone-c1", on: true },
  ]);
  const card = {
    id: "docker-images-c1",
    front: "`lowerdir`",
    back: "읽기 **전용** 층",
    en: "",
    href: "/notes/docker-images/#union-filesystem",
    place: "유니온 파일 시스템",
    note: "docker-images",
    kind: "card" as const,
  };
  expect(ankiText(box, new Map([[card.id, card]]), "https://a.example")).toMatchInlineSnapshot(`
    "#separator:tab
    #html:true
    #tags column:3
    <code>lowerdir</code>	읽기 <b>전용</b> 층<br><a href="https://a.example/notes/docker-images/#union-filesystem">유니온 파일 시스템</a>	whale-notes docker-images
    가 ____ 다	가 <b>나</b> 다<br>&lt;b&gt;<br>둘	whale-notes own
    "
  `);
});

test("marks are told as they are now, note by note", () => {
  const entries = [
    mark("a-1", 1, {}),
    mark("a-2", 2, { comment: "외울 것" }),
    mark("a-3", 3, { mark: "m-2", note: "auto-scaling", section: "", ink: "question", quote: "왜" }),
    mark("a-4", 4, { mark: "m-3" }),
    mark("a-5", 5, { mark: "m-3", on: false }),
  ];
  expect(marksIn(entries).map((one) => one.mark)).toEqual(["m-2", "m-1"]);
  const titles = new Map([["docker-images", "이미지와 레이어"]]);
  const inks = { key: "핵심", question: "의문", quote: "인용" };
  expect(marksMarkdown(marksIn(entries), titles, inks, "https://a.example")).toMatchInlineSnapshot(`
    "## auto-scaling

    > 왜
    >
    > — [의문](https://a.example/notes/auto-scaling/)

    ## 이미지와 레이어

    > 레이어는 집합이다.
    > 둘째 줄
    >
    > — [핵심](https://a.example/notes/docker-images/#layers)

    외울 것
    "
  `);
  expect(
    bookmarksIn([
      { id: "b-1", at: 1, kind: "bookmark", href: "/notes/a/#b", title: "가", on: true },
      { id: "b-2", at: 2, kind: "bookmark", href: "/notes/c/", title: "나", on: true },
      { id: "b-3", at: 3, kind: "bookmark", href: "/notes/c/", title: "나", on: false },
    ]),
  ).toEqual([{ href: "/notes/a/#b", title: "가" }]);
});
