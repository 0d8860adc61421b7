import type { Metadata } from "next";
import { Flag } from "../../components/frame/Flag.tsx";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { OwnScript } from "../../components/frame/OwnScript.tsx";
import { allStations } from "../../components/frame/stations.ts";
import "../../components/styles/notes.css";
import { noteHref } from "../../lib/address/href.ts";
import { loadSite } from "../../lib/build/catalog/store.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export function generateMetadata(): Metadata {
  return pageMetadata(PAGES.notes, { siteName: loadSite().name });
}

export default function NotesPage() {
  const site = loadSite();
  const stations = allStations(site);
  const briefs = new Map(site.notes.map((note) => [note.slug, note]));
  return (
    <>
      <OwnScript src="/home.js" />
      <Header area="notes" site={site} />
      <main className="plain" id="main">
        <h1 className="page-title">{words.allNotes}</h1>
        <p className="page-lead">{words.notesLead}</p>
        {site.groups.map((group) => (
          <section className="index-group" key={group.id} id={group.id} aria-labelledby={`${group.id}-name`}>
            <h2 id={`${group.id}-name`}>
              <Flag group={group.flag} />
              {group.name}
            </h2>
            <ol>
              {stations
                .filter((station) => station.group === group.id)
                .map((station) => {
                  const brief = briefs.get(station.slug);
                  return (
                    <li key={station.slug} className={brief ? undefined : "planned"}>
                      <span className="n">{station.number}</span>
                      <div>
                        {brief ? (
                          <a href={noteHref(station.slug)}>{station.title}</a>
                        ) : (
                          <b>{station.title}</b>
                        )}
                        {brief?.summary && <p>{brief.summary}</p>}
                      </div>
                      <span className="w num">
                        {brief ? words.noteSize(brief.minutes, brief.sections) : words.inPreparation}
                      </span>
                    </li>
                  );
                })}
            </ol>
          </section>
        ))}
      </main>
      <Footer site={site} />
    </>
  );
}
