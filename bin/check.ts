import { openCatalog } from "../lib/catalog/open-catalog.ts";
import { readSettings } from "../lib/catalog/settings.ts";
import { hasErrors } from "../lib/diagnostics/finding.ts";
import { formatFindings } from "../lib/diagnostics/format.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async (root) => {
  const settings = readSettings(root, process.env);
  const catalog = await openCatalog(settings, Date.now());
  if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(catalog.findings)}\n`);
  else process.stdout.write(`${formatFindings(catalog.findings, catalog.lineOf)}\n`);
  return hasErrors(catalog.findings) ? 1 : 0;
});
