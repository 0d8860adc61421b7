import { useId } from "react";
import {
  advise,
  type Choices,
  readChoices,
  recommend,
  writeChoices,
} from "../../../lib/labs/chooser/chooser.ts";
import type { ChooserFile } from "../../../lib/labs/lab-file.ts";
import { withJosa } from "../../../lib/text/josa.ts";
import { LabButton } from "./Controls.tsx";
import type { Places } from "./Exercise.tsx";
import { LabIcon } from "./LabIcon.tsx";
import { Said } from "./Said.tsx";
import { useHashState } from "./use-hash.ts";

type Props = Pick<ChooserFile, "questions" | "results"> & {
  readonly title: string;
  readonly hrefs: Places;
};

/** Questions on one side, on the other what the answers so far speak for, each with its reasons. */
export function Chooser({ title, questions, results, hrefs }: Props) {
  const chooser = { questions, results } as ChooserFile;
  const [choices, choose, problem] = useHashState<Choices>(
    {},
    (hash) => {
      const { choices: value, problem: why } = readChoices(chooser, hash);
      return { value, problem: why };
    },
    writeChoices,
  );
  const id = useId();
  const best = recommend(chooser, choices);
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
        <p role="status">
          {problem ||
            (best === undefined
              ? answered === 0
                ? "물음에 답하면 권하는 것과 그 까닭이 나옵니다."
                : "답한 것만으로는 권할 것이 없습니다."
              : `지금까지의 답으로는 ${titleOf(best.result)}: ${answered < questions.length ? "아직 답하지 않은 물음이 있습니다." : "모든 물음에 답했습니다."}`)}
        </p>
      </div>
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
            <LabButton onPress={() => choose({})} disabled={answered === 0}>
              처음으로
            </LabButton>
          </p>
        </div>
        <ol className="pane shown advice">
          {ranked.map((advice) => {
            const result = results.find((one) => one.id === advice.result)!;
            const place = hrefs[result.section];
            const state =
              advice.against.length > 0 ? "out" : best?.result === advice.result ? "best" : undefined;
            return (
              <li key={advice.result} className={state}>
                <h2>
                  <span>{result.title}</span>
                  {state === "best" && (
                    <span className="mark">
                      <LabIcon name="right" />
                      권함
                    </span>
                  )}
                  {state === "out" && (
                    <span className="mark">
                      <LabIcon name="wrong" />
                      맞지 않음
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
                    <a href={place.href}>{place.title} 읽기</a>
                  </p>
                )}
              </li>
            );
          })}
        </ol>
      </div>
      <details className="lab-words">
        <summary>답마다 무엇을 권하는지 글로 읽기</summary>
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
                      {withJosa(titleOf(one.result), "은/는")} 빠진다. <Said text={one.because} />
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </details>
    </section>
  );
}
