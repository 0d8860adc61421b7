import type { Site, SiteLab } from "../../../lib/note/site.ts";
import * as words from "../../../lib/words/words.ts";
import { Flag } from "../../frame/Flag.tsx";
import { ShareMark } from "../../share/ShareButton.tsx";
import { LabFacts } from "./LabFacts.tsx";
import { LabPreview } from "./LabPreview.tsx";
import { NO_FILTER, TIMES } from "./shelf-filter.ts";

/**
 * All labs: those with a page of their own in front, then each subject with its labs in the order of the notes.
 * What a device remembers of them and what is chosen to be shown is brought by `shelf.ts`.
 */
export function LabList({ site }: { site: Site }) {
  const { labs } = site;
  const subjects = site.groups
    .map((group) => ({ group, labs: labs.filter((lab) => lab.group === group.id) }))
    .filter((subject) => subject.labs.length > 0);
  const inSubjects = new Set(subjects.map(({ group }) => group.id));
  const listed = (lab: SiteLab) => !lab.ownPage;
  const rest = labs.filter((lab) => !inSubjects.has(lab.group)).filter(listed);
  return (
    <>
      {labs
        .filter((lab) => lab.ownPage)
        .map((lab) => (
          <FrontLab key={lab.id} lab={lab} />
        ))}
      <nav className="lab-subjects" aria-label={words.subjectsOfLabs}>
        <ul>
          {subjects.map(({ group, labs: own }) => (
            <li key={group.id}>
              <a href={`#${group.id}`} className={`g-${group.flag}`}>
                <Flag group={group.flag} />
                {group.name}
              </a>
              <span className="num">{words.labsAndMinutes(own.length, minutesOf(own))}</span>
              <GoalState goals={own.flatMap(keysOf)} />
            </li>
          ))}
        </ul>
      </nav>
      <Filter labs={labs} />
      {subjects.map(({ group, labs: own }) => (
        <section className="lab-subject" key={group.id} id={group.id} aria-labelledby={`${group.id}-name`}>
          <h2 id={`${group.id}-name`} className={`g-${group.flag}`}>
            <Flag group={group.flag} />
            {group.name}
          </h2>
          <LabItems labs={own.filter(listed)} />
        </section>
      ))}
      {rest.length > 0 && <LabItems labs={rest} />}
      <p className="lab-none" data-none="" hidden>
        {words.noSuchLab}{" "}
        <button type="button" className="lab-btn">
          {words.allLabs}
        </button>
      </p>
    </>
  );
}

const minutesOf = (labs: readonly SiteLab[]) => labs.reduce((sum, lab) => sum + lab.minutes, 0);
const keysOf = ({ id, goals }: SiteLab) => goals.map((goal) => `${id}/${goal}`);

/** What is chosen from: by time, and by what this device remembers. Only scripts can answer it. */
function Filter({ labs }: { labs: readonly SiteLab[] }) {
  const groups = [
    { name: "time", title: words.byTime, choices: TIMES.map(({ id }) => [id, words.labTimes[id]] as const) },
    { name: "goals", title: words.byGoals, choices: Object.entries(words.labGoals) },
  ];
  return (
    <form className="lab-filter needs-js" data-shelf="" aria-label={words.chooseLabs}>
      {groups.map(({ name, title, choices }) => (
        <fieldset key={name}>
          <legend>{title}</legend>
          {choices.map(([value, text]) => (
            <label key={value}>
              <input type="radio" name={name} value={value} defaultChecked={value === NO_FILTER} />
              <span>
                {text} <span className="num" data-count={`${name} ${value}`} />
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <p role="status" data-shown="">
        {words.labsShown(labs.length, labs.length)}
      </p>
    </form>
  );
}

/** What `shelf.ts` finds a lab by. */
const shelfMark = (lab: SiteLab) => ({
  "data-lab": lab.id,
  "data-minutes": lab.minutes,
  "data-goals": lab.goals.join(" "),
});

/** A lab that has a page of its own stands before the others, and larger. */
function FrontLab({ lab }: { lab: SiteLab }) {
  return (
    <section className="lab-front" id={lab.id} aria-labelledby={`${lab.id}-name`} {...shelfMark(lab)}>
      <div>
        <h2 id={`${lab.id}-name`}>
          <a href={lab.href}>{lab.title}</a>
          <ShareMark kind="lab" href={lab.href} label={words.shareOf(lab.title)} />
        </h2>
        <p className="lab-summary">{lab.summary}</p>
        <After lab={lab} />
        <p className="lab-side">
          <LabFacts lab={lab} />
          <GoalState goals={keysOf(lab)} />
        </p>
      </div>
      <LabPreview lab={lab} />
    </section>
  );
}

function LabItems({ labs }: { labs: readonly SiteLab[] }) {
  return (
    <ul className="lab-list">
      {labs.map((lab) => (
        <li key={lab.id} id={lab.id} {...shelfMark(lab)}>
          <LabPreview lab={lab} />
          <h3>
            <a href={lab.href}>{lab.title}</a>
            <ShareMark kind="lab" href={lab.href} label={words.shareOf(lab.title)} />
          </h3>
          <div className="lab-says">
            <p className="lab-summary">{lab.summary}</p>
            <After lab={lab} />
          </div>
          <div className="lab-side">
            <LabFacts lab={lab} />
            <GoalState goals={keysOf(lab)} />
            <SectionLink lab={lab} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What one will be able to say afterwards. */
function After({ lab }: { lab: SiteLab }) {
  return (
    <p className="lab-after">
      <b>{words.afterwards}</b> {lab.learns[0]}
    </p>
  );
}

/** How many goals there are; which of them were met comes from the device. */
function GoalState({ goals }: { goals: readonly string[] }) {
  if (goals.length === 0) return null;
  return (
    <span className="lab-goals" data-of={goals.join(" ")}>
      {words.goalCount(goals.length)}
    </span>
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
