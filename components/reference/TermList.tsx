import { mapHref } from "../../lib/address/href.ts";
import type { Moves } from "../../lib/note/note.ts";
import type { SiteTerm } from "../../lib/note/site.ts";
import { abbreviationsOf } from "../../lib/reference/abbreviations.ts";
import { type Neighbours, neighboursOf } from "../../lib/reference/concepts.ts";
import { groupByInitial, type Letter } from "../../lib/text/initial.ts";
import * as words from "../../lib/words/words.ts";
import { Sentence } from "../frame/Sentence.tsx";
import { OldAnchors } from "../note/OldAnchors.tsx";
import { ShareMark } from "../share/ShareButton.tsx";
import { ConceptNeighbours } from "./ConceptNeighbours.tsx";

/** A way into the glossary by a Latin name. */
type Name = { readonly name: string; readonly of: SiteTerm; readonly short: boolean };

/** The field that filters, both rows of letters, the terms, and the index of their English names. */
export function TermList({ terms, moves }: { terms: readonly SiteTerm[]; moves: Moves }) {
  const letters = groupByInitial(terms, (term) => term.ko);
  const around = neighboursOf(terms);
  const nameOf = new Map(terms.map(({ id, ko }) => [id, ko]));
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
      <form className="filter needs-js" role="search" aria-label={words.terms}>
        <label htmlFor="term-filter">{words.filterTerms}</label>
        <input
          id="term-filter"
          type="search"
          data-term-filter=""
          placeholder={words.filterTermsPlaceholder}
          autoComplete="off"
          spellCheck={false}
        />
        <output htmlFor="term-filter" data-term-count="" />
      </form>
      <nav className="jump letters" aria-label={words.jumpToLetter}>
        <p>
          <b>{words.koreanLetters}</b>
          {letters.filter(isKorean).map((letter) => (
            <a key={letter.id} href={`#${letter.id}`}>
              {letter.name}
            </a>
          ))}
        </p>
        <p data-term-alphabet="">
          <b>{words.englishLetters}</b>
          {names.map((letter) => (
            <a key={letter.id} href={`#${englishId(letter)}`}>
              {letter.name}
            </a>
          ))}
        </p>
      </nav>
      <div className="empty" data-term-none="" hidden>
        <b>{words.noSuchTerm}</b>
        <p>{words.howToFilterTerms}</p>
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
              <TermEntry
                key={term.id}
                term={term}
                moves={moves}
                neighbours={around.get(term.id)}
                nameOf={nameOf}
              />
            ))}
          </dl>
        </section>
      ))}
      <section className="english" id="english" data-term-english="" aria-labelledby="english-name">
        <h2 id="english-name">{words.byEnglishName}</h2>
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

function TermEntry({
  term,
  moves,
  neighbours,
  nameOf,
}: {
  term: SiteTerm;
  moves: Moves;
  neighbours: Neighbours | undefined;
  nameOf: ReadonlyMap<string, string>;
}) {
  const short = abbreviationsOf(term);
  const others = term.aliases.filter((alias) => !short.includes(alias));
  return (
    <div id={term.id} data-names={[term.ko, term.en, ...term.aliases].join("|")}>
      <dt>
        <OldAnchors of={term.id} moves={moves} />
        <b>{term.ko}</b>
        {term.en !== term.ko && <span lang="en">{term.en}</span>}
        <ShareMark kind="term" href={`#${term.id}`} label={words.shareOf(term.ko)} />
      </dt>
      <dd>
        <p>{term.short}</p>
        {short.length > 0 && (
          <p className="al">
            <Sentence parts={words.abbreviations(<span lang="en">{short.join(", ")}</span>)} />
          </p>
        )}
        {others.length > 0 && <p className="al">{words.otherSpellings(others)}</p>}
        {neighbours && (
          <p className="al">
            <ConceptNeighbours neighbours={neighbours} names={nameOf} hrefOf={(id) => `#${id}`} />{" "}
            <a href={`${mapHref}#${term.id}`}>{words.onTheMap}</a>
          </p>
        )}
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
