import { createIdRegistry, toAsciiId } from "../../address/slug.ts";
import type { SiteTag } from "../../note/site.ts";
import type { NamedNote } from "./stages.ts";

const TAG = "tag:";

/**
 * The tags of somebody's notes: of their frontmatter, and in a vault of their texts. Capitals do not make
 * another tag; the spelling that comes first is shown. A note that is not listed names none.
 */
export function tagsOf(notes: readonly NamedNote[]): SiteTag[] {
  const tags = new Map<string, { readonly name: string; readonly notes: Set<string> }>();
  for (const { slug, frontmatter, compiled } of notes) {
    if (frontmatter.keys.unlisted) continue;
    const written = compiled.body.links.filter(({ target }) => target.startsWith(TAG));
    for (const name of [...frontmatter.keys.tags, ...written.map(({ target }) => target.slice(TAG.length))]) {
      const tag = tags.get(name.toLowerCase()) ?? { name, notes: new Set<string>() };
      tags.set(name.toLowerCase(), tag);
      tag.notes.add(slug);
    }
  }
  const unique = createIdRegistry(["main", "search", "nav"]);
  return [...tags.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, notes: slugs }) => ({ name, id: unique(toAsciiId(name) || "tag"), notes: [...slugs] }));
}
