import { useEffect, useMemo, useRef, useState } from "react";
import { clusterLab } from "../../../lib/labs/cluster/cluster.ts";
import type { Selection } from "../../../lib/labs/cluster/inspection.ts";
import { sceneOf } from "../../../lib/labs/cluster/scene.ts";
import type { SessionSnapshot } from "../../../lib/labs/cluster/session.ts";
import { openCluster } from "../../../lib/models/cluster/cluster.ts";
import { tablesAt } from "../../../lib/sim/guess.ts";
import { writeHash } from "../../../lib/sim/hash.ts";
import * as words from "../../../lib/words/words.ts";
import { writeAddressNow } from "../kit/address.ts";
import { LabButton, LabSelect } from "../kit/Controls.tsx";
import { sayMet } from "../kit/Goals.tsx";
import { Keep } from "../kit/Keep.tsx";
import { LabIcon } from "../kit/LabIcon.tsx";
import { plainText, Said } from "../kit/Said.tsx";
import { Tables } from "../kit/Tables.tsx";
import { Terminal } from "../kit/Terminal.tsx";
import { TextEditor } from "../kit/TextEditor.tsx";
import { Transcript } from "../kit/Transcript.tsx";
import { useClock } from "../kit/use-clock.ts";
import { ClusterStrip, ClusterView } from "./ClusterView.tsx";
import { Faults } from "./Faults.tsx";
import { type Hrefs, Inspector } from "./Inspector.tsx";
import { Task } from "./Task.tsx";
import { sayTime, TimeBar } from "./TimeBar.tsx";
import { useSession } from "./use-session.ts";

const SPEEDS = [1, 10, 60] as const;
/** A sentence stays at least so long while time flows. */
const SENTENCE_MS = 1000;
const KEYS = ["get", "describe", "-o wide", "kubectl"];
const FIRST: Selection = { kind: "Deployment", namespace: "default", name: "web" };
const PICKED = ["Pod", "Node", "Deployment", "ReplicaSet", "Service"] as const;
const isPicked = (kind: string): kind is (typeof PICKED)[number] => PICKED.some((one) => one === kind);

