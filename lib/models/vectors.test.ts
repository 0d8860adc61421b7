import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { isModelError } from "./model-error.ts";
import { runVectors } from "./run-vectors.ts";
import { readVectorFile } from "./vector-file.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "tests", "vectors");
const SYSTEMS = [
  "balancing",
  "hpa",
  "hpc",
  "images",
  "inverse",
  "microservices",
  "raft",
  "resources",
  "services",
  "virtualization",
];

test("every system has its file of vectors", () => {
  const names = globSync("*.json", { cwd: FOLDER }).map((name) => basename(name, ".json"));
  expect(names).toEqual(expect.arrayContaining(SYSTEMS));
});

describe.each(SYSTEMS)("the models of %s", (system) => {
  const file = readVectorFile(readFileSync(join(FOLDER, `${system}.json`), "utf8"));
  if (isModelError(file)) throw new Error(file.error);
  const names = [...new Set(file.vectors.map(({ fn }) => fn))];

  test.each(names)("%s answers every vector as its source does", (name) => {
    const vectors = file.vectors.filter(({ fn }) => fn === name);
    const report = runVectors({ ...file, vectors });
    expect(report).toEqual({ system, passed: vectors.length, failed: [] });
  });
});
