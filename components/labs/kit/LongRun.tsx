import { useEffect, useRef, useState } from "react";
import * as words from "../../../lib/words/words.ts";
import { LabButton } from "./Controls.tsx";

/**
 * A run of many events, in slices between which the page stays alive, with how far it is and a button to stop.
 * @param start begins the run; each `next` does one slice
 * @param share how much of it is done, 0 to 1
 */
export function LongRun<Slice, Result>({
  label,
  start,
  share,
  onDone,
}: {
  label: string;
  start: () => Generator<Slice, Result>;
  share: (slice: Slice) => number;
  onDone: (result: Result) => void;
}) {
  const [done, setDone] = useState<number>();
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);

  function run(): void {
    const slices = start();
    let wanted = true;
    stop.current = () => {
      wanted = false;
      setDone(undefined);
    };
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      if (!wanted) return;
      const slice = slices.next();
      if (slice.done) {
        setDone(undefined);
        onDone(slice.value);
        return;
      }
      setDone(share(slice.value));
      channel.port2.postMessage(undefined);
    };
    setDone(0);
    channel.port2.postMessage(undefined);
  }

  return done === undefined ? (
    <LabButton onPress={run}>{label}</LabButton>
  ) : (
    <span className="row">
      <progress max={1} value={done} aria-label={label} />
      <span className="num">{Math.round(done * 100)}%</span>
      <LabButton onPress={() => stop.current()}>{words.stop}</LabButton>
    </span>
  );
}
