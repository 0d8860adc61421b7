import {
  correctionsHref,
  glossaryHref,
  noteHref,
  notesHref,
  searchHref,
  sourcesHref,
} from "../../lib/address/href.ts";
import type { Site } from "../../lib/note/site.ts";
import * as words from "../../lib/words/words.ts";
import { Footer } from "./Footer.tsx";
import { Header } from "./Header.tsx";
import { OwnScript } from "./OwnScript.tsx";

/** What stands at addresses that are none. */
export function LostPage({ site }: { site: Site }) {
  return (
    <>
      <OwnScript src="/lost.js" />
      <Header site={site} />
      <main className="plain" id="main" data-lost="">
        <div className="lost-page">
          <h1 className="page-title">{words.lostTitle}</h1>
          <p className="page-lead">{words.lostLead}</p>
          <p className="nearest" data-nearest="">
            <span>{words.lostAll}</span> <a href={notesHref}>{words.allNotes}</a>
          </p>
          <form className="lost-search" action={searchHref} role="search">
            <label htmlFor="lost-query">{words.lostSearch}</label>
            <input id="lost-query" name="q" type="search" data-lost-query="" autoComplete="off" />
            <button type="submit" className="lab-btn">
              {words.search}
            </button>
          </form>
          <ul className="links">
            {site.notes.map((note) => (
              <li key={note.slug}>
                <a href={noteHref(note.slug)}>{note.title}</a>
              </li>
            ))}
            {site.own && (
              <>
                <li>
                  <a href={glossaryHref}>{words.glossary}</a>
                </li>
                <li>
                  <a href={sourcesHref}>{words.sources}</a>
                </li>
                <li>
                  <a href={correctionsHref}>{words.corrections}</a>
                </li>
              </>
            )}
          </ul>
        </div>
      </main>
      <Footer site={site} />
    </>
  );
}
