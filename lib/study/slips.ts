import { toKeystrokes } from "../text/keystrokes.ts";
import { editDistance } from "../text/nearest.ts";
import { digitsOf } from "./fold.ts";

/** So many keys make a form in which one slip, or two, are forgiven. */
const KEYS_FOR_ONE = 5;
const KEYS_FOR_TWO = 12;

/**
 * Whether one text is the other with a slip of the fingers: a key wrong, missing, too many, or two
 * neighbours swapped, on the Korean keyboard for Hangul. Digits never slip.
 * @param typed squeezed
 * @param form squeezed
 */
export function isSlip(typed: string, form: string): boolean {
  if (typed === form || digitsOf(typed) !== digitsOf(form)) return false;
  const [one, other] = [toKeystrokes(typed), toKeystrokes(form)];
  const most = other.length >= KEYS_FOR_TWO ? 2 : other.length >= KEYS_FOR_ONE ? 1 : 0;
  return most > 0 && editDistance(one, other, most) <= most;
}
