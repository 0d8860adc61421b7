import { useRef } from "react";
import * as words from "../../../lib/words/words.ts";
import { LabButton } from "./Controls.tsx";
import { LabIcon } from "./LabIcon.tsx";
import { type Flow, useMoments } from "./use-flow.ts";

/** How fast the model's time goes, in its seconds for one of ours. */
type Speed = { readonly times: number; readonly text: string };

const SPEEDS: readonly Speed[] = [
  { times: 0.25, text: words.timesAsFast("¼") },
  { times: 1, text: words.timesAsFast(1) },
  { times: 10, text: words.timesAsFast(10) },
  { times: 60, text: words.timesAsFast(60) },
];

/** The clock of a model: stop and go, how fast, the next moment that matters, and where in the time one is. */
export function ClockBar({
  flow,
  write,
  onNext,
}: {
  flow: Flow;
  /** A time in words, as "3.2초". */
  write: (time: number) => string;
  onNext: () => void;
}) {
  const { moments, end, going, speed } = flow;
  const slider = useRef<HTMLInputElement>(null);
  const output = useRef<HTMLOutputElement>(null);
  const now = moments.now;
  // Slider and words go on together, whenever the words are others.
  useMoments(moments, (moment, exact) => {
    const said = write(moment);
    if (!exact && output.current!.textContent === said) return;
    slider.current!.value = String(moment);
    slider.current!.setAttribute("aria-valuetext", said);
    output.current!.textContent = said;
  });
  return (
    <div className={going ? "clock-bar going" : "clock-bar needs-js"} role="group" aria-label={words.clock}>
      <LabButton main onPress={() => flow.setGoing(!going)}>
        <LabIcon name={going ? "pause" : "play"} />
        {going ? words.pause : words.letTimeFlow}
      </LabButton>
      <span className="row" role="group" aria-label={words.speed}>
        {SPEEDS.map(({ times, text }) => (
          <LabButton key={times} pressed={times === speed} onPress={() => flow.setSpeed(times)}>
            {text}
          </LabButton>
        ))}
      </span>
      <LabButton onPress={onNext}>{words.nextEvent}</LabButton>
      <input
        ref={slider}
        type="range"
        aria-label={words.clockTime}
        min={0}
        max={Math.max(1, end)}
        step="any"
        value={now}
        aria-valuetext={write(now)}
        onChange={(changed) => flow.seek(Number(changed.currentTarget.value))}
      />
      <output ref={output} className="num">
        {write(now)}
      </output>
    </div>
  );
}
