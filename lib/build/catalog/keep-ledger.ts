import { join } from "node:path";
import {
  figureAnchor,
  glossaryHref,
  labHref,
  noteHref,
  termHref,
  versionHref,
  versionsHref,
} from "../../address/href.ts";
import { compareLedger, noteOf, pageOf, parseLedger } from "../../addresses/ledger.ts";
import { planMoves } from "../../addresses/moves.ts";
import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Moves } from "../../note/note.ts";
import { sitePages } from "../../sharing/site-pages.ts";
import type { Reference } from "../content/read-reference.ts";
import { readLedgerText } from "./ledger-file.ts";
import type { Settings } from "./settings.ts";
import type { DraftNote, KeptLedger } from "./stages.ts";

/** A note that has its address. */
type Addressed = DraftNote & { readonly slug: string };

/** An id that was made from a diagram's source, because its author gave none: not a promise. */
const UNNAMED_FIGURE = /^[0-9a-f]{8}$/;

const NO_MOVES: Moves = { anchors: {}, away: [] };

/** The ledger lies beside the reference files. */
export function ledgerPath(settings: Settings): string {
  return join(settings.content, "addresses.yaml");
}

/** Holds our own notes against the ledger; foreign notes have none. */
export function keepLedger(
  drafts: readonly Addressed[],
  reference: Reference,
  settings: Settings,
): KeptLedger {
  if (!settings.own) {
    return {
      findings: [],
      unrecorded: [],
      texts: new Map(),
      follow: () => undefined,
      movesOf: () => NO_MOVES,
      gone: [],
      movedTerms: NO_MOVES,
      movedVersions: NO_MOVES,
    };
  }
  const path = ledgerPath(settings);
  const file = settings.nameOf(path);
  const text = readLedgerText(path);
  const ledger = parseLedger(text, file, settings.severity);
  const titles = titlesOf(drafts, reference);
  const addresses = [...sitePages(), ...titles.keys()];
  const comparison = compareLedger(
    ledger,
    {
      addresses,
      others: drafts.flatMap((draft) => othersOf(draft)),
      unreadable: unreadablePages(drafts, reference, settings),
    },
    settings.severity,
  );
  const promised = new Set(addresses);
  const pages = new Set(addresses.map(pageOf));
  const plan = planMoves(comparison.moved, pages, (address) => promised.has(address));
  const named = (link: { id: string; href: string }) => ({ ...link, title: titleAt(link.href) });
  // As the notes have it, so that a reader finds the order that is known.
  const ranks = new Map([...titles.keys()].map((address, index) => [address, index]));
  const rankOf = (address: string) => ranks.get(address) ?? ranks.size;
  function titleAt(href: string): string {
    const page = titles.get(pageOf(href)) ?? "";
    const place = href === pageOf(href) ? "" : (titles.get(href) ?? "");
    return [page, place].filter(Boolean).join(" › ") || href;
  }
  function movesOn(page: string): Moves {
    const moves = plan.onPage.get(page);
    return moves ? { anchors: Object.fromEntries(moves.anchors), away: moves.away.map(named) } : NO_MOVES;
  }
  return {
    findings: [...ledger.findings, ...comparison.findings],
    unrecorded: comparison.unrecorded,
    texts: new Map([[file, text]]),
    follow: comparison.follow,
    movesOf: (slug) => movesOn(noteHref(slug)),
    movedTerms: movesOn(glossaryHref),
    movedVersions: movesOn(versionsHref),
    gone: plan.gone.flatMap((page) => {
      const slug = noteOf(page.path)?.slug;
      if (slug === undefined) return [];
      return [
        {
          slug,
          href: page.href,
          title: titleAt(page.href),
          sections: page.links.map(named).sort((a, b) => rankOf(a.href) - rankOf(b.href)),
          whole: page.links.every((link) => pageOf(link.href) === pageOf(page.href)),
        },
      ];
    }),
  };
}

/** Every address that a reader may have kept, with what is there. */
function titlesOf(drafts: readonly Addressed[], reference: Reference): Map<string, string> {
  const titles = new Map<string, string>();
  for (const draft of drafts) {
    const { outline, diagrams } = draft.compiled.body;
    titles.set(noteHref(draft.slug), draft.meta.title);
    for (const heading of outline) titles.set(noteHref(draft.slug, heading.id), heading.text);
    for (const { id, title, caption } of diagrams)
      if (!UNNAMED_FIGURE.test(id)) titles.set(noteHref(draft.slug, figureAnchor(id)), title || caption);
  }
  for (const term of reference.terms) titles.set(termHref(term.id), term.ko);
  for (const { id, product, version } of reference.versions)
    titles.set(versionHref(id), `${product} ${version}`);
  for (const lab of reference.labs) titles.set(labHref(lab.id), lab.title);
  return titles;
}

/** What else can be linked to in a note: anchors of raw HTML, figures without a name. */
function othersOf(draft: Addressed): string[] {
  const { anchors, diagrams } = draft.compiled.body;
  return [...anchors, ...diagrams.map((diagram) => figureAnchor(diagram.id))].map((id) =>
    noteHref(draft.slug, id),
  );
}

function unreadablePages(
  drafts: readonly Addressed[],
  reference: Reference,
  settings: Settings,
): Set<string> {
  const pages = drafts
    .filter((draft) => draft.compiled.code === undefined)
    .map((draft) => noteHref(draft.slug));
  const isBroken = (name: string, duplicate: FindingCode) => {
    const file = settings.nameOf(`${settings.content}/${name}`);
    return reference.findings.some((finding) => finding.file === file && finding.code !== duplicate);
  };
  if (isBroken("glossary.yaml", "reference/duplicate-term")) pages.push(glossaryHref);
  if (isBroken("versions.yaml", "reference/duplicate-version")) pages.push(versionsHref);
  return new Set(pages);
}
