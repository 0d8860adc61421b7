import type { Metadata } from "next";
import { OriginalLines } from "../../components/reference/OriginalLines.tsx";
import { ReferencePage } from "../../components/reference/ReferencePage.tsx";
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
    <ReferencePage
      title={words.original}
      lead={words.originalLead}
      empty={original.length === 0 && [words.noOriginal]}
    >
      <OriginalLines lines={original.map((line) => ({ ...line, unfolded: answersTo(line, bySlug) }))} />
    </ReferencePage>
  );
}
