import type { Metadata } from "next";
import { CorrectionList } from "../../components/reference/CorrectionList.tsx";
import { ReferencePage } from "../../components/reference/ReferencePage.tsx";
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
    <ReferencePage
      title={words.corrections}
      lead={words.correctionsLead(all.count)}
      empty={all.count === 0 && [words.noCorrections, words.howCorrectionsCome]}
    >
      <p className="page-more">
        <a href={originalHref}>{words.seeOriginal}</a>
      </p>
      <CorrectionList all={all} site={site} />
    </ReferencePage>
  );
}
