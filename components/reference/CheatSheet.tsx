import { getMDXComponent } from "mdx-bundler/client/index.js";
import {
  Children,
  type ComponentPropsWithoutRef,
  isValidElement,
  type ReactElement,
  type ReactNode,
} from "react";
import { noteHref } from "../../lib/address/href.ts";
import type { Note } from "../../lib/note/note.ts";
import type { Site } from "../../lib/note/site.ts";
import { Flag } from "../frame/Flag.tsx";
import { createNoteComponents } from "../note/note-components.tsx";

/** What of folded reference is looked up: tables, code, lists, and the headings above them. */
type Kept = { readonly id: string; readonly title: string; readonly blocks: readonly ReactNode[] };

/** Commands and tables out of the folded parts of the notes, as the notes have them. */
export function CheatSheet({ notes, site }: { notes: readonly Note[]; site: Site }) {
  return notes.map((note) => {
    const kept = referenceOf(note, site);
    if (kept.length === 0) return null;
    const flag = site.groups.find(({ id }) => id === note.meta.group)?.flag ?? "";
    return (
      <section className="subject" key={note.slug} id={note.slug} aria-labelledby={`${note.slug}-name`}>
        <h2 id={`${note.slug}-name`}>
          <Flag group={flag} />
          <a href={note.href}>{note.meta.title}</a>
        </h2>
        {kept.map(({ id, title, blocks }) => (
          <div className="prose" key={id}>
            <h3>
              <a href={noteHref(note.slug, id)}>{title}</a>
            </h3>
            {blocks}
          </div>
        ))}
      </section>
    );
  });
}

/**
 * The folded parts of a note's body. The body is made of elements once more, without being drawn: those of a fold
 * are children of its `Folded`, and the heading stands before it.
 */
function referenceOf(note: Note, site: Site): Kept[] {
  if (note.body.kind === "broken") return [];
  const { components, kept: keptTypes } = sheetComponents(note, site);
  const body = getMDXComponent(note.body.code)({ components });
  const titles = new Map(note.outline.map(({ id, text }) => [id, text]));
  const kept: Kept[] = [];
  let id = "";
  for (const element of elementsIn(body)) {
    if (element.props.id !== undefined) id = element.props.id;
    if (element.type !== components.Folded) continue;
    const blocks = elementsIn(element.props.children)
      .filter(({ type }) => keptTypes.includes(type))
      .map((block, index) => ({ ...block, key: String(index) }));
    if (blocks.length > 0) kept.push({ id, title: titles.get(id) ?? note.meta.title, blocks });
  }
  return kept;
}

type Made = ReactElement<{ readonly id?: string; readonly children?: ReactNode }>;

/** The elements at the top, fragments opened. */
function elementsIn(node: ReactNode): Made[] {
  return Children.toArray(node).flatMap((child) => {
    if (!isValidElement<Made["props"]>(child)) return [];
    return typeof child.type === "symbol" ? elementsIn(child.props.children) : [child];
  });
}

/** The note's own components, for a page that is not the note: links lead there, ids stay there. */
function sheetComponents(note: Note, site: Site) {
  const own = createNoteComponents(note, new Map(), site.sources, []);
  const heading = ({ children }: ComponentPropsWithoutRef<"h4">) => <h4>{children}</h4>;
  const components = {
    ...own,
    h3: heading,
    h4: heading,
    h5: heading,
    h6: heading,
    Cite: () => null,
    Folded: ({ children }: { children?: ReactNode }) => <>{children}</>,
    a({ href = "", ...rest }: ComponentPropsWithoutRef<"a">) {
      const link = own.a({ href, ...rest });
      const to = isValidElement<{ href?: string }>(link) ? link.props.href : undefined;
      if (to?.startsWith("#")) return <a {...rest} href={note.href + to} />;
      return link;
    },
  };
  const kept: unknown[] = [own.TableFrame, own.CodeBlock, heading, "ul", "ol", "dl"];
  return { components, kept };
}
