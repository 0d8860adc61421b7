import type { Finding } from "../../diagnostics/finding.ts";
import { lintNotes } from "../../lint/lint-notes.ts";
import { unpackTree } from "../compile/packed-tree.ts";
import { checkExamples, fenceOfFile } from "../examples/check-examples.ts";
import { readFences } from "../examples/fences.ts";
import type { Store } from "../store/store.ts";
import { checkAsks } from "./check-asks.ts";
import { checkCards } from "./check-cards.ts";
import { checkExternal } from "./check-external.ts";
import { checkFigures } from "./check-figures.ts";
import { checkGlossary, checkMeta } from "./check-meta.ts";
import { checkRelations } from "./check-relations.ts";
import { checkSources } from "./check-sources.ts";
import { checkStudy } from "./check-study.ts";
import { checkUnseen } from "./check-unseen.ts";
import { checkVersions } from "./check-versions.ts";
import { guardCheck } from "./guard.ts";
import { checkLive } from "./live-figures.ts";
import { checkLabs } from "./site-labs.ts";
import type { LinkedCatalog } from "./stages.ts";

/** What is wrong among all notes together, once every link is followed. It changes nothing. */
export type CatalogCheck = (
  catalog: LinkedCatalog,
  store: Store,
) => readonly Finding[] | Promise<readonly Finding[]>;

/** Every check over the catalog. A new one is a function and a line here; its codes stand in lib/diagnostics/codes.ts. */
export const CHECKS: readonly CatalogCheck[] = [
  checkMeta,
  checkGlossary,
  checkRelations,
  checkCards,
  checkAsks,
  checkVersions,
  checkSources,
  checkFigures,
  checkLabs,
  checkLive,
  checkStudy,
  checkExternalLinks,
  checkWriting,
  checkCode,
  checkUnseen,
];

/** Makes all checks. One that throws is a finding itself and keeps no other from being made. */
export async function runChecks(catalog: LinkedCatalog, store: Store, checks = CHECKS): Promise<Finding[]> {
  const { nameOf, notes, severity } = catalog.settings;
  const findings: Finding[] = [];
  for (const check of checks)
    findings.push(
      ...(await guardCheck(check.name, { file: nameOf(notes), severity }, () => check(catalog, store))),
    );
  return findings;
}

function checkExternalLinks({ notes, settings }: LinkedCatalog): Finding[] {
  return notes.flatMap(({ note, compiled }) =>
    checkExternal(note.file, compiled.body.links, settings.severity),
  );
}

function checkWriting({ notes, settings, reference }: LinkedCatalog): Finding[] {
  const toLint = notes.map(
    ({ note: { file, text }, slug, frontmatter: { body }, compiled: { document } }) => {
      const tree = document && unpackTree(document.tree, body);
      return { slug, file, text, body, tree, headings: document?.headings ?? [] };
    },
  );
  return lintNotes(toLint, { ...settings, terminology: reference.terminology });
}

function checkCode({ notes, reference, settings }: LinkedCatalog, store: Store): Promise<Finding[]> {
  const { own, severity, nameOf, content } = settings;
  const examples = notes.map(({ note: { file }, frontmatter: { body } }) => ({
    file,
    fences: readFences(body),
  }));
  // What notes show from files is checked once, where it stands.
  if (own)
    for (const [path, text] of reference.examples)
      examples.push({ file: nameOf(`${content}/examples/${path}`), fences: [fenceOfFile(path, text)] });
  return checkExamples(examples, { own, severity, store, environment: process.env });
}
