import { type KeyboardEvent, type ReactNode, useRef } from "react";
import type { LabEvent } from "../../../lib/sim/event-schema.ts";
import type { Lab } from "../../../lib/sim/lab.ts";
import { LabButton, LabSelect } from "./Controls.tsx";
import { LabIcon } from "./LabIcon.tsx";
import { Predict } from "./Predict.tsx";
import { plainText, Said } from "./Said.tsx";
import { Tables } from "./Tables.tsx";
import { Track } from "./Track.tsx";
import { Transcript } from "./Transcript.tsx";
import { useLab } from "./use-lab.ts";

/** What a lab's own view is given: a state to draw and a way to intervene. It decides nothing. */
export type LabView<S, E extends LabEvent> = {
  readonly state: S;
  /** The state before, for showing what changed; undefined at the start. */
  readonly previous: S | undefined;
  readonly event: E | undefined;
  readonly at: number;
  /** Id of the scenario that runs. */
  readonly scenario: string;
  /** @returns false when a rule refused; the bench says why */
  readonly send: (event: E) => boolean;
};

/**
 * The bench of a lab: toolbar and track, the sentence of the step, a guess to make first, the lab's own
 * view, then the run in words, the state as tables, and the address of what is shown.
 */
export function Bench<S, E extends LabEvent, P>({
  lab,
  title,
  children,
}: {
  lab: Lab<S, E, P>;
  title: string;
  children: (view: LabView<S, E>) => ReactNode;
}) {
  const bench = useRef<HTMLElement>(null);
  const { timeline, snapshot, playing, setPlaying, notice, send, hash } = useLab(lab, bench);
  const { scenario, frames, at } = snapshot;
  const frame = frames[at]!;
  const last = frames.length - 1;
  const { predict } = scenario;
  const strayed = predict !== undefined && frames.slice(0, predict.at + 1).some((one) => one.chosen);

  const act = (deed: () => void) => () => {
    setPlaying(false);
    deed();
  };

  function onKeyDown(pressed: KeyboardEvent<HTMLElement>): void {
    const target = pressed.target as HTMLElement;
    if (target.closest("input, select, textarea") || pressed.ctrlKey || pressed.metaKey || pressed.altKey)
      return;
    if (pressed.key === "ArrowRight") act(timeline.stepForward)();
    else if (pressed.key === "ArrowLeft") act(timeline.stepBack)();
    else return;
    pressed.preventDefault();
  }

  return (
    <section className="bench" ref={bench} aria-label={title} onKeyDown={onKeyDown}>
      <div className="bench-bar needs-js" role="group" aria-label="단계">
        <LabButton label="처음으로" onPress={act(timeline.reset)}>
          <LabIcon name="first" />
        </LabButton>
        <LabButton onPress={act(timeline.stepBack)} disabled={at === 0}>
          <LabIcon name="back" />
          뒤로
        </LabButton>
        <LabButton main onPress={act(timeline.stepForward)} disabled={at === last}>
          다음
          <LabIcon name="next" />
        </LabButton>
        <LabButton
          label={playing ? "멈춤" : "재생"}
          disabled={!playing && at === last}
          onPress={() => {
            setPlaying(!playing && at < last);
          }}
        >
          <LabIcon name={playing ? "pause" : "play"} />
        </LabButton>
        <Track
          at={at}
          last={last}
          sentence={plainText(frame.text)}
          onSeek={(to) => act(() => timeline.seek(to))()}
        />
        {lab.scenarios.length > 1 && (
          <LabSelect
            label="예제"
            value={scenario.id}
            options={lab.scenarios.map((one) => ({ value: one.id, text: one.title }))}
            onChange={(id) =>
              act(() => timeline.choose(lab.scenarios.find((one) => one.id === id) ?? scenario))()
            }
          />
        )}
      </div>
      <figure>
        <figcaption className="bench-say">
          <span className="num">
            {at} / {last}
          </span>
          <p>
            <Said text={frame.text} />
          </p>
        </figcaption>
        {notice !== "" && <p className="bench-notice">{notice}</p>}
        <p className="sr" role="status">
          {notice || (snapshot.asked ? `${at} / ${last}. ${plainText(frame.text)}` : "")}
        </p>
        {predict !== undefined && !strayed && (
          <Predict
            key={scenario.id}
            prediction={predict}
            answerState={at >= predict.at ? frames[predict.at]?.state : undefined}
            storageKey={`whale:lab:${lab.id}:${scenario.id}`}
          />
        )}
        {children({
          state: frame.state,
          previous: frames[at - 1]?.state,
          event: frame.event,
          at,
          scenario: scenario.id,
          send,
        })}
      </figure>
      <div className="bench-end">
        <Transcript frames={frames} at={at} />
        <Tables tables={lab.tables(frame.state)} />
        <p className="bench-address needs-js">
          <span>이 상태의 주소</span>
          <code>#{hash}</code>
          <button type="button" className="lab-btn" data-share="lab" data-share-at={hash}>
            <LabIcon name="link" />
            공유
          </button>
        </p>
      </div>
    </section>
  );
}
