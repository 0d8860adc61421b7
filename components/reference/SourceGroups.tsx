import { noteHref } from "../../lib/address/href.ts";
import type { SourceUse } from "../../lib/note/gather.ts";
import type { Site } from "../../lib/note/site.ts";
import * as words from "../../lib/words/words.ts";
import { Flag } from "../frame/Flag.tsx";
import { SourceItem } from "../note/SourceItem.tsx";

type SourceGroup = { readonly group: string; readonly sources: readonly SourceUse[] };

/** Sources by subject, numbered through, each with the sections that rest on it. */
export function SourceGroups({ groups, site }: { groups: readonly SourceGroup[]; site: Site }) {
  const numbers = new Map(
    groups.flatMap(({ sources }) => sources).map((source, index) => [source.key, index + 1]),
  );
  const named = groups.flatMap(({ group, sources }) => {
    const subject = site.groups.find((one) => one.id === group);
    return subject === undefined ? [] : [{ subject, sources }];
  });
  return (
    <>
      <nav className="jump subjects" aria-label={words.jumpToSubject}>
        {named.map(({ subject, sources }) => (
          <a key={subject.id} href={`#topic-${subject.id}`}>
            <Flag group={subject.flag} />
            {subject.name}
            <span className="num">{sources.length}</span>
          </a>
        ))}
      </nav>
      {named.map(({ subject, sources }) => (
        <section
          className="subject"
          key={subject.id}
          id={`topic-${subject.id}`}
          aria-labelledby={`topic-${subject.id}-name`}
        >
          <h2 id={`topic-${subject.id}-name`}>
            <Flag group={subject.flag} />
            {subject.name}
          </h2>
          <ol className="srcs" start={numbers.get(sources[0]!.key)}>
            {sources.map(({ key, notes }) => (
              <SourceItem key={key} id={key} number={numbers.get(key)!} source={site.sources[key]!}>
                <ul className="rests">
                  {notes.map((note) => (
                    <li key={note.slug}>
                      <a href={noteHref(note.slug, `src-${key}`)}>{note.title}</a>
                      {note.sections.map((section) => (
                        <a key={section.href} className="at" href={section.href}>
                          {section.title}
                        </a>
                      ))}
                    </li>
                  ))}
                </ul>
              </SourceItem>
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}
