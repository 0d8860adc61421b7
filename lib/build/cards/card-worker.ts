import { parentPort, workerData } from "node:worker_threads";
import { type CardJob, drawCardBatch } from "./card-batch.ts";

/** A thread that draws one batch of cards and ends; it answers with what went wrong, if anything did. */
const { root, jobs } = workerData as { root: string; jobs: readonly CardJob[] };
try {
  await drawCardBatch(root, jobs);
} catch (error) {
  // Cloned with its stack and its causes.
  parentPort!.postMessage(error);
}
