import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from "react";
import { say } from "../../boot/toast.ts";
import { replaceAddress, writeAddressNow } from "./address.ts";

type PaneSpec = {
  /** ASCII; names the pane for styling and tests. */
  readonly id: string;
  readonly title: string;
  /** A few words beside the title. */
  readonly note?: ReactNode;
  readonly content: ReactNode;
};

const Narrow = createContext("");

/**
 * Two or three panes side by side, divided by hairlines. Where there is no room, buttons choose which one
 * is seen, and the address then says which (`?pane=table`), beside the state in its fragment; without
 * JavaScript, and on paper, they simply follow each other.
 * @param shape which columns of the three are narrow
 */
export function Panes({
  panes,
  shape = "even",
  first,
}: {
  panes: readonly PaneSpec[];
  shape?: "even" | "wide-middle" | "wide-last" | "wide-first";
  /** The pane that a phone shows first. */
  first?: string;
}) {
  const [shown, setShown] = useState(first ?? panes[0]?.id ?? "");
  const ids = useRef(panes.map((pane) => pane.id));
  useEffect(() => {
    const wanted = new URLSearchParams(location.search).get("pane");
    if (wanted === null) return;
    if (ids.current.includes(wanted)) setShown(wanted);
    else say("주소에 적힌 보기가 없어 처음 보기로 열었습니다.");
  }, []);
  const choose = (id: string) => {
    setShown(id);
    writeAddressNow();
    replaceAddress(`?pane=${id}${location.hash}`);
  };
  return (
    <Narrow.Provider value={shown}>
      {panes.length > 1 && (
        <div className="pane-tabs needs-js" role="group" aria-label="볼 것">
          {panes.map((pane) => (
            <button
              key={pane.id}
              type="button"
              aria-pressed={pane.id === shown}
              onClick={() => choose(pane.id)}
            >
              {pane.title}
            </button>
          ))}
        </div>
      )}
      <div className={`panes of-${panes.length} ${shape}`}>
        {panes.map((pane) => (
          <Pane key={pane.id} {...pane} />
        ))}
      </div>
    </Narrow.Provider>
  );
}

function Pane({ id, title, note, content }: PaneSpec) {
  const heading = useId();
  const shown = useContext(Narrow) === id;
  return (
    <section className={shown ? `pane pane-${id} shown` : `pane pane-${id}`} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        {note && <span>{note}</span>}
      </header>
      {content}
    </section>
  );
}
