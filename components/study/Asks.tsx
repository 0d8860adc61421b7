import type { AsksOfNote } from "../../lib/note/asks.ts";
import type { Note } from "../../lib/note/note.ts";
import { type Asked, answerOf } from "../../lib/study/asked.ts";
import * as words from "../../lib/words/words.ts";
import { InlineTexts } from "./InlineTexts.tsx";

/** Questions, each folded to one line. Complete without scripts; with them they are answered where they stand. */
export function Asks({ asks }: { asks: readonly Asked[] | undefined }) {
  if (asks === undefined || asks.length === 0) return null;
  return (
    <div className="quiz">
      {asks.map((asked) => (
        <details key={asked.id} className="folded ask" id={asked.id} data-ask={JSON.stringify(asked)}>
          <summary>
            <span>
              <b>{words.question}</b> <InlineTexts text={asked.ask} />
            </span>
          </summary>
          <div className="prose">
            {asked.code && (
              <pre>
                <code>{asked.code.text}</code>
              </pre>
            )}
            <Offered asked={asked} />
            <details>
              <summary>{words.showAnswer}</summary>
              <Solution asked={asked} />
            </details>
          </div>
        </details>
      ))}
    </div>
  );
}

function Offered({ asked }: { asked: Asked }) {
  switch (asked.way) {
    case "pick":
      return <Texts list={asked.options.map(({ text }) => text)} />;
    case "order":
      return <Texts list={asked.shown.map((index) => asked.items[index]!)} />;
    case "match":
      return (
        <>
          <Texts list={asked.rows.map(({ text }) => text)} />
          <Texts list={asked.choices} />
        </>
      );
    default:
      return null;
  }
}

function Texts({ list }: { list: readonly string[] }) {
  return (
    <ol>
      {list.map((text) => (
        <li key={text}>
          <InlineTexts text={text} />
        </li>
      ))}
    </ol>
  );
}

function Solution({ asked }: { asked: Asked }) {
  return (
    <>
      <p>
        <b>
          <InlineTexts text={answerOf(asked)} />
        </b>
      </p>
      {asked.way === "pick" ? (
        <ol>
          {asked.options.map(({ text, why }) => (
            <li key={text}>
              <InlineTexts text={why} />
            </li>
          ))}
        </ol>
      ) : (
        <p>
          <InlineTexts text={asked.why} />
        </p>
      )}
      <p>
        <a href={asked.where.href}>{words.readPlaceAgain(asked.where.title)}</a>
      </p>
    </>
  );
}

/** The check that ends a note, and its cards. */
export function StudyOfNote({ note, asks }: { note: Note; asks: AsksOfNote }) {
  const cards = note.study?.cards ?? [];
  if (asks.atEnd.length === 0 && cards.length === 0) return null;
  return (
    <section aria-labelledby="check" className="check">
      <div className="h-rule">
        <h2 id="check">{words.checkOfNote}</h2>
      </div>
      {asks.atEnd.length > 0 && <p>{words.checkLead(asks.atEnd.length)}</p>}
      <Asks asks={asks.atEnd} />
      {cards.length > 0 && (
        <details className="folded ask" data-cards={cards.map(({ id }) => id).join(" ")}>
          <summary>{words.cardsOfNote(cards.length)}</summary>
          <div className="prose">
            <p>{words.cardsLead}</p>
            <dl>
              {cards.map(({ id, front, back }) => (
                <div key={id}>
                  <dt>
                    <InlineTexts text={front} />
                  </dt>
                  <dd>
                    <InlineTexts text={back} />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        </details>
      )}
    </section>
  );
}
