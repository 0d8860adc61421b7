import * as words from "../../lib/words/words.ts";
import { Icon } from "../frame/Icon.tsx";

/** What a control of sharing stands beside; `components/share/shared.ts` reads it off the page. */
type ShareKind = "section" | "figure" | "table" | "code" | "term" | "lab" | "live" | "note";

/** The quiet 공유 among the tools of a block. It works through `share.js`, and shows only where scripts run. */
export function ShareButton({ kind, label }: { kind: ShareKind; label?: string }) {
  return (
    <button type="button" className="tool needs-js" data-share={kind} aria-label={label}>
      <Icon name="share" />
      {words.share}
    </button>
  );
}

/** The mark beside a heading: without scripts a link to what it stands beside. */
export function ShareMark({ kind, href, label }: { kind: ShareKind; href: string; label: string }) {
  return (
    <a className="h-share" href={href} data-share={kind} aria-label={label}>
      <Icon name="link" />
    </a>
  );
}
