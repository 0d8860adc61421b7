import { deflateSync, inflateSync } from "fflate";
import { fromBase64, toBase64, utf8Bytes, utf8Text } from "../text/bytes.ts";
import type { LabEvent } from "./event-schema.ts";
import { readCount, readEvent, replacementKey, writeEvent } from "./event-schema.ts";
import type { Lab } from "./lab.ts";
import { type Choice, horizonOf, MOST_CHOICES, MOST_FRAMES, type Run, seedOf, startRun } from "./run.ts";

/** Longer is not put into an address: messengers and mail cut longer ones. */
export const LONGEST_HASH = 4000;
/** From this length on an address is written deflated if that is shorter; below, it stays readable. */
const READABLE = 400;
/** Longer is not read: no session comes near it. */
const LONGEST_TEXT = 1_000_000;
const LARGEST_SEED = 2 ** 31;

export type Opening<S, E extends LabEvent, P> = {
  readonly run: Run<S, E, P>;
  readonly at: number;
  /** Why the address could not be followed, in Korean; undefined when it could. */
  readonly problem: string | undefined;
};

/**
 * The state as text, however long: `v=1&s=delete&at=4`, with the seed and the reader's own events only
 * where there are any. It holds what cannot be computed again, and no act that a later one made pointless.
 */
export function writeState<S, E extends LabEvent, P>(run: Run<S, E, P>, at: number): string {
  return writeFields(fieldsOf(run, at));
}

/** The address of a state, without `#`; undefined when it is too long for one and has to be a file. */
export function writeHash<S, E extends LabEvent, P>(run: Run<S, E, P>, at: number): string | undefined {
  return fitAddress(fieldsOf(run, at));
}

/**
 * Fields as an address, the version first: as they are, or deflated where that is shorter; undefined when they are
 * too long for one.
 */
export function fitAddress(fields: Fields): string | undefined {
  const plain = writeFields(fields);
  const packed = plain.length <= READABLE ? plain : pack(fields);
  const short = packed.length < plain.length ? packed : plain;
  return short.length <= LONGEST_HASH ? short : undefined;
}

export type Fields = readonly (readonly [string, string])[];

function fieldsOf<S, E extends LabEvent, P>(run: Run<S, E, P>, at: number): Fields {
  const { lab, scenario, seed } = run;
  // What lies after the cursor is not part of what is shown.
  const { choices, at: last } = dropReplaced(run, run.choices(at), at);
  let before = 0;
  const acts = choices.map(({ at: made, event }) => {
    const number = before > 0 && made === before + 1 ? "" : String(made);
    before = made;
    return ["e", `${number}.${writeEvent(lab.events, event)}`] as const;
  });
  return [
    ["v", String(lab.version)],
    ["s", scenario.id],
    ["at", String(last)],
    ...(seed === seedOf(scenario) ? [] : [["seed", String(seed)] as const]),
    ...acts,
  ];
}

/** Whether a hash claims to be the state of a lab; others (`#main`) are none of a lab's business. */
export function isLabHash(hash: string): boolean {
  return /^#?v=/.test(hash);
}

/**
 * What an address or a file opens. Any text may come: what cannot be read, or what the rules of the lab
 * would not have let happen, opens the first scenario at its start, with the reason.
 */
