import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { OwnScript } from "../../components/frame/OwnScript.tsx";
import "../../components/styles/offline.css";
import { homeHref, searchHref } from "../../lib/address/href.ts";
import { loadSite } from "../../lib/build/catalog/store.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = { title: words.offline, robots: { index: false } };

/** What is on the device, and what may be put there. The service worker answers with it where there is no line. */
export default function OfflinePage() {
  const site = loadSite();
  return (
    <>
      <OwnScript src="/offline-page.js" />
      <Header site={site} />
      <main className="plain" id="main" data-offline="">
        <h1 className="page-title">{words.offline}</h1>
        <p className="page-lead" data-lost-page="" hidden>
          {words.offlineLostLead}
        </p>
        <p className="offline-ways" data-lost-page="" hidden>
          <button type="button" className="lab-btn" data-retry="">
            {words.tryAgain}
          </button>
          <a href={homeHref}>{site.name}</a>
          <a href={searchHref}>{words.search}</a>
        </p>
        <p className="page-lead" data-own-page="">
          {words.offlineLead}
        </p>
        <p className="page-lead no-js">{words.offlineNeedsScript}</p>
        <p className="page-lead" data-no-caches="" hidden>
          {words.offlineNoCaches}
        </p>
        <section aria-labelledby="subjects" hidden>
          <div className="h-rule">
            <h2 id="subjects">{words.offlineSubjects}</h2>
          </div>
          <ul className="offline-subjects" data-subjects="">
            {site.groups.map(({ id, name }) => (
              <li key={id} id={id}>
                <b>{name}</b>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="kept" hidden>
          <div className="h-rule">
            <h2 id="kept">{words.offlineKept}</h2>
          </div>
          <ul className="links" data-kept="" />
        </section>
      </main>
      <Footer site={site} />
    </>
  );
}
