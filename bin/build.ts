import { readSettings } from "../lib/build/catalog/settings.ts";
import { readSiteUrl } from "../lib/build/catalog/site-url.ts";
import { buildSite, NotesHaveErrors } from "../lib/build/export/build-site.ts";
import { readArguments } from "./read-arguments.ts";
import { type Io, runCommand } from "./run-command.ts";

/** What is written with a whole address still leads to the machine that built it. */
const NOWHERE =
  "SITE_URL이 없어 카드, 피드, 사이트맵의 주소는 http://localhost:3000을 가리킵니다. 올릴 사이트는 `SITE_URL=https://… npm run build`로 만드세요.";

/**
 * `npm run build`: always builds. Also called by `test`, which skips what is built already (`--if-changed`).
 * `--list` says of everything that is not published why; `--timings` prints the seconds of each stage.
 */
export async function main(args: readonly string[], { root, env, stderr }: Io): Promise<number> {
  const { flags, problem } = readArguments(args, { flags: ["--if-changed", "--timings", "--list"] });
  if (problem !== undefined) {
    stderr(`${problem}\n`);
    return 2;
  }
  const settings = readSettings(root, env);
  const siteUrl = readSiteUrl(env);
  const say = (text: string) => stderr(`${text}\n`);
  try {
    const seconds = await buildSite(settings, siteUrl, {
      ifChanged: flags.has("--if-changed"),
      list: flags.has("--list"),
      say,
    });
    if (flags.has("--timings"))
      for (const [stage, spent] of seconds) say(`${spent.toFixed(1).padStart(7)}초  ${stage}`);
    if (!env.SITE_URL && seconds.size > 0) say(NOWHERE);
    return 0;
  } catch (error) {
    if (!(error instanceof NotesHaveErrors)) throw error;
    say(error.message);
    return 1;
  }
}

await runCommand(import.meta.filename, main);
