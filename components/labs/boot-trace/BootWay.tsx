import { knownSteps, STEP_WORDS, type TraceState } from "../../../lib/labs/boot-trace/boot-trace.ts";
import { STEPS } from "../../../lib/models/openstack/boot.ts";

const ROW = 36;
export const WAY_HEIGHT = STEPS.length * ROW + 4;

/** The steps one below the other: done, here, stopped, or still to come; a hidden cause hides where it stopped. */
export function BootWay({ state, width }: { state: TraceState; width: number }) {
  const { boot, isOver } = state;
  const known = knownSteps(state);
  return (
    <g fontSize="13" fill="var(--ink)">
      <path d={`M14 20V${WAY_HEIGHT - 22}`} stroke="var(--rule-2)" strokeWidth="2" />
      {boot.done > 0 && (
        <path
          d={`M14 20V${20 + (Math.min(boot.done, known) - 1) * ROW}`}
          stroke="var(--sea)"
          strokeWidth="3"
        />
      )}
      {STEPS.map((step, index) => {
        const { from, to, what } = STEP_WORDS[step];
        const y = 20 + index * ROW;
        const isDone = index < boot.done && index < known;
        const isStopped = index === boot.done && isOver && index < known;
        const isLast = index === boot.done - 1 && !isOver;
        const isUnknown = index >= known;
        const ink = isDone || isStopped ? "var(--ink)" : "var(--ink-3)";
        return (
          <g key={step}>
            {isLast && (
              <rect x="30" y={y - 16} width={width - 31} height="32" rx="3" fill="var(--sea-tint)" />
            )}
            {isStopped && (
              <rect
                x="30"
                y={y - 16}
                width={width - 31}
                height="32"
                rx="3"
                fill="var(--coral-tint)"
                stroke="var(--coral)"
              />
            )}
            <circle
              cx="14"
              cy={y}
              r="8"
              fill={isDone ? "var(--sea)" : "var(--paper)"}
              stroke={isStopped ? "var(--coral)" : isDone ? "var(--sea)" : "var(--edge)"}
              strokeWidth="2"
              strokeDasharray={isDone || isStopped ? undefined : "3 3"}
            />
            {isStopped && (
              <path d={`M10 ${y - 4}l8 8m0-8-8 8`} stroke="var(--coral)" strokeWidth="2.5" fill="none" />
            )}
            <text x="38" y={y + 5} fill={ink} fontWeight={isLast || isStopped ? 700 : undefined}>
              {isUnknown ? "기록을 보아야 안다" : `${from} → ${to}`}
            </text>
            {!isUnknown && (
              <text
                x={width - 8}
                y={y + 5}
                textAnchor="end"
                fill={isStopped ? "var(--coral)" : "var(--ink-3)"}
              >
                {isStopped ? "여기서 멈춤" : what}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** What the way shows, in one sentence. */
export function wayInWords(state: TraceState): string {
  const { boot, isOver } = state;
  const known = knownSteps(state);
  const done = Math.min(boot.done, known);
  const last = STEPS[done - 1];
  const passed =
    last === undefined ? "아직 한 걸음도 가지 않았다" : `${done}걸음째 ${STEP_WORDS[last].to}까지 갔다`;
  if (!isOver || boot.done === STEPS.length) return `${STEPS.length}걸음 가운데 ${passed}.`;
  return known < STEPS.length
    ? `${STEPS.length}걸음 가운데 ${passed}. 그 뒤는 기록을 보아야 안다.`
    : `${STEPS.length}걸음 가운데 ${passed}. 다음 걸음에서 멈추었다.`;
}
