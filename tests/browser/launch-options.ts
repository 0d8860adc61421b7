import { join } from "node:path";
import type { LaunchOptions } from "playwright-core";
import { findChromium } from "../../lib/build/machine/find-chromium.ts";

const root = join(import.meta.dirname, "../..");

/**
 * How to start a browser for tests: the one that `CHROMIUM_PATH` names, else the locked one, or an
 * installed one where that is preferred. As for every reader, pages that are left may be kept for the way back.
 */
export async function launchOptions(
  args: readonly string[] = [],
  prefer: "installed" | "locked" = "locked",
): Promise<LaunchOptions> {
  const found = await findChromium(root, process.env, prefer);
  return {
    executablePath: found.executablePath,
    args: [...found.args, ...args],
    env: found.env,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  };
}
