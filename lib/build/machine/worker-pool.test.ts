import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { openWorkerPool } from "./worker-pool.ts";

const folder = mkdtempSync(join(tmpdir(), "pool-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const script = pathToFileURL(join(folder, "worker.mjs"));
writeFileSync(
  script,
  `import { threadId, workerData } from "node:worker_threads";
   import { answerJobs } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "worker-pool.ts")).href)};
   answerJobs(async (job) => {
     if (job === "throw") throw new Error("refused", { cause: new Error("why") });
     if (job === "exit") process.exit(3);
     if (job === "spin") for (;;);
     if (job === "hoard") for (const kept = []; ; ) kept.push(new Array(100_000).fill(job + kept.length));
     return { text: workerData.prefix + job, threadId };
   });`,
);
type Answer = { readonly text: string; readonly threadId: number };
const open = (most: number) => openWorkerPool<string, Answer>(script, most, { prefix: "done " });

test("every job is answered, on no more threads than were allowed", async () => {
  const pool = open(2);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, job) => pool.run(String(job))));
  expect(answers.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, job) => `done ${job}`));
  expect(new Set(answers.map(({ threadId }) => threadId)).size).toBeLessThanOrEqual(2);
  await pool.close();
});

test("what a job throws comes with its causes, and the thread goes on", async () => {
  const pool = open(1);
  await expect(pool.run("throw")).rejects.toMatchObject({ message: "refused", cause: { message: "why" } });
  expect((await pool.run("next")).text).toBe("done next");
  await pool.close();
});

test("a thread that ends fails its job, and another one takes the rest", async () => {
  const pool = open(1);
  const [ended, next] = await Promise.allSettled([pool.run("exit"), pool.run("next")]);
  expect(ended).toMatchObject({
    status: "rejected",
    reason: { message: "a worker thread ended with code 3" },
  });
  expect(next).toMatchObject({ status: "fulfilled", value: { text: "done next" } });
  await pool.close();
});

test.each(["spin", "hoard"])(
  "a job that would %s for ever is ended, and the others are done",
  async (job) => {
    const limits = { cpuSeconds: 1, megabytes: 32 };
    const pool = openWorkerPool<string, Answer>(script, 1, { prefix: "done " }, limits);
    const [bad, good] = await Promise.allSettled([pool.run(job), pool.run("next")]);
    expect(bad).toMatchObject({ status: "rejected", reason: { name: "JobTooMuch" } });
    expect(good).toMatchObject({ status: "fulfilled", value: { text: "done next" } });
    await pool.close();
  },
  60_000,
);
