import { ledgerPath } from "../lib/build/catalog/keep-ledger.ts";
import { recordAddresses } from "../lib/build/catalog/ledger-file.ts";
import { openCatalog } from "../lib/build/catalog/open-catalog.ts";
import { readSettings } from "../lib/build/catalog/settings.ts";
import { CODES, formatCodes } from "../lib/diagnostics/codes.ts";
import { hasErrors } from "../lib/diagnostics/finding.ts";
import { formatByKind, formatFindings, formatWithHintsCounted } from "../lib/diagnostics/format.ts";
import { readArguments } from "./read-arguments.ts";
import { type Io, runCommand } from "./run-command.ts";

/**
 * `npm run check`: every finding of the notes; hints are only counted unless `--hints` or `--json` asks
 * for them, and many warnings are told by their kinds unless `--all` asks for each. `--fix` writes new addresses into the ledger, and nothing else. `--codes` prints what findings
 * there can be, and reads no notes.
 */
export async function main(args: readonly string[], { root, env, stdout, stderr }: Io): Promise<number> {
  const { flags, problem } = readArguments(args, {
    flags: ["--json", "--hints", "--all", "--fix", "--codes"],
  });
  if (problem !== undefined) {
    stderr(`${problem}\n`);
    return 2;
  }
  if (flags.has("--codes")) {
    stdout(`${flags.has("--json") ? JSON.stringify(CODES) : formatCodes()}\n`);
    return 0;
  }
  const settings = readSettings(root, env);
  let catalog = await openCatalog(settings);
  if (flags.has("--fix") && catalog.unrecorded.length > 0) {
    const path = ledgerPath(settings);
    recordAddresses(path, catalog.unrecorded);
    stderr(`새 주소 ${catalog.unrecorded.length}개를 ${settings.nameOf(path)}에 적었습니다.\n`);
    // Lines have moved: what else is to say of the ledger is said at the new ones.
    catalog = await openCatalog(settings);
  }
  if (flags.has("--json")) stdout(`${JSON.stringify(catalog.findings)}\n`);
  else {
    const { findings, lineOf } = catalog;
    const text = flags.has("--hints")
      ? formatFindings(findings, lineOf)
      : flags.has("--all")
        ? formatWithHintsCounted(findings, lineOf)
        : formatByKind(findings, lineOf, (code) => CODES[code].means);
    stdout(`${text}\n`);
  }
  return hasErrors(catalog.findings) ? 1 : 0;
}

await runCommand(import.meta.filename, main);
