import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { OwnScript } from "../../components/frame/OwnScript.tsx";
import "../../components/styles/study.css";
import "../../components/styles/review.css";
import { loadSite } from "../../lib/build/catalog/store.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

/** What is there is the reader's own: nothing to be found. */
export const metadata: Metadata = { ...pageMetadata(PAGES.my), robots: { index: false, follow: true } };

export default function MyPage() {
  const site = loadSite();
  return (
    <>
      <OwnScript src="/my.js" />
      <Header site={site} />
      <main className="plain my" id="main" data-my="">
        <h1 className="page-title">{words.myRecords}</h1>
        <p className="page-lead">{words.myLead}</p>
        <p>{words.myWithoutScripts}</p>
      </main>
      <Footer site={site} />
    </>
  );
}
