import type { Site, SiteLab } from "../../../lib/note/site.ts";
import * as words from "../../../lib/words/words.ts";
import { Sentence } from "../../frame/Sentence.tsx";
import { ShareMark } from "../../share/ShareButton.tsx";
import { LabFacts } from "./LabFacts.tsx";

/** The labs of a note, each with the section of the note it belongs to. */
export function LabsOfNote({ slug, site }: { slug: string; site: Site }) {
  const labs = site.labs
    .map((lab) => ({ lab, places: lab.places.filter((place) => place.slug === slug && place.href) }))
    .filter(({ places }) => places.length > 0);
  if (labs.length === 0) return null;
  return (
    <section aria-labelledby="labs">
      <div className="h-rule">
        <h2 id="labs">{words.labs}</h2>
      </div>
      <ul className="links">
        {labs.map(({ lab, places }) => (
          <li key={lab.id}>
            <a href={lab.href}>{lab.title}</a> <LabFacts lab={lab} />
            <ShareMark kind="lab" href={lab.href} label={words.shareOf(lab.title)} />
            <p>
              {lab.summary}{" "}
              <Sentence
                parts={words.labOfSections(
                  places.map((place, index) => (
                    <span key={place.anchor}>
                      {index > 0 && ", "}
                      <a href={place.href}>{place.sectionTitle || place.noteTitle}</a>
                    </span>
                  )),
                )}
              />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Beside a heading of a note: the labs of that section. */
export function LabsOfSection({
  slug,
  anchor,
  labs,
}: {
  slug: string;
  anchor: string;
  labs: readonly SiteLab[];
}) {
  const here = labs.filter((lab) =>
    lab.places.some((place) => place.slug === slug && place.anchor === anchor),
  );
  if (here.length === 0) return null;
  return (
    <p className="section-labs">
      <b>{words.labs}</b>
      {here.map((lab) => (
        <a key={lab.id} href={lab.href}>
          {lab.title}
        </a>
      ))}
    </p>
  );
}
