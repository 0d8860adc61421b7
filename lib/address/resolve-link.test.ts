import { expect, test } from "vitest";
import { joinPath, resolveLink, resolveWiki, type Targets } from "./resolve-link.ts";

const targets: Targets = {
  sections: new Map([
    [
      "docker-images",
      new Map([
        ["layers", "layers"],
        ["레이어란-무엇인가", "layers"],
      ]),
    ],
    [
      "network/tcp",
      new Map([
        ["handshake", "handshake"],
        ["tcp", ""],
      ]),
    ],
  ]),
  planned: new Map([["cgroups", "cgroup 깊이 보기"]]),
  terms: new Map([["image", "이미지"]]),
  titles: new Map([
    ["docker-images", "이미지와 레이어"],
    ["network/tcp", "TCP"],
  ]),
  slugByPath: new Map([
    ["도커/이미지", "docker-images"],
    ["network/tcp", "network/tcp"],
  ]),
  pages: new Map([
    ["/", undefined],
    ["/glossary/", undefined],
    ["/versions/", new Map([["k8s-1-37", "Kubernetes 1.37"]])],
  ]),
  assets: new Map([
    ["도커/그림.png", "/assets/x.png"],
    ["도커/id_rsa", "/assets/id_rsa"],
  ]),
  isSecret: (path) => path.endsWith("id_rsa") || path.endsWith(".env"),
  tags: new Map(),
  keptBack: new Set(["도커/초안"]),
};
const from = (target: string) => resolveLink(target, "docker-images", "도커/이미지.md", targets);

test("a link to a note carries its title", () => {
  expect(from("/notes/network/tcp/")).toEqual({
    kind: "internal",
    href: "/notes/network/tcp/",
    slug: "network/tcp",
    title: "TCP",
  });
});

test("a link to a section of another note leads to that section", () => {
  expect(from("/notes/network/tcp/#handshake")).toMatchObject({
    kind: "internal",
    href: "/notes/network/tcp/#handshake",
    anchor: "handshake",
  });
});

test("a link inside the page stays inside the page", () => {
  expect(from("#layers")).toMatchObject({ kind: "internal", href: "#layers", slug: "docker-images" });
  expect(from("#")).toEqual({ kind: "internal", href: "#" });
});

test("the anchor GitHub would give a Hangul heading leads to our anchor", () => {
  expect(from("#레이어란-무엇인가")).toMatchObject({ kind: "internal", href: "#layers" });
  expect(from(`#${encodeURIComponent("레이어란-무엇인가")}`)).toMatchObject({ href: "#layers" });
  expect(
    resolveLink("../도커/이미지.md#레이어란-무엇인가", "network/tcp", "network/tcp.md", targets),
  ).toMatchObject({
    href: "/notes/docker-images/#layers",
  });
});

test("an anchor written in capitals is found in lower case", () => {
  expect(from("/notes/docker-images/#Layers")).toMatchObject({ kind: "internal", anchor: "layers" });
});

test("the anchor of the heading that became the title leads to the top of the page", () => {
  expect(from("/notes/network/tcp/#TCP")).toMatchObject({ kind: "internal", href: "/notes/network/tcp/" });
});

test("a relative path to a note leads to its address, with or without extension", () => {
  expect(from("../network/tcp.md")).toMatchObject({ kind: "internal", href: "/notes/network/tcp/" });
  expect(from("../network/tcp#handshake")).toMatchObject({ href: "/notes/network/tcp/#handshake" });
});

test("a file beside the note leads to where it is published", () => {
  expect(from("그림.png")).toEqual({ kind: "internal", href: "/assets/x.png" });
  expect(from("./그림.png".normalize("NFD"))).toEqual({ kind: "internal", href: "/assets/x.png" });
});

test("keys and drafts beside a note are told apart from what is missing", () => {
  expect(from("id_rsa")).toEqual({ kind: "secret", wanted: "id_rsa" });
  expect(from("../.env")).toEqual({ kind: "secret", wanted: "../.env" });
  expect(from("초안.md#절")).toEqual({ kind: "kept-back", wanted: "초안.md" });
});

test("other pages of the site are known, and unknown ones are missing", () => {
  expect(from("/glossary/")).toEqual({ kind: "internal", href: "/glossary/" });
  expect(from("/")).toEqual({ kind: "internal", href: "/" });
  expect(from("/about")).toEqual({ kind: "missing-note", wanted: "/about/" });
});

