import { useRef } from "react";
import { type Lane, outcomeOf, type Traffic } from "../../../lib/labs/lb-algorithm-simulator/traffic.ts";
import { type Moments, useMoments } from "../kit/use-flow.ts";
import { LaneDrawing } from "./LaneDrawing.tsx";
import { movingAt, roomOf } from "./lane.ts";

/** Words change ten times a second, of one side at a time: nobody reads them faster, and setting them is dear. */
const FRAMES_OF_WORDS = 6;

/** A side whose parts are moved on, frame by frame, without drawing the rest anew. */
export function FlowingLane({
  state,
  lane,
  moments,
  mark,
  width,
}: {
  state: Traffic;
  lane: Lane;
  moments: Moments;
  mark: number;
  width: number;
}) {
  const drawing = useRef<SVGSVGElement>(null);
  const turn = useRef(lane === "a" ? 0 : FRAMES_OF_WORDS / 2);
  const { film } = outcomeOf(state, lane);
  const room = roomOf(width);
  useMoments(moments, (now, exact) => {
    turn.current = (turn.current + 1) % FRAMES_OF_WORDS;
    const moving = movingAt(film, now, mark, room);
    for (const part of drawing.current!.querySelectorAll<SVGElement>("[data-part]")) {
      for (const [name, value] of Object.entries(moving[part.dataset.part!]!)) {
        if (name !== "children") {
          if (part.getAttribute(name) !== value) part.setAttribute(name, value);
        } else if ((exact || turn.current === 0) && part.textContent !== value) part.textContent = value;
      }
    }
  });
  return <LaneDrawing ref={drawing} state={state} lane={lane} now={moments.now} mark={mark} width={width} />;
}
