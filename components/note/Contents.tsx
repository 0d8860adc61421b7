import type { Note } from "../../lib/note/note.ts";
import { OFFLINE_PAGE } from "../../lib/records/offline.ts";
import * as words from "../../lib/words/words.ts";
import { Icon } from "../frame/Icon.tsx";

type Entry = { readonly id: string; readonly text: string };

/** What the depth gauge counts: the sections, or all headings where a note has no sections. */
function sectionsOf(note: Note): readonly Entry[] {
  const sections = note.outline.filter((heading) => heading.depth === 2);
  return sections.length > 0 ? sections : note.outline;
}

/** What the depth gauge lists: the sections, then what follows them. */
function entriesOf(note: Note): readonly Entry[] {
  const asks = note.study?.cards.length || note.study?.questions.some(({ at }) => at === "end");
  const check = asks ? [{ id: "check", text: words.checkOfNote }] : [];
  const sources = note.citations.length > 0 ? [{ id: "sources", text: words.sources }] : [];
  return [...sectionsOf(note), ...check, ...sources];
}

/** The bar under the header, where the gauge does not fit: shows the section and opens the list. */
export function WhereBar({ note }: { note: Note }) {
  if (entriesOf(note).length === 0) return null;
  const { length } = sectionsOf(note);
  return (
    <button type="button" className="where-bar" popoverTarget="toc" data-where="">
      <span className="num">{words.sectionCount(length)}</span>
      <b>{words.sectionsOfNote}</b>
      <Icon name="sections" />
      <progress max={length} value={0} aria-hidden="true" />
    </button>
  );
}

export function Contents({ note }: { note: Note }) {
  const entries = entriesOf(note);
  if (entries.length === 0) return null;
  return (
    <nav className="toc" id="toc" aria-label={words.sectionsOfNote} popover="auto">
      <div className="toc-in">
        <h2>{words.sectionsOfNote}</h2>
        <ol className="gauge">
          {entries.map((entry) => (
            <li key={entry.id}>
              <a href={`#${entry.id}`}>{entry.text}</a>
            </li>
          ))}
        </ol>
        <div className="toc-tools needs-js">
          <button type="button" data-share="note">
            <Icon name="share" />
            {words.shareNote}
          </button>
          <button type="button" data-settings="">
            <Icon name="text" />
            {words.settings}
          </button>
          <a href={`${OFFLINE_PAGE}#${note.meta.group}`}>
            <Icon name="keep" />
            {words.offlineKeepSubject}
          </a>
        </div>
      </div>
    </nav>
  );
}
