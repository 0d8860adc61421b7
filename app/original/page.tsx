import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { OriginalLines } from "../../components/reference/OriginalLines.tsx";
import "../../components/styles/reference.css";
import { loadNotes, loadSite } from "../../lib/build/catalog/store.ts";
import { answersTo } from "../../lib/note/original.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = pageMetadata(PAGES.original);

export default function OriginalPage() {
  const { original } = loadSite();
  const bySlug = new Map(loadNotes().map((note) => [note.slug, note]));
  return (
    <>
      <Header />
      <main className="plain" id="main">
        <h1 className="page-title">{words.original}</h1>
        {original.length > 0 ? (
          <>
            <p className="page-lead">{words.originalLead}</p>
            <OriginalLines lines={original.map((line) => ({ ...line, unfolded: answersTo(line, bySlug) }))} />
          </>
        ) : (
          <div className="empty">
            <b>{words.noOriginal}</b>
          </div>
        )}
      </main>
      <Footer />
    </>
  );
}
