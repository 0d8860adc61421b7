import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { glossaryHref, notesHref } from "../../lib/address/href.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";

export const metadata: Metadata = { ...pageMetadata(PAGES.search), robots: { index: false } };

/** Search as a page: its address carries the query, so that it can be shared. */
export default function SearchPage() {
  return (
    <>
      <Header />
      <main id="main" className="search-page" tabIndex={-1}>
        <h1>검색</h1>
        <form className="search-form" action="/search/" role="search">
          <input
            type="search"
            name="q"
            data-search-field=""
            aria-label="찾을 말"
            placeholder="개념·명령·초성"
            autoComplete="off"
            spellCheck={false}
          />
        </form>
        <p className="no-js">
          검색에는 자바스크립트가 필요합니다. <a href={glossaryHref}>용어집</a>과{" "}
          <a href={notesHref}>노트 목록</a>에서도 찾을 수 있습니다.
        </p>
      </main>
      <Footer />
    </>
  );
}
