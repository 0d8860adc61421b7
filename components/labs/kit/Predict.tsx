import { type FormEvent, useEffect, useId, useState } from "react";
import type { LabEvent } from "../../../lib/sim/event-schema.ts";
import type { Prediction } from "../../../lib/sim/lab.ts";
import { LabButton } from "./Controls.tsx";
import { Said } from "./Said.tsx";

type Kept = string | undefined;

const VERDICTS = { right: "예상이 맞았습니다", near: "예상이 가깝습니다", wrong: "예상과 다릅니다" } as const;

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

  function submit(submitted: FormEvent<HTMLFormElement>): void {
    submitted.preventDefault();
    // From the field itself: what was typed before the lab came to life may not have reached the state yet.
    const given = new FormData(submitted.currentTarget).get("guess");
    if (typeof given === "string" && given.trim() !== "") keepGuess(given.trim());
  }

  if (answerState !== undefined) {
    const actual = prediction.actual(answerState);
    const unit = answer.kind === "number" ? answer.unit : "";
    const gap = guess === undefined ? 0 : Number(guess) - Number(actual);
    const right = guess !== undefined && (answer.kind === "number" ? gap === 0 : guess === actual);
    const near = answer.kind === "number" && Math.abs(gap) <= (answer.near ?? Math.abs(Number(actual)) / 10);
    const verdict = guess === undefined ? undefined : right ? "right" : near ? "near" : "wrong";
    return (
      <div className={verdict === undefined ? "predict" : `predict ${verdict}`}>
        <b>{verdict === undefined ? "답" : VERDICTS[verdict]}</b>
        <p>
          {guess !== undefined && !right && (
            <>
              예상 <span className="num">{guess + unit}</span>, 결과{" "}
            </>
          )}
          <span className="num">{actual + unit}</span>
          {guess !== undefined && answer.kind === "number" && gap !== 0 && (
            <>
              {" "}
              (차이{" "}
              <span className="num">
                {Math.round(Math.abs(gap) * 1000) / 1000}
                {unit}
              </span>
              )
            </>
          )}
          . <Said text={prediction.why(answerState)} />
        </p>
      </div>
    );
  }
  if (guess !== undefined) {
    return (
      <div className="predict kept">
        <b>남긴 예상</b>
        <p>
          {prediction.ask}{" "}
          <span className="num">{guess + (answer.kind === "number" ? answer.unit : "")}</span>
          <span className="quiet">
            . {typeof prediction.at === "number" ? `${prediction.at}단계에서` : "그 일이 일어나면"} 견주어
            봅니다.
          </span>
        </p>
        <LabButton
          onPress={() => {
            setTyped(guess);
            keepGuess("");
          }}
        >
          다시 예상하기
        </LabButton>
      </div>
    );
  }
  return (
    <form className={open ? "predict ask needs-js open" : "predict ask needs-js"} onSubmit={submit}>
      <b>먼저 예상해 보기</b>
      <button type="button" className="predict-open" aria-expanded={open} onClick={() => setOpen(!open)}>
        <b>먼저 예상해 보기</b> <span>{prediction.ask}</span>
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
              예상 남기기
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
