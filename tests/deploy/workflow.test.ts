import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { workflowFile } from "../../lib/build/content/new-site.ts";

const ROOT = join(import.meta.dirname, "../..");
const { path, text } = workflowFile("name/whale-notes");

type Step = {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
};
type Job = {
  readonly needs?: string;
  readonly "runs-on": string;
  readonly "timeout-minutes": number;
  readonly permissions: Readonly<Record<string, string>>;
  readonly environment?: { readonly name: string; readonly url: string };
  readonly steps: readonly Step[];
};
type Workflow = {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly concurrency: object;
  readonly jobs: Readonly<Record<string, Job>>;
};

/** What GitHub's syntax allows, of which a workflow may use a part. */
const KEYS = {
  workflow: ["name", "on", "permissions", "concurrency", "jobs"],
  job: ["needs", "runs-on", "timeout-minutes", "permissions", "environment", "steps"],
  step: ["id", "uses", "run", "with", "env", "working-directory"],
};

/** What is wrong with a workflow as GitHub and as who cares for its supply would see it. */
function findMistakes(written: string): string[] {
  const document = parseDocument(written, { strict: true, uniqueKeys: true });
  const mistakes = document.errors.map(({ code }) => code as string);
  if (mistakes.length > 0) return mistakes;
  const workflow = document.toJS() as Workflow;
  const unknown = (place: string, value: object, known: readonly string[]) =>
    Object.keys(value)
      .filter((key) => !known.includes(key))
      .map((key) => `${place}: ${key} is no key of it`);
  mistakes.push(...unknown("workflow", workflow, KEYS.workflow));
  for (const [name, job] of Object.entries(workflow.jobs)) {
    mistakes.push(...unknown(name, job, KEYS.job));
    if (job.needs !== undefined && !Object.hasOwn(workflow.jobs, job.needs))
      mistakes.push(`${name}: needs nobody`);
    const ids = new Set<string>();
    for (const step of job.steps) {
      mistakes.push(...unknown(`${name} step`, step, KEYS.step));
      if ((step.uses === undefined) === (step.run === undefined))
        mistakes.push(`${name}: a step uses or runs`);
      if (step.uses !== undefined && !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(step.uses))
        mistakes.push(`${name}: ${step.uses} is not pinned`);
      for (const value of [...Object.values(step.env ?? {}), ...Object.values(step.with ?? {})])
        for (const [, id] of String(value).matchAll(/\$\{\{ steps\.([\w-]+)\./g))
          if (!ids.has(id!)) mistakes.push(`${name}: no step ${id} before`);
      if (step.id !== undefined) ids.add(step.id);
      if (step.run?.includes("${{")) mistakes.push(`${name}: a shell reads an expression`);
    }
    const { environment } = job;
    const [, shown] = /steps\.([\w-]+)\./.exec(environment?.url ?? "") ?? [];
    if (shown !== undefined && !ids.has(shown)) mistakes.push(`${name}: no step ${shown}`);
  }
  return mistakes;
}

test("the workflow that publishes a repository of notes is one, and pins what it uses", () => {
  expect(path).toBe(".github/workflows/site.yml");
  expect(findMistakes(text)).toEqual([]);
  // Who reads it sees which release a commit is.
  for (const line of text.split("\n").filter((one) => one.includes("uses:")))
    expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test("a planted mistake of each sort is found", () => {
  const plant = (from: string | RegExp, to: string) => findMistakes(text.replace(from, to)).join("\n");
  expect(plant("needs: build", "needs: built")).toContain("needs nobody");
  expect(plant(/checkout@[0-9a-f]{40}/, "checkout@v5")).toContain("is not pinned");
  expect(plant("run: npm run build", "runs: npm run build")).toContain("is no key");
  expect(plant("steps.pages.", "steps.page.")).toContain("no step page");
  expect(plant("permissions: {}", "permissions: {}\npermissions: {}")).toContain("DUPLICATE_KEY");
  expect(plant("run: npm run build", `run: echo \${{ github.ref }}`)).toContain("a shell reads");
});

test("it gives nobody more rights than the job needs, and runs what there is on the folders it fetched", () => {
  const { on, permissions, jobs } = parseDocument(text).toJS() as Workflow;
  expect(Object.keys(on)).toEqual(["push", "workflow_dispatch"]);
  expect(permissions).toEqual({});
  expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]))).toEqual({
    build: { contents: "read", pages: "read" },
    deploy: { pages: "write", "id-token": "write" },
  });
  const { steps } = jobs.build!;
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };
  const runs = steps.filter(({ run }) => run !== undefined);
  for (const { run } of runs) expect(Object.keys(scripts)).toContain(/^npm run ([\w-]+)$/.exec(run!)?.[1]);
  const build = runs[0]!;
  const fetched = steps
    .filter(({ uses }) => uses?.startsWith("actions/checkout@"))
    .map((step) => step.with!.path);
  expect(fetched).toContain(build["working-directory"]);
  expect(fetched).toContain(posix.join(build["working-directory"]!, build.env!.NOTES_DIR!));
  const uploaded = steps.find(({ uses }) => uses?.startsWith("actions/upload-pages-artifact@"))!;
  expect(uploaded.with!.path).toBe(`${build["working-directory"]}/out`);
});
