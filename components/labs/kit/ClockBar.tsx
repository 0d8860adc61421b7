import { useMemo, useRef } from "react";
import * as words from "../../../lib/words/words.ts";
import { LabButton } from "./Controls.tsx";
import { LabIcon } from "./LabIcon.tsx";

/** How fast the model's time goes, in its seconds for one of ours. */
export type Speed = { readonly times: number; readonly text: string };

export const SPEEDS: readonly Speed[] = [
  { times: 0.25, text: words.timesAsFast("¼") },
  { times: 1, text: words.timesAsFast(1) },
  { times: 10, text: words.timesAsFast(10) },
  { times: 60, text: words.timesAsFast(60) },
];

/** The clock of a model: stop and go, how fast, the next moment that matters, and where in the time one is. */
export function ClockBar({
  now,
  end,
  write,
  going,
  speed,
  speeds = SPEEDS,
  onGo,
  onSpeed,
  onNext,
  onSeek,
}: {
  /** Microseconds since the start. */
  now: number;
  /** As far as it has been computed. */
  end: number;
  /** A time in words, as "3.2초". */
  write: (time: number) => string;
  going: boolean;
  speed: number;
  speeds?: readonly Speed[];
  onGo: (going: boolean) => void;
  onSpeed: (times: number) => void;
  onNext: () => void;
  onSeek: (time: number) => void;
}) {
  const latest = useRef({ onGo, onSpeed, onNext });
  latest.current = { onGo, onSpeed, onNext };
  // The buttons are not made anew for each moment that goes by.
  const buttons = useMemo(
    () => (
      <>
        <LabButton main onPress={() => latest.current.onGo(!going)}>
          <LabIcon name={going ? "pause" : "play"} />
          {going ? words.pause : words.letTimeFlow}
        </LabButton>
        <span className="row" role="group" aria-label={words.speed}>
          {speeds.map(({ times, text }) => (
            <LabButton key={times} pressed={times === speed} onPress={() => latest.current.onSpeed(times)}>
              {text}
            </LabButton>
          ))}
        </span>
        <LabButton onPress={() => latest.current.onNext()}>{words.nextEvent}</LabButton>
      </>
    ),
    [going, speed, speeds],
  );
  return (
    <div className="clock-bar needs-js" role="group" aria-label={words.clock}>
      {buttons}
      <input
        type="range"
        aria-label={words.clockTime}
        min={0}
        max={Math.max(1, end)}
        step="any"
        value={now}
        aria-valuetext={write(now)}
        onChange={(changed) => onSeek(Number(changed.currentTarget.value))}
      />
      <output className="num">{write(now)}</output>
    </div>
  );
}
