import type { Metadata } from "next";
import { ReferencePage } from "../../components/reference/ReferencePage.tsx";
import { SourceGroups } from "../../components/reference/SourceGroups.tsx";
import { loadNotes, loadSite } from "../../lib/build/catalog/store.ts";
import { gatherSources } from "../../lib/note/gather.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = pageMetadata(PAGES.sources);

export default function SourcesPage() {
  const site = loadSite();
  const groups = gatherSources(
    loadNotes(),
    site.groups.map((group) => group.id),
  );
  const count = groups.reduce((sum, { sources }) => sum + sources.length, 0);
  return (
    <ReferencePage title={words.sources} lead={words.sourcesLead(count)}>
      <SourceGroups groups={groups} site={site} />
    </ReferencePage>
  );
}
