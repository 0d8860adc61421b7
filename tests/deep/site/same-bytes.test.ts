import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { copyProject } from "../../../benches/support/copy-project.ts";
import { filesUnder } from "../../../lib/build/export/files-under.ts";
import { out, root } from "../../site/pages.ts";

const folder = mkdtempSync(join(tmpdir(), "same-bytes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function digests(site: string): Map<string, string> {
  return new Map(
    filesUnder(site).map((path) => [
      path.slice(site.length),
      createHash("sha256").update(readFileSync(path)).digest("hex"),
    ]),
  );
}

test("a build in another folder, with nothing to reuse, gives the same bytes", () => {
  const project = join(folder, "project");
  copyProject(root, project);
  // Dates come from the history.
  cpSync(join(root, ".git"), join(project, ".git"), { recursive: true });
  execFileSync(process.execPath, [join(project, "bin/build.ts")], {
    cwd: project,
    env: { ...process.env, INIT_CWD: project, NOTES_DIR: "", CHECK: "", SITE_URL: "" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [first, second] = [digests(out), digests(join(project, "out"))];
  expect([...second.keys()]).toEqual([...first.keys()]);
  expect([...second].filter(([path, digest]) => first.get(path) !== digest).map(([path]) => path)).toEqual(
    [],
  );
});
