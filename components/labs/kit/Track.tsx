import { useId } from "react";
import * as words from "../../../lib/words/words.ts";
import { type Coming, useComing } from "./use-coming.ts";

/** More stations than this are a plain slider, with the handle that browsers give it. */
const MOST_STATIONS = 12;

/** Where in the run the reader stands; a slider, so that arrow keys, Home and End come for free. */
export function Track({
  at: shown,
  last: lastShown,
  coming,
  sentence,
  onSeek,
}: {
  /** The frame whose sentence is told, of how many. */
  at: number;
  last: number;
  coming: Coming<{ readonly at: number; readonly run: { readonly last: number } }>;
  sentence: string;
  onSeek: (at: number) => void;
}) {
  const id = useId();
  const {
    at,
    run: { last },
  } = useComing(coming);
  return (
    <div className={last <= MOST_STATIONS ? "track" : "track long"}>
      <label className="sr" htmlFor={id}>
        {words.steps}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={last}
        step={1}
        value={at}
        aria-valuetext={words.stepSpoken(shown, lastShown, sentence)}
        onChange={(change) => onSeek(Number(change.currentTarget.value))}
      />
      {last <= MOST_STATIONS && (
        <ol aria-hidden="true">
          {Array.from({ length: last + 1 }, (_, step) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a station is its number
            <li key={step} className={step === at ? "at" : step > at ? "todo" : undefined}>
              {step}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
