import { noteHref } from "../../lib/address/href.ts";
import { type Backlink, type Note, type NoteBrief, resolutionOf } from "../../lib/note/note.ts";
import type { Site } from "../../lib/note/site.ts";
import * as words from "../../lib/words/words.ts";
import { Icon } from "../frame/Icon.tsx";
import { LabsOfNote } from "../labs/pages/LabsOfNote.tsx";
import { ConceptsOfNote } from "../reference/ConceptsOfNote.tsx";
import { NoteLinkOrName } from "./NoteTitle.tsx";
import { SourceItem } from "./SourceItem.tsx";

/** What follows the text: what to read next (before what is due, which the device knows) and to do, then sources, related notes and who links here. */
export function NoteEnd({ note, site }: { note: Note; site: Site }) {
  return (
    <>
      <Pager slug={note.slug} notes={site.notes} />
      <LabsOfNote slug={note.slug} site={site} />
      {note.citations.length > 0 && (
        <section aria-labelledby="sources">
          <div className="h-rule">
            <h2 id="sources">{words.sources}</h2>
          </div>
          <ol className="srcs">
            {note.citations.map((key, index) => (
              <SourceItem key={key} id={`src-${key}`} number={index + 1} source={site.sources[key]!} />
            ))}
          </ol>
        </section>
      )}
      <PrintedLinks note={note} />
      <ConceptsOfNote slug={note.slug} terms={site.own ? site.terms : []} />
      {note.meta.related.length > 0 && (
        <section aria-labelledby="related">
          <div className="h-rule">
            <h2 id="related">{words.relatedNotes}</h2>
          </div>
          <ul className="links">
            {note.meta.related.map((slug) => (
              <li key={slug}>
                <NoteLinkOrName slug={slug} site={site} />
                {site.notes.some((brief) => brief.slug === slug) && (
                  <p>{site.notes.find((brief) => brief.slug === slug)?.summary}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {note.backlinks.length > 0 && (
        <section aria-labelledby="backlinks">
          <div className="h-rule">
            <h2 id="backlinks">{words.backlinks}</h2>
          </div>
          {backlinksBySection(note).map(({ id, title, links }) => (
            <div className="cited" key={id}>
              <h3>{id === "" ? title : <a href={`#${id}`}>{title}</a>}</h3>
              <ul className="links">
                {links.map((link) => (
                  <li key={`${link.slug}#${link.from}#${link.anchor}`}>
                    <a href={noteHref(link.slug, link.from)}>
                      {link.title}
                      {link.fromTitle && ` › ${link.fromTitle}`}
                    </a>
                    <p>{link.sentence}</p>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      )}
    </>
  );
}

/** On paper only: where the links to other sites lead, under the letters that print.css sets beside them. */
function PrintedLinks({ note }: { note: Note }) {
  const addresses = note.links.flatMap(({ target }) => {
    const resolved = resolutionOf(note, target);
    return resolved?.kind === "external" ? [resolved.href] : [];
  });
  if (addresses.length === 0) return null;
  return (
    <aside className="print-links" aria-label={words.printedLinks}>
      <ol>
        {addresses.map((address, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same address may be linked twice
          <li key={index}>
            <a href={address} rel="noreferrer">
              {address}
            </a>
          </li>
        ))}
      </ol>
    </aside>
  );
}

/** Links to the whole note first, then those to its sections, in the order of the note. */
function backlinksBySection(note: Note): { id: string; title: string; links: Backlink[] }[] {
  const places = [{ id: "", text: words.wholeNote }, ...note.outline];
  return places
    .map(({ id, text }) => ({
      id,
      title: text,
      links: note.backlinks.filter((link) => link.section === id),
    }))
    .filter(({ links }) => links.length > 0);
}

function Pager({ slug, notes }: { slug: string; notes: readonly NoteBrief[] }) {
  const index = notes.findIndex((note) => note.slug === slug);
  const previous = notes[index - 1];
  const next = notes[index + 1];
  if (!previous && !next) return null;
  return (
    <nav className="pager" aria-label={words.neighbours}>
      {next && (
        <a href={noteHref(next.slug)} rel="next">
          <small>
            {words.nextNote}
            <Icon name="right" />
          </small>
          <b>{next.title}</b>
          <span>{next.summary}</span>
        </a>
      )}
      {previous && (
        <a href={noteHref(previous.slug)} rel="prev">
          <small>
            <Icon name="left" />
            {words.previousNote}
          </small>
          <b>{previous.title}</b>
          <span>{previous.summary}</span>
        </a>
      )}
    </nav>
  );
}
