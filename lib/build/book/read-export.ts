import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unmountPage } from "../export/mount-site.ts";
import { attributeOf, type Element, type Node } from "../export/page-tree.ts";
import { find, findAll, hasClass, plainTextOf, readDocument } from "./tree.ts";

/** A subject of the site with its notes, in reading order. */
export type Subject = {
  readonly id: string;
  readonly name: string;
  readonly notes: readonly { readonly slug: string; readonly title: string; readonly summary: string }[];
};

/** A page of the export, parsed: its content, and what its head says. */
export type ExportedPage = {
  readonly main: Element;
  /** Addresses of its style sheets. */
  readonly styles: readonly string[];
  /** Where its site stands, without a slash at its end; "" where the page does not say it. */
  readonly site: string;
};

const NOTE = /^\/notes\/([^#?]+)\/$/;

/**
 * The subjects as the page of all notes lists them: what is in the book is what is on the site.
 * Subjects without a note are left out.
 * @param out the folder of a finished export
 */
export function readSubjects(out: string): Subject[] {
  const { main } = readPage(out, "/notes/");
  return findAll(main, (element) => hasClass(element, "index-group"))
    .map((group) => ({
      id: attributeOf(group, "id") ?? "",
      name: textOfFirst(group, "h2"),
      notes: findAll(group, (element) => element.tagName === "li").flatMap((item) => {
        const link = find(item, (element) => NOTE.test(attributeOf(element, "href") ?? ""));
        if (!link) return [];
        const slug = NOTE.exec(attributeOf(link, "href")!)![1]!;
        return [{ slug, title: plainTextOf(link), summary: textOfFirst(item, "p") }];
      }),
    }))
    .filter((subject) => subject.notes.length > 0);
}

/** @throws Error with a Korean sentence when the export has no such page, or one without content */
export function readPage(out: string, path: string): ExportedPage {
  let html: string;
  try {
    html = readFileSync(join(out, decodeURIComponent(path), "index.html"), "utf8");
  } catch (cause) {
    throw new Error(`out/에 ${path} 페이지가 없습니다. \`npm run build\`로 사이트를 다시 만들어 주세요.`, {
      cause,
    });
  }
  const document = readDocument(html);
  const main = find(document, (element) => element.tagName === "main");
  if (!main)
    throw new Error(`out/의 ${path} 페이지에 본문이 없습니다. \`npm run build\`로 다시 만들어 주세요.`);
  const canonical = linked("canonical")[0] ?? "";
  const site = canonical.endsWith(path) ? canonical.slice(0, -path.length) : "";
  // Inside the book, addresses are those of the site's own root.
  if (site !== "") unmountPage(document, site);
  return { main, styles: linked("stylesheet"), site };

  function linked(rel: string): string[] {
    return findAll(
      document,
      (element) => element.tagName === "link" && attributeOf(element, "rel") === rel,
    ).map((element) => attributeOf(element, "href") ?? "");
  }
}

function textOfFirst(root: Node, tag: string): string {
  const found = find(root, (element) => element.tagName === tag);
  return found ? plainTextOf(found) : "";
}
