import {
  type Count,
  DEADLINE_SECONDS,
  IMAGES,
  type ImageName,
  limitsOf,
  REPLICAS,
  type RollingEvent,
  type RollingState,
  rollingUpdate,
  SURGES,
  UNAVAILABLES,
} from "../../../lib/labs/cluster/rolling-update.ts";
import { sceneOf } from "../../../lib/labs/cluster/scene.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";
import { PodBox } from "./PodBox.tsx";

type View = LabView<RollingState, RollingEvent>;

const IMAGE_WORDS: Readonly<Record<ImageName, string>> = {
  good: "성한 판 1.5",
  unready: "준비되지 않는 판 1.6",
  missing: "없는 이미지 1.7",
};

export function RollingUpdate({ title }: { title: string }) {
  return (
    <Bench lab={rollingUpdate} title={title}>
      {(view) => (
        <>
          <Controls view={view} />
          <Panes
            first="chart"
            shape="wide-first"
            panes={[
              {
                id: "chart",
                title: "시간에 따른 파드 수",
                note: `바라는 수 ${REPLICAS}`,
                content: <Chart view={view} />,
              },
              {
                id: "pods",
                title: "지금 파드",
                note: view.state.probes ? "준비 검사 있음" : "준비 검사 없음",
                content: <Pods view={view} />,
              },
            ]}
          />
        </>
      )}
    </Bench>
  );
}

function Controls({ view: { state, send } }: { view: View }) {
  return (
    <div className="flow-controls needs-js">
      <div className="row" role="group" aria-label="전략">
        <LabSelect
          label="maxSurge"
          value={state.surge}
          options={SURGES.map((value) => ({ value, text: value }))}
          onChange={(value) => send({ type: "surge", value })}
        />
        <LabSelect
          label="maxUnavailable"
          value={state.unavailable}
          options={UNAVAILABLES.map((value) => ({ value, text: value }))}
          onChange={(value) => send({ type: "unavailable", value })}
        />
        <span className="quiet">진행 기한 {DEADLINE_SECONDS}초</span>
      </div>
      <div className="row" role="group" aria-label="롤아웃">
        {(Object.keys(IMAGES) as ImageName[]).map((image) => (
          <LabButton
            key={image}
            pressed={state.image === image}
            onPress={() => send({ type: "roll", image })}
          >
            {IMAGE_WORDS[image]}
          </LabButton>
        ))}
        <LabButton
          pressed={state.isPaused}
          onPress={() => send(state.isPaused ? { type: "resume" } : { type: "pause" })}
        >
          {state.isPaused ? "이어서 하기" : "롤아웃 멈추기"}
        </LabButton>
        <LabButton onPress={() => send({ type: "undo" })}>되돌리기(undo)</LabButton>
      </div>
    </div>
  );
}

const WIDTH = 600;
const HEIGHT = 180;

/** Pods at each moment, ready ones from below, and the two limits that the controller keeps to. */
function Chart({ view: { state, guessing } }: { view: View }) {
  const { history } = state;
  const { most, least } = limitsOf(state);
  const top = Math.max(most, REPLICAS) + 1;
  const end = Math.max(history.at(-1)!.time, 30_000_000);
  const x = (time: number) => (time / end) * WIDTH;
  const y = (pods: number) => HEIGHT - (pods / top) * HEIGHT;
  const last = history.at(-1)!;
  return (
    <>
      <p className="stack-note">
        위의 점선은 많아야 <b className="num">{most}개</b>, 아래의 점선은 적어도{" "}
        <b className="num">{least}개</b>다.
      </p>
      <svg
        className="stack-sum cl-chart"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`지금 준비된 옛 파드 ${guessing ? "?" : last.oldReady}개, 새 파드 ${last.newReady}개, 준비 전 ${last.notReady}개`}
      >
        {!guessing &&
          history.map((count, place) => (
            <Bars
              key={count.time}
              count={count}
              from={x(count.time)}
              to={x(history[place + 1]?.time ?? end)}
              y={y}
            />
          ))}
        {[most, least].map((pods, place) => (
          <line
            // biome-ignore lint/suspicious/noArrayIndexKey: the upper limit and the lower
            key={place}
            x1="0"
            x2={WIDTH}
            y1={y(pods)}
            y2={y(pods)}
            stroke="var(--ink)"
            strokeWidth="2"
            strokeDasharray="6 4"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <dl className="stack-total">
        <dt className="seen">준비된 새 파드</dt>
        <dd className="num">{last.newReady}개</dd>
        <dt>준비된 옛 파드</dt>
        <dd className="num">{guessing ? "?" : last.oldReady}개</dd>
        <dt className="unseen">준비 전</dt>
        <dd className="num">{last.notReady}개</dd>
        <dt>정리 중</dt>
        <dd className="num">{last.terminating}개</dd>
        <dt className="total">요청을 받는 파드</dt>
        <dd className="total num">{guessing ? "?" : last.oldReady + last.newReady}개</dd>
      </dl>
    </>
  );
}

function Bars({
  count: { newReady, oldReady, notReady },
  from,
  to,
  y,
}: {
  count: Count;
  from: number;
  to: number;
  y: (pods: number) => number;
}) {
  const width = Math.max(0, to - from);
  const ready = newReady + oldReady;
  return (
    <>
      <rect className="seen" x={from} y={y(newReady)} width={width} height={y(0) - y(newReady)} />
      <rect x={from} y={y(ready)} width={width} height={y(newReady) - y(ready)} fill="var(--rule-2)" />
      <rect
        className="unseen"
        x={from}
        y={y(ready + notReady)}
        width={width}
        height={y(ready) - y(ready + notReady)}
      />
    </>
  );
}

function Pods({ view: { state, guessing } }: { view: View }) {
  if (guessing) return <p className="lab-box hidden">예상을 남기면 보입니다.</p>;
  const { nodes, unscheduled } = sceneOf(state.cluster);
  const pods = [...nodes.flatMap((node) => node.pods), ...unscheduled];
  const wanted = state.image === "old" ? "1.4" : IMAGES[state.image].split(":")[1];
  return [true, false].map((isNew) => {
    const own = pods.filter(({ version }) => (version === wanted) === isNew);
    return (
      <section key={String(isNew)} aria-label={isNew ? "바라는 판" : "앞의 판"}>
        <h3>{isNew ? `바라는 판 ${wanted}` : "앞의 판"}</h3>
        {own.length === 0 && <p className="lab-box hidden">파드 없음</p>}
        {own.map((pod) => (
          <PodBox key={pod.uid} pod={pod} />
        ))}
      </section>
    );
  });
}
