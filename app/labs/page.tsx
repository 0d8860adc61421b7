import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { OwnScript } from "../../components/frame/OwnScript.tsx";
import { LabList } from "../../components/labs/pages/LabList.tsx";
import "../../components/styles/lab-list.css";
import { loadSite } from "../../lib/build/catalog/store.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = pageMetadata(PAGES.labs);

export default function LabsPage() {
  const site = loadSite();
  const minutes = site.labs.reduce((sum, lab) => sum + lab.minutes, 0);
  return (
    <>
      <OwnScript src="/labs.js" />
      <OwnScript src="/home.js" />
      <Header area="labs" />
      <main className="plain labs" id="main">
        <h1 className="page-title">{words.labs}</h1>
        <p className="page-lead">{words.labsLead(site.labs.length, minutes)}</p>
        <LabList site={site} />
      </main>
      <Footer />
    </>
  );
}
