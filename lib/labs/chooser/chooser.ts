import { readFields, writeFields } from "../../sim/hash.ts";
import type { ChooserFile } from "../lab-file.ts";

/** The id of the option chosen, by the id of the question. */
export type Choices = Readonly<Record<string, string>>;

export type Advice = {
  readonly result: string;
  readonly score: number;
  /** What speaks for it, in the order of the questions. */
  readonly because: readonly string[];
  /** What rules it out; such a result is never recommended. */
  readonly against: readonly string[];
};

/**
 * What the answers so far recommend, best first: the higher score, then the order of the file. Ruled-out
 * results come last. Nothing is recommended that no answer speaks for.
 */
export function advise(chooser: ChooserFile, choices: Choices): readonly Advice[] {
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

/** The one to recommend; undefined while no answer speaks for one that is still possible. */
export function recommend(chooser: ChooserFile, choices: Choices): Advice | undefined {
  const [best] = advise(chooser, choices);
  return best !== undefined && best.score > 0 && best.against.length === 0 ? best : undefined;
}

export function writeChoices(choices: Choices): string {
  return writeFields([
    ["v", "1"],
    ...Object.entries(choices).map(([question, option]) => ["a", `${question}.${option}`] as const),
  ]);
}

export function readChoices(
  chooser: ChooserFile,
  hash: string,
): { readonly choices: Choices; readonly problem: string | undefined } {
  const text = hash.replace(/^#/, "");
  if (text === "") return { choices: {}, problem: undefined };
  const refuse = (reason: string) => ({ choices: {}, problem: `${reason} 처음 상태로 열었습니다.` });
  const fields = text.length > 6000 ? undefined : readFields(text);
  if (fields === undefined) return refuse("주소를 읽을 수 없습니다.");
  if (fields.get("v")?.join() !== "1") return refuse("이 실습의 지금 판이 아닌 주소입니다.");
  if ([...fields.keys()].some((key) => key !== "v" && key !== "a")) {
    return refuse("주소에 모르는 값이 있습니다.");
  }
  const choices = new Map<string, string>();
  for (const field of fields.get("a") ?? []) {
    const [, questionId = "", optionId = ""] = /^([a-z0-9-]+)\.([a-z0-9-]+)$/.exec(field) ?? [];
    const question = chooser.questions.find((one) => one.id === questionId);
    if (!question?.options.some((option) => option.id === optionId) || choices.has(questionId)) {
      return refuse("주소에 적힌 답이 이 물음에 맞지 않습니다.");
    }
    choices.set(questionId, optionId);
  }
  return { choices: Object.fromEntries(choices), problem: undefined };
}
