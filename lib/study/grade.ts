import { fromKeystrokes, toKeystrokes } from "../text/keystrokes.ts";
import { type Grade, gradeCommand, isCommand } from "./command-answer.ts";
import { coresOf } from "./cores.ts";
import { cleanAnswer, squeeze } from "./fold.ts";
import { gradeList, isList } from "./list-answer.ts";
import { type Names, namesOf, type StudyTerm } from "./names.ts";
import { isPhraseWithoutOne, isSamePhrase } from "./phrase.ts";
import { compareQuantities, parseQuantity } from "./quantity.ts";
import { isSlip } from "./slips.ts";

export type { Grade } from "./command-answer.ts";

/** Says that the learner does not know. */
const GIVES_UP = /^(?:잘\s*)?(?:모르|몰라|모름|글쎄|패스|pass|skip|없음|\?+$|i don'?t know|idk)/i;
const INITIALS_ONLY = /^[ㄱ-ㅎᄀ-ᅞ]+$/;
/** X가 아니라 Y: what counts is Y. */
const RATHER = /^(.*?)(?:이|가|은|는)?\s*(?:아니라|아니고|말고|아닌)\s+(.+)$/;
const NEGATED = /(?:이|가|은|는)?\s*(?:아니(?:다|에요|예요|요|야|죠)|아닙니다|아님|아녜요|아냐)$/;
const NEGATION = /(?:않|못하|못\s|안\s|없)/;
const TWO_ANSWERS = /\s+(?:또는|혹은|아니면|or)\s+|(?<=[가-힣])(?:이나|나)\s+(?=\S)|\s*[/,|]\s*/i;
const PREDICATE = /(?:다|요|죠|음|함|됨|해|돼|까)$/;
/** Nouns that say of what kind a thing is, so that its name is known without them: 암달(의 법칙). */
const HEADS = new Set(
  "probe 프로브 법칙 law 컨트롤러 controller 원리 원칙 principle 알고리즘 algorithm 패턴 pattern 정리 theorem 모드 mode 클래스 class 테스트 test 배포 deployment 캐시 cache".split(
    " ",
  ),
);
const FEWEST_KEYS = 2;

/**
 * Grades a short answer. `right` counts as remembered, `almost` too, with the proper form beside it.
 * A way of writing is never held against anybody, and another thing never passes.
 * @param accepted one to four forms; `→` between items whose order counts, `,` where it does not
 * @param answer as it was typed
 */
export function gradeAnswer(
  accepted: readonly string[],
  answer: string,
  glossary: readonly StudyTerm[],
): Grade {
  const text = cleanAnswer(answer);
  const forms = accepted.map(cleanAnswer);
  if (/^[\s\p{P}\p{S}]*$/u.test(text)) return "wrong";
  if (forms.some(isCommand)) return gradeCommand(forms, text);
  if (forms.some(isList)) return gradeList(forms, text, (item, part) => gradeAnswer([item], part, glossary));
  return gradeTerm(namesOf(accepted, glossary), forms, text, 0);
}

function gradeTerm(names: Names, accepted: readonly string[], text: string, depth: number): Grade {
  const cores = coresOf(text);
  const isName = (core: string) => names.squeezed.has(squeeze(core));
  if (isName(text)) return "right";
  if (GIVES_UP.test(text) || INITIALS_ONLY.test(squeeze(text))) return "wrong";
  const quantity = gradeQuantity(accepted, cores);
  if (quantity !== undefined) return quantity;
  const rather = depth === 0 ? RATHER.exec(text) : null;
  if (rather !== null) return gradeTerm(names, accepted, rather[2]!, depth + 1);
  if (NEGATED.test(text)) return "wrong";
  if (names.isOther(squeeze(text))) return "wrong";
  if (cores.some(isName)) return "right";

  const bracketed = /^(.*?)\s*\(([^)]+)\)\s*(.*)$/.exec(text);
  if (bracketed !== null && depth === 0) {
    const [, before = "", inside = "", after = ""] = bracketed;
    const [outer, inner] = [`${before}${after}`, inside].map((part) => gradeTerm(names, accepted, part, 1));
    if (outer !== "wrong" || inner !== "wrong")
      return outer === "wrong" ? "wrong" : inner === "wrong" ? "wrong" : outer!;
    return "wrong";
  }
  const parts = text.split(TWO_ANSWERS).filter((part) => part.trim() !== "");
  if (parts.length > 1 && depth === 0) {
    const grades = parts.map((part) => gradeTerm(names, accepted, part.trim(), 1));
    if (grades.some((grade) => grade !== "wrong"))
      return grades.every((grade) => grade === "right") ? "right" : "wrong";
  }
  if (isOnOtherKeyboard(names, text)) return "right";
  if (accepted.some((form) => isSamePhrase(form, text))) return "right";
  if (accepted.some((form) => isPhraseWithoutOne(form, text))) return "almost";
  if (isWithoutHead(names, cores) || hasIdlePredicate(names, text)) return "almost";
  const typed = cores.map(squeeze).filter((core) => core.length >= FEWEST_KEYS);
  if (typed.some((core) => names.isOther(core) && squeeze(text).startsWith(core) && isNoun(text, core)))
    return "wrong";
  return typed.some((core) => !names.isOther(core) && [...names.squeezed].some((form) => isSlip(core, form)))
    ? "almost"
    : "wrong";
}

