import {
  cheatSheetHref,
  correctionsHref,
  glossaryHref,
  homeHref,
  labsHref,
  mapHref,
  notesHref,
  originalHref,
  sourcesHref,
  versionsHref,
} from "../../lib/address/href.ts";
import { OFFLINE_PAGE } from "../../lib/records/offline.ts";
import * as words from "../../lib/words/words.ts";
import { Mark } from "./Mark.tsx";

export function Footer() {
  return (
    <footer className="foot">
      <a className="brand" href={homeHref}>
        <Mark />
        {words.siteName}
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
      <span>{words.keptOnDevice}</span>
    </footer>
  );
}
