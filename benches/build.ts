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
import { giveNotes, PEERS, type Peer, peerNote, writePeer } from "./support/peers.ts";
import { type Taken, watchTree } from "./support/watch-tree.ts";

type Built = Taken & { readonly seconds: number };

/**
 * Builds generated notes in a copy of the project: with nothing to reuse, and again after one note has
 * got one sentence more. Minutes for each number of notes, which `--notes 190,1000` chooses; the first is what the
 * others are compared with. With `--peer` Starlight and VitePress build the same notes, taking turns.
 */
export const build: Bench = {
  name: "build",
  onlyByName: true,
  run: async ({ root, environment, noteCounts, peer, say }) => {
    const work = temporaryFolder("build");
    const project = join(work, "project");
    const measures: Measure[] = [];
    let first: { readonly count: number; readonly seconds: number } | undefined;
    try {
      say("  프로젝트를 복사합니다.");
      copyProject(root, project);
      const peers = peer ? PEERS : [];
      for (const one of peers) await installPeer(one, join(work, one.name), environment, say);
      for (const count of noteCounts) {
        const notes = join(work, `notes-${count}`);
        generateNotes(notes, count);
        for (const name of [".cache", ".next", "out"])
          rmSync(join(project, name), { recursive: true, force: true });
        say(`  노트 ${count}편: 처음부터`);
        const cold = await buildOurs(project, notes, environment);
        const peersCold: Built[] = [];
        for (const one of peers) {
          giveNotes(one, join(work, one.name), notes);
          peersCold.push(await buildPeer(one, join(work, one.name), environment, say));
        }
        // At each of our sizes a note with three diagrams, which should not be drawn again.
        const edit = "\n한 문장을 더 적는다.\n";
        const name = nameOf(Math.ceil(count / 2));
        appendFileSync(join(notes, name), edit);
        say(`  노트 ${count}편: 한 편을 고친 뒤`);
        const edited = await buildOurs(project, notes, environment);
        const subject = `노트 ${count}편`;
        measures.push(...describe(subject, count, cold, edited, join(project, "out")));
        first ??= { count, seconds: cold.seconds };
        if (first.count !== count)
          measures.push({
            subject,
            metric: `처음부터/${first.count}편`,
            unit: "%",
            value: (cold.seconds / first.seconds) * 100,
          });
        for (const [index, one] of peers.entries()) {
          appendFileSync(peerNote(one, join(work, one.name), name), edit);
          const peerEdited = await buildPeer(one, join(work, one.name), environment, say);
          measures.push(
            ...describeTimes(`노트 ${count}편, ${one.name}`, count, peersCold[index]!, peerEdited),
          );
        }
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
          ...(peer
            ? PEERS.map(
                ({ name, packages }) => `${name}: 그림도 카드도 없습니다. ${JSON.stringify(packages)}`,
              )
            : []),
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
    ...describeTimes(subject, count, cold, edited),
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

function describeTimes(subject: string, count: number, cold: Built, edited: Built): Measure[] {
  return [
    { subject, metric: "처음부터", unit: "s", value: cold.seconds },
    { subject, metric: "한 편마다", unit: "ms", value: (cold.seconds * 1000) / count },
    { subject, metric: "고친 뒤", unit: "s", value: edited.seconds },
    { subject, metric: "CPU, 처음부터", unit: "s", value: cold.cpu },
    { subject, metric: "CPU, 고친 뒤", unit: "s", value: edited.cpu },
    { subject, metric: "고친 뒤/처음부터", unit: "%", value: (edited.seconds / cold.seconds) * 100 },
    { subject, metric: "메모리, 처음부터", unit: "MB", value: cold.peak },
    { subject, metric: "메모리, 고친 뒤", unit: "MB", value: edited.peak },
  ];
}

type Environment = Readonly<Record<string, string | undefined>>;

function buildOurs(project: string, notes: string, environment: Environment): Promise<Built> {
  return runBuild(process.execPath, [join(project, "bin/build.ts")], project, {
    ...environment,
    NOTES_DIR: notes,
    INIT_CWD: project,
    CHECK: "lenient",
    SITE_URL: "",
    NODE_COMPILE_CACHE: join(project, ".cache/node"),
  });
}

async function installPeer(
  peer: Peer,
  project: string,
  environment: Environment,
  say: (text: string) => void,
): Promise<void> {
  say(`  ${peer.name}: 임시 폴더에 설치합니다.`);
  writePeer(peer, project);
  await runBuild("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], project, environment);
}

function buildPeer(
  { name, build: [program, ...rest] }: Peer,
  project: string,
  environment: Environment,
  say: (text: string) => void,
): Promise<Built> {
  say(`  같은 노트를 ${name}에서`);
  return runBuild(process.execPath, [join(project, program), ...rest], project, {
    ...environment,
    ASTRO_TELEMETRY_DISABLED: "1",
  });
}

async function runBuild(
  command: string,
  parameters: readonly string[],
  cwd: string,
  environment: Environment,
): Promise<Built> {
  const started = performance.now();
  const child = spawn(command, parameters, {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    env: { NODE_ENV: "production", ...environment },
  });
  endWithUs(child);
  const watched = watchTree(child.pid!);
  let said = "";
  child.stderr.on("data", (text) => {
    said = (said + text).slice(-4000);
  });
  const code = await new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  });
  const taken = watched();
  if (code !== 0) throw new Error(`사이트를 만들지 못했습니다.\n${said}`);
  return { seconds: (performance.now() - started) / 1000, ...taken };
}