/** A Kubernetes in the page: its terminal, its drawing, what is selected, its time, and what can go wrong. */
export function Cluster({ title, hrefs }: { title: string; hrefs: Hrefs }) {
  const { session, snapshot, notice, hash, send, type, open } = useSession();
  const [start] = useState(snapshot);
  const [selection, setSelection] = useState<Selection | undefined>(FIRST);
  const [hints, setHints] = useState(0);
  // What a phone shows: the drawing or the terminal; the inspector as a sheet; the faults.
  const [pane, setPane] = useState<"view" | "terminal">("view");
  const [sheet, setSheet] = useState(false);
  const [breaking, setBreaking] = useState(false);
  const [file, setFile] = useState<number>();
  const { run, at, now, end, marks, lines, branches } = snapshot;
  const state = run.stateAt(at);
  const { cluster, foreground } = state;
  const scene = useMemo(() => sceneOf(cluster), [cluster]);
  const frame = useRef(0);
  const { going, speed, setGoing, setSpeed } = useClock((passed) => {
    // Where a frame has much of the model's time to make, it is drawn in every third, and only drawn.
    if (speedNow.current < 60) return session.advance(passed);
    frame.current += 1;
    return session.advance(passed, frame.current % 3 === 0 ? "telling" : "time");
  });
  const speedNow = useRef(speed);
  speedNow.current = speed;
  const said = useSentence(snapshot, going);
  const first = useRef(true);
  // What Tab offers comes when somebody turns to the terminal.
  const completer = useRef<typeof import("../../../lib/models/cluster/complete.ts").complete>(undefined);
  const loadCompleter = () =>
    import("../../../lib/models/cluster/complete.ts").then(
      ({ complete }) => {
        completer.current = complete;
      },
      () => {},
    );

  const isBusy = foreground !== undefined;
  // A command that waits waits for time: asking for it asks for time to flow.
  useEffect(() => {
    if (isBusy && !first.current) setGoing(true);
    first.current = false;
  }, [isBusy, setGoing]);

  const select = useRef((next: Selection) => {
    setSelection(next);
    setSheet(true);
  }).current;
  const stand = (deed: () => void) => () => {
    setGoing(false);
    deed();
  };
  const spoken = useAnnouncement(snapshot, said, notice);

  function pickLine(line: string): void {
    const names = new Set(line.split(/[\s/]+/).filter(Boolean));
    const found = cluster.objects.find(
      ({ kind, metadata }) =>
        names.has(metadata.name) && isPicked(kind) && metadata.namespace !== "kube-system",
    );
    if (found === undefined || !isPicked(found.kind)) return;
    setSelection({ kind: found.kind, namespace: found.metadata.namespace ?? "", name: found.metadata.name });
  }
  function completeWord(before: string): readonly string[] | Promise<readonly string[]> {
    if (completer.current === undefined)
      return loadCompleter().then(() => (completer.current === undefined ? [] : completeWord(before)));
    const { from, candidates } = completer.current(openCluster(cluster), state.files, before);
    // The terminal replaces the last word whole; what is offered may begin inside it.
    const kept = before.slice(before.lastIndexOf(" ") + 1, from);
    return candidates.map((one) => kept + one);
  }

  return (
    <section
      className={going ? "bench cl going" : "bench cl"}
      data-pane={pane}
      data-speed={speed}
      aria-label={title}
    >
      <div className="cl-tools needs-js">
        <button
          type="button"
          className="lab-btn"
          data-share="lab"
          data-share-at={hash ?? ""}
          onClick={(pressed) => {
            writeAddressNow();
            pressed.currentTarget.dataset.shareAt = writeHash(run, at) ?? "";
          }}
        >
          <LabIcon name="link" />이 상태 공유
        </button>
        <a className="lab-btn" href="#cluster-words">
          글로 보기
        </a>
        <LabButton onPress={stand(session.reset)}>
          <LabIcon name="first" />
          처음부터
        </LabButton>
      </div>
      <Task
        run={run}
        at={at}
        hints={hints}
        onHint={setHints}
        onChoose={(id) => stand(() => session.choose(id))()}
      />
      <div className="bench-say">
        <span className="num">{sayTime(now)}</span>
        <p>
          <Said text={said} />
        </p>
      </div>
      {notice !== "" && <p className="bench-notice">{notice}</p>}
      <p className="sr" role="status">
        {spoken}
      </p>
      {branches.length > 0 && (
        <div className="cl-branches">
          <span>
            {sayTime(branches.at(-1)!.from)}에서 다른 길로 갈라졌습니다. 앞의 길은 지워지지 않았습니다.
          </span>
          <LabSelect
            label="지나온 길"
            value=""
            options={[
              { value: "", text: "지금 길" },
              ...branches.map(({ from, run: other, last }, place) => ({
                value: String(place),
                text: `${sayTime(from)}에서 갈라진 길, 조작 ${other.choicesUpTo(last)}번`,
              })),
            ]}
            onChange={(place) => {
              const branch = branches[Number(place)];
              if (place !== "" && branch !== undefined) stand(() => session.takeBranch(branch))();
            }}
          />
        </div>
      )}
      <div className="cl-panes">
        <section className="pane cl-t" aria-labelledby="cluster-terminal" onFocus={loadCompleter}>
          <header>
            <h2 id="cluster-terminal">터미널</h2>
            <span>이 기기 안의 모의 클러스터</span>
            <span className="cl-files needs-js">
              <LabSelect
                label="파일"
                hideLabel
                value={file === undefined ? "" : String(file)}
                options={[
                  { value: "", text: "파일 고치기" },
                  ...state.files.map(({ name }, place) => ({ value: String(place), text: name })),
                ]}
                onChange={(place) => setFile(place === "" ? undefined : Number(place))}
              />
            </span>
          </header>
          {file !== undefined && state.files[file] !== undefined && (
            <div className="cl-editor">
              <TextEditor
                key={file}
                label={state.files[file].name}
                text={state.files[file].text}
                submit="저장"
                onSubmit={(text) => {
                  if (send({ type: "write", file, text })) setFile(undefined);
                }}
              />
              <LabButton onPress={() => setFile(undefined)}>{words.close}</LabButton>
            </div>
          )}
          {lines.length === 0 && (
            <p className="cl-welcome needs-js">
              <code>kubectl get pods</code>를 쳐 보세요. Tab은 이어 쓰고, ↑는 앞의 명령을 되부릅니다.
            </p>
          )}
          <Terminal
            label="터미널"
            prompt="$"
            lines={lines}
            keys={KEYS}
            busy={isBusy}
            marked={selection?.name}
            complete={completeWord}
            onRun={(line) => void type(line)}
            onInterrupt={() => send({ type: "interrupt" })}
            onPick={pickLine}
          />
        </section>
        <button type="button" className="cl-peek to-view needs-js" onClick={() => setPane("view")}>
          <b>클러스터</b> <span>펼치기</span>
          <ClusterStrip scene={scene} />
        </button>
        <section className="pane cl-v" aria-labelledby="cluster-view">
          <header>
            <h2 id="cluster-view">클러스터</h2>
            <span className="num">
              노드 {scene.nodes.length} · 파드 {scene.podCount}
            </span>
            <span>
              {scene.versions.length > 1
                ? `판 ${scene.versions.join(" → ")}`
                : `판 ${scene.versions[0] ?? "없음"}`}
            </span>
          </header>
          <ClusterView scene={scene} selection={selection} onSelect={select} />
        </section>
        <button type="button" className="cl-peek to-terminal needs-js" onClick={() => setPane("terminal")}>
          <b>터미널</b> <span>펼치기</span>
          <code>{lastLine(lines)}</code>
        </button>
        <aside
          className={sheet ? "pane cl-i open" : "pane cl-i"}
          aria-label="고른 것"
          onKeyDown={(pressed) => {
            if (pressed.key === "Escape") setSheet(false);
          }}
        >
          {selection === undefined ? (
            <p className="cl-gone">
              <b>고른 것이 없습니다.</b> 파드나 노드를 누르면 YAML과 사건이 여기에 보입니다.
            </p>
          ) : (
            <Inspector
              state={cluster}
              selection={selection}
              hrefs={hrefs}
              onSelect={select}
              onClose={() => setSheet(false)}
            />
          )}
        </aside>
      </div>
      <div className={breaking ? "cl-faults-frame open" : "cl-faults-frame"}>
        <Faults state={state} scene={scene} selection={selection} send={send} />
      </div>
      <div className="cl-clock needs-js" role="group" aria-label={words.clock}>
        <LabButton main onPress={() => setGoing(!going)}>
          <LabIcon name={going ? "pause" : "play"} />
          {going ? words.pause : words.letTimeFlow}
        </LabButton>
        <span className="cl-speeds" role="group" aria-label={words.speed}>
          {SPEEDS.map((times) => (
            <LabButton key={times} pressed={times === speed} onPress={() => setSpeed(times)}>
              ×{times}
            </LabButton>
          ))}
        </span>
        <span className="cl-narrow">
          <LabButton
            onPress={() =>
              setSpeed(SPEEDS[(SPEEDS.findIndex((times) => times >= speed) + 1) % SPEEDS.length]!)
            }
          >
            <b className="num">×{speed}</b> {words.speed}
          </LabButton>
        </span>
        <LabButton onPress={stand(session.toNextEvent)}>
          <LabIcon name="next" />
          {words.nextEvent}
        </LabButton>
        <span className="cl-narrow">
          <LabButton pressed={breaking} onPress={() => setBreaking(!breaking)}>
            고장
          </LabButton>
        </span>
        <span className="cl-narrow">
          <LabButton pressed={hints > 0} onPress={() => setHints(hints >= 3 ? 0 : hints + 1)}>
            {words.hint}
          </LabButton>
        </span>
        <TimeBar
          now={now}
          end={end}
          marks={marks}
          at={at}
          last={snapshot.last}
          onSeek={(time) => stand(() => session.seekTime(time))()}
          onStep={(to) => stand(() => session.seek(to))()}
        />
        <ul className="cl-time-legend" aria-hidden="true">
          <li className="command">내 명령</li>
          <li className="event">사건</li>
          <li className="fault">고장</li>
        </ul>
      </div>
      <div className="bench-end" id="cluster-words">
        <Transcript run={run} at={at} untouched={snapshot === start} />
        <Tables make={() => tablesAt(run, at)} untouched={snapshot === start} />
        <Keep lab={clusterLab} timeline={session} hash={hash} onOpen={open} />
      </div>
    </section>
  );
}

