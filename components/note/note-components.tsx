import { Children, type ComponentPropsWithoutRef, isValidElement, type ReactNode } from "react";
import {
  correctionAnchor,
  correctionHref,
  figureAnchor,
  glossaryHref,
  termHref,
} from "../../lib/address/href.ts";
import type { AsksOfNote } from "../../lib/note/asks.ts";
import { type Note, resolutionOf } from "../../lib/note/note.ts";
import type { SiteLab, SiteTerm } from "../../lib/note/site.ts";
import type { Source } from "../../lib/reference/schemas.ts";
import * as words from "../../lib/words/words.ts";
import { Icon, type IconName } from "../frame/Icon.tsx";
import { LabsOfSection } from "../labs/pages/LabsOfNote.tsx";
import { Live } from "../live/Live.tsx";
import { LiveNumber, LiveResult } from "../live/LiveNumber.tsx";
import { ShareButton, ShareMark } from "../share/ShareButton.tsx";
import { Asks } from "../study/Asks.tsx";
import { DiagramFigure } from "./DiagramFigure.tsx";
import { GoesOn } from "./GoesOn.tsx";
import { OldAnchors } from "./OldAnchors.tsx";
import { Picture, Played } from "./Picture.tsx";

const CALLOUTS: Readonly<Record<string, string>> = {
  note: words.calloutNote,
  tip: words.calloutTip,
  warning: words.calloutWarning,
  version: words.calloutVersion,
  correction: words.calloutCorrection,
  summary: words.calloutSummary,
};
/** What kinds of others are called that have no kind of ours. */
const OTHER_CALLOUTS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(CALLOUTS),
  ["info", words.calloutInfo],
  ["important", words.calloutImportant],
  ["todo", words.calloutTodo],
  ...["abstract", "summary", "tldr"].map((name) => [name, words.calloutAbstract] as const),
  ...["question", "help", "faq"].map((name) => [name, words.calloutQuestion] as const),
  ["example", words.calloutExample],
  ...["quote", "cite"].map((name) => [name, words.calloutQuote] as const),
  ["details", words.calloutDetails],
  ["hint", words.calloutTip],
  ...["success", "check", "done"].map((name) => [name, words.calloutSuccess] as const),
  ...["caution", "attention"].map((name) => [name, words.calloutWarning] as const),
  ...["danger", "error"].map((name) => [name, words.calloutDanger] as const),
  ...["failure", "fail", "missing"].map((name) => [name, words.calloutFailure] as const),
  ["bug", words.calloutBug],
]);
const CODE_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    dockerfile: "Dockerfile",
    yaml: "YAML",
    json: "JSON",
    bash: words.codeOfShell,
    sh: words.codeOfShell,
    console: words.codeOfTerminal,
    shellsession: words.codeOfTerminal,
    go: "Go",
    ini: words.codeOfSettings,
    text: words.codeOfText,
    js: "JavaScript",
    ts: "TypeScript",
    python: "Python",
    java: "Java",
    html: "HTML",
    css: "CSS",
    sql: "SQL",
  }),
);

type HeadingProps = ComponentPropsWithoutRef<"h2">;

