import { type KeyboardEvent, memo } from "react";
import type { TimeMark } from "../../../lib/labs/cluster/session.ts";

const MINUTE = 60_000_000;
/** The bar is so many minutes long, the shortest that has room. */
const LENGTHS = [4, 8, 15, 30, 60, 120, 240, 480, 1000, 5000];
/** Marks nearer to each other than a part of this many are drawn as one. */
const PARTS = 90;
const WEIGHT = { event: 0, command: 1, fault: 2 } as const;

/** A time in words: `3분 42초`. */
export function sayTime(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1_000_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return [hours > 0 ? `${hours}시간` : "", minutes > 0 ? `${minutes % 60}분` : "", `${seconds % 60}초`]
    .filter(Boolean)
    .join(" ");
}

/** The time that has gone by, what happened in it, and where one stands: a slider. */
export const TimeBar = memo(function TimeBar({
  now,
  end,
  marks,
  at,
  last,
  onSeek,
  onStep,
}: {
  now: number;
  /** As far as has been seen. */
  end: number;
  marks: readonly TimeMark[];
  /** The frame that is shown, and the last that has been seen. */
  at: number;
  last: number;
  onSeek: (time: number) => void;
  onStep: (at: number) => void;
}) {
  // Moments may be nearer to each other than a slider can tell: keys go from one to the next.
  function press(pressed: KeyboardEvent<HTMLInputElement>): void {
    const to = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      Home: 0,
      End: last,
    }[pressed.key];
    if (to === undefined) return;
    onStep(to);
    pressed.preventDefault();
  }
  const minutes = LENGTHS.find((length) => length * MINUTE * 0.92 >= end) ?? LENGTHS.at(-1)!;
  const length = minutes * MINUTE;
  const x = (time: number) => `${((time / length) * 100).toFixed(2)}%`;
  const drawn = new Map<number, TimeMark>();
  for (const mark of marks) {
    const part = Math.round((mark.time / length) * PARTS);
    const other = drawn.get(part);
    if (other === undefined || WEIGHT[mark.kind] >= WEIGHT[other.kind]) drawn.set(part, mark);
  }
  const next = marks.find(({ time, kind }) => time > now && kind === "event");
  return (
    <div className="cl-time">
      <svg width="100%" height="44" aria-hidden="true" focusable="false">
        <line className="ahead" x1="0" x2="100%" y1="16" y2="16" />
        <line className="seen" x1="0" x2={x(end)} y1="16" y2="16" />
        <line className="past" x1="0" x2={x(now)} y1="16" y2="16" />
        {[...drawn.values()].map(({ time, kind }) => (
          <svg key={`${kind}${time}`} x={x(time)} y="16" overflow="visible" aria-hidden="true">
            {kind === "command" && <rect className="command" x="-4.5" y="-4.5" width="9" height="9" />}
            {kind === "event" && <circle className="event" r="3.5" />}
            {kind === "fault" && <path className="fault" d="m0-7 7 12.500H-7z" />}
          </svg>
        ))}
        <circle className="now" cx={x(now)} cy="16" r="8" />
        <text x="0" y="40">
          0분
        </text>
        <text x="100%" y="40" textAnchor="end">
          {minutes}분
        </text>
        {next !== undefined && (
          <text className="next" x="50%" y="40" textAnchor="middle">
            다음 사건 · {sayTime(next.time - now)} 뒤
          </text>
        )}
      </svg>
      <input
        type="range"
        aria-label="시각"
        min={0}
        max={length}
        step={1_000_000}
        value={now}
        aria-valuetext={`${sayTime(now)}, 본 데까지 ${sayTime(end)}`}
        onKeyDown={press}
        onChange={(changed) => onSeek(Math.min(end, Number(changed.currentTarget.value)))}
      />
    </div>
  );
});
