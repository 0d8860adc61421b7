import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import { MovedAway, OldAnchors } from "../../components/note/OldAnchors.tsx";
import { glossaryHref } from "../../lib/address/href.ts";
import { loadSite } from "../../lib/catalog/store.ts";
import { groupByInitial } from "../../lib/text/initial.ts";

export const metadata: Metadata = {
  title: "용어집",
  description: "노트에 나오는 용어의 뜻과 다른 표기, 설명하는 절을 모았습니다.",
  alternates: { canonical: glossaryHref },
};

export default function GlossaryPage() {
  const { terms, movedTerms } = loadSite();
  const letters = groupByInitial(terms, (term) => term.ko);
  return (
    <>
      <Header area="glossary" />
      <main className="plain" id="main">
        <h1 className="page-title">용어집</h1>
        <p className="page-lead">
          노트에 나오는 용어 {terms.length}개의 뜻과 다른 표기, 설명하는 절을 모았습니다.
        </p>
        <OldAnchors of="" moves={movedTerms} />
        <MovedAway moves={movedTerms} what="옮긴 용어" />
        <nav className="jump" aria-label="첫소리로 건너뛰기">
          {letters.map((letter) => (
            <a key={letter.id} href={`#${letter.id}`}>
              {letter.name}
            </a>
          ))}
        </nav>
        {letters.map((letter) => (
          <section className="letter" key={letter.id} id={letter.id} aria-labelledby={`${letter.id}-name`}>
            <h2 id={`${letter.id}-name`}>{letter.name}</h2>
            <dl className="terms">
              {letter.items.map((term) => (
                <div key={term.id} id={term.id}>
                  <dt>
                    <OldAnchors of={term.id} moves={movedTerms} />
                    <b>{term.ko}</b>
                    {term.en !== term.ko && <span lang="en">{term.en}</span>}
                  </dt>
                  <dd>
                    <p>{term.short}</p>
                    {term.aliases.length > 0 && <p className="al">다른 표기 · {term.aliases.join(", ")}</p>}
                    {term.href && (
                      <p className="see">
                        <a href={term.href}>{term.noteTitle}에서 읽기</a>
                      </p>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </main>
      <Footer />
    </>
  );
}
