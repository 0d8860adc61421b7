import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { LabList } from "../../components/labs/pages/LabList.tsx";
import "../../components/styles/labs.css";
import { loadSite } from "../../lib/build/catalog/store.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";

export const metadata: Metadata = pageMetadata(PAGES.labs);

export default function LabsPage() {
  const site = loadSite();
  const minutes = site.labs.reduce((sum, lab) => sum + lab.minutes, 0);
  return (
    <>
      <Header area="labs" />
      <main className="plain" id="main">
        <h1 className="page-title">실습</h1>
        <p className="page-lead">
          노트에서 읽은 것을 직접 실행해 봅니다. 실습 {site.labs.length}개가 실제 시스템의 규칙을 그대로
          계산하고, 상태마다 주소가 있어 그대로 보낼 수 있습니다. 모두 하면 {minutes}분쯤 걸립니다.
        </p>
        <LabList labs={site.labs} site={site} />
      </main>
      <Footer />
    </>
  );
}
