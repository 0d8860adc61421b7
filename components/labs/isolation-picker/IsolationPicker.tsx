import {
  CPU_LIMITS,
  CPU_REQUESTS,
  cgroupFiles,
  cpuShare,
  cpus,
  HOST,
  type IsolationEvent,
  type IsolationState,
  isolationPicker,
  MEMORIES,
  memoryRoom,
  NAMESPACES,
  type Namespace,
  readRequest,
  seen,
  type WrittenRequest,
} from "../../../lib/labs/isolation-picker/isolation-picker.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect, LabSwitch } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";

type View = LabView<IsolationState, IsolationEvent>;

const WHAT: Readonly<Record<Namespace, string>> = {
  pid: "프로세스 번호",
  mnt: "마운트",
  net: "네트워크",
  uts: "호스트명",
  ipc: "공유 메모리",
  cgroup: "cgroup 경로",
  user: "사용자 번호",
  time: "부팅 시각",
};

/** Scenarios that ask which namespace is missing: a row of switches would say so. */
const ASKS_NAMESPACE: readonly string[] = ["processes", "hostname"];

export function IsolationPicker({ title }: { title: string }) {
  return (
    <Bench lab={isolationPicker} title={title}>
      {(view) => {
        const shared = NAMESPACES.filter((name) => !view.state.namespaces[name]).length;
        return (
          <Panes
            shape="even"
            key={view.scenario}
            first={["cpu", "memory"].includes(view.scenario) ? "cgroup" : "seen"}
            panes={[
              {
                id: "namespaces",
                title: "네임스페이스",
                note: shared === 0 ? "모두 나눔" : `${shared}가지는 호스트와 함께`,
                content: <Namespaces view={view} />,
              },
              {
                id: "seen",
                title: "무엇이 보이는가",
                note: "컨테이너 안에서",
                content: <SeenList view={view} />,
              },
              { id: "cgroup", title: "얼마나 쓰는가", note: "cgroup v2", content: <Cgroup view={view} /> },
            ]}
          />
        );
      }}
    </Bench>
  );
}

function Namespaces({ view: { state, guessing, scenario, send } }: { view: View }) {
  if (guessing && ASKS_NAMESPACE.includes(scenario)) {
    return (
      <p className="stack-note">
        무엇을 나누었는지는 예상을 견주어 본 뒤에 보입니다. 안에서 보이는 것을 보고 짐작해 보세요.
      </p>
    );
  }
  return (
    <ul className="isolation-switches">
      {NAMESPACES.map((name) => (
        <li key={name}>
          <LabSwitch
            label={
              <>
                <code>{name}</code> {WHAT[name]}
              </>
            }
            about={state.namespaces[name] ? "나눔" : "호스트와 함께"}
            checked={state.namespaces[name]}
            onChange={() => send({ type: "namespace", name })}
          />
        </li>
      ))}
    </ul>
  );
}

