import { useId } from "react";
import * as words from "../../../lib/words/words.ts";

/** More stations than this are a plain slider, with the handle that browsers give it. */
const MOST_STATIONS = 12;

/** Where in the run the reader stands; a slider, so that arrow keys, Home and End come for free. */
export function Track({
  at,
  last,
  sentence,
  onSeek,
}: {
  at: number;
  last: number;
  sentence: string;
  onSeek: (at: number) => void;
}) {
  const id = useId();
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
        aria-valuetext={words.stepSpoken(at, last, sentence)}
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
