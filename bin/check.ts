import { join } from "node:path";
import { buildCatalog } from "../lib/catalog/build-catalog.ts";
import { readSettings } from "../lib/catalog/settings.ts";
import { createCompileCache } from "../lib/compile/cache.ts";
import { hasErrors } from "../lib/diagnostics/finding.ts";
import { formatFindings } from "../lib/diagnostics/format.ts";
import { runCommand } from "./run-command.ts";

await runCommand(async (root) => {
  const settings = readSettings(root, process.env);
  const catalog = await buildCatalog(settings, createCompileCache(join(settings.cache, "compile"), root));
  if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(catalog.findings)}\n`);
  else process.stdout.write(`${formatFindings(catalog.findings, catalog.lineOf)}\n`);
  return hasErrors(catalog.findings) ? 1 : 0;
});
