import { noteHref } from "../../lib/address/href.ts";
import type { AllCorrections, CorrectedNote } from "../../lib/note/gather.ts";
import type { CorrectionPart } from "../../lib/note/note.ts";
import type { Site } from "../../lib/note/site.ts";
import * as words from "../../lib/words/words.ts";
import { Flag } from "../frame/Flag.tsx";
import { SourceItem } from "../note/SourceItem.tsx";
import { InlineText } from "./InlineText.tsx";

const ROWS: readonly (readonly [CorrectionPart, string])[] = [
  ["was", words.correctionWas],
  ["now", words.correctionNow],
  ["why", words.correctionWhy],
];

/** All corrections by subject and note, and the sources they rest on. */
export function CorrectionList({ all, site }: { all: AllCorrections; site: Site }) {
  const groups = site.groups
    .map((group) => ({ group, notes: all.notes.filter((note) => note.group === group.id) }))
    .filter(({ notes }) => notes.length > 0);
  return (
    <>
      <nav className="jump subjects" aria-label={words.jumpToSubject}>
        {groups.map(({ group, notes }) => (
          <a key={group.id} href={`#${group.id}`}>
            <Flag group={group.flag} />
            {group.name}
            <span className="num">{notes.reduce((sum, note) => sum + note.entries.length, 0)}</span>
          </a>
        ))}
      </nav>
      {groups.map(({ group, notes }) => (
        <section className="subject" key={group.id} id={group.id} aria-labelledby={`${group.id}-name`}>
          <h2 id={`${group.id}-name`}>
            <Flag group={group.flag} />
            {group.name}
          </h2>
          {notes.map((note) => (
            <section key={note.slug} aria-labelledby={`note-${note.slug.replaceAll("/", "--")}`}>
              <h3 id={`note-${note.slug.replaceAll("/", "--")}`}>
                <a href={noteHref(note.slug)}>{note.title}</a>
              </h3>
              <Entries note={note} all={all} site={site} />
            </section>
          ))}
        </section>
      ))}
      {all.citations.length > 0 && (
        <section aria-labelledby="sources">
          <div className="h-rule">
            <h2 id="sources">{words.sources}</h2>
          </div>
          <ol className="srcs">
            {all.citations.map((key, index) => (
              <SourceItem key={key} id={`src-${key}`} number={index + 1} source={site.sources[key]!} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function Entries({ note, all, site }: { note: CorrectedNote; all: AllCorrections; site: Site }) {
  return (
    <ul className="entries">
      {note.entries.map(({ id, correction, section, callout }) => (
        <li key={id} id={id}>
          <p className="where">
            <a href={section.href}>{section.title}</a>
            <a className="back" href={callout} aria-label={words.seeInNoteLabel(section.title)}>
              {words.seeInNote}
            </a>
          </p>
          <dl className="fixes">
            {ROWS.map(([part, label]) => (
              <div key={part}>
                <dt>{label}</dt>
                <dd className={part}>
                  <InlineText
                    parts={correction.marked[part]}
                    resolved={note.resolved}
                    numberOf={(source) => all.citations.indexOf(source) + 1}
                    titleOf={(source) => site.sources[source]?.title ?? source}
                    from={noteHref(note.slug)}
                  />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
