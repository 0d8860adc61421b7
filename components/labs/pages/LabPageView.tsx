import type { Site, SiteLab } from "../../../lib/note/site.ts";
import * as words from "../../../lib/words/words.ts";
import { OldBrowser } from "../../frame/OldBrowser.tsx";
import { Island, type IslandName } from "../../islands/Island.tsx";
import { SourceItem } from "../../note/SourceItem.tsx";
import { ShareMark } from "../../share/ShareButton.tsx";
import { LabFacts } from "./LabFacts.tsx";

/** A lab on its own page: its bench, then what to look at, what one learns, and what it rests on. */
export function LabPageView({ lab, site }: { lab: SiteLab; site: Site }) {
  return (
    <main className="lab" id="main">
      <OldBrowser />
      <nav className="crumbs" aria-label={words.breadcrumbs}>
        <ol>
          <li>
            <a href="/labs/">{words.labs}</a>
          </li>
          <li>{lab.places[0]?.noteTitle}</li>
        </ol>
      </nav>
      <header className="lab-head">
        <h1>
          {lab.title} <ShareMark kind="lab" href={lab.href} label={words.shareLab} />
        </h1>
        <p>{lab.summary}</p>
        <LabFacts lab={lab} />
      </header>
      <BeforeBench />
      <LabIsland lab={lab} />
      <LabFoot lab={lab} site={site} />
    </main>
  );
}

/** For the keyboard: past all that a bench has to press, to what stands below it. Without scripts: why it rests. */
export function BeforeBench() {
  return (
    <>
      <a className="skip" href="#watch">
        {words.skipBench}
      </a>
      <p className="no-js">{words.labNeedsScript}</p>
    </>
  );
}

/** What to look at, what one learns, what the model leaves out, and what it rests on. */
export function LabFoot({ lab, site }: { lab: SiteLab; site: Site }) {
  const sources = lab.sources.flatMap((key) => {
    const source = site.sources[key];
    return source === undefined ? [] : [{ key, source }];
  });
  return (
    <>
      <div className="lab-foot">
        <section aria-labelledby="watch">
          <h2 id="watch">{words.labWatch}</h2>
          <p>{lab.watch}</p>
          <ul className="lab-places">
            {lab.places.slice(0, 1 + lab.also.length).map((place) => (
              <li key={place.ref}>
                {place.href === undefined ? (
                  <span className="planned-note">{place.noteTitle}</span>
                ) : (
                  <a href={place.href}>
                    {place.noteTitle}
                    {place.sectionTitle && ` › ${place.sectionTitle}`}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="learns">
          <h2 id="learns">{words.labLearns}</h2>
          <ul>
            {lab.learns.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
        {lab.limits.length > 0 && (
          <section aria-labelledby="limits">
            <h2 id="limits">{words.labLimits}</h2>
            <ul>
              {lab.limits.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {sources.length > 0 && (
        <section className="lab-sources" aria-labelledby="sources">
          <h2 id="sources">{words.sources}</h2>
          <ol className="srcs">
            {sources.map(({ key, source }, index) => (
              <SourceItem key={key} id={`src-${key}`} number={index + 1} source={source} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

/** Where the sections are that a lab refers to, by `note#section`. */
export function hrefsOf({ places }: SiteLab) {
  return Object.fromEntries(
    places.map((place) => [
      place.ref,
      { href: place.href ?? "", title: place.sectionTitle || place.noteTitle },
    ]),
  );
}

/** Simulators have an island each; what is data shares one by its kind and takes its data along. */
function LabIsland({ lab }: { lab: SiteLab }) {
  const hrefs = hrefsOf(lab);
  if (lab.kind === "exercise") {
    return (
      <Island
        name="lab-exercise"
        props={{ id: lab.id, title: lab.title, tasks: lab.tasks, hrefs } as never}
      />
    );
  }
  if (lab.kind === "chooser") {
    const { title, questions, results, ties, conflicts, cases } = lab;
    const props = { id: lab.id, title, questions, results, ties, conflicts, cases, hrefs };
    return <Island name="lab-chooser" props={props as never} />;
  }
  if (lab.kind === "calculator") {
    const { settings, results, sentence, scenarios, plot } = lab;
    const data = { settings, results, sentence, scenarios, plot };
    return <Island name="lab-calculator" props={{ id: lab.id, title: lab.title, data } as never} />;
  }
  return <Island name={`lab-${lab.id}` as IslandName} props={{ title: lab.title } as never} />;
}
