import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { CorrectionList } from "../../components/reference/CorrectionList.tsx";
import "../../components/styles/reference.css";
import { originalHref } from "../../lib/address/href.ts";
import { loadNotes, loadSite } from "../../lib/build/catalog/store.ts";
import { gatherCorrections } from "../../lib/note/gather.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = pageMetadata(PAGES.corrections);

export default function CorrectionsPage() {
  const site = loadSite();
  const all = gatherCorrections(loadNotes());
  return (
    <>
      <Header />
      <main className="plain" id="main">
        <h1 className="page-title">{words.corrections}</h1>
        {all.count > 0 ? (
          <>
            <p className="page-lead">{words.correctionsLead(all.count)}</p>
            <p className="page-more">
              <a href={originalHref}>{words.seeOriginal}</a>
            </p>
            <CorrectionList all={all} site={site} />
          </>
        ) : (
          <div className="empty">
            <b>{words.noCorrections}</b>
            <p>{words.howCorrectionsCome}</p>
          </div>
        )}
      </main>
      <Footer />
    </>
  );
}
