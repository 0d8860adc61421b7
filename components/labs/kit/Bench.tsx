import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { LabEvent } from "../../../lib/sim/event-schema.ts";
import { hiderOf, sentenceAt, tablesAt } from "../../../lib/sim/guess.ts";
import { hasSteps, type Lab, type Output, type Scenario } from "../../../lib/sim/lab.ts";
import { answerAt, hasStrayed, isGuessing } from "../../../lib/sim/run.ts";
import type { Snapshot } from "../../../lib/sim/timeline.ts";
import * as words from "../../../lib/words/words.ts";
import { LabButton, LabSelect } from "./Controls.tsx";
import { Goals, sayMet } from "./Goals.tsx";
import { type Hide, Hiding } from "./hiding.ts";
import { Keep } from "./Keep.tsx";
import { LabIcon } from "./LabIcon.tsx";
import { Predict } from "./Predict.tsx";
import { plainText, Said } from "./Said.tsx";
import { Tables } from "./Tables.tsx";
import { Track } from "./Track.tsx";
import { Transcript } from "./Transcript.tsx";
import { type Coming, useComing } from "./use-coming.ts";
import { useLab } from "./use-lab.ts";
import { useMotion } from "./use-motion.ts";

/** What a lab's own view is given: a state to draw and a way to intervene. It decides nothing. */
export type LabView<S, E extends LabEvent> = {
  readonly state: S;
  /** For what is set: the state that the last act leads to, also while it is computed. */
  readonly coming: Coming<S>;
  /** The state before, for showing what changed; undefined at the start. */
  readonly previous: S | undefined;
  readonly event: E | undefined;
  readonly at: number;
  /** Id of the scenario that runs. */
  readonly scenario: string;
  /** Whether a question is still open: then nothing drawn may answer it. */
  readonly guessing: boolean;
  /** A text without the number that is asked for. @param alone whether the number is all of the text */
  readonly hide: Hide;
  /** What was printed by the step. */
  readonly output: Output | undefined;
  /**
   * @param amends whether the same gesture goes on, as while a slider is dragged
   * @returns false when a rule refused; the bench says why
   */
  readonly send: (event: E, amends?: boolean) => boolean;
};

const shown: Hide = (text) => text;

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
  const { timeline, snapshot, playing, setPlaying, notice, send, open, hash } = useLab(lab, bench);
  const [start] = useState(snapshot);
  const { run, at } = snapshot;
  const { scenario, last } = run;
  const state = run.stateAt(at);
  const guessing = isGuessing(run, at);
  const text = sentenceAt(run, at);
  const stepped = hasSteps(lab);
  const where = run.ended ? `${at} / ${last}` : `${at}`;
  const atEnd = run.ended && at === last;
  const { predict } = scenario;
  const hide = hiderOf(run, at) ?? shown;
  useMotion(bench, timeline.subscribe, snapshot);
  const answer = answerAt(run, at);
  const [[coming, comingState]] = useState(() => {
    const { subscribe, getComing } = timeline;
    const getState = () => getComing().run.stateAt(getComing().at);
    return [
      { subscribe, getState: getComing },
      { subscribe, getState },
    ] as const;
  });

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
      <div className="bench-task">
        <div className="bench-scenario">
          {lab.scenarios.length > 1 && (
            <Scenarios
              lab={lab}
              coming={coming}
              onChoose={(chosen) => act(() => timeline.choose(chosen))()}
            />
          )}
          <p>
            {lab.scenarios.length === 1 && <b>{scenario.title}</b>} <Said text={scenario.about} />
          </p>
        </div>
        <Goals key={scenario.id} run={run} at={at} />
      </div>
      {stepped && (
        <div className="bench-bar needs-js" role="group" aria-label={words.steps}>
          <LabButton label={words.toStart} onPress={act(timeline.reset)}>
            <LabIcon name="first" />
          </LabButton>
          <LabButton onPress={act(timeline.stepBack)} disabled={at === 0}>
            <LabIcon name="back" />
            <span className="wide">{words.stepBack}</span>
          </LabButton>
          <LabButton main onPress={act(timeline.stepForward)} disabled={atEnd}>
            {words.next}
            <LabIcon name="next" />
          </LabButton>
          <LabButton
            label={playing ? words.pause : words.play}
            disabled={!playing && atEnd}
            onPress={() => {
              setPlaying(!playing && !atEnd);
            }}
          >
            <LabIcon name={playing ? "pause" : "play"} />
          </LabButton>
          <Track
            at={at}
            last={last}
            coming={coming}
            sentence={plainText(text)}
            onSeek={(to) => act(() => timeline.seek(to))()}
          />
        </div>
      )}
      <figure>
        <figcaption className="bench-say">
          {stepped && <span className="num">{where}</span>}
          <p>
            <Said text={text} />
          </p>
        </figcaption>
        {notice !== "" && <p className="bench-notice">{notice}</p>}
        <p className="sr" role="status">
          {notice ||
            (snapshot.asked
              ? [`${stepped ? `${where}. ` : ""}${plainText(text)}`, sayMet(run, at)].join(" ").trim()
              : "")}
        </p>
        {predict !== undefined && !hasStrayed(run) && (
          <Predict
            key={scenario.id}
            prediction={predict}
            answerState={answer !== undefined && at >= answer ? run.stateAt(answer) : undefined}
            storageKey={`whale:lab:${lab.id}:${scenario.id}`}
          />
        )}
        <Hiding.Provider value={hide}>
          {children({
            state,
            coming: comingState,
            previous: at > 0 ? run.stateAt(at - 1) : undefined,
            event: run.eventAt(at),
            output: run.outputAt(at),
            at,
            scenario: scenario.id,
            guessing,
            hide,
            send,
          })}
        </Hiding.Provider>
      </figure>
      <div className="bench-end">
        <Transcript run={run} at={at} untouched={snapshot === start} />
        <Tables make={() => tablesAt(run, at)} untouched={snapshot === start} />
        <Keep lab={lab} timeline={timeline} hash={hash} onOpen={open} />
      </div>
    </section>
  );
}

function Scenarios<S, E extends LabEvent, P>({
  lab,
  coming,
  onChoose,
}: {
  lab: Lab<S, E, P>;
  coming: Coming<Snapshot<S, E, P>>;
  onChoose: (scenario: Scenario<S, E, P>) => void;
}) {
  const { scenario } = useComing(coming).run;
  return (
    <LabSelect
      label={words.scenario}
      value={scenario.id}
      options={lab.scenarios.map((one) => ({ value: one.id, text: one.title }))}
      onChange={(id) => onChoose(lab.scenarios.find((one) => one.id === id) ?? scenario)}
    />
  );
}
