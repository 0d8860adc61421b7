import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runMain } from "../tests/support/run-main.ts";
import { main } from "./lab.ts";

test("the lab command prints the report alone and ends with 0, 1 or 2", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lab-"));
  try {
    const write = (name: string, expected: number) => {
      const vectors = [{ id: "a/b/1", fn: "milliValue", name: "one", input: "1", expected }];
      writeFileSync(join(folder, name), JSON.stringify({ system: "resources", vectors }));
    };
    write("good.json", 1000);
    write("bad.json", 1);
    expect(await runMain(main, ["good.json"], folder)).toEqual({
      code: 0,
      out: '{"system":"resources","passed":1,"failed":[]}\n',
      err: "",
    });
    expect(await runMain(main, ["bad.json"], folder)).toEqual({
      code: 1,
      out: '{"system":"resources","passed":0,"failed":[{"id":"a/b/1","name":"one","expected":1,"actual":1000}]}\n',
      err: "",
    });
    expect(await runMain(main, ["none.json"], folder)).toEqual({
      code: 2,
      out: "",
      err: "none.json 파일이 없습니다.\n",
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
