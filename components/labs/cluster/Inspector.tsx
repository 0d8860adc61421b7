import { type KeyboardEvent, memo, useEffect, useId, useRef, useState } from "react";
import {
  type InspectedEvent,
  type Inspection,
  inspect,
  KIND_NAMES,
  type Selection,
} from "../../../lib/labs/cluster/inspection.ts";
import type { ClusterState } from "../../../lib/models/cluster/state.ts";
import * as words from "../../../lib/words/words.ts";
import { LabButton } from "../kit/Controls.tsx";

export type Hrefs = Readonly<Record<string, { readonly href: string; readonly title: string }>>;

const TABS = ["yaml", "events", "owners"] as const;
type Tab = (typeof TABS)[number];

/** What is selected: four facts, its YAML marked where it explains the state, its events, whose it is, and the note. */
export function Inspector({
  state,
  selection,
  hrefs,
  onSelect,
  onClose,
}: {
  state: ClusterState;
  selection: Selection;
  hrefs: Hrefs;
  onSelect: (selection: Selection) => void;
  onClose: () => void;
}) {
  const [tab, setTab] = useState<Tab>("yaml");
  const id = useId();
  const found = inspect(state, selection);
  const section = found === undefined ? undefined : hrefs[found.section];
  const shown: Tab = found !== undefined && found.yaml.length === 0 && tab === "yaml" ? "events" : tab;
  const tabs = TABS.filter((one) => one !== "yaml" || found === undefined || found.yaml.length > 0);

  function turn(pressed: KeyboardEvent<HTMLElement>): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[pressed.key];
    if (by === undefined) return;
    const next = tabs.at((tabs.indexOf(shown) + by) % tabs.length)!;
    setTab(next);
    document.getElementById(`${id}-${next}`)?.focus();
    pressed.preventDefault();
  }

  return (
    <>
      <header>
        <h2>
          <code>{selection.name}</code>
        </h2>
        <span>{KIND_NAMES[selection.kind]}</span>
        <span className="cl-close">
          <LabButton onPress={onClose}>{words.close}</LabButton>
        </span>
      </header>
      {found === undefined ? (
        <p className="cl-gone">
          <b>이 때에는 없는 {KIND_NAMES[selection.kind]}입니다.</b> 시간 막대를 옮기거나 다른 것을 고르세요.
        </p>
      ) : (
        <>
          <dl className={found.facts.length === 1 ? "cl-facts one" : "cl-facts"}>
            {found.facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="num">{value}</dd>
              </div>
            ))}
          </dl>
          <div className="cl-tabs needs-js" role="tablist" aria-label="고른 것" onKeyDown={turn}>
            {tabs.map((one) => (
              <button
                key={one}
                id={`${id}-${one}`}
                type="button"
                role="tab"
                aria-selected={one === shown}
                aria-controls={`${id}-panel`}
                tabIndex={one === shown ? 0 : -1}
                onClick={() => setTab(one)}
              >
                {one === "yaml" ? "YAML" : one === "events" ? `사건 ${found.events.length}` : "주인"}
              </button>
            ))}
          </div>
          <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${shown}`}>
            {shown === "yaml" && (
              <>
                <Yaml key={`${selection.kind}/${selection.name}`} yaml={found.yaml} marked={found.marked} />
                <Events events={found.events.slice(0, 2)} />
              </>
            )}
            {shown === "events" && <Events events={found.events} />}
            {shown === "owners" && <Owners owners={found.owners} onSelect={onSelect} />}
          </div>
        </>
      )}
      {section !== undefined && section.href !== "" && (
        <p className="cl-note">
          <a href={section.href}>{section.title}</a>
        </p>
      )}
    </>
  );
}

const Yaml = memo(function Yaml({ yaml, marked }: Pick<Inspection, "yaml" | "marked">) {
  const text = useRef<HTMLElement>(null);
  const first = Math.min(...marked);
  useEffect(() => {
    const line = text.current?.querySelector<HTMLElement>(".marked");
    // What explains the state comes into view; where the reader went stays.
    if (text.current && line && Number.isFinite(first)) text.current.scrollTop = line.offsetTop - 96;
  }, [first]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="cl-yaml" ref={text} tabIndex={0} aria-label="YAML">
      <pre>
        {yaml.map((line, place) => {
          const [, indent = "", key, rest = ""] = /^([\s-]*)([^\s:'"]+:)?(.*)$/s.exec(line) ?? [];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <span key={place} className={marked.has(place) ? "marked" : undefined}>
              {indent}
              {key !== undefined && <b>{key}</b>}
              {rest}
              {"\n"}
            </span>
          );
        })}
      </pre>
    </section>
  );
});

function Events({ events }: { events: readonly InspectedEvent[] }) {
  if (events.length === 0) return <p className="cl-gone">남은 사건이 없습니다.</p>;
  return (
    <ul className="cl-events">
      {events.map(({ ago, reason, message, isWarning, count }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two events may read the same
        <li key={place} className={isWarning ? "warning" : undefined}>
          <span className="num">{ago} 전</span>
          <b>
            {isWarning && <span className="cl-warn">경고 </span>}
            {reason}
            {count > 1 && <small className="num"> ×{count}</small>}
          </b>
          <span>{message}</span>
        </li>
      ))}
    </ul>
  );
}

function Owners({
  owners,
  onSelect,
}: {
  owners: readonly Selection[];
  onSelect: (selection: Selection) => void;
}) {
  if (owners.length === 0)
    return <p className="cl-gone">주인이 없습니다. 사람이나 다른 도구가 만들었습니다.</p>;
  return (
    <ol className="cl-owners">
      {owners.map((owner) => (
        <li key={owner.name}>
          <span>{KIND_NAMES[owner.kind]}</span>
          <button type="button" onClick={() => onSelect(owner)}>
            <code>{owner.name}</code>
          </button>
        </li>
      ))}
    </ol>
  );
}