/** Whether a core is all of a text but for a particle or an ending. */
function isNoun(text: string, core: string): boolean {
  return squeeze(text).length - core.length <= 3;
}

/** Undefined where no accepted form is a quantity, or the answer is none. */
function gradeQuantity(accepted: readonly string[], cores: readonly string[]): Grade | undefined {
  // v1.24 and 1.24 name a release: a name with digits, no amount.
  if (accepted.some((form) => /^v\d/i.test(form))) return undefined;
  const wanted = accepted.flatMap((form) => parseQuantity(form) ?? []);
  if (wanted.length === 0) return undefined;
  const typed = cores.flatMap((core) => parseQuantity(core) ?? []);
  // The whole text first: in 500m the m is no particle.
  const grades = typed.slice(0, 1).flatMap((one) => wanted.map((other) => compareQuantities(one, other)));
  if (grades.length === 0) return /\d/.test(cores[0]!) ? "wrong" : undefined;
  return grades.includes("right") ? "right" : grades.includes("almost") ? "almost" : "wrong";
}

function isOnOtherKeyboard(names: Names, text: string): boolean {
  const keys = text.replace(/\s+/g, "");
  const turned = /^[A-Za-z]+$/.test(keys)
    ? fromKeystrokes(keys)
    : /^[가-힣ㄱ-ㅣ]+$/.test(keys)
      ? toKeystrokes(keys)
      : undefined;
  return turned !== undefined && names.squeezed.has(squeeze(turned));
}

/** liveness for liveness probe, 암달 for 암달의 법칙. */
function isWithoutHead(names: Names, cores: readonly string[]): boolean {
  const typed = new Set(cores.map(squeeze).filter((core) => !names.isOther(core)));
  return names.forms.some((form) => {
    const words = form.split(" ");
    const head = words.pop()?.toLowerCase() ?? "";
    if (words.length === 0 || !HEADS.has(head)) return false;
    const rest = words.join(" ");
    return [rest, rest.replace(/의$/, ""), rest.replace(/'?s$/, "")].some((one) => typed.has(squeeze(one)));
  });
}

/** HPA가 조절합니다: the name, and then something that nobody checks. */
function hasIdlePredicate(names: Names, text: string): boolean {
  const words = text.replace(/[.!]+$/, "").split(" ");
  for (let size = 1; size < words.length; size++) {
    const rest = words.slice(size);
    if (rest.length > 3 || !PREDICATE.test(rest.at(-1)!) || NEGATION.test(` ${rest.join(" ")}`)) continue;
    if (rest.some((word) => coresOf(word).some((core) => names.isOther(squeeze(core))))) continue;
    const subject = words.slice(0, size).join(" ");
    if (/(?:을|를|의|에|에서)$/.test(subject) && rest.length > 1) continue;
    if (coresOf(subject).some((core) => names.squeezed.has(squeeze(core)))) return true;
  }
  return false;
}
