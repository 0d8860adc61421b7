import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const COMMAND = join(import.meta.dirname, "..", "..", "bin", "lab.ts");

const runLab = (cwd: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    encoding: "utf8",
    env: { ...process.env, INIT_CWD: cwd },
  });
  return { status, stdout, stderr };
};

test("the lab command prints the report alone and ends with 0, 1 or 2", () => {
  const folder = mkdtempSync(join(tmpdir(), "lab-"));
  try {
    const write = (name: string, expected: number) => {
      const vectors = [{ id: "a/b/1", fn: "milliValue", name: "one", input: "1", expected }];
      writeFileSync(join(folder, name), JSON.stringify({ system: "resources", vectors }));
    };
    write("good.json", 1000);
    write("bad.json", 1);
    expect(runLab(folder, "good.json")).toEqual({
      status: 0,
      stdout: '{"system":"resources","passed":1,"failed":[]}\n',
      stderr: "",
    });
    expect(runLab(folder, "bad.json")).toEqual({
      status: 1,
      stdout:
        '{"system":"resources","passed":0,"failed":[{"id":"a/b/1","name":"one","expected":1,"actual":1000}]}\n',
      stderr: "",
    });
    expect(runLab(folder, "none.json")).toEqual({
      status: 2,
      stdout: "",
      stderr: "none.json 파일이 없습니다.\n",
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
