import type { Metadata } from "next";
import { Footer } from "../../../components/frame/Footer.tsx";
import { Header } from "../../../components/frame/Header.tsx";
import { JsonLd } from "../../../components/frame/JsonLd.tsx";
import { LostPage } from "../../../components/frame/LostPage.tsx";
import { ClusterPageView } from "../../../components/labs/cluster/ClusterPageView.tsx";
import "../../../components/styles/cluster.css";
import { readSiteUrl } from "../../../lib/build/catalog/site-url.ts";
import { loadSite } from "../../../lib/build/catalog/store.ts";
import { walkThrough } from "../../../lib/labs/cluster/walk-through.ts";
import { DIFFICULTIES } from "../../../lib/labs/lab-file.ts";
import { breadcrumbsOf, labOf } from "../../../lib/sharing/json-ld.ts";
import { pageMetadata } from "../../../lib/sharing/page-metadata.ts";
import { sharedLab } from "../../../lib/sharing/shared-lab.ts";
import { PAGES } from "../../../lib/sharing/site-pages.ts";
import * as words from "../../../lib/words/words.ts";

const ID = "cluster";
const clusterLab = () => loadSite().labs.find((one) => one.id === ID);

export function generateMetadata(): Metadata {
  const lab = clusterLab();
  return lab ? pageMetadata(sharedLab(lab), { type: "article", fullTitle: words.labTitle(lab.title) }) : {};
}

export default async function ClusterPage() {
  const site = loadSite();
  const lab = clusterLab();
  if (!lab) return <LostPage site={site} />;
  const subject = site.groups.find((group) => group.id === lab.group)?.name;
  const siteUrl = readSiteUrl(process.env);
  const places = [PAGES.labs, lab].map(({ title, href }) => ({ name: title, href }));
  return (
    <>
      <Header area="labs" />
      <ClusterPageView lab={lab} site={site} walk={await walkThrough()} />
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
