import type { Term } from "./schemas.ts";

/**
 * The aliases of a term that shorten its English name: `CoW` of copy-on-write, `HPA`
 * of Horizontal Pod Autoscaler. An alias is one when it is a single word with at least
 * two capitals whose letters stand in the name in that order, the first of them first.
 */
export function abbreviationsOf(term: Pick<Term, "en" | "aliases">): string[] {
  const short = term.aliases.filter((alias) => isAbbreviation(alias, term.en));
  // `CoW` and `COW` are one: the first that is written.
  return short.filter(
    (alias, index) => short.findIndex((other) => other.toLowerCase() === alias.toLowerCase()) === index,
  );
}

function isAbbreviation(alias: string, name: string): boolean {
  if (!/^[A-Za-z0-9/&-]{2,8}$/.test(alias) || (alias.match(/[A-Z]/g)?.length ?? 0) < 2) return false;
  const letters = alias.toLowerCase().replace(/[^a-z0-9]/g, "");
  const whole = name.toLowerCase();
  if (letters[0] !== whole.replace(/[^a-z0-9]/g, "")[0] || letters.length >= whole.length) return false;
  let at = 0;
  for (const letter of letters) {
    at = whole.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
