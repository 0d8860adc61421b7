import { type LabEvent, readCount, readEvent, writeEvent } from "./event-schema.ts";
import type { Lab } from "./lab.ts";
import { choicesOf, forkRun, MOST_CHOICES, MOST_FRAMES, type Run, seedOf, startRun } from "./run.ts";

/** Longer is not written by us. */
export const LONGEST_HASH = 6000;
const LARGEST_SEED = 2 ** 31;

export type Opening<S, E extends LabEvent, P> = {
  readonly run: Run<S, E, P>;
  readonly at: number;
  /** Why the address could not be followed, in Korean; undefined when it could. */
  readonly problem: string | undefined;
};

/**
 * The address of a state, without `#`: `v=1&s=delete&at=4`, with the seed and the reader's own events
 * only where there are any. It holds what cannot be computed again, nothing else.
 */
export function writeHash<S, E extends LabEvent, P>(
  lab: Lab<S, E, P>,
  { scenario, seed, frames }: Run<S, E, P>,
  at: number,
): string {
  // What lies after the cursor is not part of what is shown.
  const choices = choicesOf(frames.slice(0, at + 1));
  return writeFields([
    ["v", String(lab.version)],
    ["s", scenario.id],
    ["at", String(at)],
    ...(seed === seedOf(scenario) ? [] : [["seed", String(seed)] as const]),
    ...choices.map(({ at: made, event }) => ["e", `${made}.${writeEvent(lab.events, event)}`] as const),
  ]);
}

/** Whether a hash claims to be the state of a lab; others (`#main`) are none of a lab's business. */
export function isLabHash(hash: string): boolean {
  return /^#?v=/.test(hash);
}

/**
 * What an address opens. Any text may come: what cannot be read, or what the rules of the lab would not
 * have let happen, opens the first scenario at its start, with the reason.
 */
export function readHash<S, E extends LabEvent, P>(lab: Lab<S, E, P>, hash: string): Opening<S, E, P> {
  const refuse = (reason: string): Opening<S, E, P> => ({
    run: startRun(lab, lab.scenarios[0]),
    at: 0,
    problem: `${reason} 처음 상태로 열었습니다.`,
  });
  const text = hash.replace(/^#/, "");
  if (text === "") return { run: startRun(lab, lab.scenarios[0]), at: 0, problem: undefined };
  if (text.length > LONGEST_HASH) return refuse("주소가 너무 깁니다.");
  const fields = readFields(text);
  if (fields === undefined) return refuse("주소를 읽을 수 없습니다.");
  const [version, id, step, seedText] = ["v", "s", "at", "seed"].map((key) => fields.get(key));
  if (fields.get("v")?.length !== 1 || version?.[0] !== String(lab.version)) {
    return refuse("이 실습의 지금 판이 아닌 주소입니다.");
  }
  const known = ["v", "s", "at", "seed", "e"];
  const single = [id, step, seedText].every((values) => values === undefined || values.length === 1);
  if (!single || [...fields.keys()].some((key) => !known.includes(key))) {
    return refuse("주소에 모르는 값이 있습니다.");
  }
  const scenario = lab.scenarios.find((one) => one.id === (id?.[0] ?? lab.scenarios[0].id));
  if (scenario === undefined) return refuse("주소에 적힌 예제가 없습니다.");
  const seed = seedText === undefined ? seedOf(scenario) : readCount(seedText[0]!, LARGEST_SEED);
  if (seed === undefined) return refuse("주소에 적힌 씨앗값은 쓸 수 없습니다.");
  const at = step === undefined ? 0 : readCount(step[0]!, MOST_FRAMES);

  let run = startRun(lab, scenario, seed);
  let last = 0;
  const choices = fields.get("e") ?? [];
  if (choices.length > MOST_CHOICES) return refuse("주소에 적힌 조작이 너무 많습니다.");
  for (const choice of choices) {
    const [, made = "", written = ""] = /^(\d{1,4})\.(.*)$/s.exec(choice) ?? [];
    const frame = Number(made);
    const event = readEvent(lab.events, written);
    if (event === undefined) return refuse("주소에 적힌 조작을 읽을 수 없습니다.");
    if (made === "" || frame <= last || frame > run.frames.length) {
      return refuse("주소에 적힌 조작의 차례가 맞지 않습니다.");
    }
    const fork = forkRun(lab, run, frame - 1, event);
    if (!fork.ok) return refuse(`주소에 적힌 조작은 할 수 없는 일입니다: ${fork.reason}`);
    run = fork.run;
    last = frame;
  }
  if (at === undefined || at >= run.frames.length) {
    return refuse(`단계는 0부터 ${run.frames.length - 1}까지 쓸 수 있습니다.`);
  }
  return { run, at, problem: undefined };
}

/** `a=1&a=2`, each value escaped as in a query. */
export function writeFields(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([key, value]) => `${key}=${escapeValue(value)}`).join("&");
}

/** The values by their names, in order; undefined where the text is no such list. */
export function readFields(text: string): ReadonlyMap<string, readonly string[]> | undefined {
  const fields = new Map<string, string[]>();
  for (const part of text.replace(/^#/, "").split("&")) {
    const [, key, value] = /^([a-z]+)=(.*)$/s.exec(part) ?? [];
    if (key === undefined || value === undefined) return undefined;
    try {
      const read = decodeURIComponent(value.replaceAll("+", " "));
      fields.set(key, [...(fields.get(key) ?? []), read]);
    } catch {
      return undefined;
    }
  }
  return fields;
}

/** What addresses may hold as it is stays readable: `/`, `:`, `,` and blanks (as `+`). */
function escapeValue(value: string): string {
  return encodeURIComponent(value)
    .replaceAll("%20", "+")
    .replaceAll("%2F", "/")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",");
}
