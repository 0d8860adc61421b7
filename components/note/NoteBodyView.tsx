import { getMDXComponent } from "mdx-bundler/client/index.js";
import type { AsksOfNote } from "../../lib/note/asks.ts";
import type { Note } from "../../lib/note/note.ts";
import type { Site } from "../../lib/note/site.ts";
import * as words from "../../lib/words/words.ts";
import { Asks } from "../study/Asks.tsx";
import { createNoteComponents, TermCards } from "./note-components.tsx";
import { MovedAway } from "./OldAnchors.tsx";

/** The body of a note. It is evaluated while the page is made; readers get plain HTML. */
export function NoteBodyView({ note, site, asks }: { note: Note; site: Site; asks?: AsksOfNote }) {
  if (note.body.kind === "broken") {
    return (
      <div className="empty">
        <b>{note.body.reason}</b>
        <p>{note.path}</p>
      </div>
    );
  }
  const Body = getMDXComponent(note.body.code);
  const sections = note.outline.filter(({ depth }) => depth === 2);
  const terms = new Map(site.terms.map((term) => [term.id, term]));
  return (
    <>
      <MovedAway moves={note.moves} what={words.movedSections} />
      <article className="prose">
        <Body components={createNoteComponents(note, terms, site.sources, site.labs, asks)} />
        <Asks asks={asks?.bySection.get(sections.at(-1)?.id ?? "")} />
      </article>
      <TermCards note={note} terms={terms} />
    </>
  );
}