test("an entry of a page that promises its entries is known, and carries its name", () => {
  expect(from("/versions/#k8s-1-37")).toEqual({
    kind: "internal",
    href: "/versions/#k8s-1-37",
    title: "Kubernetes 1.37",
  });
  expect(from("/versions/")).toEqual({ kind: "internal", href: "/versions/" });
  expect(from("/versions/#k8s-1-38")).toEqual({
    kind: "missing-entry",
    page: "/versions/",
    wanted: "k8s-1-38",
  });
  expect(from("/#anything")).toEqual({ kind: "internal", href: "/#anything" });
});

test("a term of the glossary carries its Korean name", () => {
  expect(from("/glossary/#image")).toEqual({ kind: "internal", href: "/glossary/#image", title: "이미지" });
  expect(from("/glossary/#imge")).toEqual({ kind: "missing-term", wanted: "imge" });
});

test("safe schemes and protocol-relative addresses are external", () => {
  for (const href of ["https://a.b/", "http://a.b", "mailto:a@b.c", "tel:+82-2-000", "//a.b/c"]) {
    expect(from(href)).toEqual({ kind: "external", href });
  }
});

test("javascript:, data: and other schemes are forbidden, whatever their case", () => {
  expect(from("javascript:alert(1)")).toEqual({ kind: "forbidden", scheme: "javascript" });
  expect(from("JavaScript:alert(1)")).toEqual({ kind: "forbidden", scheme: "javascript" });
  expect(from("data:text/html,x")).toEqual({ kind: "forbidden", scheme: "data" });
  expect(from("vscode://file")).toEqual({ kind: "forbidden", scheme: "vscode" });
});

test("a planned note is not missing but has no address yet", () => {
  expect(from("/notes/cgroups/#any")).toEqual({ kind: "planned", title: "cgroup 깊이 보기" });
});

test("what does not exist says what was wanted", () => {
  expect(from("/notes/nope/")).toEqual({ kind: "missing-note", wanted: "nope" });
  expect(from("#nope")).toEqual({ kind: "missing-anchor", slug: "docker-images", wanted: "nope" });
  expect(from("/notes/network/tcp/#nope")).toEqual({
    kind: "missing-anchor",
    slug: "network/tcp",
    wanted: "nope",
  });
  expect(from("../network/udp.md")).toEqual({ kind: "missing-file", wanted: "../network/udp.md" });
});

test("a path that leaves the notes folder is missing, even where it would come back", () => {
  expect(from("../../secret.md")).toEqual({ kind: "missing-file", wanted: "../../secret.md" });
  expect(from("../../notes/network/tcp.md")).toMatchObject({ kind: "missing-file" });
});

test("joinPath resolves dots inside the folder and gives up outside it", () => {
  expect(joinPath("a/b.md", "c.md")).toBe("a/c.md");
  expect(joinPath("a/b.md", "./x//c.md")).toBe("a/x/c.md");
  expect(joinPath("a/b.md", "../c.md")).toBe("c.md");
  expect(joinPath("b.md", "../c.md")).toBeUndefined();
  expect(joinPath("a/b.md", "x/../../../c.md")).toBeUndefined();
});

test("a wiki link finds a note, its section, then a term", () => {
  const wiki = (target: string) => resolveWiki(target, "docker-images", targets);
  expect(wiki("network/tcp")).toMatchObject({ kind: "internal", href: "/notes/network/tcp/", title: "TCP" });
  expect(wiki("network/tcp#handshake")).toMatchObject({ href: "/notes/network/tcp/#handshake" });
  expect(wiki("#layers")).toMatchObject({ kind: "internal", href: "#layers" });
  expect(wiki("cgroups")).toEqual({ kind: "planned", title: "cgroup 깊이 보기" });
  expect(wiki("image")).toEqual({ kind: "internal", href: "/glossary/#image", title: "이미지" });
  expect(wiki("image#x")).toEqual({ kind: "missing-note", wanted: "image" });
  expect(wiki("nope")).toEqual({ kind: "missing-note", wanted: "nope" });
  expect(wiki("docker-images#nope")).toMatchObject({ kind: "missing-anchor", wanted: "nope" });
});
