import { availableParallelism, cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import { benches } from "../benches/all-benches.ts";
import type { Table } from "../benches/bench.ts";
import { formatTable } from "../benches/support/format-table.ts";
import { type MeasuredSite, openMeasuredSite } from "../benches/support/measured-site.ts";
import { PAGE_TYPES, type PageType } from "../benches/support/page-types.ts";
import { readSettings } from "../lib/build/catalog/settings.ts";
import { readSiteUrl } from "../lib/build/catalog/site-url.ts";
import { isBuilt } from "../lib/build/export/build-site.ts";
import { findNearest } from "../lib/text/nearest.ts";
import { readArguments } from "./read-arguments.ts";
import { runCommand } from "./run-command.ts";

const NOTE_COUNTS = [50, 200, 1000];

type Outcome = {
  readonly name: string;
  readonly seconds: number;
  readonly tables: readonly Table[];
  readonly problem?: string;
};

/**
 * `npm run bench`: measures the export in `out/` as it is and writes nothing into the tree. Prints
 * tables and, last, everything as one line of JSON; `--json` prints the JSON alone. `--peer` builds the
 * same notes with Starlight and VitePress too, which it installs in a temporary folder. One failing
 * measurement does not keep the others from running, but the command ends with 1.
 */
await runCommand(import.meta.filename, async (_, { root }) => {
  const { flags, values, problem } = readArguments(process.argv.slice(2), {
    flags: ["--json", "--peer"],
    values: ["--only", "--pages", "--notes", "--out"],
  });
  const names = listOf(values.get("--only"));
  const types = listOf(values.get("--pages"));
  const noteCounts = listOf(values.get("--notes"))?.map(Number) ?? NOTE_COUNTS;
  const wrong =
    problem ??
    unknownIn(
      "--only",
      names,
      benches.map((bench) => bench.name),
    ) ??
    unknownIn("--pages", types, PAGE_TYPES) ??
    (noteCounts.every((count) => Number.isInteger(count) && count > 0)
      ? undefined
      : "--notes에는 노트의 수를 적어 주세요. 예: --notes 50,200");
  if (wrong !== undefined) {
    process.stderr.write(`${wrong}\n`);
    return 2;
  }
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  const settings = readSettings(root, process.env);
  const out = values.has("--out")
    ? resolve(process.env.INIT_CWD || root, values.get("--out")!)
    : settings.out;

  let site: Promise<MeasuredSite> | undefined;
  const openOut = async () => {
    if (out === settings.out && !(await isBuilt(settings, readSiteUrl(process.env))))
      say("out/은 지금의 노트와 코드로 만든 것이 아닙니다. 있는 그대로 잽니다.");
    return openMeasuredSite(out, types as PageType[] | undefined);
  };
  const openSite = () => (site ??= openOut());
  const json = flags.has("--json");
  const outcomes: Outcome[] = [];
  try {
    for (const bench of benches.filter(({ name, onlyByName }) => names?.includes(name) ?? !onlyByName)) {
      say(bench.name);
      const started = performance.now();
      const outcome = await bench
        .run({ root, environment: process.env, openSite, noteCounts, peer: flags.has("--peer"), say })
        .then((tables): Pick<Outcome, "tables" | "problem"> => ({ tables }))
        .catch((error: Error) => ({ tables: [], problem: error.message }));
      if (outcome.problem !== undefined) say(outcome.problem);
      if (!json) process.stdout.write(outcome.tables.map((table) => `${formatTable(table)}\n`).join(""));
      outcomes.push({ name: bench.name, seconds: (performance.now() - started) / 1000, ...outcome });
    }
  } finally {
    await site?.then((one) => one.close()).catch(() => undefined);
  }
  const machine = {
    cpu: cpus()[0]?.model ?? "",
    cores: availableParallelism(),
    load: loadavg()[0],
    node: process.version,
  };
  const rounded = (_: string, value: unknown) =>
    typeof value === "number" ? Math.round(value * 1000) / 1000 : value;
  process.stdout.write(`${JSON.stringify({ machine, benches: outcomes }, rounded)}\n`);
  return outcomes.some((outcome) => outcome.problem !== undefined) ? 1 : 0;
});

function listOf(value: string | undefined): string[] | undefined {
  return value?.split(",").map((part) => part.trim());
}

function unknownIn(
  option: string,
  given: readonly string[] | undefined,
  known: readonly string[],
): string | undefined {
  const unknown = given?.find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  const guess = findNearest(unknown, known);
  return `${option} ${unknown}: 없는 이름입니다. ${known.join(", ")} 가운데서 골라 주세요.${guess ? ` 혹시 ${guess}인가요?` : ""}`;
}
