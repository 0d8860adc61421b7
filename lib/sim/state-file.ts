import type { LabEvent } from "./event-schema.ts";
import { type Opening, readHash } from "./hash.ts";
import type { Lab } from "./lab.ts";

/** Larger is no file of ours. */
export const LARGEST_FILE = 2_000_000;

/** A state that is too long for an address, as JSON: the lab it belongs to and what its address would be. */
export function writeStateFile(lab: string, state: string): string {
  return `${JSON.stringify({ "whale-lab": lab, state }, undefined, 2)}\n`;
}

/** The state that a file of a lab holds. Any text may come; what is none is the start of the lab, and says why. */
export function readStateFile(
  lab: string,
  text: string,
): { readonly state: string; readonly problem: string | undefined } {
  const refuse = (reason: string) => ({ state: "", problem: `${reason} 처음 상태로 열었습니다.` });
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    // Not even JSON.
  }
  if (typeof file !== "object" || file === null || !("whale-lab" in file) || !("state" in file)) {
    return refuse("실습에서 저장한 파일이 아닙니다.");
  }
  if (file["whale-lab"] !== lab) return refuse("다른 실습에서 저장한 파일입니다.");
  if (typeof file.state !== "string") return refuse("파일에 상태가 적혀 있지 않습니다.");
  return { state: file.state, problem: undefined };
}

/** What such a file opens. */
export function openStateFile<S, E extends LabEvent, P>(lab: Lab<S, E, P>, text: string): Opening<S, E, P> {
  const { state, problem } = readStateFile(lab.id, text);
  const opening = readHash(lab, state);
  return { ...opening, problem: problem ?? opening.problem?.replaceAll("주소", "파일") };
}
