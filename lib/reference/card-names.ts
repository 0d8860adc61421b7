import type { Term } from "./schemas.ts";

/** Where cards are to stand: a note, and the terms its frontmatter says are meant (`-id`: are not). */
export type CardPage = {
  readonly slug: string;
  readonly group: string;
  readonly meant: readonly string[];
};

/** A name that several terms claim with equal right. */
export type Unsettled = { readonly name: string; readonly ids: readonly string[] };

/** What a term is called in running text: without the brackets that tell it from its homonyms. */
export function nameOf({ ko }: Pick<Term, "ko">): string {
  return ko.replace(/\s*\([^()]*\)$/, "");
}

/**
 * The names that get cards on a page, each with the term that is meant there. A term holds where its `in`
 * says so: subjects, notes, or everywhere (`all`); without it, in the subject of its own note. Of homonyms
 * that hold on one page the one wins that the page says is meant, then the one that names the note itself.
 * @param groupOf the subject of a note, where it is known
 * @returns also the names that get no card because no claim is the best
 */
export function cardNames(
  terms: readonly Term[],
  page: CardPage,
  groupOf: (slug: string) => string | undefined,
): { readonly byName: ReadonlyMap<string, Term>; readonly unsettled: readonly Unsettled[] } {
  const claims = new Map<string, { readonly term: Term; readonly right: number }[]>();
  for (const term of terms) {
    const right = rightOf(term, page, groupOf);
    if (right === 0) continue;
    // Other spellings of several words are names too, so that no shorter term is found inside one.
    const names = [nameOf(term), ...term.aliases.filter((alias) => /[가-힣] [가-힣]/.test(alias))];
    for (const name of new Set(names)) {
      if (name.length < 2) continue;
      // Its own name goes before another's other spelling.
      const own = name === names[0] ? 0.5 : 0;
      claims.set(name, [...(claims.get(name) ?? []), { term, right: right + own }]);
    }
  }
  const byName = new Map<string, Term>();
  const unsettled: Unsettled[] = [];
  for (const [name, claimants] of claims) {
    const most = Math.max(...claimants.map(({ right }) => right));
    const best = claimants.filter(({ right }) => right === most);
    if (best.length > 1) unsettled.push({ name, ids: best.map(({ term }) => term.id) });
    else byName.set(name, best[0]!.term);
  }
  return { byName, unsettled };
}

/** 0: the term is not meant on the page. More is a better claim. */
function rightOf(term: Term, page: CardPage, groupOf: (slug: string) => string | undefined): number {
  if (page.meant.includes(`-${term.id}`)) return 0;
  if (page.meant.includes(term.id)) return 4;
  const scope = term.in ?? [groupOf(term.note) ?? ""];
  if (scope.includes(page.slug)) return 3;
  if (scope.includes(page.group)) return 2;
  return scope.includes("all") ? 1 : 0;
}
