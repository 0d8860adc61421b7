import { resolve } from "node:path";
import { chooseSubjects } from "../lib/build/book/choose-subjects.ts";
import { makeBook } from "../lib/build/book/make-book.ts";
import { readSubjects } from "../lib/build/book/read-export.ts";
import { readSettings } from "../lib/build/catalog/settings.ts";
import { readSiteUrl } from "../lib/build/catalog/site-url.ts";
import { buildSite } from "../lib/build/export/build-site.ts";
import { findChromium } from "../lib/build/machine/find-chromium.ts";
import { replaceFile } from "../lib/build/machine/replace-file.ts";
import { readArguments } from "./read-arguments.ts";
import { type Io, runCommand } from "./run-command.ts";

/**
 * `npm run book`: one PDF of all notes, or of a subject with `--subject ID`, written where the user
 * typed the command or to `--out FILE.pdf`. Builds the site first when something changed.
 */
export async function main(args: readonly string[], { root, env, cwd, stderr }: Io): Promise<number> {
  const { values, problem } = readArguments(args, { values: ["--subject", "--out"] });
  if (problem !== undefined) {
    stderr(`${problem}\n`);
    return 2;
  }
  const say = (text: string) => stderr(`${text}\n`);
  const settings = readSettings(root, env);
  const siteUrl = readSiteUrl(env);
  await buildSite(settings, siteUrl, { ifChanged: true, say });

  const wanted = values.get("--subject");
  const subjects = chooseSubjects(readSubjects(settings.out), wanted);
  const name =
    wanted === undefined ? "whale-notes.pdf" : `whale-notes-${subjects[0]!.id.replaceAll("/", "-")}.pdf`;
  const path = resolve(cwd, values.get("--out") ?? name);
  const book = await makeBook(subjects, {
    root,
    out: settings.out,
    browser: await findChromium(root, env),
    onPrint: (round) =>
      say(
        round === 1
          ? `노트 ${subjects.reduce((sum, subject) => sum + subject.notes.length, 0)}편을 조판합니다.`
          : `쪽 번호를 넣어 다시 찍습니다(${round}번째).`,
      ),
  });
  replaceFile(path, book.pdf);
  say(
    `책을 만들었습니다: ${settings.nameOf(path)} (노트 ${book.notes}편, ${book.pages}쪽, ${(book.pdf.length / 1e6).toFixed(1)}MB)`,
  );
  return 0;
}

await runCommand(import.meta.filename, main);
