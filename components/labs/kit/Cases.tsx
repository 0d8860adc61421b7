import { useState } from "react";
import { type Choices, isGuessRight, NOTHING_FITS } from "../../../lib/labs/chooser/chooser.ts";
import type { ChooserFile } from "../../../lib/labs/lab-file.ts";
import * as words from "../../../lib/words/words.ts";
import { Sentence } from "../../frame/Sentence.tsx";
import { LabButton } from "./Controls.tsx";
import { Said } from "./Said.tsx";

type Case = ChooserFile["cases"][number];

/** Situations one at a time: the reader names a result first, then sees whether it fits, and why. */
export function Cases({
  chooser,
  guesses,
  onGuess,
}: {
  chooser: ChooserFile;
  guesses: Choices;
  onGuess: (one: Case, guess: string) => void;
}) {
  const { cases, results } = chooser;
  const [open, setOpen] = useState("");
  // Until the reader turns to one, the first that is not guessed yet, or the last guess of an opened link.
  const current =
    cases.find(({ id }) => id === open) ??
    cases.findLast(({ id }) => guesses[id] !== undefined) ??
    (cases[0] as Case);
  const guess = guesses[current.id];
  const next = cases.find(({ id }) => guesses[id] === undefined);
  const right = cases.filter((one) => {
    const given = guesses[one.id];
    return given !== undefined && isGuessRight(chooser, one, given);
  }).length;
  const choices = [
    ...results.map(({ id, title }) => ({ id, title })),
    { id: NOTHING_FITS, title: words.noneFits },
  ];
  const titleOf = (result: string) => choices.find(({ id }) => id === result)?.title ?? result;
  const isRight = guess !== undefined && isGuessRight(chooser, current, guess);

  return (
    <div className={guess === undefined ? "predict cases" : `predict cases ${isRight ? "right" : "wrong"}`}>
      <b>
        <Sentence
          parts={words.caseTitle(<span className="num">{cases.indexOf(current) + 1}</span>, current.title)}
        />
      </b>
      <p>
        <Said text={current.story} />
      </p>
      {guess === undefined ? (
        <fieldset className="needs-js">
          <legend>{words.whichFits}</legend>
          <span className="row">
            {choices.map(({ id, title }) => (
              <LabButton
                key={id}
                onPress={() => {
                  setOpen(current.id);
                  onGuess(current, id);
                }}
              >
                {title}
              </LabButton>
            ))}
          </span>
        </fieldset>
      ) : (
        <p role="status">
          <b>{isRight ? words.guessRight : words.guessWrong(titleOf(guess))}</b> <Said text={current.why} />{" "}
          {words.changeAnswers}
        </p>
      )}
      <p className="row needs-js">
        <span className="num">
          {right} / {cases.length}
        </span>
        {guess !== undefined && next !== undefined && (
          <LabButton onPress={() => setOpen(next.id)}>{words.nextCase}</LabButton>
        )}
      </p>
    </div>
  );
}
