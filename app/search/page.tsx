import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { Sentence } from "../../components/frame/Sentence.tsx";
import { glossaryHref, notesHref } from "../../lib/address/href.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";
import "../../components/styles/search-page.css";

export const metadata: Metadata = { ...pageMetadata(PAGES.search), robots: { index: false } };

/** Search as a page: its address carries the query, so that it can be shared. */
export default function SearchPage() {
  return (
    <>
      <Header />
      <main id="main" className="search-page" tabIndex={-1}>
        <h1>{words.search}</h1>
        <form className="search-form" action="/search/" role="search">
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
            parts={words.searchNeedsScript(
              (text) => <a href={glossaryHref}>{text}</a>,
              (text) => <a href={notesHref}>{text}</a>,
            )}
          />
        </p>
      </main>
      <Footer />
    </>
  );
}
