import { parentPort, Worker } from "node:worker_threads";

/** Threads that do jobs of one kind, each one at a time. */
export type WorkerPool<Job, Answer> = {
  /** Does a job on the next free thread. @throws what the job threw, with its stack and causes */
  readonly run: (job: Job) => Promise<Answer>;
  /** Ends the threads; to be called when no job is left. */
  readonly close: () => Promise<void>;
};

/** How much one job may take. Time is that of the processor: a busy machine does not make a job longer. */
export type JobLimits = { readonly cpuSeconds: number; readonly megabytes: number };

/** What a job fails with that took more than it may; its thread is ended, the others go on. */
export class JobTooMuch extends Error {
  override readonly name = "JobTooMuch";
}

/**
 * How much V8 lets a thread fill before it clears away. Of its own it takes 48, which makes no note compile sooner: with
 * 60 notes in two threads the process takes 440 MB instead of 625 MB.
 */
const YOUNG_MEGABYTES = 12;

type Reply<Answer> = { readonly answer: Answer } | { readonly error: unknown };
type Waiting<Job, Answer> = {
  readonly job: Job;
  readonly done: (answer: Answer) => void;
  readonly fail: (reason: unknown) => void;
};

/**
 * @param script a module that calls `answerJobs`
 * @param most threads; one starts when a job finds none free
 * @param workerData what each thread is told at its start
 * @param limits of each job; without them a job may take what it likes
 */
export function openWorkerPool<Job, Answer>(
  script: URL,
  most: number,
  workerData?: unknown,
  limits?: JobLimits,
): WorkerPool<Job, Answer> {
  const workers = new Set<Worker>();
  const free: Worker[] = [];
  const queue: Waiting<Job, Answer>[] = [];
  const busy = new Map<Worker, Waiting<Job, Answer>>();
  /** Seconds of the processor that a thread had taken before its job. */
  const before = new Map<Worker, number>();
  const watch = limits && setInterval(() => void endLongJobs(limits), 500).unref();

  async function endLongJobs({ cpuSeconds }: JobLimits): Promise<void> {
    for (const [worker, waiting] of [...busy]) {
      const spent = await secondsOf(worker);
      if (spent === undefined || busy.get(worker) !== waiting) continue;
      if (!before.has(worker)) before.set(worker, spent);
      else if (spent - before.get(worker)! > cpuSeconds) {
        busy.delete(worker);
        waiting.fail(new JobTooMuch(`took more than ${cpuSeconds} s`));
        await worker.terminate();
      }
    }
  }

  function start(): Worker {
    const worker = new Worker(script, {
      workerData,
      resourceLimits: {
        maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
        ...(limits && { maxOldGenerationSizeMb: limits.megabytes }),
      },
    });
    workers.add(worker);
    worker.on("message", (reply: Reply<Answer>) => {
      const waiting = busy.get(worker);
      if (waiting === undefined) return;
      busy.delete(worker);
      before.delete(worker);
      free.push(worker);
      next();
      if ("error" in reply) waiting.fail(reply.error);
      else waiting.done(reply.answer);
    });
    const end = (reason: unknown) => {
      workers.delete(worker);
      const waiting = busy.get(worker);
      busy.delete(worker);
      before.delete(worker);
      waiting?.fail(isOutOfMemory(reason) ? new JobTooMuch("took too much memory") : reason);
      next();
    };
    worker.on("error", end);
    worker.on("exit", (code) => end(new Error(`a worker thread ended with code ${code}`)));
    return worker;
  }

  function next(): void {
    while (queue.length > 0) {
      const worker = free.pop() ?? (workers.size < most ? start() : undefined);
      if (worker === undefined) return;
      const waiting = queue.shift()!;
      busy.set(worker, waiting);
      worker.postMessage(waiting.job);
    }
  }

  return {
    run: (job) =>
      new Promise((done, fail) => {
        queue.push({ job, done, fail });
        next();
      }),
    async close() {
      clearInterval(watch);
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

/** Undefined while a thread starts or ends. */
async function secondsOf(worker: Worker): Promise<number | undefined> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1_000_000;
  } catch {
    return undefined;
  }
}

function isOutOfMemory(reason: unknown): boolean {
  return reason instanceof Error && "code" in reason && reason.code === "ERR_WORKER_OUT_OF_MEMORY";
}

/** In a thread of a pool: does each job that comes. */
export function answerJobs<Job, Answer>(work: (job: Job) => Answer | Promise<Answer>): void {
  const port = parentPort!;
  port.on("message", async (job: Job) => {
    try {
      port.postMessage({ answer: await work(job) });
    } catch (error) {
      port.postMessage({ error });
    }
  });
}