function SeenList({ view: { state, previous } }: { view: View }) {
  const before = previous === undefined ? undefined : seen(previous);
  return (
    <dl className="isolation-seen">
      {seen(state).map((one, index) => {
        const changed = before !== undefined && before[index]!.lines.join() !== one.lines.join();
        return (
          <div key={one.command} className={changed ? "changed" : undefined}>
            <dt>
              {one.what} <code>{one.command}</code>
              {changed && <span className="lab-chip">바뀜</span>}
            </dt>
            <dd>
              <code>{one.lines.join("\n")}</code>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function requestInWords(request: WrittenRequest): string {
  if (request === 0) return "적지 않음(도커)";
  return request === "kubernetes" ? "적지 않음(쿠버네티스)" : `${request}m`;
}

function Cgroup({ view: { state, send } }: { view: View }) {
  const files = cgroupFiles(state);
  const { own, neighbour, throttled } = cpuShare(state);
  const room = memoryRoom(state);
  return (
    <>
      <div className="isolation-fields needs-js">
        <LabSelect
          label="CPU 요청"
          value={String(CPU_REQUESTS.find((one) => readRequest(one) === state.cpuRequest))}
          options={CPU_REQUESTS.map((one) => ({ value: String(one), text: requestInWords(one) }))}
          onChange={(value) => {
            const milli = CPU_REQUESTS.find((one) => String(one) === value);
            if (milli !== undefined) send({ type: "cpu-request", milli });
          }}
        />
        <LabSelect
          label="CPU 한도"
          value={String(state.cpuLimit)}
          options={CPU_LIMITS.map((milli) => ({
            value: String(milli),
            text: milli === 0 ? "없음" : `${milli}m`,
          }))}
          onChange={(milli) => send({ type: "cpu-limit", milli: Number(milli) })}
        />
        <LabSwitch
          label="옆 컨테이너도 CPU를 다 쓰려 함"
          checked={state.busy}
          onChange={() => send({ type: "busy" })}
        />
      </div>
      <dl className="isolation-files">
        <dt>
          <code>cpu.weight</code>
        </dt>
        <dd>
          {files.weight}
          {files.weight !== files.legacyWeight && <small>2025년 전의 변환으로는 {files.legacyWeight}</small>}
        </dd>
        <dt>
          <code>cpu.max</code>
        </dt>
        <dd>{files.cpuMax}</dd>
      </dl>
      <Bar
        parts={[
          { name: "이 프로세스", amount: own, look: "own" },
          { name: "옆 컨테이너", amount: neighbour, look: "other" },
        ]}
        whole={HOST.milliCpu}
      />
      <p className="stack-note">
        호스트 {cpus(HOST.milliCpu)} 가운데 이 프로세스 <b className="num">{cpus(own)}</b>
        {state.busy && `, 옆 컨테이너 ${cpus(neighbour)}`}
        {throttled && " (쿼터에 막힘)"}
      </p>
      <h3>메모리</h3>
      <div className="isolation-fields needs-js">
        <LabSelect
          label="메모리 한도"
          value={String(state.memory)}
          options={MEMORIES.map((size) => ({
            value: String(size),
            text: size === 0 ? "없음" : `${size}MiB`,
          }))}
          onChange={(size) => send({ type: "memory", mebibytes: Number(size) })}
        />
        <LabSwitch
          label="호스트에 스왑이 있음"
          checked={state.swap}
          onChange={() => send({ type: "swap" })}
        />
      </div>
      <dl className="isolation-files">
        <dt>
          <code>memory.max</code>
        </dt>
        <dd>{files.memoryMax}</dd>
        <dt>
          <code>memory.swap.max</code>
        </dt>
        <dd>{files.swapMax}</dd>
      </dl>
      {Number.isFinite(room) && (
        <Bar
          parts={[
            { name: "메모리", amount: Math.min(state.allocated, state.memory), look: "own" },
            { name: "스왑", amount: Math.max(0, state.allocated - state.memory), look: "swap" },
          ]}
          whole={room}
        />
      )}
      <p className="stack-note">
        {state.killed === undefined ? (
          <>
            <b className="num">{state.allocated}MiB</b> 사용
            {Number.isFinite(room) ? `, ${room}MiB까지` : ", 한도 없음"}
          </>
        ) : (
          <b className="killed">OOM으로 죽음, 종료 코드 {state.killed}</b>
        )}
      </p>
      <p className="row stack-row needs-js">
        <LabButton onPress={() => send({ type: "allocate" })} disabled={state.killed !== undefined}>
          128MiB 더 쓰기
        </LabButton>
        <LabButton onPress={() => send({ type: "restart" })}>다시 시작</LabButton>
      </p>
    </>
  );
}

function Bar({
  parts,
  whole,
}: {
  parts: readonly { readonly name: string; readonly amount: number; readonly look: string }[];
  whole: number;
}) {
  let x = 0;
  return (
    <svg
      className="isolation-bar"
      viewBox="0 0 100 20"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="whole" x="0.25" y="0.5" width="99.5" height="19" />
      {parts.map((part) => {
        const width = (part.amount / whole) * 100;
        const rect = <rect key={part.name} className={part.look} x={x} y="0" width={width} height="20" />;
        x += width;
        return rect;
      })}
    </svg>
  );
}
