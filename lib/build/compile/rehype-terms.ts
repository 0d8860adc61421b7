import type { Root, Text } from "hast";
import type { Term } from "../../reference/schemas.ts";
import { isParticleChain } from "../../text/particles.ts";
import type { CompileContext } from "./context.ts";
import { termUse } from "./rehype-references.ts";
import { type Child, isComponent, isElement, text, walk } from "./tree.ts";

/**
 * Marks the first place in each section where the name of a glossary term stands,
 * so that the page can show its definition. Headings, links, code and the section
 * that defines the term are left alone; the longest name wins. Which term a name means is decided before,
 * for the whole note (`lib/reference/card-names.ts`); a sentence says it by `[[id|name]]`.
 */
export function rehypeTerms(context: CompileContext) {
  const known = new Map(Array.from(context.terms, (term) => [term.id, term]));
  const byName = new Map(Array.from(context.cards ?? [], ([name, id]) => [name, known.get(id)!]));
  const names = [...byName.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const beginnings = new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${names.map(escapeName).join("|")})`, "gu");

  /** The longest name that stands at `index` as a word: what follows it without a blank is particles alone. */
  function nameAt(text: string, index: number): string | undefined {
    return names.find((name) => {
      if (!text.startsWith(name, index)) return false;
      const after = text.slice(index + name.length);
      const letters = /^[가-힣]*/.exec(after)![0];
      if (/^[\p{L}\p{N}_]/u.test(after.slice(letters.length))) return false;
      return letters === "" || isParticleChain(name, letters);
    });
  }

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
      if (
        isElement(node, "a", "code", "pre", "thead", "kbd", "del") ||
        isComponent(node, "CorrectionRow") ||
        isComponent(node, "TableCaption")
      )
        return "skip";
      if (node.type !== "text" || names.length === 0) return undefined;
      return mark(node);
    });

    function isDefinedHere({ section: defines }: Term): boolean {
      return defines !== "" && (defines === section || defines === anchor);
    }

    function mark(node: Text): Child[] | undefined {
      const parts: Child[] = [];
      let from = 0;
      for (const { index } of node.value.matchAll(beginnings)) {
        const name = nameAt(node.value, index);
        if (name === undefined) continue;
        const term = byName.get(name)!;
        if (seen.has(term.id) || isDefinedHere(term)) continue;
        seen.add(term.id);
        context.termUses.push({ term: term.id, anchor });
        if (index > from) parts.push(text(node.value.slice(from, index)));
        parts.push(termUse(term.id, [text(name)]));
        from = index + name.length;
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
