import type { Site, SiteLab } from "../../../lib/note/site.ts";
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
        <h2 id="labs">실습</h2>
      </div>
      <ul className="links">
        {labs.map(({ lab, places }) => (
          <li key={lab.id}>
            <a href={lab.href}>{lab.title}</a> <LabFacts lab={lab} />
            <ShareMark kind="lab" href={lab.href} label={`${lab.title} 공유`} />
            <p>
              {lab.summary}{" "}
              {places.map((place, index) => (
                <span key={place.anchor}>
                  {index > 0 && ", "}
                  <a href={place.href}>{place.sectionTitle || place.noteTitle}</a>
                </span>
              ))}
              {" 절에서 다룬 것을 해 본다."}
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
      <b>실습</b>
      {here.map((lab) => (
        <a key={lab.id} href={lab.href}>
          {lab.title}
        </a>
      ))}
    </p>
  );
}
