import { assetHref } from "../../address/href.ts";
import { compareFindings, type Finding } from "../../diagnostics/finding.ts";
import { deepFreeze, type Note } from "../../note/note.ts";
import type { Site } from "../../note/site.ts";
import type { Term } from "../../reference/schemas.ts";
import type { CompileCache } from "../compile/cache.ts";
import type { NoteDocument } from "../compile/compile-note.ts";
import type { LeftOut } from "../content/left-out.ts";
import type { AssetFile } from "../content/read-notes.ts";
import { isSecretName } from "../content/secrets.ts";
import type { Network } from "../pictures/fetch-picture.ts";
import type { Store } from "../store/store.ts";
import { bringPictures } from "./bring-pictures.ts";
import { runChecks } from "./checks.ts";
import { draftNotes } from "./draft-notes.ts";
import type { Draw } from "./draw-notes.ts";
import { finishNotes, finishSite } from "./finish-notes.ts";
import { linkNotes } from "./link-notes.ts";
import { nameNotes } from "./name-notes.ts";
import { readCatalog } from "./read-catalog.ts";
import type { Settings } from "./settings.ts";
import { goalsOfLabs } from "./site-labs.ts";
import type { LinkedCatalog } from "./stages.ts";

/** The text of a note, with the frontmatter's lines left empty, and what the parser made of it. */
export type WrittenNote = { readonly body: string; readonly document: NoteDocument };

export type PublishedFile = AssetFile & { readonly href: string; readonly width?: number };

export type Catalog = {
  readonly site: Site;
  readonly notes: readonly Note[];
  /** Terms of others, for reading queries. */
  readonly otherTerms: readonly Term[];
  /** Notes as they are written, by slug; those that could not be parsed are not in it. */
  readonly written: ReadonlyMap<string, WrittenNote>;
  /** The files that a published note shows or links, and the copies of pictures: those have a width. */
  readonly assets: readonly PublishedFile[];
  /** What of the folder is not published, and why. */
  readonly leftOut: readonly LeftOut[];
  readonly findings: readonly Finding[];
  /** Published addresses that the ledger does not hold yet. */
  readonly unrecorded: readonly string[];
  /** Lines of a note, reference file or the ledger, for printing findings. */
  readonly lineOf: (file: string, line: number) => string | undefined;
};

/**
 * Reads, checks and compiles a folder of notes into one frozen catalog: read → draft → pictured → named → linked →
 * note. Everything wrong is a finding; a broken note never takes another one down with it.
 * @param network for pictures of other sites, where their author wants them here
 */
export async function buildCatalog(
  settings: Settings,
  store: Store,
  compile: CompileCache,
  draw?: Draw,
  network?: Network,
): Promise<Catalog> {
  const read = await readCatalog(settings);
  const draft = await draftNotes(read.stage, compile, draw);
  const pictures = await bringPictures(draft.stage, network);
  const named = nameNotes(pictures.stage);
  const linked = linkNotes(named.stage);
  const checked = await runChecks(linked.stage, store);
  const findings = [read, draft, pictures, named, linked].flatMap((step) => step.findings);
  findings.push(...checked);
  findings.sort(compareFindings);
  const notes = finishNotes(linked.stage);
  const { reference, ledger } = linked.stage;
  const { assets, leftOut } = reachedAssets(linked.stage);
  const texts = new Map([
    ...reference.texts,
    ...ledger.texts,
    ...read.stage.notes.flatMap(({ note, study }) =>
      [note, ...(study ? [study] : [])].map(({ file, text }) => [file, text] as const),
    ),
    ...read.stage.notes.flatMap(({ asks }) => (asks ? [[asks.file, asks.text] as const] : [])),
  ]);
  return {
    site: deepFreeze(finishSite(linked.stage, notes, findings, await goalsOfLabs(reference))),
    notes: deepFreeze(notes),
    otherTerms: linked.stage.otherTerms,
    written: new Map(
      linked.stage.notes.flatMap(({ slug, frontmatter: { body }, compiled: { document } }) =>
        document === undefined ? [] : [[slug, { body, document }] as const],
      ),
    ),
    assets,
    leftOut: settings.own ? [] : [...linked.stage.leftOut, ...leftOut],
    findings,
    unrecorded: ledger.unrecorded,
    lineOf: (file, line) => texts.get(file)?.split("\n")[line - 1],
  };
}

/** Of the files in the folder those that a link or a picture of a note leads to; the others stay at home. */
function reachedAssets({ notes, assets }: LinkedCatalog): Pick<Catalog, "assets" | "leftOut"> {
  const reached = new Set(
    notes.flatMap(({ resolved }) =>
      Object.values(resolved).flatMap((one) => (one.kind === "internal" ? [one.href.split("#")[0]!] : [])),
    ),
  );
  const addressed = assets.map((asset) => ({ ...asset, href: assetHref(asset.path) }));
  const copies = new Map(
    notes.flatMap(({ resolved }) =>
      Object.values(resolved).flatMap((one) =>
        one.kind === "internal" && one.picture ? [[one.href, one.picture.copies] as const] : [],
      ),
    ),
  );
  return {
    assets: addressed
      .filter(({ href }) => reached.has(href))
      .flatMap((file) => [file, ...(copies.get(file.href) ?? []).map((copy) => ({ ...file, ...copy }))]),
    leftOut: addressed
      .filter(({ href }) => !reached.has(href))
      .map(({ path }) => ({ path, why: isSecretName(path) ? "secret" : "unused" })),
  };
}
