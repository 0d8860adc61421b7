import type { Metadata } from "next";
import { MovedAway, OldAnchors } from "../../components/note/OldAnchors.tsx";
import { ReferencePage } from "../../components/reference/ReferencePage.tsx";
import { VersionList } from "../../components/reference/VersionList.tsx";
import { loadSite } from "../../lib/build/catalog/store.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = pageMetadata(PAGES.versions);

export default function VersionsPage() {
  const { versions, movedVersions, sources } = loadSite();
  return (
    <ReferencePage
      title={words.versions}
      lead={words.versionsLead(versions.length)}
      empty={versions.length === 0 && [words.noVersions]}
    >
      <OldAnchors of="" moves={movedVersions} />
      <MovedAway moves={movedVersions} what={words.movedVersions} />
      <VersionList versions={versions} moves={movedVersions} sources={sources} />
    </ReferencePage>
  );
}
