import { join, resolve } from "node:path";
import { readSettings } from "../lib/build/catalog/settings.ts";
import { readSiteUrl } from "../lib/build/catalog/site-url.ts";
import { isBuilt } from "../lib/build/export/build-site.ts";
import { carryOutRelease } from "../lib/build/publish/carry-out-release.ts";
import { formatPlan } from "../lib/build/publish/format-plan.ts";
import { openTarget } from "../lib/build/publish/open-target.ts";
import { planRelease } from "../lib/build/publish/plan-release.ts";
import { readSite } from "../lib/build/publish/read-site.ts";
import { parseReleases, RELEASES_FILE } from "../lib/build/publish/releases.ts";
import { readArguments } from "./read-arguments.ts";
import { type Io, runCommand } from "./run-command.ts";

const DEFAULT_KEPT = "3";

/**
 * `npm run upload -- --to TARGET`: publishes `out/` in the order that breaks no open page.
 * `--dry-run` prints the plan; `--from` takes a folder that was built elsewhere.
 */
export async function main(args: readonly string[], { root, env, cwd, stdout, stderr }: Io): Promise<number> {
  const { flags, values, problem } = readArguments(args, {
    flags: ["--dry-run"],
    values: ["--to", "--from", "--endpoint", "--keep-releases"],
  });
  const to = values.get("--to");
  const kept = values.get("--keep-releases") ?? DEFAULT_KEPT;
  const mistake =
    problem ??
    (to === undefined ? "올릴 곳을 적어 주세요: `npm run upload -- --to s3://버킷`" : undefined) ??
    (/^[1-9]\d*$/.test(kept) ? undefined : `--keep-releases ${kept}: 1 이상의 수를 적어 주세요.`);
  if (mistake !== undefined || to === undefined) {
    stderr(`${mistake}\n`);
    return 2;
  }
  const from = values.get("--from");
  if (from === undefined && !(await isBuilt(readSettings(root, env), readSiteUrl(env))))
    throw new Error(
      "out/이 지금의 노트와 SITE_URL로 만든 것이 아닙니다. `SITE_URL=https://… npm run build`를 실행한 뒤, 같은 SITE_URL로 다시 올리세요.",
    );
  const folder = from === undefined ? join(root, "out") : resolve(cwd, from);
  const target = openTarget(to, values.get("--endpoint"), cwd);
  const recorded = await target.read(RELEASES_FILE);
  const previous = recorded === undefined ? [] : parseReleases(recorded);
  const plan = planRelease(readSite(folder), previous, Number(kept));
  if (flags.has("--dry-run")) {
    stdout(formatPlan(plan));
    return 0;
  }
  await carryOutRelease(plan, folder, target, (text) => stderr(`${text}\n`));
  stderr(`다 올렸습니다: ${to}\n`);
  return 0;
}

await runCommand(import.meta.filename, main);
