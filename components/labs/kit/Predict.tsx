import { type FormEvent, useEffect, useId, useState } from "react";
import type { LabEvent } from "../../../lib/sim/event-schema.ts";
import type { Prediction } from "../../../lib/sim/lab.ts";
import * as words from "../../../lib/words/words.ts";
import { Sentence } from "../../frame/Sentence.tsx";
import { LabButton } from "./Controls.tsx";
import { Said } from "./Said.tsx";

type Kept = string | undefined;

/** The guess the reader left on this device, by a key; storage may be closed to us. */
function useKeptGuess(key: string): readonly [Kept, (guess: string) => void] {
  const [guess, setGuess] = useState<Kept>(undefined);
  useEffect(() => {
    try {
      setGuess(localStorage.getItem(key) || undefined);
    } catch {
      setGuess(undefined);
    }
  }, [key]);
  return [
    guess,
    (next) => {
      setGuess(next || undefined);
      try {
        localStorage.setItem(key, next);
      } catch {
        // The guess then lasts as long as the page.
      }
    },
  ];
}

/** Asks for a guess before the run shows the answer, keeps it, then shows the gap and why. */
export function Predict<S, E extends LabEvent>({
  prediction,
  answerState,
  storageKey,
}: {
  prediction: Prediction<S, E>;
  /** The state that holds the answer, once the run has come to it. */
  answerState: S | undefined;
  storageKey: string;
}) {
  const [guess, keepGuess] = useKeptGuess(storageKey);
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const id = useId();
  const { answer } = prediction;
  const unit = answer.kind === "number" ? answer.unit : "";
  const num = (value: number | string) => <span className="num">{value + unit}</span>;

  function submit(submitted: FormEvent<HTMLFormElement>): void {
    submitted.preventDefault();
    // From the field itself: what was typed before the lab came to life may not have reached the state yet.
    const given = new FormData(submitted.currentTarget).get("guess");
    if (typeof given === "string" && given.trim() !== "") keepGuess(given.trim());
  }

  if (answerState !== undefined) {
    const actual = prediction.actual(answerState);
    const gap = guess === undefined ? 0 : Number(guess) - Number(actual);
    const right = guess !== undefined && (answer.kind === "number" ? gap === 0 : guess === actual);
    const near = answer.kind === "number" && Math.abs(gap) <= (answer.near ?? Math.abs(Number(actual)) / 10);
    const verdict = guess === undefined ? undefined : right ? "right" : near ? "near" : "wrong";
    return (
      <div className={verdict === undefined ? "predict" : `predict ${verdict}`}>
        <b>{verdict === undefined ? words.answer : words.verdicts[verdict]}</b>
        <p>
          <Sentence
            parts={
              guess === undefined || right
                ? [num(actual)]
                : words.guessAndResult(
                    num(guess),
                    num(actual),
                    answer.kind === "number" ? num(Math.round(Math.abs(gap) * 1000) / 1000) : undefined,
                  )
            }
          />
          . <Said text={prediction.why(answerState)} />
        </p>
      </div>
    );
  }
  if (guess !== undefined) {
    return (
      <div className="predict kept">
        <b>{words.keptGuess}</b>
        <p>
          {prediction.ask} {num(guess)}
          <span className="quiet">
            {typeof prediction.at === "number" ? words.comparedAtStep(prediction.at) : words.comparedThen}
          </span>
        </p>
        <LabButton
          onPress={() => {
            setTyped(guess);
            keepGuess("");
          }}
        >
          {words.guessAgain}
        </LabButton>
      </div>
    );
  }
  return (
    <form className={open ? "predict ask needs-js open" : "predict ask needs-js"} onSubmit={submit}>
      <b>{words.guessFirst}</b>
      <button type="button" className="predict-open" aria-expanded={open} onClick={() => setOpen(!open)}>
        <b>{words.guessFirst}</b> <span>{prediction.ask}</span>
      </button>
      {answer.kind === "number" ? (
        <>
          <label htmlFor={id}>{prediction.ask}</label>
          <span className="row">
            <input
              id={id}
              name="guess"
              type="number"
              inputMode="decimal"
              min={answer.min}
              max={answer.max}
              step="any"
              required
              value={typed}
              onChange={(change) => setTyped(change.currentTarget.value)}
            />
            {answer.unit}
            <button type="submit" className="lab-btn">
              {words.keepGuess}
            </button>
          </span>
        </>
      ) : (
        <fieldset>
          <legend>{prediction.ask}</legend>
          <span className="row">
            {answer.options.map((option) => (
              <LabButton key={option} onPress={() => keepGuess(option)}>
                {option}
              </LabButton>
            ))}
          </span>
        </fieldset>
      )}
    </form>
  );
}
