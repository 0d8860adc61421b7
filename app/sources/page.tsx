import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { SourceGroups } from "../../components/reference/SourceGroups.tsx";
import "../../components/styles/reference.css";
import { loadNote, loadSite } from "../../lib/build/catalog/store.ts";
import { gatherSources } from "../../lib/note/gather.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";

export const metadata: Metadata = pageMetadata(PAGES.sources);

export default function SourcesPage() {
  const site = loadSite();
  const groups = gatherSources(
    site.notes.map((brief) => loadNote(brief.slug)).filter((note) => note !== undefined),
    site.groups.map((group) => group.id),
  );
  const count = groups.reduce((sum, { sources }) => sum + sources.length, 0);
  return (
    <>
      <Header />
      <main className="plain" id="main">
        <h1 className="page-title">출처</h1>
        <p className="page-lead">
          노트가 인용한 출처 {count}건을 주제별로 모았습니다. 출처마다 그 내용에 기댄 절과 확인한 날짜가
          있습니다. 규격과 공식 문서를 먼저 따릅니다.
        </p>
        <SourceGroups groups={groups} site={site} />
      </main>
      <Footer />
    </>
  );
}
