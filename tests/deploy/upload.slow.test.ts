import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { main } from "../../bin/upload.ts";
import { carryOutRelease } from "../../lib/build/publish/carry-out-release.ts";
import { folderTarget } from "../../lib/build/publish/folder-target.ts";
import { planRelease } from "../../lib/build/publish/plan-release.ts";
import { readSite } from "../../lib/build/publish/read-site.ts";
import type { ReleaseTarget } from "../../lib/build/publish/release-target.ts";
import { parseReleases, RELEASES_FILE } from "../../lib/build/publish/releases.ts";
import { runMain } from "../support/run-main.ts";

const PROGRAM = join(import.meta.dirname, "../../bin/upload.ts");
const PAGES = 6;
const work = mkdtempSync(join(tmpdir(), "whale-upload-test-"));
afterAll(() => rmSync(work, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

let folders = 0;
const newFolder = () => join(work, `folder-${folders++}`);

function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A site in which every page of a release uses that release's style sheet and its own script. */
function makeRelease(name: string): string {
  const folder = newFolder();
  put(folder, `_next/static/chunks/${name}.css`, name);
  put(folder, `_next/static/chunks/${name}.css.br`, `${name}, smaller`);
  put(folder, "search.json", name);
  for (let page = 0; page < PAGES; page++) {
    put(folder, `_next/static/chunks/${name}-${page}.js`, name);
    const html = `<link href="/_next/static/chunks/${name}.css"><script src="/_next/static/chunks/${name}-${page}.js">`;
    put(folder, page === 0 ? "index.html" : `notes/${page}/index.html`, html);
  }
  put(folder, "404.html", `<link href="/_next/static/chunks/${name}.css">`);
  return folder;
}

/** The files that pages there lead to and that are not there. */
function findLost(folder: string): string[] {
  return globSync("**/*.html", { cwd: folder }).flatMap((page) => {
    const html = readFileSync(join(folder, page), "utf8");
    const wanted = [...html.matchAll(/(?:href|src)="\/([^"]+)"/g)].map(([, path = ""]) => path);
    const lost = wanted.filter((path) => !existsSync(join(folder, path)));
    return html === "" ? [`${page} is empty`] : lost.map((path) => `${page} → ${path}`);
  });
}

async function publish(from: string, to: string, keep = 2, wrap = (target: ReleaseTarget) => target) {
  const target = wrap(folderTarget(to));
  const recorded = await target.read(RELEASES_FILE);
  const plan = planRelease(readSite(from), recorded === undefined ? [] : parseReleases(recorded), keep);
  await carryOutRelease(plan, from, target, () => {});
}

const upload = (...args: string[]) => runMain(main, args, work);

describe("the hashed files of the last releases stay", () => {
  test("two are kept, the third goes, and nothing else is ever removed", async () => {
    const to = newFolder();
    const names = ["a", "b", "c"];
    for (const name of names) {
      await publish(makeRelease(name), to);
      expect(findLost(to)).toEqual([]);
      put(to, "robots.txt", "not ours");
    }
    const there = globSync("_next/static/chunks/*.css", { cwd: to }).sort();
    expect(there).toEqual(["_next/static/chunks/b.css", "_next/static/chunks/c.css"]);
    expect(existsSync(join(to, "_next/static/chunks/a.css.br"))).toBe(false);
    expect(readFileSync(join(to, "_next/static/chunks/c.css.br"), "utf8")).toBe("c, smaller");
    expect(readFileSync(join(to, "robots.txt"), "utf8")).toBe("not ours");
    expect(readFileSync(join(to, "search.json"), "utf8")).toBe("c");
  });

  test("a compressed copy that the new release has not does not stay to be sent in its place", async () => {
    const to = newFolder();
    const first = makeRelease("a");
    put(first, "index.html.gz", "old");
    await publish(first, to);
    expect(existsSync(join(to, "index.html.gz"))).toBe(true);
    await publish(makeRelease("b"), to);
    expect(existsSync(join(to, "index.html.gz"))).toBe(false);
  });
});

describe("wherever it stops, no page leads to a file that is not there", () => {
  /** A target whose `n`-th single step fails, as a lost connection would. */
  const failingAt = (n: number) => (target: ReleaseTarget) => {
    let steps = 0;
    const step = async (act: () => Promise<void>) => {
      if (steps++ === n) throw new Error("stopped");
      await act();
    };
    return {
      ...target,
      write: (file, text) => step(() => target.write(file, text)),
      copy: async (from, files) => {
        for (const file of files) await step(() => target.copy(from, [file]));
      },
      remove: async (paths) => {
        for (const path of paths) await step(() => target.remove([path]));
      },
    } satisfies ReleaseTarget;
  };

  test("at each of its steps; the same command then finishes it", async () => {
    const [first, second, third] = ["a", "b", "c"].map(makeRelease) as [string, string, string];
    for (let step = 0; ; step += 2) {
      const to = newFolder();
      await publish(first, to);
      await publish(second, to);
      const finished = await publish(third, to, 2, failingAt(step)).then(
        () => true,
        () => false,
      );
      expect(findLost(to), `stopped at step ${step}`).toEqual([]);
      if (finished) break;
      await publish(third, to);
      expect(findLost(to)).toEqual([]);
      expect(globSync("_next/static/chunks/?.css", { cwd: to })).toHaveLength(2);
    }
  });

  // Each of its four rounds is killed in the deep tests, one of them always.
  test("when it is killed", async () => {
    const to = newFolder();
    const [first, second] = [makeRelease("a"), makeRelease("b")];
    await publish(first, to);
    for (const round of process.env.DEEP ? [1, 2, 3, 4] : [2]) {
      const child = spawn(process.execPath, [PROGRAM, "--from", second, "--to", to], {
        stdio: ["ignore", "ignore", "pipe"],
      });
      await new Promise<void>((done) => {
        child.stderr.on("data", (text: Buffer) => {
          if (text.includes(`${round}/4`)) child.kill("SIGKILL");
        });
        child.on("close", () => done());
      });
      expect(findLost(to)).toEqual([]);
    }
    expect((await upload("--from", second, "--to", to)).code).toBe(0);
    expect(readFileSync(join(to, "index.html"), "utf8")).toContain("b.css");
  });
});

describe("the command", () => {
  test("a dry run prints the plan and touches nothing", async () => {
    const to = newFolder();
    const { out, code } = await upload("--from", makeRelease("a"), "--to", to, "--dry-run");
    expect(code).toBe(0);
    const kinds = out.split("\n").map((line) => /\.(css|js|json|html)\t/.exec(line)?.[1]);
    expect(kinds.lastIndexOf("css")).toBeLessThan(kinds.indexOf("json"));
    expect(kinds.lastIndexOf("js")).toBeLessThan(kinds.indexOf("html"));
    expect(existsSync(to)).toBe(false);
  });

  test("what it cannot do is one sentence", async () => {
    const from = makeRelease("a");
    const said = async (...args: string[]) => {
      const { err, code } = await upload(...args);
      return `${code} ${err.trim()}`;
    };
    expect(await said()).toContain("2 올릴 곳을 적어 주세요");
    expect(await said("--to", "x", "--keep-releases", "0")).toContain("2 --keep-releases 0");
    expect(await said("--from", from, "--to", "ftp://x")).toContain("1 --to ftp://x");
    expect(await said("--from", work, "--to", newFolder())).toContain("내보낸 사이트가 없습니다");
    const broken = newFolder();
    put(broken, RELEASES_FILE, "{}");
    expect(await said("--from", from, "--to", broken)).toContain("아무것도 올리지 않았습니다");
  });

  test("to a bucket it uses the AWS command line, in bulk and in the same order", async () => {
    const bucket = newFolder();
    const programs = newFolder();
    put(programs, "aws", fakeAws(bucket));
    chmodSync(join(programs, "aws"), 0o755);
    vi.stubEnv("PATH", [programs, process.env.PATH].join(delimiter));
    const run = (name: string) =>
      upload("--from", makeRelease(name), "--to", "s3://bucket/site", "--keep-releases", "1");
    expect((await run("a")).err).toContain("다 올렸습니다");
    expect((await run("b")).err).toContain("다 올렸습니다");
    expect(findLost(join(bucket, "site"))).toEqual([]);
    expect(globSync("site/_next/static/chunks/?.css", { cwd: bucket })).toEqual([
      "site/_next/static/chunks/b.css",
    ]);
    expect(globSync("**/*.br", { cwd: bucket })).toEqual([]);
    const log = readFileSync(join(bucket, "log"), "utf8").trim().split("\n");
    const second = log.slice(log.lastIndexOf("ls s3://bucket/site/releases.json"));
    expect(
      second.map((line) => line.replace(/whale-upload-\w+/, "…").replace(tmpdir(), "")).join("\n"),
    ).toMatchInlineSnapshot(`
      "ls s3://bucket/site/releases.json
      cp s3://bucket/site/releases.json -
      cp /… s3://bucket/site/ --recursive --only-show-errors --content-type text/javascript; charset=utf-8 --cache-control public, max-age=31536000, immutable
      cp /… s3://bucket/site/ --recursive --only-show-errors --content-type text/css; charset=utf-8 --cache-control public, max-age=31536000, immutable
      cp /… s3://bucket/site/ --recursive --only-show-errors --content-type application/json --cache-control no-cache
      cp /… s3://bucket/site/ --recursive --only-show-errors --content-type application/json --cache-control no-cache
      cp /… s3://bucket/site/ --recursive --only-show-errors --content-type text/html; charset=utf-8 --cache-control no-cache
      rm s3://bucket/site/_next/static/chunks/a-0.js --only-show-errors
      rm s3://bucket/site/_next/static/chunks/a-1.js --only-show-errors
      rm s3://bucket/site/_next/static/chunks/a-2.js --only-show-errors
      rm s3://bucket/site/_next/static/chunks/a-3.js --only-show-errors
      rm s3://bucket/site/_next/static/chunks/a-4.js --only-show-errors
      rm s3://bucket/site/_next/static/chunks/a-5.js --only-show-errors
      rm s3://bucket/site/_next/static/chunks/a.css --only-show-errors
      cp /… s3://bucket/site/ --recursive --only-show-errors --content-type application/json --cache-control no-cache"
    `);
  });
});

/** Stands in for `aws s3`: keeps objects in a folder, and a log of what it was asked. */
function fakeAws(bucket: string): string {
  return `#!/bin/sh
place() { printf '%s' '${bucket}/'"\${1#s3://bucket/}"; }
mkdir -p '${bucket}'
shift
echo "$*" >>'${bucket}/log'
case "$1 $3" in
  ls*) [ -e "$(place "$2")" ] && echo "$2" ;;
  rm*) rm "$(place "$2")" ;;
  "cp -") cat "$(place "$2")" ;;
  *) if [ -d "$2" ]; then mkdir -p "$(place "$3")" && cp -R "$2/." "$(place "$3")"; else cp "$2" "$(place "$3")"; fi ;;
esac
`;
}
