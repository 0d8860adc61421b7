import { useId } from "react";
import {
  advise,
  type Choices,
  decide,
  NOTHING_CHOSEN,
  readChooser,
  type Verdict,
  writeChooser,
} from "../../../lib/labs/chooser/chooser.ts";
import type { ChooserFile } from "../../../lib/labs/lab-file.ts";
import { withJosa } from "../../../lib/text/josa.ts";
import * as words from "../../../lib/words/words.ts";
import { Cases } from "./Cases.tsx";
import { LabButton } from "./Controls.tsx";
import type { Places } from "./Exercise.tsx";
import { KeepSheet } from "./KeepSheet.tsx";
import { LabIcon } from "./LabIcon.tsx";
import { Said } from "./Said.tsx";
import { useHashState } from "./use-hash.ts";

/** What of a chooser's file its island takes along. */
export type ChooserData = Pick<ChooserFile, "questions" | "results" | "ties" | "conflicts" | "cases">;
type Props = ChooserData & {
  readonly id: string;
  readonly title: string;
  readonly hrefs: Places;
};

/**
 * Situations to guess first, then questions on one side, and on the other what the answers so far speak for,
 * each with its reasons.
 */
export function Chooser({ id: lab, title, questions, results, ties, conflicts, cases, hrefs }: Props) {
  const chooser = { questions, results, ties, conflicts, cases } as ChooserFile;
  const { value, show, open, problem, isTooLong } = useHashState(
    NOTHING_CHOSEN,
    (hash) => readChooser(chooser, hash),
    writeChooser,
  );
  const { choices, guesses } = value;
  const choose = (next: Choices) => show({ choices: next, guesses });
  const id = useId();
  const verdict = decide(chooser, choices);
  const recommended =
    verdict.kind === "one" ? [verdict.result] : verdict.kind === "tie" ? verdict.results : [];
  const ranked = advise(chooser, choices);
  const titleOf = (result: string) => results.find((one) => one.id === result)?.title ?? result;
  const answered = questions.filter((question) => choices[question.id] !== undefined).length;

  return (
    <section className="bench chooser" aria-label={title}>
      {problem !== "" && <p className="bench-notice">{problem}</p>}
      <div className="bench-say">
        <span className="num">
          {answered} / {questions.length}
        </span>
        <p role="status">{problem || <Said text={wordsOf(verdict, chooser, choices)} />}</p>
      </div>
      {cases.length > 0 && (
        <Cases
          chooser={chooser}
          guesses={guesses}
          onGuess={(one, guess) => show({ choices: one.choices, guesses: { ...guesses, [one.id]: guess } })}
        />
      )}
      <div className="panes of-2">
        <div className="pane shown questions">
          {questions.map((question, index) => (
            <fieldset key={question.id}>
              <legend>
                <span className="num">{index + 1}</span> <Said text={question.ask} />
              </legend>
              {question.help !== "" && (
                <p className="quiet">
                  <Said text={question.help} />
                </p>
              )}
              {question.options.map((option) => (
                <span className="lab-switch" key={option.id}>
                  <input
                    type="radio"
                    id={`${id}-${question.id}-${option.id}`}
                    name={`${id}-${question.id}`}
                    value={option.id}
                    checked={choices[question.id] === option.id}
                    onChange={() => choose({ ...choices, [question.id]: option.id })}
                  />
                  <label htmlFor={`${id}-${question.id}-${option.id}`}>
                    <Said text={option.text} />
                  </label>
                </span>
              ))}
            </fieldset>
          ))}
          <p className="needs-js">
            <LabButton onPress={() => show(NOTHING_CHOSEN)} disabled={answered === 0}>
              {words.toStart}
            </LabButton>
          </p>
        </div>
        <ol className="pane shown advice">
          {ranked.map((advice) => {
            const result = results.find((one) => one.id === advice.result)!;
            const place = hrefs[result.section];
            const state =
              advice.against.length > 0 ? "out" : recommended.includes(advice.result) ? "best" : undefined;
            return (
              <li key={advice.result} className={state}>
                <h2>
                  <span>{result.title}</span>
                  {state === "best" && (
                    <span className="mark">
                      <LabIcon name="right" />
                      {recommended.length > 1 ? words.equallyGood : words.recommended}
                    </span>
                  )}
                  {state === "out" && (
                    <span className="mark">
                      <LabIcon name="wrong" />
                      {words.ruledOut}
                    </span>
                  )}
                </h2>
                <p>
                  <Said text={result.about} />
                </p>
                {advice.because.length + advice.against.length > 0 && (
                  <ul>
                    {advice.against.map((reason) => (
                      <li key={reason} className="against">
                        <Said text={reason} />
                      </li>
                    ))}
                    {advice.because.map((reason) => (
                      <li key={reason}>
                        <Said text={reason} />
                      </li>
                    ))}
                  </ul>
                )}
                {place?.href && (
                  <p>
                    <a href={place.href}>{words.readPlace(place.title)}</a>
                  </p>
                )}
              </li>
            );
          })}
        </ol>
      </div>
      <details className="lab-words">
        <summary>{words.chooserAsText}</summary>
        {questions.map((question) => (
          <div key={question.id}>
            <h3>
              <Said text={question.ask} />
            </h3>
            <ul>
              {question.options.map((option) => (
                <li key={option.id}>
                  <b>
                    <Said text={option.text} />
                  </b>
                  {option.for.map((one) => (
                    <span key={one.result}>
                      {" "}
                      {titleOf(one.result)}: <Said text={one.because} />
                    </span>
                  ))}
                  {option.not.map((one) => (
                    <span key={one.result}>
                      {" "}
                      {words.dropsOut(titleOf(one.result), withJosa)} <Said text={one.because} />
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          </div>
        ))}
        {[...ties, ...conflicts].map(({ because }) => (
          <p key={because}>
            <Said text={because} />
          </p>
        ))}
        {cases.map((one) => (
          <div key={one.id}>
            <h3>{one.title}</h3>
            <p>
              <Said text={`${one.story} ${one.why}`} />
            </p>
          </div>
        ))}
      </details>
      <KeepSheet id={lab} isTooLong={isTooLong} write={() => writeChooser(value)} onOpen={open} />
    </section>
  );
}

/** What the answers so far come to, in a sentence or two. */
function wordsOf(verdict: Verdict, chooser: ChooserFile, choices: Choices): string {
  const titleOf = (result: string) => chooser.results.find((one) => one.id === result)?.title ?? result;
  const open = chooser.questions.length - Object.keys(choices).length;
  switch (verdict.kind) {
    case "open":
      return open === chooser.questions.length ? words.answerFirst : words.nothingRecommended;
    case "one":
      return words.oneRecommended(titleOf(verdict.result), open > 0);
    case "tie":
      return words.severalRecommended(verdict.results.map(titleOf), verdict.because, withJosa);
    case "conflict": {
      const texts = verdict.between.map((answer) => {
        const [question = "", option = ""] = answer.split(".");
        const found = chooser.questions.find(({ id }) => id === question);
        return `${found?.ask} “${found?.options.find(({ id }) => id === option)?.text}”`;
      });
      return words.answersConflict(texts, verdict.because);
    }
  }
}
