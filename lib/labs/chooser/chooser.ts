import type { Fields } from "../../sim/hash.ts";
import { readAddress } from "../../sim/read-address.ts";
import type { ChooserFile } from "../lab-file.ts";

/** The id of the option chosen, by the id of the question. */
export type Choices = Readonly<Record<string, string>>;

type Advice = {
  readonly result: string;
  readonly score: number;
  /** What speaks for it, in the order of the questions. */
  readonly because: readonly string[];
  /** What rules it out; such a result is never recommended. */
  readonly against: readonly string[];
};

/** What some answers come to. */
export type Verdict =
  /** No answer speaks for anything yet. */
  | { readonly kind: "open" }
  | { readonly kind: "one"; readonly result: string }
  /** Several are equally good; `because` is the file's word on it, undefined while a question may yet decide. */
  | { readonly kind: "tie"; readonly results: readonly string[]; readonly because: string | undefined }
  /** Every result is ruled out: by which answers, and what the file advises for each such pair or group. */
  | {
      readonly kind: "conflict";
      readonly between: readonly Answer[];
      readonly because: readonly string[];
    };

/** `question.option`, as the file writes an answer. */
type Answer = string;

type Rules = Pick<ChooserFile, "questions" | "results" | "ties" | "conflicts">;

/**
 * What the answers so far say of each result: the higher score first, equal ones in the order of the file,
 * those that are ruled out last.
 */
export function advise(chooser: Rules, choices: Choices): readonly Advice[] {
  const chosen = chooser.questions.flatMap(
    (question) => question.options.find((option) => option.id === choices[question.id]) ?? [],
  );
  return chooser.results
    .map((result): Advice => {
      const reasons = chosen.flatMap((option) => option.for.filter((one) => one.result === result.id));
      return {
        result: result.id,
        score: reasons.reduce((sum, reason) => sum + reason.weight, 0),
        because: reasons.map((reason) => reason.because),
        against: chosen.flatMap((option) =>
          option.not.filter((one) => one.result === result.id).map((one) => one.because),
        ),
      };
    })
    .sort((a, b) => Math.min(1, a.against.length) - Math.min(1, b.against.length) || b.score - a.score);
}

/**
 * What the answers come to. Never a result that an answer rules out, and never one of several that are
 * equally good.
 */
export function decide(chooser: Rules, choices: Choices): Verdict {
  const possible = advise(chooser, choices).filter(({ against }) => against.length === 0);
  if (possible.length === 0) {
    const between = conflictIn(chooser, choices);
    const because = chooser.conflicts
      .filter(({ answers }) => answers.every((answer) => answersOf(choices).includes(answer)))
      .map((one) => one.because);
    return { kind: "conflict", between, because };
  }
  const top = possible[0]!.score;
  if (top === 0) return { kind: "open" };
  const results = possible.filter(({ score }) => score === top).map(({ result }) => result);
  if (results.length === 1) return { kind: "one", result: results[0]! };
  const isComplete = chooser.questions.every(({ id }) => choices[id] !== undefined);
  const told = chooser.ties.find(
    (tie) => tie.results.length === results.length && tie.results.every((one) => results.includes(one)),
  );
  return { kind: "tie", results, because: isComplete ? told?.because : undefined };
}

const answersOf = (choices: Choices): readonly Answer[] =>
  Object.entries(choices).map(([question, option]) => `${question}.${option}`);

/** A smallest set of the answers that leaves no result: each of them is needed for it. */
function conflictIn(chooser: Rules, choices: Choices): readonly Answer[] {
  let kept = Object.entries(choices);
  for (const entry of Object.entries(choices)) {
    const fewer = kept.filter((one) => one[0] !== entry[0]);
    if (advise(chooser, Object.fromEntries(fewer)).every(({ against }) => against.length > 0)) kept = fewer;
  }
  return answersOf(Object.fromEntries(kept));
}

/** More than this many ways to answer are too many to read, for the enumeration and for a reader. */
export const MOST_COMBINATIONS = 4096;

/** Every way to answer all questions. */
export function allChoices({ questions }: Pick<ChooserFile, "questions">): readonly Choices[] {
  return questions.reduce<readonly Choices[]>(
    (before, { id, options }) =>
      before.flatMap((choices) => options.map((option) => ({ ...choices, [id]: option.id }))),
    [{}],
  );
}

