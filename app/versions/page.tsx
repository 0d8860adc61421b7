import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { MovedAway, OldAnchors } from "../../components/note/OldAnchors.tsx";
import { VersionList } from "../../components/reference/VersionList.tsx";
import "../../components/styles/reference.css";
import { loadSite } from "../../lib/build/catalog/store.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = pageMetadata(PAGES.versions);

export default function VersionsPage() {
  const { versions, movedVersions, sources } = loadSite();
  return (
    <>
      <Header />
      <main className="plain" id="main">
        <h1 className="page-title">{words.versions}</h1>
        {versions.length > 0 ? (
          <>
            <p className="page-lead">{words.versionsLead(versions.length)}</p>
            <OldAnchors of="" moves={movedVersions} />
            <MovedAway moves={movedVersions} what={words.movedVersions} />
            <VersionList versions={versions} moves={movedVersions} sources={sources} />
          </>
        ) : (
          <div className="empty">
            <b>{words.noVersions}</b>
          </div>
        )}
      </main>
      <Footer />
    </>
  );
}
