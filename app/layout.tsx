import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { SearchDialog } from "../components/frame/Header.tsx";
import { OwnScript } from "../components/frame/OwnScript.tsx";
import { siteIdOf } from "../lib/build/catalog/site-url.ts";
import { loadSite } from "../lib/build/catalog/store.ts";
import { FEED_PATH } from "../lib/build/feeds/feed.ts";
import { MANIFEST_PATH } from "../lib/build/feeds/web-manifest.ts";
import { homePage } from "../lib/sharing/site-pages.ts";
import "../components/styles/index.css";
import * as words from "../lib/words/words.ts";

export function generateMetadata(): Metadata {
  const site = loadSite();
  return {
    metadataBase: new URL(process.env.SITE_URL || "http://localhost:3000"),
    manifest: `/${MANIFEST_PATH}`,
    title: { default: site.name, template: `%s — ${site.name}` },
    description: homePage(site).description,
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#FBFAF6" },
    { media: "(prefers-color-scheme: dark)", color: "#0F181D" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  const { feed, name } = loadSite();
  return (
    <html
      lang={words.language}
      data-site={
        process.env.NODE_ENV === "production" ? siteIdOf(process.env) : `${siteIdOf(process.env)}-dev`
      }
      suppressHydrationWarning
    >
      <head>
        {/* Blocking on purpose: a chosen theme is set before the first paint. */}
        <script src="/theme.js" data-keep="" />
        {/* `data-part-…` names what is loaded later; the build writes hashed names and integrity over both. */}
        <OwnScript
          src="/boot.js"
          data-part-viewer="/viewer.js"
          data-part-live="/live.js"
          data-part-palette="/palette.js"
          data-part-settings="/settings.js"
          data-part-share="/share.js"
          data-part-tools="/tools.js"
          data-part-study="/study.js"
          data-part-reader="/reader.js"
          data-part-own="/own.js"
          data-part-study-sheet="/study.css"
          data-part-search="/search.js"
          data-part-search-worker="/search-worker.js"
        />
        {feed && <link rel="alternate" type="application/atom+xml" title={name} href={`/${FEED_PATH}`} />}
        {process.env.NODE_ENV !== "production" && <script src="/__live.js" defer />}
      </head>
      <body>
        <a className="skip" href="#main">
          {words.skipToText}
        </a>
        {children}
        <SearchDialog />
      </body>
    </html>
  );
}
