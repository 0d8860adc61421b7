import type { Site, SiteLab } from "../../../lib/note/site.ts";
import * as words from "../../../lib/words/words.ts";
import { Flag } from "../../frame/Flag.tsx";
import { ShareMark } from "../../share/ShareButton.tsx";
import { LabFacts } from "./LabFacts.tsx";
import { LabPreview } from "./LabPreview.tsx";

/** All labs by subject, in the order of the notes they belong to. */
export function LabList({ labs, site }: { labs: readonly SiteLab[]; site: Site }) {
  const subjects = site.groups
    .map((group) => ({ group, labs: labs.filter((lab) => lab.group === group.id) }))
    .filter((subject) => subject.labs.length > 0);
  const rest = labs.filter((lab) => !site.groups.some((group) => group.id === lab.group));
  return (
    <>
      {subjects.map(({ group, labs: own }) => (
        <section className="lab-subject" key={group.id} id={group.id} aria-labelledby={`${group.id}-name`}>
          <h2 id={`${group.id}-name`} className={`g-${group.flag}`}>
            <Flag group={group.flag} />
            {group.name}
          </h2>
          <LabItems labs={own} />
        </section>
      ))}
      {rest.length > 0 && <LabItems labs={rest} />}
    </>
  );
}

function LabItems({ labs }: { labs: readonly SiteLab[] }) {
  return (
    <ul className="lab-list">
      {labs.map((lab) => (
        <li key={lab.id} id={lab.id}>
          <LabPreview lab={lab} />
          <div>
            <h3>
              <a href={lab.href}>{lab.title}</a>
              <ShareMark kind="lab" href={lab.href} label={words.shareOf(lab.title)} />
            </h3>
            <p>{lab.summary}</p>
            <ul className="learns">
              {lab.learns.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </div>
          <div className="lab-side">
            <LabFacts lab={lab} />
            <SectionLink lab={lab} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function SectionLink({ lab }: { lab: SiteLab }) {
  const place = lab.places[0];
  if (place === undefined) return null;
  if (place.href === undefined) return <span className="planned-note">{place.noteTitle}</span>;
  return (
    <a href={place.href}>
      {place.noteTitle}
      {place.sectionTitle && ` › ${place.sectionTitle}`}
    </a>
  );
}
