import { readSettings } from "../lib/build/catalog/settings.ts";
import { readSiteUrl } from "../lib/build/catalog/site-url.ts";
import { buildSite, NotesHaveErrors } from "../lib/build/export/build-site.ts";
import { runCommand } from "./run-command.ts";

/**
 * `npm run build`: always builds. Also called by `test`, which skips what is built already (`--if-changed`).
 * `--timings` prints the seconds of each stage.
 */
await runCommand(async (root) => {
  const settings = readSettings(root, process.env);
  const siteUrl = readSiteUrl(process.env);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  try {
    const seconds = await buildSite(settings, siteUrl, {
      ifChanged: process.argv.includes("--if-changed"),
      say,
    });
    if (process.argv.includes("--timings"))
      for (const [stage, spent] of seconds) say(`${spent.toFixed(1).padStart(7)}초  ${stage}`);
    return 0;
  } catch (error) {
    if (!(error instanceof NotesHaveErrors)) throw error;
    say(error.message);
    return 1;
  }
});
