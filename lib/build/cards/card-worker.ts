import { parentPort, workerData } from "node:worker_threads";
import type { Card } from "../../sharing/card.ts";
import { drawCardBatch } from "./card-batch.ts";

/** A thread that draws one batch of cards and ends; it answers with the pictures, or with what went wrong. */
const { root, cards } = workerData as { root: string; cards: readonly Card[] };
try {
  parentPort!.postMessage({ pictures: await drawCardBatch(root, cards) });
} catch (error) {
  // Cloned with its stack and its causes.
  parentPort!.postMessage({ error });
}
