import { join } from "node:path";
import { expect, test } from "vitest";
import { readLabs } from "../../build/content/read-labs.ts";
import { advise, decide } from "../chooser/chooser.ts";
import type { ChooserFile } from "../lab-file.ts";

test("the mode matrix offers what the note's table says for each guest and CPU", () => {
  const { labs } = readLabs(join(import.meta.dirname, "../../../content/labs"), (name) => name);
  const matrix = labs.find((lab) => lab.id === "virtualization-mode-matrix") as ChooserFile;
  const possible = (cpu: string, kernel: string) =>
    advise(matrix, { cpu, kernel })
      .filter(({ score, against }) => score > 0 && against.length === 0)
      .map(({ result }) => result);
  expect(possible("no", "no")).toEqual(["translation"]);
  expect(possible("no", "yes")).toEqual(["para", "translation"]);
  expect(possible("yes", "no").slice(0, 2)).toEqual(["hvm-pv", "hvm"]);
  expect(possible("yes", "yes").slice(0, 2)).toEqual(["hvm-pv", "hvm"]);
  expect(decide(matrix, { cpu: "yes", kernel: "no", drivers: "no" })).toEqual({ kind: "one", result: "hvm" });
});
