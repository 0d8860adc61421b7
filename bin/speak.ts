import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { language } from "../lib/words/words.ts";

/** The condition by which `package.json` leads to the words of a language. */
const CONDITION = "--conditions=words-";

/**
 * Starts this very command again where the notes want another language than it speaks: the words are modules, which
 * Node finds once and for all. Everything that it starts in turn speaks it too.
 * @returns the code that it ended with; undefined where nothing had to be started
 */
export async function speakAnew(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<number | undefined> {
  const wanted = env.NOTES_DIR ? await languageOf(resolve(cwd, env.NOTES_DIR)) : "ko";
  if (wanted === language) return undefined;
  const options = (env.NODE_OPTIONS ?? "")
    .split(" ")
    .filter((one) => one !== "" && !one.startsWith(CONDITION));
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    env: {
      ...process.env,
      SITE_LANGUAGE: wanted,
      NODE_OPTIONS: [...options, CONDITION + wanted].join(" "),
    },
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((done) => child.on("close", (code) => done(code ?? 1)));
}

async function languageOf(notes: string): Promise<string> {
  const { readSiteFile } = await import("../lib/build/content/site-file.ts");
  return readSiteFile(notes, String).site.language;
}
