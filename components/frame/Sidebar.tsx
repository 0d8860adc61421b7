import { notesHref } from "../../lib/address/href.ts";
import type { Site } from "../../lib/note/site.ts";
import * as words from "../../lib/words/words.ts";
import { Flag } from "./Flag.tsx";
import { NoteLines } from "./NoteLines.tsx";
import { Sentence } from "./Sentence.tsx";
import { allStations, nearbyStations } from "./stations.ts";

/**
 * Subjects, with the notes of the current one only, and of many those near the current note: the pages stay small
 * however many notes there are.
 */
export function Sidebar({ site, group, slug }: { site: Site; group: string; slug: string }) {
  const path = site.map.paths.find((candidate) => candidate.notes.includes(slug));
  const all = allStations(site);
  return (
    <nav className="side" id="nav" aria-label={words.notes} popover="auto">
      <div className="side-in">
        <h2>{words.sidebarHeading(all.length)}</h2>
        <ul className="groups">
          {site.groups.map((entry) => {
            const stations = all.filter((station) => station.group === entry.id);
            const near = nearbyStations(stations, slug);
            return (
              <li key={entry.id}>
                <a className="group" href={`${notesHref}#${entry.id}`}>
                  <Flag group={entry.flag} />
                  {entry.name}
                  <span className="count num">{stations.length}</span>
                </a>
                {entry.id === group && <NoteLines stations={near} flag={entry.flag} current={slug} />}
                {entry.id === group && near.length < stations.length && (
                  <p className="side-foot">
                    <a href={`${notesHref}#${entry.id}`}>{words.sidebarWhole(stations.length)}</a>
                  </p>
                )}
              </li>
            );
          })}
        </ul>
        {path && (
          <p className="side-foot">
            <Sentence
              parts={words.placeOnPath(<b>{path.title}</b>, path.notes.indexOf(slug) + 1, path.notes.length)}
            />
            <br />
            <a href="/#paths">{words.otherPaths}</a>
          </p>
        )}
      </div>
    </nav>
  );
}
