import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { LabEvent } from "../../../lib/sim/event-schema.ts";
import { sentenceAt } from "../../../lib/sim/guess.ts";
import { answerAt, isGuessing, type Run } from "../../../lib/sim/run.ts";
import * as words from "../../../lib/words/words.ts";
import { Said } from "./Said.tsx";

/** So many sentences are put on the page at once, the last ones before the cursor among them. */
const MOST_SHOWN = 200;

/**
 * The run in words, folded away and made only when somebody looks, or prints. The one of the untouched start
 * is in the page from the beginning: it is all there is without JavaScript.
 */
export function Transcript<S, E extends LabEvent, P>({
  run,
  at,
  untouched,
}: {
  run: Run<S, E, P>;
  at: number;
  untouched: boolean;
}) {
  const [lookedAt, setOpen] = useLookedAt();
  return (
    <details className="lab-words" onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
      <summary>{words.stepsAsText}</summary>
      {(lookedAt || untouched) && <Sentences run={run} at={at} cut={lookedAt} />}
    </details>
  );
}

/** For what is made only when it is looked at: whether it is now, on the screen or on paper. */
export function useLookedAt(): readonly [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(false);
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // At once: the browser does not wait for what comes later.
    const print = () => flushSync(() => setPrinting(true));
    const done = () => setPrinting(false);
    addEventListener("beforeprint", print);
    addEventListener("afterprint", done);
    return () => {
      removeEventListener("beforeprint", print);
      removeEventListener("afterprint", done);
    };
  }, []);
  return [open || printing, setOpen];
}

/** @param cut whether what answers an open question is left out */
function Sentences<S, E extends LabEvent, P>({
  run,
  at,
  cut,
}: {
  run: Run<S, E, P>;
  at: number;
  cut: boolean;
}) {
  const guessing = cut && isGuessing(run, at);
  const last = guessing ? Math.min(run.last, (answerAt(run) ?? run.last + 1) - 1) : run.last;
  const first = Math.max(0, Math.min(at - MOST_SHOWN / 2, last - MOST_SHOWN));
  const shown = Math.min(last, first + MOST_SHOWN) - first + 1;
  return (
    <>
      {first > 0 && <p className="quiet">{words.earlierSteps(first)}</p>}
      <ol>
        {Array.from({ length: shown }, (_, index) => first + index).map((step) => (
          <li key={step} value={step} aria-current={step === at ? "step" : undefined}>
            {run.isChosen(step) && <span className="chosen">{words.ownDeed}</span>}
            <Said text={cut ? sentenceAt(run, step) : run.textAt(step)} />
          </li>
        ))}
      </ol>
      {guessing && <p className="quiet">{words.laterSteps}</p>}
    </>
  );
}
