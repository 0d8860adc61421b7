import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { OldBrowser } from "../../components/frame/OldBrowser.tsx";
import { Sentence } from "../../components/frame/Sentence.tsx";
import { glossaryHref, notesHref } from "../../lib/address/href.ts";
import { loadSite } from "../../lib/build/catalog/store.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";
import "../../components/styles/search-page.css";

export function generateMetadata(): Metadata {
  return { ...pageMetadata(PAGES.search, { siteName: loadSite().name }), robots: { index: false } };
}

/** Search as a page: its address carries the query, so that it can be shared. */
export default function SearchPage() {
  const site = loadSite();
  const hasGlossary = site.terms.length > 0;
  return (
    <>
      <Header site={site} />
      <main id="main" className="search-page" tabIndex={-1}>
        <OldBrowser />
        <h1>{words.search}</h1>
        <form className="search-form needs-js" action="/search/" role="search">
          <input
            type="search"
            name="q"
            data-search-field=""
            aria-label={words.searchField}
            placeholder={words.searchPlaceholder}
            autoComplete="off"
            spellCheck={false}
          />
        </form>
        <p className="no-js">
          <Sentence
            parts={
              hasGlossary
                ? words.searchNeedsScript(
                    (text) => <a href={glossaryHref}>{text}</a>,
                    (text) => <a href={notesHref}>{text}</a>,
                  )
                : words.searchNeedsScriptHere((text) => <a href={notesHref}>{text}</a>)
            }
          />
        </p>
      </main>
      <Footer site={site} />
    </>
  );
}
