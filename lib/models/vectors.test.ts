import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { isModelError } from "./model-error.ts";
import { runVectors } from "./run-vectors.ts";
import { readVectorFile } from "./vector-file.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "tests", "vectors");
const SYSTEMS = [
  "apimachinery",
  "autoscaling",
  "balancing",
  "deployment",
  "hpa",
  "hpc",
  "images",
  "inverse",
  "kubectl",
  "kubelet",
  "microservices",
  "raft",
  "resources",
  "scheduler",
  "services",
  "virtualization",
];

/** Cases that contradict the source they stand for; docs/labs-kubernetes.md says how. */
const CONTRADICTED: readonly string[] = ["deployment/rolloutSteps/1"];

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
    const contradicted = vectors.filter(({ id }) => CONTRADICTED.includes(id)).length;
    const { passed, failed } = runVectors({ ...file, vectors });
    expect(failed.filter(({ id }) => !CONTRADICTED.includes(id))).toEqual([]);
    expect(passed).toBe(vectors.length - contradicted);
  });
});
