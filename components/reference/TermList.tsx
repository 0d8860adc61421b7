import type { Moves } from "../../lib/note/note.ts";
import type { SiteTerm } from "../../lib/note/site.ts";
import { abbreviationsOf } from "../../lib/reference/abbreviations.ts";
import { groupByInitial, type Letter } from "../../lib/text/initial.ts";
import { OldAnchors } from "../note/OldAnchors.tsx";
import { ShareMark } from "../share/ShareButton.tsx";

/** A way into the glossary by a Latin name. */
type Name = { readonly name: string; readonly of: SiteTerm; readonly short: boolean };

/** The field that filters, both rows of letters, the terms, and the index of their English names. */
export function TermList({ terms, moves }: { terms: readonly SiteTerm[]; moves: Moves }) {
  const letters = groupByInitial(terms, (term) => term.ko);
  const names = groupByInitial(
    terms.flatMap((term): Name[] => [
      { name: term.en, of: term, short: false },
      ...abbreviationsOf(term).map((name) => ({ name, of: term, short: true })),
    ]),
    (name) => name.name,
  );
  const isKorean = (letter: Letter<unknown>) => !letter.id.startsWith("letter-");
  return (
    <>
      <form className="filter needs-js" role="search" aria-label="용어">
        <label htmlFor="term-filter">용어 거르기</label>
        <input
          id="term-filter"
          type="search"
          data-term-filter=""
          placeholder="한글, 영어, 줄임말, 초성"
          autoComplete="off"
          spellCheck={false}
        />
        <output htmlFor="term-filter" data-term-count="" />
      </form>
      <nav className="jump letters" aria-label="첫 글자로 건너뛰기">
        <p>
          <b>한글</b>
          {letters.filter(isKorean).map((letter) => (
            <a key={letter.id} href={`#${letter.id}`}>
              {letter.name}
            </a>
          ))}
        </p>
        <p data-term-alphabet="">
          <b>영어</b>
          {names.map((letter) => (
            <a key={letter.id} href={`#${englishId(letter)}`}>
              {letter.name}
            </a>
          ))}
        </p>
      </nav>
      <div className="empty" data-term-none="" hidden>
        <b>그런 용어가 없습니다.</b>
        <p>다른 표기나 초성으로 찾아보세요.</p>
      </div>
      {letters.map((letter) => (
        <section
          className="letter"
          key={letter.id}
          id={letter.id}
          data-letter=""
          aria-labelledby={`${letter.id}-name`}
        >
          <h2 id={`${letter.id}-name`}>{letter.name}</h2>
          <dl className="terms">
            {letter.items.map((term) => (
              <TermEntry key={term.id} term={term} moves={moves} />
            ))}
          </dl>
        </section>
      ))}
      <section className="english" id="english" data-term-english="" aria-labelledby="english-name">
        <h2 id="english-name">영어 이름으로 찾기</h2>
        {names.map((letter) => (
          <div className="letter" key={letter.id} id={englishId(letter)}>
            <h3>{letter.name}</h3>
            <ul className="names">
              {letter.items.map(({ name, of, short }) => (
                <li key={`${name} ${of.id}`}>
                  <a href={`#${of.id}`} lang="en">
                    {name}
                  </a>
                  {(short || of.ko !== of.en) && <span> {of.ko}</span>}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </section>
    </>
  );
}

function englishId(letter: Letter<unknown>): string {
  return `english-${letter.id.replace("letter-", "")}`;
}

function TermEntry({ term, moves }: { term: SiteTerm; moves: Moves }) {
  const short = abbreviationsOf(term);
  const others = term.aliases.filter((alias) => !short.includes(alias));
  return (
    <div id={term.id} data-names={[term.ko, term.en, ...term.aliases].join("|")}>
      <dt>
        <OldAnchors of={term.id} moves={moves} />
        <b>{term.ko}</b>
        {term.en !== term.ko && <span lang="en">{term.en}</span>}
        <ShareMark kind="term" href={`#${term.id}`} label={`${term.ko} 공유`} />
      </dt>
      <dd>
        <p>{term.short}</p>
        {short.length > 0 && (
          <p className="al">
            줄임말 · <span lang="en">{short.join(", ")}</span>
          </p>
        )}
        {others.length > 0 && <p className="al">다른 표기 · {others.join(", ")}</p>}
        {term.href && (
          <p className="see">
            <a href={term.href}>
              {term.noteTitle}
              {term.sectionTitle && ` › ${term.sectionTitle}`}
            </a>
          </p>
        )}
      </dd>
    </div>
  );
}
