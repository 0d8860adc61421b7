import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { OwnScript } from "../../components/frame/OwnScript.tsx";
import { ConceptMap } from "../../components/reference/ConceptMap.tsx";
import "../../components/styles/reference.css";
import "../../components/styles/map.css";
import { layOutConcepts } from "../../lib/build/catalog/lay-out-concepts.ts";
import { loadSite } from "../../lib/build/catalog/store.ts";
import { stepsOf } from "../../lib/reference/concepts.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = pageMetadata(PAGES.map);

export default async function MapPage() {
  const { groups, terms, map } = loadSite();
  const steps = stepsOf(terms);
  const groupOf = new Map(map.notes.map(({ slug, group }) => [slug, group]));
  const subjects = await Promise.all(
    groups.map(async (group) => ({
      group,
      terms: terms
        .filter((term) => steps.has(term.id) && groupOf.get(term.note) === group.id)
        .sort((a, b) => steps.get(a.id)! - steps.get(b.id)!),
      chart: await layOutConcepts(terms, (term) => groupOf.get(term.note) === group.id),
    })),
  );
  const shown = subjects.filter((subject) => subject.terms.length > 0);
  return (
    <>
      {/* The filter of the glossary, and the reader's own progress: the page is whole without them. */}
      <OwnScript src="/glossary.js" />
      <OwnScript src="/home.js" />
      <Header />
      <main className="plain" id="main">
        <h1 className="page-title">{words.conceptMap}</h1>
        {shown.length > 0 ? (
          <>
            <p className="page-lead">{words.conceptMapLead(steps.size)}</p>
            <ConceptMap subjects={shown} terms={terms} />
          </>
        ) : (
          <div className="empty">
            <b>{words.noConcepts}</b>
            <p>{words.howConceptsCome}</p>
          </div>
        )}
      </main>
      <Footer />
    </>
  );
}
