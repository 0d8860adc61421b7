import type { Output } from "../../sim/lab.ts";
import { MOST_FRAMES, type Run, startRun } from "../../sim/run.ts";
import { type ClusterLabEvent, type ClusterLabParams, type ClusterLabState, clusterLab } from "./cluster.ts";

export type ClusterRun = Run<ClusterLabState, ClusterLabEvent, ClusterLabParams>;

/** Something on the time bar. Times in microseconds since the scenario began. */
export type TimeMark = { readonly time: number; readonly kind: "command" | "fault" | "event" };

/** A course of events that was left for another from `from` on. */
export type Branch = { readonly run: ClusterRun; readonly last: number; readonly from: number };

export type SessionSnapshot = {
  readonly run: ClusterRun;
  readonly at: number;
  /** The last frame that was seen: what lies between it and the cursor is the future that is known. */
  readonly last: number;
  readonly now: number;
  readonly end: number;
  /** What was typed and printed up to the cursor, oldest first. */
  readonly lines: readonly Output[];
  readonly marks: readonly TimeMark[];
  readonly branches: readonly Branch[];
  /** True when the reader's own act led here: only then is it announced. */
  readonly asked: boolean;
};

/** A cluster that is worked on: a run that grows with time, where in it one stands, and the courses that were left. */
export type Session = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => SessionSnapshot;
  /**
   * Time goes on. Both parts of it, what happens and telling of it, cost something: a page that has little time
   * for a frame does one of them in each.
   * @returns false where nothing can follow any more
   */
  readonly advance: (microseconds: number, part?: "time" | "telling") => boolean;
  /** To the next moment in which something can be seen, at most `MOST_QUIET` steps on. */
  readonly toNextEvent: () => void;
  /** To the last moment that has been seen by a time. Forgets nothing. */
  readonly seekTime: (microseconds: number) => void;
  /** To a frame that has been seen, by its number. Forgets nothing. */
  readonly seek: (at: number) => void;
  /** @returns why not, in one sentence, or undefined when it happened */
  readonly send: (event: ClusterLabEvent) => string | undefined;
  readonly open: (run: ClusterRun, at: number) => void;
  readonly reset: () => void;
  /** Back to a course that was left, at its end; the one at hand takes its place. */
  readonly takeBranch: (branch: Branch) => void;
  readonly choose: (scenario: string) => void;
};

/** Where nothing happens, so many steps are made in search of something. */
const MOST_QUIET = 600;
/** Courses that are kept. */
const MOST_BRANCHES = 8;
const FAULTS: readonly ClusterLabEvent["type"][] = ["power", "registry", "unready", "leak", "kill"];

