import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { CorrectionList } from "../../components/reference/CorrectionList.tsx";
import "../../components/styles/reference.css";
import { loadNote, loadSite } from "../../lib/build/catalog/store.ts";
import { gatherCorrections } from "../../lib/note/gather.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";

export const metadata: Metadata = pageMetadata(PAGES.corrections);

export default function CorrectionsPage() {
  const site = loadSite();
  const all = gatherCorrections(
    site.notes.map((brief) => loadNote(brief.slug)).filter((note) => note !== undefined),
  );
  return (
    <>
      <Header />
      <main className="plain" id="main">
        <h1 className="page-title">바로잡기</h1>
        {all.count > 0 ? (
          <>
            <p className="page-lead">
              원본 노트의 설명 가운데 고치거나 보탠 것 {all.count}건입니다. 무엇이라고 했고, 무엇이 맞고, 왜
              그런지를 출처와 함께 적었습니다.
            </p>
            <CorrectionList all={all} site={site} />
          </>
        ) : (
          <div className="empty">
            <b>바로잡은 것이 없습니다.</b>
            <p>노트에 바로잡기를 적으면 여기에 모입니다.</p>
          </div>
        )}
      </main>
      <Footer />
    </>
  );
}
