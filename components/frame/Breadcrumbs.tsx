import { notesHref } from "../../lib/address/href.ts";
import type { Group } from "../../lib/note/site.ts";
import { Flag } from "./Flag.tsx";

export function Breadcrumbs({ group }: { group: Group | undefined }) {
  return (
    <nav className="crumbs" aria-label="위치">
      <ol>
        <li>
          <a href={notesHref}>노트</a>
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
