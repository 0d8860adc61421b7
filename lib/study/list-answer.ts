import type { Grade } from "./command-answer.ts";

const STRONG = /\s*(?:->|→|=>|>|,|\/|·|\n|;|\||\+)\s*/;
const NUMBERED = /(?:^|\s)(?:\d+[.)]|[①-⑨])\s*/g;
const JOINING = /(?<=\S)(?:와|과|이랑|랑|하고)\s+|\s+(?:및|그리고|and|다음|그다음|후)\s+/gi;
const FEWEST_TO_MISS = 3;

/** Whether an accepted form names several things. @param form cleaned */
export function isList(form: string): boolean {
  return itemsOf(form).length > 1;
}

function itemsOf(form: string): string[] {
  return form
    .split(form.includes("→") ? "→" : /,\s+/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/**
 * Grades a list: in any order and with any separators, but for `→`, where the order counts. An item that
 * does not belong is another answer; one missing of three or more is almost right.
 * @param gradeItem how one item is graded
 */
export function gradeList(
  accepted: readonly string[],
  text: string,
  gradeItem: (item: string, part: string) => Grade,
): Grade {
  const grades = accepted.filter(isList).map((form) => gradeAgainst(form, text, gradeItem));
  return grades.includes("right") ? "right" : grades.includes("almost") ? "almost" : "wrong";
}

function gradeAgainst(form: string, text: string, gradeItem: (item: string, part: string) => Grade): Grade {
  const items = itemsOf(form);
  const plain = text.replace(NUMBERED, ", ").replace(JOINING, ", ");
  const found = readParts(plain, items, gradeItem);
  if (found === undefined) return "wrong";
  const numbers = found.map(({ item }) => item);
  if (new Set(numbers).size !== numbers.length) return "wrong";
  if (form.includes("→") && numbers.some((item, at) => at > 0 && item < numbers[at - 1]!)) return "wrong";
  const missing = items.length - numbers.length;
  if (missing > 1 || (missing === 1 && items.length < FEWEST_TO_MISS)) return "wrong";
  return missing === 1 || found.some(({ grade }) => grade === "almost") ? "almost" : "right";
}

type Found = { readonly item: number; readonly grade: Grade };

/** Each part of a text with the item that it names; undefined where something names none. */
function readParts(
  text: string,
  items: readonly string[],
  gradeItem: (item: string, part: string) => Grade,
): Found[] | undefined {
  const match = (part: string): Found | undefined => {
    let near: Found | undefined;
    for (const [item, name] of items.entries()) {
      const grade = gradeItem(name, part);
      if (grade === "right") return { item, grade };
      if (grade === "almost") near ??= { item, grade };
    }
    return near;
  };
  const found: Found[] = [];
  for (const part of text.split(STRONG).filter((one) => one.trim() !== "")) {
    const whole = match(part);
    if (whole !== undefined) {
      found.push(whole);
      continue;
    }
    const words = part.split(/\s+/);
    if (words.length === 1) return undefined;
    for (let from = 0; from < words.length; ) {
      let taken = 0;
      for (let size = words.length - from; size > 0 && taken === 0; size--) {
        const some = match(words.slice(from, from + size).join(" "));
        if (some !== undefined) {
          found.push(some);
          taken = size;
        }
      }
      if (taken === 0) return undefined;
      from += taken;
    }
  }
  return found.length > 0 ? found : undefined;
}
