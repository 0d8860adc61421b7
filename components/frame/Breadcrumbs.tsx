import { notesHref } from "../../lib/address/href.ts";
import type { Group } from "../../lib/note/site.ts";
import * as words from "../../lib/words/words.ts";
import { Flag } from "./Flag.tsx";

export function Breadcrumbs({ group }: { group: Group | undefined }) {
  return (
    <nav className="crumbs" aria-label={words.breadcrumbs}>
      <ol>
        <li>
          <a href={notesHref}>{words.notes}</a>
        </li>
        {group && (
          <li>
            <a href={`${notesHref}#${group.id}`}>
              <Flag group={group.flag} />
              {group.name}
            </a>
          </li>
        )}
      </ol>
    </nav>
  );
}
