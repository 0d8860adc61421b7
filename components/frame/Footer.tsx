import {
  accessibilityHref,
  cheatSheetHref,
  correctionsHref,
  glossaryHref,
  homeHref,
  labsHref,
  mapHref,
  myHref,
  notesHref,
  originalHref,
  sourcesHref,
  tagsHref,
  versionsHref,
} from "../../lib/address/href.ts";
import { OFFLINE_PAGE } from "../../lib/records/offline.ts";
import { type NamedSite, SITE_NAME } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";
import { Mark } from "./Mark.tsx";

/** @param site said where the page may belong to somebody else's notes */
export function Footer({ site }: { site?: NamedSite }) {
  if (site !== undefined && !site.own)
    return (
      <footer className="foot">
        <a className="brand" href={homeHref}>
          <Mark />
          {site.name}
        </a>
        <a href={notesHref}>{words.allNotes}</a>
        {site.tags !== undefined && site.tags.length > 0 && <a href={tagsHref}>{words.allTags}</a>}
        {site.terms.length > 0 && <a href={glossaryHref}>{words.glossary}</a>}
        <span>{words.keptOnDevice}</span>
      </footer>
    );
  return (
    <footer className="foot">
      <a className="brand" href={homeHref}>
        <Mark />
        {SITE_NAME}
      </a>
      <a href={notesHref}>{words.allNotes}</a>
      <a href={labsHref}>{words.labs}</a>
      <a href={glossaryHref}>{words.glossary}</a>
      <a href={mapHref}>{words.conceptMap}</a>
      <a href={sourcesHref}>{words.sources}</a>
      <a href={cheatSheetHref}>{words.cheatSheet}</a>
      <a href={versionsHref}>{words.versions}</a>
      <a href={correctionsHref}>{words.corrections}</a>
      <a href={originalHref}>{words.original}</a>
      <a href={OFFLINE_PAGE}>{words.offline}</a>
      <button type="button" className="needs-js" data-settings="">
        {words.settings}
      </button>
      <button type="button" className="needs-js" data-palette="" aria-keyshortcuts="?">
        {words.palette.title}
      </button>
      <a href={myHref}>{words.myRecords}</a>
      <a href={accessibilityHref}>{words.accessibility}</a>
      <span>{words.keptOnDevice}</span>
    </footer>
  );
}
