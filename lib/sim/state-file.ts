import type { LabEvent } from "./event-schema.ts";
import { type Opening, readHash, writeState } from "./hash.ts";
import type { Lab } from "./lab.ts";
import { type Run, startRun } from "./run.ts";

/** Larger is no file of ours. */
export const LARGEST_FILE = 2_000_000;

/** A state that is too long for an address, as JSON: the lab it belongs to and what its address would be. */
export function writeStateFile<S, E extends LabEvent, P>(run: Run<S, E, P>, at: number): string {
  return `${JSON.stringify({ "whale-lab": run.lab.id, state: writeState(run, at) }, undefined, 2)}\n`;
}

/** What a file opens. Any text may come; what is no state of this lab opens its start and says why. */
export function readStateFile<S, E extends LabEvent, P>(lab: Lab<S, E, P>, text: string): Opening<S, E, P> {
  const refuse = (reason: string): Opening<S, E, P> => ({
    run: startRun(lab, lab.scenarios[0]),
    at: 0,
    problem: `${reason} 처음 상태로 열었습니다.`,
  });
  let file: unknown;
  try {
    file = JSON.parse(text.slice(0, LARGEST_FILE));
  } catch {
    return refuse("실습에서 저장한 파일이 아닙니다.");
  }
  if (typeof file !== "object" || file === null || !("whale-lab" in file) || !("state" in file)) {
    return refuse("실습에서 저장한 파일이 아닙니다.");
  }
  if (file["whale-lab"] !== lab.id) return refuse("다른 실습에서 저장한 파일입니다.");
  if (typeof file.state !== "string") return refuse("파일에 상태가 적혀 있지 않습니다.");
  const opening = readHash(lab, file.state);
  return { ...opening, problem: opening.problem?.replaceAll("주소", "파일") };
}