export function readHash<S, E extends LabEvent, P>(lab: Lab<S, E, P>, hash: string): Opening<S, E, P> {
  const refuse = (reason: string): Opening<S, E, P> => ({
    run: startRun(lab, lab.scenarios[0]),
    at: 0,
    problem: `${reason} 처음 상태로 열었습니다.`,
  });
  const text = hash.replace(/^#/, "");
  if (text === "") return { run: startRun(lab, lab.scenarios[0]), at: 0, problem: undefined };
  const plain = unpack(text);
  if (plain !== undefined && plain.length > LONGEST_TEXT) return refuse("주소가 너무 깁니다.");
  const fields = plain === undefined ? undefined : readFields(plain);
  if (fields === undefined) return refuse("주소를 읽을 수 없습니다.");
  const [version, id, step, seedText] = ["v", "s", "at", "seed"].map((key) => fields.get(key));
  if (version?.length !== 1 || version[0] !== String(lab.version)) {
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
  const written = fields.get("e") ?? [];
  if (written.length > MOST_CHOICES) return refuse("주소에 적힌 조작이 너무 많습니다.");
  const choices: Choice<E>[] = [];
  for (const choice of written) {
    const [, made, name = ""] = /^(\d{0,5})\.(.*)$/s.exec(choice) ?? [];
    const event = readEvent(lab.events, name);
    if (event === undefined || made === undefined) return refuse("주소에 적힌 조작을 읽을 수 없습니다.");
    choices.push({ at: made === "" ? (choices.at(-1)?.at ?? 0) + 1 : Number(made), event });
  }
  const replayed = replay(startRun(lab, scenario, seed), choices);
  if (!replayed.ok) return refuse(replayed.reason);
  const at = step === undefined ? 0 : readCount(step[0]!, MOST_FRAMES);
  const run = replayed.run.lookAhead(horizonOf(lab, at ?? 0));
  if (at === undefined || at > run.last) return refuse(`단계는 0부터 ${run.last}까지 쓸 수 있습니다.`);
  return { run, at, problem: undefined };
}

/** The run in which all these acts happen, each at its frame. */
export function replay<S, E extends LabEvent, P>(
  start: Run<S, E, P>,
  choices: readonly Choice<E>[],
): { readonly ok: true; readonly run: Run<S, E, P> } | { readonly ok: false; readonly reason: string } {
  let run = start;
  let last = 0;
  for (const { at, event } of choices) {
    if (at > last) run = run.lookAhead(at - 1);
    if (at <= last || at - 1 > run.last) {
      return { ok: false, reason: "주소에 적힌 조작의 차례가 맞지 않습니다." };
    }
    const acted = run.act(at - 1, event);
    if (!acted.ok) return { ok: false, reason: `주소에 적힌 조작은 할 수 없는 일입니다: ${acted.reason}` };
    run = acted.run;
    last = at;
  }
  return { ok: true, run };
}

/**
 * Without the acts that another, right after them, made pointless. The state they lead to is compared: where
 * it differs, as when a rule counts acts, nothing is dropped.
 */
function dropReplaced<S, E extends LabEvent, P>(
  run: Run<S, E, P>,
  choices: readonly Choice<E>[],
  at: number,
): { readonly choices: readonly Choice<E>[]; readonly at: number } {
  const kept: Choice<E>[] = [];
  const later = new Set<string>();
  let next = -1;
  for (const choice of [...choices].reverse()) {
    const key = replacementKey(run.lab.events, choice.event);
    if (key === undefined || choice.at !== next - 1) later.clear();
    next = choice.at;
    if (key !== undefined && later.has(key)) continue;
    if (key !== undefined) later.add(key);
    kept.push(choice);
  }
  if (kept.length === choices.length) return { choices, at };
  kept.reverse();
  let dropped = 0;
  let index = 0;
  const moved = choices.flatMap((choice) => {
    if (kept[index] !== choice) {
      dropped++;
      return [];
    }
    index++;
    return [{ ...choice, at: choice.at - dropped }];
  });
  const last = at - dropped;
  const again = replay(startRun(run.lab, run.scenario, run.seed), moved);
  const other = again.ok ? again.run.lookAhead(last) : undefined;
  const same = other !== undefined && other.last >= last && isSame(other.stateAt(last), run.stateAt(at));
  return same ? { choices: moved, at: last } : { choices, at };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** `v=1&z=…`: all that follows the version, deflated (RFC 1951) and in base64url (RFC 4648). */
function pack([version, ...rest]: Fields): string {
  // Hangul as it is, not as escapes: what repeats is then found more often.
  const bytes = deflateSync(utf8Bytes(writeFields(rest, escapeLittle)), { level: 9 });
  return `${writeFields([version!])}&z=${toBase64Url(bytes)}`;
}

/** The plain text of an address; undefined when it is none. */
export function unpack(text: string): string | undefined {
  const [, version, packed] = /^(v=\w+)&z=([\w-]+)$/.exec(text) ?? [];
  if (version === undefined || packed === undefined) return text;
  // Deflate makes a text at most 1,032 times shorter: what fits into an address cannot grow beyond memory.
  if (packed.length > LONGEST_HASH) return undefined;
  try {
    return `${version}&${utf8Text(inflateSync(fromBase64Url(packed)))}`;
  } catch {
    return undefined;
  }
}

function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array {
  return fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
}

/** `a=1&a=2`, each value escaped as in a query. */
export function writeFields(fields: Fields, escaped = escapeValue): string {
  return fields.map(([key, value]) => `${key}=${escaped(value.toWellFormed())}`).join("&");
}

/** The values by their names, in order; undefined where the text is no such list. */
export function readFields(text: string): ReadonlyMap<string, readonly string[]> | undefined {
  const fields = new Map<string, string[]>();
  for (const part of text.replace(/^#/, "").split("&")) {
    const [, key, value] = /^([a-z]+)=(.*)$/s.exec(part) ?? [];
    if (key === undefined || value === undefined) return undefined;
    try {
      const read = decodeURIComponent(value.replaceAll("+", " "));
      const values = fields.get(key);
      if (values) values.push(read);
      else fields.set(key, [read]);
    } catch {
      return undefined;
    }
  }
  return fields;
}

/** What addresses may hold as it is stays readable: `/`, `:`, `,` and blanks (as `+`); `:~:` would be a browser's. */
function escapeValue(value: string): string {
  return encodeURIComponent(value)
    .replaceAll("~", "%7E")
    .replaceAll("%20", "+")
    .replaceAll("%2F", "/")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",");
}

/** Only what would be read as something else. */
function escapeLittle(value: string): string {
  return value.replace(/[%&+]/g, encodeURIComponent).replaceAll(" ", "+");
}
