import { loadShell } from "../../models/cluster/shell.ts";
import { startRun } from "../../sim/run.ts";
import { clusterLab } from "./cluster.ts";

/** A moment of the way through the task: when, what was typed and printed if anything was, and what it meant. */
export type WalkStep = {
  /** Since the beginning, as `1:05`. */
  readonly time: string;
  readonly command: string;
  readonly output: string;
  readonly sentence: string;
};

/** The shortest way through the task that is known, with looks at what it does. */
export const WAY: readonly string[] = [
  "kubectl get pods",
  "kubectl apply -f deployment.yaml",
  "kubectl rollout status deploy/web",
  "kubectl set image deploy/web web=shop/web:1.5",
  "kubectl rollout status deploy/web",
  "kubectl get pods",
];
/** More steps of time than any of its commands takes. */
const MOST_STEPS = 600;

/** The way through the task as the model goes it: commands with what they print, and each moment worth telling. */
export async function walkThrough(): Promise<readonly WalkStep[]> {
  await loadShell();
  let run = startRun(clusterLab, clusterLab.scenarios[0]);
  let at = 0;
  const steps: WalkStep[] = [];
  const timeAt = (frame: number) => {
    const { cluster, beganAt } = run.stateAt(frame);
    const seconds = Math.floor((cluster.agenda.now - beganAt) / 1_000_000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  for (const command of WAY) {
    const acted = run.act(at, { type: "run", line: command });
    if (!acted.ok) throw new Error(`${command}: ${acted.reason}`);
    run = acted.run;
    at += 1;
    const time = timeAt(at);
    let output = run.outputAt(at)?.text ?? "";
    const waits = run.stateAt(at).foreground !== undefined;
    const sentences: WalkStep[] = [];
    for (let count = 0; run.stateAt(at).foreground !== undefined && count < MOST_STEPS; count++) {
      run = run.lookAhead(at + 1);
      at += 1;
      output += run.outputAt(at)?.text ?? "";
      const { isNotable, said } = run.stateAt(at);
      if (isNotable && !said.startsWith("눈에 띄게"))
        sentences.push({ time: timeAt(at), command: "", output: "", sentence: said });
    }
    const sentence = waits ? "끝날 때까지 기다린다. 그동안 다음 일이 일어난다." : run.textAt(at);
    steps.push({ time, command, output, sentence }, ...sentences.filter(isWorthTelling));
  }
  return steps;
}

/** Pods that become ready or are on their way out; the rest is between. */
function isWorthTelling({ sentence }: WalkStep): boolean {
  return /준비되어|정리하기 시작|롤아웃이 끝/.test(sentence);
}
