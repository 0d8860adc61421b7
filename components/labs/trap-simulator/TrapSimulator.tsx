import {
  type Controls,
  CROSSING_NAMES,
  TECHNIQUE_NAMES,
  TECHNIQUES,
} from "../../../lib/labs/trap-simulator/handle.ts";
import { INSTRUCTIONS, OPS, type Op } from "../../../lib/labs/trap-simulator/instructions.ts";
import {
  differences,
  HOW_NAMES,
  lineToRun,
  ROUNDS,
  sayHow,
  type TrapEvent,
  type TrapState,
  trapSimulator,
} from "../../../lib/labs/trap-simulator/trap-simulator.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect, LabSwitch } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";
import { StateTable } from "../kit/Tables.tsx";

type View = LabView<TrapState, TrapEvent>;

const CONTROLS: readonly { readonly id: keyof Controls; readonly label: string }[] = [
  { id: "io", label: "I/O 명령에 exit" },
  { id: "hlt", label: "HLT에 exit" },
  { id: "cr3", label: "CR3 쓰기에 exit" },
];

export function TrapSimulator({ title }: { title: string }) {
  return (
    <Bench lab={trapSimulator} title={title}>
      {(view) => {
        const [, counted, machines] = trapSimulator.tables(view.state);
        const wrong = differences(view.state);
        return (
          <>
            <Choices view={view} />
            <Panes
              first="code"
              panes={[
                {
                  id: "code",
                  title: "커널 코드",
                  note: `${Math.min(ROUNDS, Math.floor(view.state.ran / view.state.code.length) + 1)}번째 바퀴`,
                  content: <Code view={view} />,
                },
                {
                  id: "way",
                  title: "명령이 간 길",
                  note: TECHNIQUE_NAMES[view.state.technique],
                  content: <Way state={view.state} />,
                },
                {
                  id: "counts",
                  title: "센 것과 견준 것",
                  note: wrong.length === 0 ? "어긋난 것 없음" : `어긋남: ${wrong.join(", ")}`,
                  content: (
                    <>
                      {counted && <StateTable table={counted} />}
                      {machines && <StateTable table={machines} />}
                    </>
                  ),
                },
              ]}
            />
          </>
        );
      }}
    </Bench>
  );
}

function Choices({ view: { state, send } }: { view: View }) {
  return (
    <div className="flow-controls needs-js">
      <div className="row" role="group" aria-label="방식">
        {TECHNIQUES.map((technique) => (
          <LabButton
            key={technique}
            pressed={state.technique === technique}
            onPress={() => send({ type: "use", technique })}
          >
            {TECHNIQUE_NAMES[technique]}
          </LabButton>
        ))}
      </div>
      {state.technique === "vtx" && (
        <div className="row" role="group" aria-label="VM exit 설정">
          {CONTROLS.map(({ id, label }) => (
            <LabSwitch
              key={id}
              label={label}
              checked={state.controls[id]}
              onChange={() => send({ type: "control", control: id })}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function Code({ view: { state, send, guessing } }: { view: View }) {
  const next = lineToRun(state);
  const lastLine = state.ran === 0 ? undefined : (state.ran - 1) % state.code.length;
  return (
    <>
      <ol>
        {state.code.map((op, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of code is its place
          <li key={line} className={line === lastLine ? "lab-box writable" : "lab-box dashed"}>
            <code>{INSTRUCTIONS[op].text}</code>
            <span className="num">
              {sayHow(state, line, guessing)}
              {line === lastLine ? " · 방금" : line === next ? " · 다음" : ""}
            </span>
          </li>
        ))}
      </ol>
      <div className="needs-js">
        <h3>코드 고치기</h3>
        <div className="row">
          <LabSelect<Op | "">
            label="코드 끝에 더하기"
            hideLabel
            value=""
            options={[
              { value: "", text: "끝에 더하기" },
              ...OPS.map((op) => ({
                value: op,
                text: `${INSTRUCTIONS[op].text} — ${INSTRUCTIONS[op].about}`,
              })),
            ]}
            onChange={(op) => op !== "" && send({ type: "add", op })}
          />
          <LabButton onPress={() => send({ type: "drop" })}>마지막 줄 빼기</LabButton>
        </div>
      </div>
    </>
  );
}

/** Three strata, and the way of the last instruction through them. */
function Way({ state }: { state: TrapState }) {
  const { last, technique } = state;
  const crossed = last?.how === "crossed";
  const guest = {
    trap: "링 1",
    translate: "링 1, 변환된 코드",
    para: "링 1, 고친 커널",
    vtx: "non-root 링 0",
  }[technique];
  const monitor = technique === "vtx" ? "하이퍼바이저 (root 모드)" : "VMM (링 0)";
  return (
    <svg viewBox="0 0 300 236" width="380" role="img" aria-label={wayInWords(state)} fontSize="14">
      <Stratum y={4} title={`게스트 커널 (${guest})`} here={last !== undefined && !crossed} />
      <Stratum y={84} title={monitor} here={crossed} />
      <Stratum y={164} title="물리 CPU" here={last !== undefined} />
      {last && (
        <g fill="none" stroke="var(--coral)" strokeWidth="2">
          {crossed ? (
            <path d="M196 62V104M196 104l-5 -9M196 104l5 -9M236 104V62M236 62l-5 9M236 62l5 9M216 136V184M216 184l-5 -9M216 184l5 -9" />
          ) : (
            <>
              <path d="M216 62V184" strokeDasharray={last.how === "unnoticed" ? "5 4" : undefined} />
              <path d="M216 184l-5 -9M216 184l5 -9" />
            </>
          )}
        </g>
      )}
      {last && (
        <text x="14" y="56" fill="var(--ink)" fontFamily="var(--mono)">
          {INSTRUCTIONS[last.op].text}
        </text>
      )}
      {crossed && (
        <text x="14" y="136" fill="var(--coral)">
          {CROSSING_NAMES[technique]}
          {last?.reason === undefined ? "" : ` ${last.reason}`}
        </text>
      )}
      {last?.how === "unnoticed" && (
        <text x="14" y="216" fill="var(--coral)">
          트랩 없이 어긋남
        </text>
      )}
      {last?.how === "replaced" && (
        <text x="14" y="216" fill="var(--sea)">
          다른 코드로 대신
        </text>
      )}
    </svg>
  );
}

function Stratum({ y, title, here }: { y: number; title: string; here: boolean }) {
  return (
    <g>
      <rect
        x="1"
        y={y}
        width="298"
        height="66"
        rx="4"
        fill="var(--well)"
        stroke={here ? "var(--ink)" : "var(--edge)"}
        strokeWidth={here ? 1.5 : 1}
        strokeDasharray={here ? undefined : "4 3"}
      />
      <text x="14" y={y + 24} fill="var(--ink-2)">
        {title}
      </text>
    </g>
  );
}

function wayInWords({ last, technique }: TrapState): string {
  if (last === undefined)
    return "아직 실행한 명령이 없다. 위에서부터 게스트 커널, 하이퍼바이저, 물리 CPU가 놓여 있다.";
  const name = INSTRUCTIONS[last.op].text;
  return last.how === "crossed"
    ? `${name}: 게스트에서 하이퍼바이저로 넘어갔다가(${CROSSING_NAMES[technique]}) 돌아온다.`
    : `${name}: 하이퍼바이저를 거치지 않고 CPU에서 실행된다. ${HOW_NAMES[last.how]}.`;
}
