import { notesHref } from "../../lib/address/href.ts";
import type { Site } from "../../lib/note/site.ts";
import { Flag } from "./Flag.tsx";
import { NoteLines } from "./NoteLines.tsx";
import { allStations, stationsOf } from "./stations.ts";

/** Subjects, with the notes of the current one only: the pages stay small however many notes there are. */
export function Sidebar({ site, group, slug }: { site: Site; group: string; slug: string }) {
  const path = site.map.paths.find((candidate) => candidate.notes.includes(slug));
  const total = allStations(site).length;
  return (
    <nav className="side" id="nav" aria-label="노트" popover="auto">
      <div className="side-in">
        <h2>노트 {total}편</h2>
        <ul className="groups">
          {site.groups.map((entry) => {
            const stations = stationsOf(site, entry.id);
            return (
              <li key={entry.id}>
                <a className="group" href={`${notesHref}#${entry.id}`}>
                  <Flag group={entry.flag} />
                  {entry.name}
                  <span className="count num">{stations.length}</span>
                </a>
                {entry.id === group && <NoteLines stations={stations} flag={entry.flag} current={slug} />}
              </li>
            );
          })}
        </ul>
        {path && (
          <p className="side-foot">
            <b>{path.title}</b> 경로의 {path.notes.indexOf(slug) + 1} / {path.notes.length}번째 노트입니다.
            <br />
            <a href="/#paths">다른 경로 보기</a>
          </p>
        )}
      </div>
    </nav>
  );
}