function lastLine(lines: SessionSnapshot["lines"]): string {
  const last = lines.at(-1);
  if (last === undefined) return "$";
  const printed = last.text.trimEnd().split("\n").at(-1) ?? "";
  return printed === "" ? `$ ${last.command}` : printed;
}

/** The sentence that is shown: each moment's own while time stands, the last one worth reading while it flows. */
function useSentence({ run, at }: SessionSnapshot, going: boolean): string {
  const { said, isNotable } = run.stateAt(at);
  const [shown, setShown] = useState(said);
  const last = useRef(0);
  useEffect(() => {
    if (going && (!isNotable || performance.now() - last.current < SENTENCE_MS)) return;
    last.current = performance.now();
    setShown(said);
  }, [said, isNotable, going]);
  return shown;
}

const MOST_READ = 400;

/** What a screen reader says: what was asked for, with what it printed, and, while time flows, the sentence. */
function useAnnouncement(snapshot: SessionSnapshot, said: string, notice: string): string {
  const { run, at, asked, now } = snapshot;
  if (notice !== "") return notice;
  const started = at === 0 && !asked;
  if (started) return "";
  const output = asked ? run.outputAt(at) : undefined;
  const printed = output?.text.trim().replaceAll("\n", ". ") ?? "";
  const met = asked ? sayMet(run, at) : "";
  const text =
    printed.length > MOST_READ ? `${printed.slice(0, MOST_READ)}… 나머지는 출력에 있습니다.` : printed;
  return asked ? `${sayTime(now)}. ${text} ${plainText(run.textAt(at))} ${met}`.trim() : plainText(said);
}
