import { useEffect, useRef, useState } from "react";

/** A page that was asleep does not catch up on hours at once. */
const LONGEST_FRAME_MS = 100;

export type Clock = {
  readonly going: boolean;
  readonly speed: number;
  readonly setGoing: (going: boolean) => void;
  readonly setSpeed: (times: number) => void;
};

/**
 * Lets the time of a model go on with ours, `speed` times as fast, from when somebody asks. It stops by itself
 * when the page is hidden.
 * @param advance is told how many microseconds of the model have gone by; answers false to stop
 */
export function useClock(advance: (microseconds: number) => boolean): Clock {
  const [going, setGoing] = useState(false);
  const [speed, setSpeed] = useState(1);
  const latest = useRef(advance);
  latest.current = advance;

  useEffect(() => {
    if (!going) return;
    let last = performance.now();
    let frame = requestAnimationFrame(function go(time) {
      const passed = Math.min(LONGEST_FRAME_MS, Math.max(0, time - last));
      last = time;
      if (latest.current(Math.round(passed * 1000 * speed))) frame = requestAnimationFrame(go);
      else setGoing(false);
    });
    const onHide = () => document.hidden && setGoing(false);
    document.addEventListener("visibilitychange", onHide);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("visibilitychange", onHide);
    };
  }, [going, speed]);

  return { going, speed, setGoing, setSpeed };
}
