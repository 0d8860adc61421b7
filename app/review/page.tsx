import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { OldBrowser } from "../../components/frame/OldBrowser.tsx";
import { OwnScript } from "../../components/frame/OwnScript.tsx";
import "../../components/styles/study.css";
import "../../components/styles/review.css";
import { noteHref } from "../../lib/address/href.ts";
import { loadNotes, loadSite } from "../../lib/build/catalog/store.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = pageMetadata(PAGES.review);

export default function ReviewPage() {
  const site = loadSite();
  const notes = loadNotes().filter(({ study }) => study?.cards.length);
  return (
    <>
      <OwnScript src="/review.js" />
      <Header area="review" site={site} />
      <main className="plain rev" id="main" data-review="">
        <OldBrowser />
        <h1 className="page-title">{words.reviewToday}</h1>
        <p className="page-lead">{words.reviewLead}</p>
        <p>{words.reviewWithoutScripts}</p>
        <ul className="links">
          {notes.map(({ slug, meta, study }) => (
            <li key={slug}>
              <a href={`${noteHref(slug)}#check`}>{meta.title}</a> {words.cardsOfNote(study!.cards.length)}
            </li>
          ))}
        </ul>
      </main>
      <Footer site={site} />
    </>
  );
}
