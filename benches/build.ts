import { spawn } from "node:child_process";
import { appendFileSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { filesUnder } from "../lib/build/export/files-under.ts";
import type { Bench, Measure } from "./bench.ts";
import { copyProject } from "./support/copy-project.ts";
import { generateNotes, nameOf } from "./support/generate-notes.ts";
import { endWithUs, removeFolder, temporaryFolder } from "./support/leave-nothing.ts";
import { FLOOR_STYLES, makeFloor } from "./support/make-floor.ts";
import { watchPeakMemory } from "./support/peak-memory.ts";

type Built = { readonly seconds: number; readonly peak: number };

/**
 * Builds generated notes in a copy of the project: with nothing to reuse, and again after one note has
 * got one sentence more. Minutes for each number of notes.
 */
export const build: Bench = {
  name: "build",
  onlyByName: true,
  run: async ({ root, environment, noteCounts, say }) => {
    const work = temporaryFolder("build");
    const project = join(work, "project");
    const measures: Measure[] = [];
    try {
      say("  프로젝트를 복사합니다.");
      copyProject(root, project);
      for (const count of noteCounts) {
        const notes = join(work, `notes-${count}`);
        generateNotes(notes, count);
        for (const name of [".cache", ".next", "out"])
          rmSync(join(project, name), { recursive: true, force: true });
        say(`  노트 ${count}편: 처음부터`);
        const cold = await runBuild(project, notes, environment);
        // At each of our sizes a note with three diagrams, which should not be drawn again.
        appendFileSync(join(notes, nameOf(Math.ceil(count / 2))), "\n한 문장을 더 적는다.\n");
        say(`  노트 ${count}편: 한 편을 고친 뒤`);
        const edited = await runBuild(project, notes, environment);
        measures.push(...describe(`노트 ${count}편`, count, cold, edited, join(project, "out")));
      }
    } finally {
      removeFolder(work);
    }
    return [
      {
        title: "사이트 만들기(8KB짜리 노트, 다섯 편에 하나는 그림이 있음)",
        measures,
        notes: [
          "메모리는 만드는 과정에서 도는 모든 프로세스의 합(PSS)이 가장 컸을 때입니다.",
          "바이트의 바닥은 같은 페이지들을 맨 HTML과 CSS로 만든 것입니다.",
        ],
      },
    ];
  },
};

function describe(subject: string, count: number, cold: Built, edited: Built, out: string): Measure[] {
  const pages = filesUnder(out).filter((path) => path.endsWith(".html"));
  const shipped = filesUnder(out).filter((path) => !/\.(br|gz)$/.test(path));
  const floors = pages.map((path) => makeFloor(readFileSync(path, "utf8"), "/floor.css"));
  const bytesOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const whole = shipped.reduce((sum, path) => sum + statSync(path).size, 0);
  const least = bytesOf([...floors, FLOOR_STYLES]);
  const first = pages.findIndex((path) => path.endsWith(join("note-0001", "index.html")));
  const row = { subject } as const;
  const measures: Measure[] = [
    { ...row, metric: "처음부터", unit: "s", value: cold.seconds },
    { ...row, metric: "한 편마다", unit: "ms", value: (cold.seconds * 1000) / count },
    { ...row, metric: "고친 뒤", unit: "s", value: edited.seconds },
    { ...row, metric: "고친 뒤/처음부터", unit: "%", value: (edited.seconds / cold.seconds) * 100 },
    { ...row, metric: "메모리, 처음부터", unit: "MB", value: cold.peak },
    { ...row, metric: "메모리, 고친 뒤", unit: "MB", value: edited.peak },
    { ...row, metric: "나온 것", unit: "MB", value: whole / 1024 ** 2, floor: least / 1024 ** 2 },
    { ...row, metric: "한 편의 몫", unit: "KB", value: whole / 1024 / count, floor: least / 1024 / count },
  ];
  if (first >= 0)
    measures.push({
      ...row,
      metric: "글만 있는 노트의 HTML(gzip)",
      unit: "KB",
      value: gzipSync(readFileSync(pages[first]!), { level: 9 }).length / 1024,
      floor: gzipSync(floors[first]!, { level: 9 }).length / 1024,
    });
  return measures;
}

async function runBuild(
  project: string,
  notes: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Built> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(project, "bin/build.ts")], {
    cwd: project,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      NODE_ENV: "production",
      ...environment,
      NOTES_DIR: notes,
      INIT_CWD: project,
      CHECK: "lenient",
      SITE_URL: "",
      NODE_COMPILE_CACHE: join(project, ".cache/node"),
    },
  });
  endWithUs(child);
  const memory = watchPeakMemory(child.pid!);
  let said = "";
  child.stderr.on("data", (text) => {
    said = (said + text).slice(-4000);
  });
  const code = await new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  });
  const peak = memory();
  if (code !== 0) throw new Error(`사이트를 만들지 못했습니다.\n${said}`);
  return { seconds: (performance.now() - started) / 1000, peak };
}
