import { parentPort, Worker } from "node:worker_threads";

/** Threads that do jobs of one kind, each one at a time. */
export type WorkerPool<Job, Answer> = {
  /** Does a job on the next free thread. @throws what the job threw, with its stack and causes */
  readonly run: (job: Job) => Promise<Answer>;
  /** Ends the threads; to be called when no job is left. */
  readonly close: () => Promise<void>;
};

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
 */
export function openWorkerPool<Job, Answer>(
  script: URL,
  most: number,
  workerData?: unknown,
): WorkerPool<Job, Answer> {
  const workers = new Set<Worker>();
  const free: Worker[] = [];
  const queue: Waiting<Job, Answer>[] = [];
  const busy = new Map<Worker, Waiting<Job, Answer>>();

  function start(): Worker {
    const worker = new Worker(script, { workerData });
    workers.add(worker);
    worker.on("message", (reply: Reply<Answer>) => {
      const waiting = busy.get(worker)!;
      busy.delete(worker);
      free.push(worker);
      next();
      if ("error" in reply) waiting.fail(reply.error);
      else waiting.done(reply.answer);
    });
    const end = (reason: unknown) => {
      workers.delete(worker);
      const waiting = busy.get(worker);
      busy.delete(worker);
      waiting?.fail(reason);
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
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
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
