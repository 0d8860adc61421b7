import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { Island } from "../../components/islands/Island.tsx";
import { LabList } from "../../components/labs/pages/LabList.tsx";
import "../../components/styles/labs.css";
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
      <Header area="labs" />
      <main className="plain" id="main">
        <h1 className="page-title">{words.labs}</h1>
        <p className="page-lead">{words.labsLead(site.labs.length, minutes)}</p>
        <Island
          name="goals-met"
          props={
            {
              labs: Object.fromEntries(site.labs.map(({ id, title, href }) => [id, { title, href }])),
            } as never
          }
        />
        <LabList labs={site.labs} site={site} />
      </main>
      <Footer />
    </>
  );
}
