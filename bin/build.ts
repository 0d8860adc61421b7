import { readSettings } from "../lib/build/catalog/settings.ts";
import { readSiteUrl } from "../lib/build/catalog/site-url.ts";
import { buildSite, isBuilt, NotesHaveErrors } from "../lib/build/export/build-site.ts";
import { runCommand } from "./run-command.ts";

/** `npm run build`: always builds. Also called by `start` and `test`, which skip what is built already. */
await runCommand(async (root) => {
  const settings = readSettings(root, process.env);
  const siteUrl = readSiteUrl(process.env);
  if (process.argv.includes("--if-changed") && (await isBuilt(settings, siteUrl))) return 0;
  try {
    await buildSite(settings, siteUrl, Date.now(), (text) => process.stderr.write(`${text}\n`));
    return 0;
  } catch (error) {
    if (!(error instanceof NotesHaveErrors)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
});
