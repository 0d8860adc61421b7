import { noteHref } from "../../lib/address/href.ts";
import type { Note } from "../../lib/note/note.ts";
import type { Site } from "../../lib/note/site.ts";
import * as words from "../../lib/words/words.ts";
import { ShareMark } from "../share/ShareButton.tsx";

/** Title, summary, the line of facts, and the questions the note answers. */
export function NoteTitle({ note, site }: { note: Note; site: Site }) {
  const { meta } = note;
  const sections = note.outline.filter((heading) => heading.depth === 2).length;
  return (
    <header className="title">
      <h1>
        {meta.title} <ShareMark kind="note" href={noteHref(note.slug)} label={words.shareNote} />
      </h1>
      {meta.english && (
        <span className="en" lang="en">
          {meta.english}
        </span>
      )}
      {meta.summary && <p className="lead">{meta.summary}</p>}
      <dl className="facts">
        {meta.prerequisites.length > 0 && (
          <div>
            <dt>{words.prerequisites}</dt>
            {meta.prerequisites.map((slug) => (
              <dd key={slug}>
                <NoteLinkOrName slug={slug} site={site} />
              </dd>
            ))}
          </div>
        )}
        <div>
          <dt>{words.readingTime}</dt>
          <dd className="num">{words.minutes(note.minutes)}</dd>
        </div>
        {sections > 0 && (
          <div>
            <dt>{words.contains}</dt>
            <dd className="num">{words.containsCount(sections, note.diagrams.length)}</dd>
          </div>
        )}
        {note.written && note.written.by.length > 0 && (
          <div>
            <dt>{words.writtenBy}</dt>
            {note.written.by.map((name) => (
              <dd key={name}>{name}</dd>
            ))}
          </div>
        )}
        {note.written?.on && (
          <div>
            <dt>{words.writtenOn}</dt>
            <dd className="num">
              <time dateTime={note.written.on}>{note.written.on}</time>
            </dd>
          </div>
        )}
        {meta.verifiedOn && (
          <div>
            <dt>{words.factsChecked}</dt>
            <dd className="num">
              <time dateTime={meta.verifiedOn}>{meta.verifiedOn}</time>
            </dd>
          </div>
        )}
        {note.tags && (
          <div>
            <dt>{words.allTags}</dt>
            {note.tags.map((tag) => (
              <dd key={tag.name}>
                <a href={tag.href}>{tag.name}</a>
              </dd>
            ))}
          </div>
        )}
      </dl>
      {meta.questions.length > 0 && (
        <div className="asks">
          <h2>{words.questionsAnswered}</h2>
          <ul>
            {meta.questions.map((question) => (
              <li key={question.text}>
                <a href={`#${question.section}`}>{question.text}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </header>
  );
}

/** A link to a note, or its name where it is only planned. */
export function NoteLinkOrName({ slug, site }: { slug: string; site: Site }) {
  const brief = site.notes.find((note) => note.slug === slug);
  if (brief) return <a href={noteHref(slug)}>{brief.title}</a>;
  const planned = site.map.notes.find((note) => note.slug === slug);
  return (
    <span className="planned-note" data-after={words.inPreparationAfter}>
      {planned?.title ?? slug}
    </span>
  );
}