type ChooserFault = {
  readonly kind: "open" | "tie" | "conflict";
  readonly choices: Choices;
  /** The results that tie, or the answers that leave none. */
  readonly between: readonly string[];
};

/**
 * Answers to all questions that a file gives no word on: nothing speaks for any result, several are equally
 * good and no entry of `ties` says why, or none is left and no entry of `conflicts` says what to do. One
 * fault for each such tie or conflict.
 */
export function faultsOf(chooser: Rules): readonly ChooserFault[] {
  const faults = new Map<string, ChooserFault>();
  for (const choices of allChoices(chooser)) {
    const verdict = decide(chooser, choices);
    if (verdict.kind === "one") continue;
    if (verdict.kind === "tie" && verdict.because !== undefined) continue;
    if (verdict.kind === "conflict" && verdict.because.length > 0) continue;
    const between =
      verdict.kind === "tie" ? verdict.results : verdict.kind === "conflict" ? verdict.between : [];
    const key = `${verdict.kind} ${between.join(" ")}`;
    if (!faults.has(key)) faults.set(key, { kind: verdict.kind, choices, between });
  }
  return [...faults.values()];
}

type Case = ChooserFile["cases"][number];

/** What a reader guesses of a case when no result will do. */
export const NOTHING_FITS = "none";

/** Whether a guess (a result, or `NOTHING_FITS`) names what the answers of the case come to. */
export function isGuessRight(chooser: Rules, one: Case, guess: string): boolean {
  const verdict = decide(chooser, one.choices);
  switch (verdict.kind) {
    case "one":
      return verdict.result === guess;
    case "tie":
      return verdict.results.includes(guess);
    default:
      return guess === NOTHING_FITS;
  }
}

/** What stands in the address: the answers, and the guesses (a result or `NOTHING_FITS`) by case. */
type ChooserState = { readonly choices: Choices; readonly guesses: Choices };
export const NOTHING_CHOSEN: ChooserState = { choices: {}, guesses: {} };

export function writeChooser({ choices, guesses }: ChooserState): Fields {
  return [
    ["v", "1"],
    ...Object.entries(choices).map(([question, option]) => ["a", `${question}.${option}`] as const),
    ...Object.entries(guesses).map(([one, result]) => ["g", `${one}.${result}`] as const),
  ];
}

/** The state an address holds; what does not fit the chooser opens the start, with the reason. */
export function readChooser(
  chooser: ChooserFile,
  hash: string,
): { readonly value: ChooserState; readonly problem: string | undefined } {
  const text = hash.replace(/^#/, "");
  if (text === "") return { value: NOTHING_CHOSEN, problem: undefined };
  const refuse = (reason: string) => ({
    value: NOTHING_CHOSEN,
    problem: `${reason} 처음 상태로 열었습니다.`,
  });
  const fields = readAddress(text);
  if (fields === undefined) return refuse("주소를 읽을 수 없습니다.");
  if (fields.get("v")?.join() !== "1") return refuse("이 실습의 지금 판이 아닌 주소입니다.");
  if ([...fields.keys()].some((key) => !["v", "a", "g"].includes(key))) {
    return refuse("주소에 모르는 값이 있습니다.");
  }
  const choices = readPairs(fields.get("a") ?? [], (question, option) =>
    chooser.questions.some(({ id, options }) => id === question && options.some((one) => one.id === option)),
  );
  const guesses = readPairs(
    fields.get("g") ?? [],
    (one, result) =>
      chooser.cases.some(({ id }) => id === one) &&
      (result === NOTHING_FITS || chooser.results.some(({ id }) => id === result)),
  );
  if (choices === undefined || guesses === undefined)
    return refuse("주소에 적힌 답이 이 물음에 맞지 않습니다.");
  return { value: { choices, guesses }, problem: undefined };
}

/** `key.value` each; undefined when one is not known, or a key comes twice. */
function readPairs(
  fields: readonly string[],
  isKnown: (key: string, value: string) => boolean,
): Choices | undefined {
  const pairs = new Map<string, string>();
  for (const field of fields) {
    const [, key = "", value = ""] = /^([a-z0-9-]+)\.([a-z0-9-]+)$/.exec(field) ?? [];
    if (!isKnown(key, value) || pairs.has(key)) return undefined;
    pairs.set(key, value);
  }
  return Object.fromEntries(pairs);
}
