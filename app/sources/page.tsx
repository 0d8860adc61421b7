import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { SourceItem } from "../../components/note/SourceItem.tsx";
import { noteHref, sourcesHref } from "../../lib/address/href.ts";
import { loadNote, loadSite } from "../../lib/catalog/store.ts";

export const metadata: Metadata = {
  title: "출처",
  description: "노트가 인용한 모든 출처와 확인한 날짜입니다.",
  alternates: { canonical: sourcesHref },
};

export default function SourcesPage() {
  const site = loadSite();
  const users = new Map<string, { slug: string; title: string }[]>();
  for (const brief of site.notes) {
    for (const key of loadNote(brief.slug)?.citations ?? []) {
      users.set(key, [...(users.get(key) ?? []), { slug: brief.slug, title: brief.title }]);
    }
  }
  const cited = Object.entries(site.sources).filter(([key]) => users.has(key));
  return (
    <>
      <Header />
      <main className="plain" id="main">
        <h1 className="page-title">출처</h1>
        <p className="page-lead">
          노트가 인용한 출처 {cited.length}건과 내용을 확인한 날짜입니다. 규격과 공식 문서를 먼저 따릅니다.
        </p>
        <ol className="srcs">
          {cited.map(([key, source], index) => (
            <SourceItem key={key} id={key} number={index + 1} source={source}>
              <br />
              {users.get(key)!.map((note, position) => (
                <span key={note.slug} className="p">
                  {position > 0 && ", "}
                  <a href={noteHref(note.slug, `src-${key}`)}>{note.title}</a>
                </span>
              ))}
            </SourceItem>
          ))}
        </ol>
      </main>
      <Footer />
    </>
  );
}
