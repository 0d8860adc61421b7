import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { filesUnder } from "../../lib/build/export/files-under.ts";

/** One page that stands for its type: of all pages of the type, the one of median length. */
export type SamplePage = {
  readonly type: PageType;
  /** What the type is called in tables. */
  readonly title: string;
  readonly address: string;
  readonly html: string;
};

type Candidate = { readonly address: string; readonly html: string };

const isNote = (page: Candidate) => page.html.includes(" data-note=");
const isDrawn = (page: Candidate) => page.html.includes('class="fig"');
const at = (address: string) => (page: Candidate) => page.address === address;

/** Types that a site does not have, or not yet, are passed over. */
const TYPES = {
  "note-text": { title: "글만 있는 노트", has: (page) => isNote(page) && !isDrawn(page) },
  "note-figures": { title: "그림 있는 노트", has: (page) => isNote(page) && isDrawn(page) },
  home: { title: "첫 화면", has: at("/") },
  notes: { title: "노트 목록", has: at("/notes/") },
  glossary: { title: "용어집", has: at("/glossary/") },
  map: { title: "개념 지도", has: at("/map/") },
  tags: { title: "태그", has: at("/tags/") },
  sources: { title: "출처", has: at("/sources/") },
  corrections: { title: "바로잡기", has: at("/corrections/") },
  versions: { title: "버전 현황", has: at("/versions/") },
  cheatsheet: { title: "명령어 모음", has: at("/cheatsheet/") },
  original: { title: "원본 노트", has: at("/original/") },
  review: { title: "복습", has: at("/review/") },
  my: { title: "내 기록", has: at("/my/") },
  offline: { title: "담아 두기", has: at("/offline/") },
  accessibility: { title: "접근성", has: at("/accessibility/") },
  search: { title: "찾기", has: at("/search/") },
  labs: { title: "실습 목록", has: at("/labs/") },
  lab: { title: "실습", has: (page) => /^\/labs\/(?!cluster\/).+/.test(page.address) },
  cluster: { title: "클러스터", has: at("/labs/cluster/") },
  stub: { title: "나눈 주소", has: (page) => page.address.startsWith("/s/") },
  lost: { title: "없는 주소", has: at("/404.html") },
} as const satisfies Record<string, { title: string; has: (page: Candidate) => boolean }>;

export type PageType = keyof typeof TYPES;

export const PAGE_TYPES = Object.keys(TYPES) as readonly PageType[];

/** A page of every type that the exported site has. */
export function choosePages(out: string, wanted: readonly PageType[] = PAGE_TYPES): SamplePage[] {
  const pages: Candidate[] = filesUnder(out)
    .filter((path) => path.endsWith(".html"))
    .map((path) => ({
      address: `/${relative(out, path)
        .split(sep)
        .join("/")
        .replace(/index\.html$/, "")}`,
      html: readFileSync(path, "utf8"),
    }));
  return wanted.flatMap((type) => {
    const { title, has } = TYPES[type];
    const found = pages.filter(has).sort((a, b) => a.html.length - b.html.length);
    const page = found[found.length >> 1];
    return page ? [{ type, title, ...page }] : [];
  });
}

/** The file of an address, inside the exported site. */
export function fileOf(out: string, address: string): string {
  return join(out, address.endsWith("/") ? `${address}index.html` : address);
}
