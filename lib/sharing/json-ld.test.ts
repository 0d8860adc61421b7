import { expect, test } from "vitest";
import { articleOf, breadcrumbsOf, labOf, linkedData, termNamesOf, termsFile } from "./json-ld.ts";

const siteUrl = "https://gorae.example";
const note = {
  slug: "docker-images",
  minutes: 12,
  citations: ["dk-overview", "book", "unknown"],
  meta: { title: "이미지와 레이어", english: "Images and layers", summary: "이미지는 묶음이다." },
};
const around = {
  siteUrl,
  subject: "컨테이너",
  terms: [
    { ko: "화이트아웃", note: "docker-images" },
    { ko: "볼륨", note: "docker-containers" },
  ],
  sources: {
    "dk-overview": { title: "What is Docker?", url: "https://docs.docker.com/" },
    book: { title: "Docker: Up & Running" },
  },
};
/** As a program reads it: what is undefined is gone. */
const read = (thing: object) => JSON.parse(JSON.stringify(thing)) as Record<string, unknown>;

test("a note is an article, with its dates when they are known", () => {
  const dates = { published: "2026-01-01T00:00:00Z", revised: "2026-03-01T00:00:00Z" };
  const organisation = { "@type": "Organization", name: "고래노트", url: `${siteUrl}/` };
  expect(read(articleOf(note, { ...around, dates }))).toEqual({
    "@type": "TechArticle",
    headline: "이미지와 레이어",
    alternativeHeadline: "Images and layers",
    description: "이미지는 묶음이다.",
    inLanguage: "ko",
    url: `${siteUrl}/notes/docker-images/`,
    image: `${siteUrl}/cards/docker-images.png`,
    datePublished: "2026-01-01T00:00:00Z",
    dateModified: "2026-03-01T00:00:00Z",
    timeRequired: "PT12M",
    author: organisation,
    publisher: organisation,
    isPartOf: { ...organisation, "@type": "WebSite" },
    about: { "@type": "Thing", name: "컨테이너" },
    teaches: ["화이트아웃"],
    citation: ["https://docs.docker.com/", "Docker: Up & Running"],
    encoding: {
      "@type": "MediaObject",
      encodingFormat: "text/markdown",
      contentUrl: `${siteUrl}/notes/docker-images/index.md`,
    },
  });
});

test("what is not known of a note is not said", () => {
  const bare = { ...note, citations: [], meta: { title: "글", summary: "" } };
  const article = read(articleOf(bare, { siteUrl, terms: [], sources: {} }));
  for (const key of ["description", "datePublished", "dateModified", "about", "teaches", "citation"])
    expect(article).not.toHaveProperty(key);
});

test("breadcrumbs are numbered from the widest place", () => {
  const places = [
    { name: "모든 노트", href: "/notes/" },
    { name: "이미지와 레이어", href: "/notes/docker-images/" },
  ];
  expect(read(breadcrumbsOf(places, siteUrl)).itemListElement).toEqual([
    { "@type": "ListItem", position: 1, name: "모든 노트", item: `${siteUrl}/notes/` },
    { "@type": "ListItem", position: 2, name: "이미지와 레이어", item: `${siteUrl}/notes/docker-images/` },
  ]);
});

const terms = [
  {
    id: "whiteout",
    ko: "화이트아웃",
    en: "whiteout",
    short: "삭제 <표시>다.",
    aliases: ["whiteout", ".wh."],
    href: "/notes/a/#w",
  },
  {
    id: "containerd",
    ko: "containerd",
    en: "containerd",
    short: "런타임이다.",
    aliases: [],
    href: undefined,
  },
];

test("the glossary's page names its terms, each with its own address, and where all of it is", () => {
  const set = read(termNamesOf(terms, siteUrl));
  expect(set).toMatchObject({
    "@type": "DefinedTermSet",
    "@id": `${siteUrl}/glossary/`,
    name: "고래노트 용어집",
    encoding: { contentUrl: `${siteUrl}/glossary/terms.json` },
  });
  expect(set.hasDefinedTerm).toEqual([
    {
      "@type": "DefinedTerm",
      name: "화이트아웃",
      alternateName: "whiteout",
      url: `${siteUrl}/glossary/#whiteout`,
    },
    { "@type": "DefinedTerm", name: "containerd", url: `${siteUrl}/glossary/#containerd` },
  ]);
});

test("its file says of every term what it means, how else it is written, and where it is explained", () => {
  const file = JSON.parse(termsFile(terms, siteUrl)) as { "@graph": [{ hasDefinedTerm: unknown[] }] };
  expect(file["@graph"][0].hasDefinedTerm).toEqual([
    {
      "@type": "DefinedTerm",
      name: "화이트아웃",
      alternateName: ["whiteout", ".wh."],
      url: `${siteUrl}/glossary/#whiteout`,
      description: "삭제 <표시>다.",
      inDefinedTermSet: `${siteUrl}/glossary/`,
      subjectOf: `${siteUrl}/notes/a/#w`,
    },
    {
      "@type": "DefinedTerm",
      name: "containerd",
      url: `${siteUrl}/glossary/#containerd`,
      description: "런타임이다.",
      inDefinedTermSet: `${siteUrl}/glossary/`,
    },
  ]);
});

test("a lab is something one learns by doing", () => {
  const lab = {
    id: "docker-images-layer-stacker",
    title: "레이어 탐색기",
    summary: "레이어를 쌓는다.",
    minutes: 15,
    learns: ["크기를 미리 말할 수 있다."],
  };
  expect(read(labOf(lab, { siteUrl, subject: "컨테이너", level: "보통" }))).toMatchObject({
    "@type": "LearningResource",
    url: `${siteUrl}/labs/docker-images-layer-stacker/`,
    image: `${siteUrl}/cards/labs/docker-images-layer-stacker.png`,
    learningResourceType: "실습",
    educationalLevel: "보통",
    timeRequired: "PT15M",
    teaches: ["크기를 미리 말할 수 있다."],
  });
});

test("all things of a page share one context", () => {
  expect(linkedData([breadcrumbsOf([], siteUrl)])).toEqual({
    "@context": "https://schema.org",
    "@graph": [{ "@type": "BreadcrumbList", itemListElement: [] }],
  });
});

test("a note from elsewhere names who wrote it, and the day that it says itself", () => {
  const dates = { published: "2026-05-01T00:00:00Z", revised: "2026-05-02T00:00:00Z" };
  const written = { by: ["김고래", "이돌"], on: "2026-03-01" };
  expect(read(articleOf({ ...note, written }, { ...around, dates }))).toMatchObject({
    author: [
      { "@type": "Person", name: "김고래" },
      { "@type": "Person", name: "이돌" },
    ],
    datePublished: "2026-03-01",
    dateModified: "2026-05-02T00:00:00Z",
  });
});
