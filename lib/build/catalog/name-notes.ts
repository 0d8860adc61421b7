import { createIdRegistry, slugOfPath } from "../../address/slug.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";
import { followMeta, followReference, followStudy } from "./follow-moves.ts";
import { guardNote } from "./guard.ts";
import { keepLedger } from "./keep-ledger.ts";
import type { Settings } from "./settings.ts";
import type { DraftNote, NamedCatalog, PicturedCatalog, Staged } from "./stages.ts";

/** Gives every note its address and holds all addresses against the ledger. */
export function nameNotes(draft: PicturedCatalog): Staged<NamedCatalog> {
  const { settings } = draft;
  const findings: Finding[] = [];
  const slugs = slugsOf(draft.notes, settings, findings);
  const addressed = draft.notes.map((note, index) => ({ ...note, slug: slugs[index]! }));
  const ledger = keepLedger(addressed, draft.reference, settings);
  const notes = addressed.map((note) => ({
    ...note,
    meta: followMeta(note.meta, note.slug, ledger.follow),
    moves: ledger.movesOf(note.slug),
    ...(note.study && { study: followStudy(note.study, note.slug, ledger.follow) }),
  }));
  const reference = followReference(draft.reference, ledger.follow);
  return { stage: { ...draft, notes, reference, ledger }, findings: [...findings, ...ledger.findings] };
}

/** Two files with one slug: an error naming both in our own notes, a `-2` in foreign ones. */
function slugsOf(notes: readonly DraftNote[], settings: Settings, findings: Finding[]): string[] {
  const { severity } = settings;
  const owners = new Map<string, string>();
  const unique = createIdRegistry();
  return notes.map(({ note: { file, path } }) => {
    const slug = guardNote(
      "주소 짓기",
      { file, severity },
      findings,
      () => slugOfPath(path),
      () => "note",
    );
    const other = owners.get(slug);
    if (other !== undefined)
      findings.push({
        code: "note/duplicate-slug",
        severity,
        file,
        line: 1,
        column: 1,
        message: `주소 /notes/${slug}/가 ${withJosa(other, "와/과")} 겹칩니다.`,
        hint: "둘 중 한 파일의 이름을 바꿔 주세요.",
      });
    else owners.set(slug, file);
    return unique(slug);
  });
}
