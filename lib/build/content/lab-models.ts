import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LabEvent } from "../../sim/event-schema.ts";
import type { Lab } from "../../sim/lab.ts";

export type AnyLab = Lab<unknown, LabEvent>;

/** A lab's model, and the folder of `lib/labs` that exports it. */
export type LabModel = { readonly lab: AnyLab; readonly folder: string };

const LABS = join(import.meta.dirname, "../../labs");

/** The models of all simulators by their ids: whatever `lib/labs/<name>/*.ts` exports and is a lab. */
export async function loadLabModels(): Promise<ReadonlyMap<string, LabModel>> {
  const paths = globSync("*/*.ts", { cwd: LABS }).filter((path) => !path.endsWith(".test.ts"));
  const models = new Map<string, LabModel>();
  for (const path of paths.sort()) {
    const module = (await import(join(LABS, path))) as Readonly<Record<string, unknown>>;
    for (const value of Object.values(module).filter(isLab)) {
      if (!models.has(value.id)) models.set(value.id, { lab: value, folder: dirname(path) });
    }
  }
  return models;
}

function isLab(value: unknown): value is AnyLab {
  return typeof value === "object" && value !== null && "scenarios" in value && "rules" in value;
}
