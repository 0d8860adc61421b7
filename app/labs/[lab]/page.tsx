import type { Metadata } from "next";
import { Footer } from "../../../components/frame/Footer.tsx";
import { Header } from "../../../components/frame/Header.tsx";
import { JsonLd } from "../../../components/frame/JsonLd.tsx";
import { LostPage } from "../../../components/frame/LostPage.tsx";
import { LabPageView } from "../../../components/labs/pages/LabPageView.tsx";
import "../../../components/styles/labs.css";
import { readSiteUrl } from "../../../lib/build/catalog/site-url.ts";
import { loadSite } from "../../../lib/build/catalog/store.ts";
import { DIFFICULTIES } from "../../../lib/labs/lab-file.ts";
import { breadcrumbsOf, labOf } from "../../../lib/sharing/json-ld.ts";
import { pageMetadata } from "../../../lib/sharing/page-metadata.ts";
import { sharedLab } from "../../../lib/sharing/shared-lab.ts";
import { PAGES } from "../../../lib/sharing/site-pages.ts";
import * as words from "../../../lib/words/words.ts";

type Props = { params: Promise<{ lab: string }> };

export function generateStaticParams() {
  const labs = loadSite().labs.filter(({ ownPage }) => !ownPage);
  // Next exports no route without a page; of a site without labs this one is taken away again.
  return labs.length > 0 ? labs.map((lab) => ({ lab: lab.id })) : [{ lab: "none" }];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lab: id } = await params;
  const lab = loadSite().labs.find((one) => one.id === id);
  if (!lab) return {};
  return pageMetadata(sharedLab(lab), { type: "article", fullTitle: words.labTitle(lab.title) });
}

export default async function LabPage({ params }: Props) {
  const { lab: id } = await params;
  const site = loadSite();
  const lab = site.labs.find((one) => one.id === id);
  if (!lab) return <LostPage site={site} />;
  const siteUrl = readSiteUrl(process.env);
  const subject = site.groups.find((group) => group.id === lab.group)?.name;
  const places = [PAGES.labs, lab].map(({ title, href }) => ({ name: title, href }));
  return (
    <>
      <Header area="labs" />
      <LabPageView lab={lab} site={site} />
      <JsonLd
        things={[
          labOf(lab, { siteUrl, subject, level: DIFFICULTIES[lab.difficulty] }),
          breadcrumbsOf(places, siteUrl),
        ]}
      />
      <Footer />
    </>
  );
}
