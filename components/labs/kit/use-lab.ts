import { type RefObject, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { LabEvent } from "../../../lib/sim/event-schema.ts";
import { isLabHash, readHash, writeHash } from "../../../lib/sim/hash.ts";
import type { Lab } from "../../../lib/sim/lab.ts";
import type { Run } from "../../../lib/sim/run.ts";
import { createTimeline, type Snapshot, type Timeline } from "../../../lib/sim/timeline.ts";
import { writeAddressSoon } from "./address.ts";
import { inSlices } from "./in-slices.ts";

/** Time between steps while a lab plays: long enough to read a sentence. */
const PACE_MS = 2200;

export type LabControls<S, E extends LabEvent, P> = {
  readonly timeline: Timeline<S, E, P>;
  readonly snapshot: Snapshot<S, E, P>;
  readonly playing: boolean;
  readonly setPlaying: (playing: boolean) => void;
  /** Why something could not be done: an address that leads nowhere, or an event that was refused. */
  readonly notice: string;
  /** @param amends whether the same gesture goes on, as while a slider is dragged */
  readonly send: (event: E, amends?: boolean) => boolean;
  /** Shows another run, as one read from a file, and says what went wrong if anything did. */
  readonly open: (run: Run<S, E, P>, at: number, problem: string | undefined) => void;
  /** The address of what is shown, a moment after it is; undefined when it is too long for one. */
  readonly hash: string | undefined;
};

/**
 * A lab that runs: its timeline, its address, and playing. Nothing plays by itself; what plays stops
 * when the page is hidden or the bench scrolls away, and starts again only when asked.
 */
export function useLab<S, E extends LabEvent, P>(
  lab: Lab<S, E, P>,
  bench: RefObject<HTMLElement | null>,
): LabControls<S, E, P> {
  const [timeline] = useState(() => createTimeline(lab, inSlices));
  const snapshot = useSyncExternalStore(timeline.subscribe, timeline.getSnapshot, timeline.getSnapshot);
  const [playing, setPlaying] = useState(false);
  const [notice, setNotice] = useState("");
  const [hash, setHash] = useState(() => writeHash(snapshot.run, snapshot.at));
  const started = useRef(snapshot);
  const noticed = useRef(snapshot);

  const open = useCallback(
    (run: Run<S, E, P>, at: number, problem: string | undefined) => {
      setPlaying(false);
      timeline.open(run, at);
      noticed.current = timeline.getSnapshot();
      setNotice(problem ?? "");
    },
    [timeline],
  );

  useEffect(() => {
    const follow = () => {
      if (!isLabHash(location.hash)) return;
      const opening = readHash(lab, location.hash);
      open(opening.run, opening.at, opening.problem);
    };
    follow();
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [lab, open]);

  useEffect(() => {
    // The address of the page stays as it came until the reader does something.
    if (snapshot === started.current && !isLabHash(location.hash)) return;
    // An address was opened meanwhile: what it shows, and what is to say of it, is still to come.
    if (snapshot !== timeline.getSnapshot()) return;
    writeAddressSoon(timeline, () => {
      const shown = timeline.getSnapshot();
      const written = writeHash(shown.run, shown.at);
      setHash(written);
      return written;
    });
    if (snapshot !== noticed.current) setNotice("");
  }, [snapshot, timeline]);

  const atEnd = snapshot.run.ended && snapshot.at >= snapshot.run.last;
  useEffect(() => {
    if (playing && atEnd) setPlaying(false);
  }, [playing, atEnd]);
  useEffect(() => {
    if (!playing) return;
    const stop = () => setPlaying(false);
    const timer = setInterval(timeline.tick, PACE_MS);
    const onHide = () => document.hidden && stop();
    document.addEventListener("visibilitychange", onHide);
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === false && stop());
    if (bench.current) observer.observe(bench.current);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onHide);
      observer.disconnect();
    };
  }, [playing, timeline, bench]);

  const send = useCallback(
    (event: E, amends = false) => {
      setPlaying(false);
      const refusal = timeline.send(event, amends);
      if (refusal !== undefined) {
        noticed.current = timeline.getSnapshot();
        setNotice(refusal);
      }
      return refusal === undefined;
    },
    [timeline],
  );
  return { timeline, snapshot, playing, setPlaying, notice, send, open, hash };
}
