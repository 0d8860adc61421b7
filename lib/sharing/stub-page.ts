import { metaPolicy } from "../headers/content-policy.ts";
import * as words from "../words/words.ts";
import type { SectionStub } from "./shared-note.ts";
import { SITE_NAME } from "./site-pages.ts";

/** A file that a page loads: its address, and what its bytes must be where that is known. */
type LinkedFile = { readonly href: string; readonly integrity?: string };

type StubFrame = {
  /** Origin of the site, without a slash at its end. */
  readonly siteUrl: string;
  /** How the site is called. */
  readonly siteName?: string;
  /** Sets the theme, before anything is seen. */
  readonly theme: LinkedFile;
  /** Goes on to the section. */
  readonly handOver: LinkedFile;
  readonly styles: readonly LinkedFile[];
};

/**
 * The HTML of a stub. A crawler finds all its tags in it, none of which a script writes; a reader is
 * handed over by the script, or by the refresh where none runs, and reads the section's opening meanwhile:
 * the script waits until that is there, for a browser that goes on reads no further.
 */
export function stubPage(stub: SectionStub, frame: StubFrame): string {
  const own = frame.siteUrl + stub.href;
  const card = frame.siteUrl + stub.card;
  const title = [stub.title, stub.noteTitle].filter(Boolean).join(" — ");
  const { description } = stub;
  const { theme, handOver, siteName = SITE_NAME } = frame;
  return `<!DOCTYPE html>
<html lang="${words.language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${escapeHtml(metaPolicy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${title} — ${siteName}`)}</title>
<script src="${theme.href}"${integrityOf(theme)}></script>
<script src="${handOver.href}"${integrityOf(handOver)} defer data-to="${escapeHtml(stub.target)}"></script>
<meta http-equiv="refresh" content="0; url=${escapeHtml(stub.target)}">
${[
  named("robots", "noindex"),
  `<link rel="canonical" href="${escapeHtml(own)}">`,
  named("description", description),
  property("og:type", "article"),
  property("og:site_name", siteName),
  property("og:locale", words.locale),
  property("og:url", own),
  property("og:title", title),
  property("og:description", description),
  property("og:image", card),
  property("og:image:type", "image/png"),
  property("og:image:width", "1200"),
  property("og:image:height", "630"),
  property("og:image:alt", title),
  named("twitter:card", "summary_large_image"),
  named("twitter:title", title),
  named("twitter:description", description),
  named("twitter:image", card),
  named("twitter:image:alt", title),
  ...frame.styles.map((file) => `<link rel="stylesheet" href="${file.href}"${integrityOf(file)}>`),
]
  .filter(Boolean)
  .join("\n")}
</head><body><main class="plain stub">
<p class="meta">${escapeHtml(stub.noteTitle || siteName)}</p>
<h1 class="page-title">${escapeHtml(stub.title)}</h1>
${description && `<p class="page-lead">${escapeHtml(description)}</p>\n`}<p><a href="${escapeHtml(stub.target)}">${words.toThisSection}</a></p>
</main></body></html>
`;
}

function named(name: string, value: string): string {
  return value && `<meta name="${name}" content="${escapeHtml(value)}">`;
}

function property(name: string, value: string): string {
  return value && `<meta property="${name}" content="${escapeHtml(value)}">`;
}

function integrityOf({ integrity }: LinkedFile): string {
  return integrity === undefined ? "" : ` integrity="${integrity}"`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
