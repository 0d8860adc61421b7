import { Footer } from "../components/frame/Footer.tsx";
import { Header } from "../components/frame/Header.tsx";
import { OwnScript } from "../components/frame/OwnScript.tsx";
import { correctionsHref, glossaryHref, noteHref, notesHref, sourcesHref } from "../lib/address/href.ts";
import { loadSite } from "../lib/build/catalog/store.ts";

export const metadata = { title: "없는 주소" };

export default function NotFound() {
  const { notes } = loadSite();
  return (
    <>
      <OwnScript src="/lost.js" />
      <Header />
      <main className="plain" id="main" data-lost="">
        <div className="lost-page">
          <h1 className="page-title">없는 주소입니다</h1>
          <p className="page-lead">주소를 잘못 적었거나 노트의 이름이 바뀌었을 수 있습니다.</p>
          <p className="nearest" data-nearest="" hidden>
            혹시 이 노트를 찾으셨나요? <a href={notesHref}>모든 노트</a>
          </p>
          <ul className="links">
            {notes.map((note) => (
              <li key={note.slug}>
                <a href={noteHref(note.slug)}>{note.title}</a>
              </li>
            ))}
            <li>
              <a href={notesHref}>모든 노트</a>
            </li>
            <li>
              <a href={glossaryHref}>용어집</a>
            </li>
            <li>
              <a href={sourcesHref}>출처</a>
            </li>
            <li>
              <a href={correctionsHref}>바로잡기</a>
            </li>
          </ul>
        </div>
      </main>
      <Footer />
    </>
  );
}
