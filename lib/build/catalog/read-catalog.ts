import type { Finding } from "../../diagnostics/finding.ts";
import { type Frontmatter, readFrontmatter } from "../content/frontmatter.ts";
import { readNotesFolder } from "../content/read-notes.ts";
import { readReference } from "../content/read-reference.ts";
import { readStudy } from "../content/read-study.ts";
import { guardNote } from "./guard.ts";
import type { Settings } from "./settings.ts";
import type { ReadCatalog, Staged } from "./stages.ts";

/** The folder of notes and the reference files as they lie on disk. */
export function readCatalog(settings: Settings): Staged<ReadCatalog> {
  const { severity, nameOf } = settings;
  const reference = readReference(settings.content, nameOf);
  const folder = readNotesFolder(settings.notes, nameOf, severity);
  const findings: Finding[] = [...reference.findings, ...folder.findings];
  const notes = folder.notes.map((note) => {
    const frontmatter = guardNote(
      "머리말 읽기",
      { file: note.file, severity },
      findings,
      () => readFrontmatter(note.text, note.file, severity),
      (): Frontmatter => ({ meta: {}, body: note.text, findings: [] }),
    );
    findings.push(...frontmatter.findings);
    const beside = folder.studies.get(note.path);
    const asks = folder.asks.get(note.path.replace(/\.mdx?$/i, ""));
    if (beside === undefined) return { note, frontmatter, asks };
    const read = guardNote(
      "물음과 카드 읽기",
      { file: beside.file, severity },
      findings,
      () => readStudy(beside.text, beside.file, severity),
      () => undefined,
    );
    findings.push(...(read?.findings ?? []));
    return { note, frontmatter, asks, ...(read && { study: { ...beside, ...read.study } }) };
  });
  return { stage: { settings, reference, assets: folder.assets, notes }, findings };
}
