import { workerData } from "node:worker_threads";
import type { Card } from "../../sharing/card.ts";
import { answerJobs } from "../machine/worker-pool.ts";
import { openCardPainter } from "./card-painter.ts";

/** A thread that draws batches of cards and answers with their pictures. */
const painter = openCardPainter((workerData as { readonly root: string }).root);
// Whoever gives the first job is told.
painter.catch(() => {});
answerJobs(async (cards: readonly Card[]) => {
  const paint = await painter;
  return cards.map(paint);
});