/** Draws what the compiler leaves open in a note's body. Nothing here needs a script to be read. */
export function createNoteComponents(
  note: Note,
  terms: ReadonlyMap<string, SiteTerm>,
  sources: Readonly<Record<string, Source>>,
  labs: readonly SiteLab[],
  asks?: AsksOfNote,
) {
  const sections = note.outline.filter((heading) => heading.depth === 2).map((heading) => heading.id);
  const numbers = new Map(sections.map((id, index) => [id, index + 1]));

  function heading(Tag: "h2" | "h3" | "h4" | "h5" | "h6") {
    return function Heading({ id, children, ...rest }: HeadingProps) {
      const number = id === undefined ? undefined : numbers.get(id);
      const title = (
        <Tag id={id} {...rest}>
          <OldAnchors of={id} moves={note.moves} />
          {number !== undefined && (
            <span className="no" aria-hidden="true">
              {number}
            </span>
          )}
          <span>{children}</span>
          {id !== undefined && id !== "footnote-label" && (
            <ShareMark kind="section" href={`#${id}`} label={words.shareSection} />
          )}
        </Tag>
      );
      return (
        <>
          {number !== undefined && <Asks asks={asks?.bySection.get(sections[number - 2] ?? "")} />}
          {title}
          {id !== undefined && <LabsOfSection slug={note.slug} anchor={id} labs={labs} />}
        </>
      );
    };
  }

  function Anchor({ href = "", children, ...rest }: ComponentPropsWithoutRef<"a">) {
    const target = resolutionOf(note, href);
    if (target === undefined)
      return (
        <a href={href} {...rest}>
          {children}
        </a>
      );
    const text =
      children === undefined || children === null || (Array.isArray(children) && children.length === 0)
        ? undefined
        : children;
    const { title, ...plain } = rest;
    switch (target.kind) {
      case "internal":
        return (
          <a href={target.href} title={title} {...plain}>
            {text ?? target.title ?? target.href}
          </a>
        );
      case "external":
        return (
          <a href={target.href} title={title} rel="noreferrer" {...plain}>
            {text ?? target.href}
          </a>
        );
      case "planned":
        return (
          <span className="planned-note" data-after={words.inPreparationAfter}>
            {text ?? target.title}
          </span>
        );
      case "missing":
        return (
          <span className="missing-link">
            {text ??
              href
                .replace(/^wiki:/, "")
                .split("/")
                .at(-1)}
          </span>
        );
    }
  }

  function Img({
    "data-place": place,
    ...rest
  }: ComponentPropsWithoutRef<"img"> & { "data-place"?: string }) {
    return <Picture note={note} place={place} {...rest} />;
  }

  return {
    h2: heading("h2"),
    h3: heading("h3"),
    h4: heading("h4"),
    h5: heading("h5"),
    h6: heading("h6"),
    a: Anchor,
    img: Img,
    code({ children, ...rest }: ComponentPropsWithoutRef<"code">) {
      if (typeof children !== "string") return <code {...rest}>{children}</code>;
      // Short code stays on one line, together with the particle after it.
      if (children.length <= 28)
        return (
          <code className="short" {...rest}>
            {children}
          </code>
        );
      // Longer code may break between its words; in a table only there.
      const parts = children.split(/(\s+)/);
      return (
        <code {...rest}>
          {parts.map((part, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: two words may be the same
            /\S/.test(part) ? <span key={index}>{part}</span> : part,
          )}
        </code>
      );
    },
    Cite({ source, n }: { source: string; n: string }) {
      return (
        <sup className="ref">
          <a href={`#src-${source}`} aria-label={words.sourceLabel(n, sources[source]?.title ?? source)}>
            {n}
          </a>
        </sup>
      );
    },
    TermLink({ id, children }: { id: string; children?: ReactNode }) {
      if (!terms.has(id)) return <>{children}</>;
      return (
        <a
          className="term"
          href={termHref(id)}
          data-term={id}
          data-en={englishOf(terms.get(id)!, children)}
          aria-describedby={`def-${id}`}
        >
          {children}
        </a>
      );
    },
    Callout({
      kind = "note",
      named,
      fold,
      children,
    }: {
      kind?: string;
      named?: string;
      fold?: string;
      children?: ReactNode;
    }) {
      const label = named === undefined ? CALLOUTS[kind] : (OTHER_CALLOUTS.get(named) ?? named);
      return (
        <div className={`call ${kind}`} role="note" aria-label={label}>
          <p className="label">
            <Icon name={kind as IconName} />
            {label}
          </p>
          <div>{fold === undefined ? children : foldedCallout(children, label, fold)}</div>
        </div>
      );
    },
    CalloutTitle,
    video({ src, ...rest }: ComponentPropsWithoutRef<"video">) {
      return <Played tag="video" note={note} src={src} {...rest} />;
    },
    audio({ src, ...rest }: ComponentPropsWithoutRef<"audio">) {
      return <Played tag="audio" note={note} src={src} {...rest} />;
    },
    Formula({ mathml, apart, children }: { mathml?: string; apart?: string; children?: ReactNode }) {
      if (mathml === undefined) return <code>{children}</code>;
      const inner = { __html: mathml };
      // biome-ignore-start lint/security/noDangerouslySetInnerHtml: made by KaTeX while the note was compiled
      if (!apart) return <span dangerouslySetInnerHTML={inner} />;
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="scroll" tabIndex={0} aria-label={words.formula} dangerouslySetInnerHTML={inner} />
      );
      // biome-ignore-end lint/security/noDangerouslySetInnerHtml: see above
    },
    /** Reference below its heading: folded, and unfolded by a fragment that leads to the heading or into it. */
    Folded({
      tables,
      codes,
      figures,
      children,
    }: {
      tables: string;
      codes: string;
      figures: string;
      children?: ReactNode;
    }) {
      return (
        <details className="folded">
          <summary>{words.foldedReference(Number(tables), Number(codes), Number(figures))}</summary>
          <div className="prose">{children}</div>
        </details>
      );
    },
    Correction({ id, children }: { id?: string; children?: ReactNode }) {
      const label = (
        <>
          <Icon name="correction" />
          {words.calloutCorrection}
        </>
      );
      return (
        <div
          className="call correction"
          id={id === undefined ? undefined : correctionAnchor(id)}
          role="note"
          aria-label={words.calloutCorrection}
        >
          <p className="label">
            {id === undefined ? label : <a href={correctionHref(note.slug, id)}>{label}</a>}
          </p>
          <div>
            <dl className="fixes">{children}</dl>
          </div>
        </div>
      );
    },
    CorrectionRow({ part, children }: { part: string; children?: ReactNode }) {
      const labels: Record<string, string> = {
        was: words.correctionWas,
        now: words.correctionNow,
        why: words.correctionWhy,
      };
      return (
        <>
          <dt>{labels[part]}</dt>
          <dd className={part}>{children}</dd>
        </>
      );
    },
    TableFrame({ caption, children }: { caption?: string; children?: ReactNode }) {
      const parts = Children.toArray(children);
      const table = parts.pop();
      return (
        <figure className="wide">
          {caption ? (
            parts
          ) : (
            <figcaption className="cap needs-js">
              <ShareButton kind="table" label={words.shareTable} />
            </figcaption>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section className="scroll" tabIndex={0} aria-label={caption ?? words.table}>
            {table}
          </section>
          <GoesOn />
        </figure>
      );
    },
    TableCaption({ number = "", children }: { number?: string; children?: ReactNode }) {
      return (
        <figcaption className="cap">
          <b>{words.tableNumber(number)}</b> <span>{children}</span>
          <ShareButton kind="table" label={words.shareOf(words.tableNumber(number))} />
        </figcaption>
      );
    },
    CodeBlock({
      language = "",
      title,
      caption,
      children,
    }: {
      language?: string;
      title?: string;
      caption?: string;
      children?: ReactNode;
    }) {
      const name = title ?? CODE_NAMES.get(language) ?? (language || words.code);
      return (
        <figure className="code">
          <header>
            <b>{name}</b>
            {caption && <span>{caption}</span>}
            <button type="button" className="tool needs-js" data-copy-code="">
              <Icon name="copy" />
              {words.copy}
            </button>
            <ShareButton kind="code" label={words.shareOf(name)} />
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <pre tabIndex={0}>
            <code>{children}</code>
          </pre>
        </figure>
      );
    },
    Live({ index, children }: { index: string; children?: ReactNode }) {
      const use = note.lives[Number(index)];
      return use === undefined ? (
        children
      ) : (
        <Live use={use} labs={labs}>
          {children}
        </Live>
      );
    },
    Num({ name, index, children }: { name: string; index: string; children?: ReactNode }) {
      return (
        <LiveNumber use={note.lives[Number(index)]} labs={labs} name={name}>
          {children}
        </LiveNumber>
      );
    },
    Out({ name, index, children }: { name: string; index: string; children?: ReactNode }) {
      return (
        <LiveResult use={note.lives[Number(index)]} labs={labs} name={name}>
          {children}
        </LiveResult>
      );
    },
    Diagram({ number, children }: { number: string; children?: ReactNode }) {
      const diagram = note.diagrams[Number(number) - 1];
      if (diagram === undefined) return <pre>{children}</pre>;
      return (
        <>
          <OldAnchors of={figureAnchor(diagram.id)} moves={note.moves} />
          <DiagramFigure diagram={diagram} number={number} />
        </>
      );
    },
  };
}

/** The English name of a term, where the words of the note do not say it already. */
function englishOf({ en }: SiteTerm, children: ReactNode): string | undefined {
  const said = Children.toArray(children)
    .filter((child) => typeof child === "string")
    .join("");
  return said.toLowerCase().includes(en.toLowerCase()) ? undefined : en;
}

/** A span, so that a summary can hold it too. */
function CalloutTitle({ children }: { children?: ReactNode }) {
  return <strong>{children}</strong>;
}

/** Under its title, and without one under its label. */
function foldedCallout(children: ReactNode, label: string | undefined, fold: string) {
  const [first, ...rest] = Children.toArray(children).filter((one) => one !== "\n");
  const isTitled = isValidElement(first) && first.type === CalloutTitle;
  return (
    <details open={fold === "+"}>
      <summary>{isTitled ? first : label}</summary>
      {isTitled ? rest : [first, ...rest]}
    </details>
  );
}

/** The definition cards of the terms a note marks, once each, ready to be shown beside the word. */
export function TermCards({ note, terms }: { note: Note; terms: ReadonlyMap<string, SiteTerm> }) {
  const used = [...new Set(note.terms.map((use) => use.term))]
    .map((id) => terms.get(id))
    .filter((term) => term !== undefined);
  return (
    <>
      {used.map((term) => (
        <aside key={term.id} className="def" id={`card-${term.id}`} popover="manual" aria-label={term.ko}>
          <p>
            <b>{term.ko}</b>
            {term.en !== term.ko && (
              <span className="en" lang="en">
                {term.en}
              </span>
            )}
          </p>
          <p className="d" id={`def-${term.id}`}>
            {term.short}
          </p>
          {term.aliases.length > 0 && <p className="al">{words.otherSpellings(term.aliases)}</p>}
          <p className="go">
            {term.href && <a href={term.href}>{words.explainedIn}</a>}
            <a href={`${glossaryHref}#${term.id}`}>{words.glossary}</a>
            <button type="button" data-share="term">
              {words.share}
            </button>
          </p>
        </aside>
      ))}
    </>
  );
}
