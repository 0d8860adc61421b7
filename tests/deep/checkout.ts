import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { copyProject } from "../../benches/support/copy-project.ts";

const ROOT = join(import.meta.dirname, "../..");

export type Ended = { readonly code: number | null; readonly signal: string | null; readonly output: string };
export type Environment = Readonly<Record<string, string | undefined>>;
export type Running = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

export type Checkout = {
  readonly root: string;
  /** A folder of notes outside of the checkout. */
  readonly notes: string;
  /** Writes a file; a path from the checkout, or an absolute one. */
  readonly write: (path: string, text: string) => void;
  /** Starts `bin/<command>.ts` as npm would. */
  readonly run: (command: string, environment?: Environment, args?: readonly string[]) => Running;
  /** Runs `npm start`'s command until it answers, and reads pages from it. */
  readonly serve: (environment?: Environment) => Promise<Served>;
  readonly remove: () => void;
};

export type Served = {
  readonly origin: string;
  readonly read: (path: string) => Promise<string>;
  readonly stop: () => Promise<Ended>;
};

/** Ports of their own for each file of tests, so that none meets a server of another. */
let port = 5200 + (process.pid % 300) * 10;

/** A copy of the project in a temporary folder, with three small notes beside it. @param name of its folder */
export function openCheckout(name = "checkout"): Checkout {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "deep-")));
  const root = join(base, name);
  const notes = join(base, "notes");
  copyProject(ROOT, root);
  const write = (path: string, text: string) => {
    const place = path.startsWith("/") ? path : join(root, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  };
  for (const [id, title] of Object.entries({ a: "하나", b: "둘", c: "셋" }))
    write(join(notes, `${id}.md`), `# 노트 ${title}\n\n첫 문장 ${id}.\n\n## 절\n\n글이다.\n`);
  const run: Checkout["run"] = (command, environment = {}, args = []) => {
    const child = spawn(process.execPath, [join(root, "bin", `${command}.ts`), ...args], {
      cwd: root,
      env: { ...process.env, INIT_CWD: root, NOTES_DIR: notes, CHECK: "", SITE_URL: "", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    const ended = new Promise<Ended>((done) =>
      child.on("close", (code, signal) => done({ code, signal, output })),
    );
    return { child, ended };
  };
  return {
    root,
    notes,
    write,
    run,
    async serve(environment = {}) {
      const { child, ended } = run("start", { PORT: String(++port), ...environment });
      const origin = await new Promise<string>((done, fail) => {
        let said = "";
        child.stdout!.on("data", (chunk) => {
          said += chunk;
          const found = /http:\/\/\S+?(?=\/\s)/.exec(said)?.[0];
          if (found) done(found);
        });
        void ended.then(({ output }) => fail(new Error(output)));
      });
      return {
        origin,
        read: async (path) => (await fetch(origin + path)).text(),
        stop: () => {
          child.kill("SIGTERM");
          return ended;
        },
      };
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** What a machine cannot do is said, and CI fails on it: nothing is left out unseen. */
export function notTried(what: string, why: string): void {
  process.stdout.write(`not tried: ${what} (${why})\n`);
  if (process.env.CI) throw new Error(`not tried: ${what} (${why})`);
}
