import type { Frame } from "../../../lib/sim/run.ts";
import { Said } from "./Said.tsx";

/** The whole run in words. The part that follows the picture is folded away until asked for. */
export function Transcript<S, E>({ frames, at }: { frames: readonly Frame<S, E>[]; at: number }) {
  return (
    <details className="lab-words">
      <summary>단계를 글로 읽기</summary>
      <ol>
        {frames.map((frame, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its number
          <li key={index} value={index} aria-current={index === at ? "step" : undefined}>
            {frame.chosen && <span className="chosen">직접 한 일</span>}
            <Said text={frame.text} />
          </li>
        ))}
      </ol>
    </details>
  );
}
