import type { Metadata } from "next";
import { CheatSheet } from "../../components/reference/CheatSheet.tsx";
import { ReferencePage } from "../../components/reference/ReferencePage.tsx";
import { loadNotes, loadSite } from "../../lib/build/catalog/store.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = pageMetadata(PAGES.cheatsheet);

export default function CheatSheetPage() {
  const site = loadSite();
  const notes = loadNotes().filter((note) => note.outline.some((heading) => heading.folded));
  return (
    <ReferencePage
      title={words.cheatSheet}
      lead={words.cheatSheetLead}
      empty={notes.length === 0 && [words.noCheatSheet, words.howCheatSheetComes]}
    >
      <CheatSheet notes={notes} site={site} />
    </ReferencePage>
  );
}
