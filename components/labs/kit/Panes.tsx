import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from "react";
import * as words from "../../../lib/words/words.ts";
import { wantsCalm } from "../../boot/calm.ts";
import { showToast } from "../../boot/toast.ts";
import { replaceAddress, writeAddressNow } from "./address.ts";
import { Hiding } from "./hiding.ts";

export type PaneSpec = {
  /** ASCII; names the pane for styling and tests. */
  readonly id: string;
  readonly title: string;
  /** A few words beside the title. */
  readonly note?: ReactNode;
  readonly content: ReactNode;
};

/** Which columns are wide. */
export type PanesShape = "even" | "wide-middle" | "wide-last" | "wide-first";

const Narrow = createContext("");

/** Where there is room for one pane only. */
const NARROW = "(max-width: 47.99rem)";

/**
 * Two or three panes side by side, divided by hairlines. Where there is no room, buttons choose which one
 * is seen, and the address then says which (`?pane=table`), beside the state in its fragment; without
 * JavaScript, and on paper, they simply follow each other. Where one pane is seen at a time, the one that a
 * step changes comes into view, and others that changed are marked until they are looked at.
 * @param shape which columns of the three are narrow
 */
export function Panes({
  panes,
  shape = "even",
  first,
}: {
  panes: readonly PaneSpec[];
  shape?: PanesShape;
  /** The pane that a phone shows first. */
  first?: string;
}) {
  const [shown, setShown] = useState(first ?? panes[0]?.id ?? "");
  const [marked, setMarked] = useState<readonly string[]>([]);
  const frame = useRef<HTMLDivElement>(null);
  const ids = useRef(panes.map((pane) => pane.id));
  useEffect(() => {
    const wanted = new URLSearchParams(location.search).get("pane");
    if (wanted === null) return;
    if (ids.current.includes(wanted)) setShown(wanted);
    else showToast(words.unknownPane);
  }, []);
  useFollow(frame, (changed) => {
    const next = changed.includes(shown) ? shown : (changed[0] ?? shown);
    setShown(next);
    setMarked(changed.filter((id) => id !== next));
    // An address that names a pane names the one that is seen.
    if (next !== shown && location.search !== "") replaceAddress(`?pane=${next}${location.hash}`);
  });
  const choose = (id: string) => {
    setShown(id);
    setMarked(marked.filter((one) => one !== id));
    writeAddressNow();
    replaceAddress(`?pane=${id}${location.hash}`);
  };
  return (
    <Narrow.Provider value={shown}>
      {panes.length > 1 && (
        <div className="pane-tabs needs-js" role="group" aria-label={words.panes}>
          {panes.map((pane) => (
            <button
              key={pane.id}
              type="button"
              aria-pressed={pane.id === shown}
              onClick={() => choose(pane.id)}
            >
              {pane.title}
              {marked.includes(pane.id) && <span className="pane-mark">{words.paneChanged}</span>}
            </button>
          ))}
        </div>
      )}
      <div ref={frame} className={`panes of-${panes.length} ${shape}`}>
        {panes.map((pane) => (
          <Pane key={pane.id} {...pane} />
        ))}
      </div>
    </Narrow.Provider>
  );
}

/**
 * Tells which panes a step has changed, where only one is seen: those whose words changed, else those that
 * look different. What changes while the reader is inside a pane, as when it scrolls or unfolds, is no step.
 */
function useFollow(
  frame: { readonly current: HTMLDivElement | null },
  onChange: (changed: readonly string[]) => void,
): void {
  const before = useRef(new Map<string, { readonly words: string; readonly looks: string }>());
  const step = useRef<string | undefined>(undefined);
  useEffect(() => {
    const bench = frame.current?.closest(".bench");
    // The sentence says that there was a step.
    const said = bench?.querySelector(".bench-say")?.textContent ?? "";
    const first = step.current === undefined;
    const stepped = step.current !== said;
    step.current = said;
    const words: string[] = [];
    const looks: string[] = [];
    for (const pane of frame.current?.children ?? []) {
      const id = pane.getAttribute("data-pane")!;
      const now = { words: pane.textContent, looks: pane.innerHTML };
      const was = before.current.get(id);
      before.current.set(id, now);
      if (was !== undefined && was.words !== now.words) words.push(id);
      if (was !== undefined && was.looks !== now.looks) looks.push(id);
    }
    if (first || !stepped || !matchMedia(NARROW).matches) return;
    const changed = words.length > 0 ? words : looks;
    if (changed.length > 0) onChange(changed);
    bringIntoView(bench);
  });
}

/** Lets the sentence and the pane below it be seen together, above the bar at the lower edge. */
function bringIntoView(bench: Element | null | undefined): void {
  const sentence = bench?.querySelector<HTMLElement>(".bench-say");
  const panes = bench?.querySelector<HTMLElement>(".panes");
  if (!sentence || !panes) return;
  const room = innerHeight - (bench?.querySelector<HTMLElement>(".bench-bar")?.offsetHeight ?? 0);
  const seen = sentence.getBoundingClientRect().top >= 0 && panes.getBoundingClientRect().top < room - 160;
  if (seen) return;
  const calm = wantsCalm();
  const top = scrollY + sentence.getBoundingClientRect().top;
  // As high as the sentence allows, but no further than the panes need.
  const enough = scrollY + panes.getBoundingClientRect().top - room + 320;
  scrollTo({ top: Math.max(0, Math.min(top - 60, enough)), behavior: calm ? "auto" : "smooth" });
}

function Pane({ id, title, note, content }: PaneSpec) {
  const heading = useId();
  const shown = useContext(Narrow) === id;
  const hide = useContext(Hiding);
  return (
    <section
      className={shown ? `pane pane-${id} shown` : `pane pane-${id}`}
      data-pane={id}
      aria-labelledby={heading}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        {note && <span>{typeof note === "string" ? hide(note) : note}</span>}
      </header>
      {content}
    </section>
  );
}
