import type { Root, Text } from "hast";
import type { Term } from "../../reference/schemas.ts";
import type { CompileContext } from "./context.ts";
import { termUse } from "./rehype-references.ts";
import { type Child, isComponent, isElement, text, walk } from "./tree.ts";

/** Particles and endings that may follow a noun; anything else means another word. */
const PARTICLES =
  "(?:이란|이라는|이라|이며|이고|이나|이다|이지만|인지|인데|인|은|는|이|가|을|를|의|에게|에서|에는|에도|에|으로|로|으로서|로서|으로써|로써|와|과|도|만|부터|까지|보다|처럼|마다|란|라는|라|나|다|뿐|조차|끼리|들|별)*";

/**
 * Marks the first place in each section where the name of a glossary term stands,
 * so that the page can show its definition. Headings, links, code and the section
 * that defines the term are left alone; the longest name wins.
 */
export function rehypeTerms(context: CompileContext) {
  const byName = new Map<string, Term>();
  for (const term of context.terms) {
    if (term.ko.length >= 2) byName.set(term.ko, term);
    // Other spellings of several words are names too, so that no shorter term is found inside one.
    for (const alias of term.aliases)
      if (/[가-힣] [가-힣]/.test(alias) && !byName.has(alias)) byName.set(alias, term);
  }
  const names = [...byName.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (names.length === 0) return () => undefined;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_-])(${names.map(escapeName).join("|")})(?=${PARTICLES}(?![\\p{L}\\p{N}_]))`,
    "gu",
  );

  return (tree: Root) => {
    let section = "";
    let anchor = "";
    let seen = new Set<string>();
    walk(tree, (node) => {
      if (isElement(node, "h1", "h2", "h3", "h4", "h5", "h6")) {
        anchor = String(node.properties.id ?? "");
        if (node.tagName === "h2") {
          section = anchor;
          seen = new Set();
        }
        return "skip";
      }
      if (isComponent(node, "TermLink")) {
        const id = node.attributes[0]?.type === "mdxJsxAttribute" ? String(node.attributes[0].value) : "";
        seen.add(id);
        context.termUses.push({ term: id, anchor });
        return "skip";
      }
      if (isElement(node, "a", "code", "pre", "th", "kbd", "del") || isComponent(node, "CorrectionRow"))
        return "skip";
      if (node.type !== "text") return undefined;
      return mark(node);
    });

    function mark(node: Text): Child[] | undefined {
      const parts: Child[] = [];
      let from = 0;
      for (const match of node.value.matchAll(pattern)) {
        const term = byName.get(match[1]!)!;
        if (seen.has(term.id) || term.section === section || term.section === anchor) continue;
        seen.add(term.id);
        context.termUses.push({ term: term.id, anchor });
        if (match.index > from) parts.push(text(node.value.slice(from, match.index)));
        parts.push(termUse(term.id, [text(match[1]!)]));
        from = match.index + match[1]!.length;
      }
      if (parts.length === 0) return undefined;
      if (from < node.value.length) parts.push(text(node.value.slice(from)));
      return parts;
    }
  };
}

function escapeName(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
