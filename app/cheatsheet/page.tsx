import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { CheatSheet } from "../../components/reference/CheatSheet.tsx";
import "../../components/styles/reference.css";
import { loadNotes, loadSite } from "../../lib/build/catalog/store.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = pageMetadata(PAGES.cheatsheet);

export default function CheatSheetPage() {
  const site = loadSite();
  const notes = loadNotes().filter((note) => note.outline.some((heading) => heading.folded));
  return (
    <>
      <Header />
      <main className="plain" id="main">
        <h1 className="page-title">{words.cheatSheet}</h1>
        {notes.length > 0 ? (
          <>
            <p className="page-lead">{words.cheatSheetLead}</p>
            <CheatSheet notes={notes} site={site} />
          </>
        ) : (
          <div className="empty">
            <b>{words.noCheatSheet}</b>
            <p>{words.howCheatSheetComes}</p>
          </div>
        )}
      </main>
      <Footer />
    </>
  );
}