export function createSession(): Session {
  const listeners = new Set<() => void>();
  // Of each frame up to the last one seen, by its number.
  let times: number[] = [];
  let outputs: { readonly at: number; readonly output: Output }[] = [];
  let marks: (TimeMark & { readonly at: number })[] = [];
  let branches: readonly Branch[] = [];
  /** Time that has gone by and was not enough for the next step. */
  let owed = 0;
  let lines: { readonly count: number; readonly shown: readonly Output[] } = { count: -1, shown: [] };
  let snapshot = begin(startRun(clusterLab, clusterLab.scenarios[0]), 0);
  /** Where time has come to, if that has not been told yet. */
  let ahead: { readonly run: ClusterRun; readonly at: number } | undefined;

  /** Everything about the frames of a run up to one of them. */
  function begin(run: ClusterRun, at: number, asked = false): SessionSnapshot {
    [times, outputs, marks, owed] = [[], [], [], 0];
    for (let frame = 0; frame <= at; frame++) note(run, frame);
    return snapshotOf(run, at, asked);
  }
  function note(run: ClusterRun, at: number): void {
    const state = run.stateAt(at);
    const time = state.cluster.agenda.now - state.beganAt;
    times[at] = time;
    const output = run.outputAt(at);
    if (output !== undefined) outputs.push({ at, output });
    const type = run.eventAt(at)?.type;
    if (type === undefined) return;
    if (FAULTS.includes(type)) marks.push({ at, time, kind: "fault" });
    else if (run.isChosen(at) && type !== "wait") marks.push({ at, time, kind: "command" });
    else if (state.isNotable) marks.push({ at, time, kind: "event" });
  }
  function snapshotOf(run: ClusterRun, at: number, asked: boolean): SessionSnapshot {
    const last = times.length - 1;
    return {
      run,
      at,
      last,
      now: times[at]!,
      end: times[last]!,
      lines: linesUpTo(at),
      marks: [...marks],
      branches,
      asked,
    };
  }
  /** The same array as long as it holds the same: what is drawn from it stays. */
  function linesUpTo(at: number): readonly Output[] {
    let count = outputs.length;
    while (count > 0 && outputs[count - 1]!.at > at) count -= 1;
    const isSame = lines.count === count && lines.shown.at(-1) === outputs[count - 1]?.output;
    if (!isSame) {
      let first = count;
      while (first > 0 && outputs[first - 1]!.output.command !== "clear") first -= 1;
      lines = { count, shown: outputs.slice(first, count).map(({ output }) => output) };
    }
    return lines.shown;
  }
  function show(next: SessionSnapshot): void {
    ahead = undefined;
    snapshot = next;
    for (const listener of listeners) listener();
  }
  /** One frame on; undefined at the end of all frames. */
  function follow(run: ClusterRun, at: number): ClusterRun | undefined {
    if (at + 1 < times.length) return run;
    const further = run.lookAhead(at + 1);
    if (further.last <= at) return undefined;
    note(further, at + 1);
    return further;
  }

  function seek(to: number): void {
    const at = Math.min(Math.max(to, 0), times.length - 1);
    owed = 0;
    const { run } = ahead ?? snapshot;
    if (at !== snapshot.at || run !== snapshot.run) show(snapshotOf(run, at, true));
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    advance(microseconds, part) {
      let { run, at } = ahead ?? snapshot;
      owed += microseconds;
      while (part !== "telling" && owed > 0) {
        const further = follow(run, at);
        if (further === undefined) return false;
        run = further;
        owed -= times[at + 1]! - times[at]!;
        at += 1;
      }
      if (at === snapshot.at) return at < MOST_FRAMES;
      if (part === "time") ahead = { run, at };
      else show(snapshotOf(run, at, false));
      return at < MOST_FRAMES;
    },
    toNextEvent() {
      let { run, at } = ahead ?? snapshot;
      for (let quiet = 0; quiet < MOST_QUIET; quiet++) {
        const further = follow(run, at);
        if (further === undefined) break;
        run = further;
        at += 1;
        if (run.stateAt(at).isNotable || run.outputAt(at) !== undefined) break;
      }
      owed = 0;
      show(snapshotOf(run, at, true));
    },
    seekTime(microseconds) {
      let [low, high] = [0, times.length - 1];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (times[middle]! <= microseconds) low = middle;
        else high = middle - 1;
      }
      seek(low);
    },
    seek,
    send(event) {
      const { run, at } = ahead ?? snapshot;
      const acted = run.act(at, event);
      if (!acted.ok) return acted.reason;
      const last = times.length - 1;
      // What has been seen, and is not just time that went by, is kept.
      if (last > at && run.choicesUpTo(last) > run.choicesUpTo(at))
        branches = [...branches, { run: run.cutAfter(last), last, from: times[at]! }].slice(-MOST_BRANCHES);
      times.length = at + 1;
      outputs = outputs.filter((one) => one.at <= at);
      marks = marks.filter((one) => one.at <= at);
      note(acted.run, at + 1);
      owed = 0;
      show(snapshotOf(acted.run, at + 1, true));
      return undefined;
    },
    open(run, at) {
      branches = [];
      show(begin(run, at));
    },
    reset() {
      branches = [];
      show(begin(startRun(clusterLab, snapshot.run.scenario, snapshot.run.seed), 0, true));
    },
    takeBranch(branch) {
      const last = times.length - 1;
      const left: Branch = { run: (ahead ?? snapshot).run.cutAfter(last), last, from: branch.from };
      branches = branches.map((one) => (one === branch ? left : one));
      show(begin(branch.run, branch.last, true));
    },
    choose(id) {
      const scenario = clusterLab.scenarios.find((one) => one.id === id);
      if (scenario === undefined) return;
      branches = [];
      show(begin(startRun(clusterLab, scenario), 0, true));
    },
  };
}

/** The faults that are on, each with the event that ends it. */
export function faultsOf(
  state: ClusterLabState,
): readonly { readonly text: string; readonly ends: ClusterLabEvent }[] {
  const { faults, machines, pods } = state.cluster;
  const podsOf = (uids: readonly string[], text: string, type: "unready" | "leak") =>
    uids.flatMap((uid) => {
      const pod = pods[uid];
      return pod === undefined
        ? []
        : [{ text: `${text}: ${pod.name}`, ends: { type, pod: pod.name } as const }];
    });
  return [
    ...Object.values(machines)
      .filter(({ isDown }) => isDown)
      .map(({ name }) => ({ text: `꺼진 노드: ${name}`, ends: { type: "power", node: name } as const })),
    ...(faults.registryDown ? [{ text: "이미지 저장소 멈춤", ends: { type: "registry" } as const }] : []),
    ...podsOf(faults.unready, "준비 검사 실패", "unready"),
    ...podsOf(faults.leaking, "메모리 샘", "leak"),
  ];
}
