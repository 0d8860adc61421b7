import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { JsonLd } from "../../components/frame/JsonLd.tsx";
import { OwnScript } from "../../components/frame/OwnScript.tsx";
import { MovedAway, OldAnchors } from "../../components/note/OldAnchors.tsx";
import { TermList } from "../../components/reference/TermList.tsx";
import "../../components/styles/reference.css";
import { readSiteUrl } from "../../lib/build/catalog/site-url.ts";
import { loadSite } from "../../lib/build/catalog/store.ts";
import { termNamesOf } from "../../lib/sharing/json-ld.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export function generateMetadata(): Metadata {
  return pageMetadata(PAGES.glossary, { siteName: loadSite().name });
}

export default function GlossaryPage() {
  const site = loadSite();
  const { terms, movedTerms } = site;
  return (
    <>
      {/* The filter: the page is whole without it. */}
      <OwnScript src="/glossary.js" />
      <Header area="glossary" site={site} />
      <main className="plain" id="main">
        <h1 className="page-title">{words.glossary}</h1>
        <p className="page-lead">{words.glossaryLead(terms.length)}</p>
        <OldAnchors of="" moves={movedTerms} />
        <MovedAway moves={movedTerms} what={words.movedTerms} />
        <TermList terms={terms} moves={movedTerms} />
        <JsonLd things={[termNamesOf(terms, readSiteUrl(process.env), site.name)]} />
      </main>
      <Footer site={site} />
    </>
  );
}
