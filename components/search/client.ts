import * as words from "../../lib/words/words.ts";
import { partOf } from "../boot/load-part.ts";
import { trustOwnWorkers } from "../boot/trusted-scripts.ts";
import type { Reply } from "./protocol.ts";

/** The worker as the page sees it: one question at a time, the latest wins. */
export type Client = { readonly ask: (query: string, literal: boolean) => void };

/** @param onReply told of every answer to the latest question, and of failures */
export function startClient(onReply: (reply: Reply) => void): Client {
  const [address = ""] = partOf("search-worker");
  trustOwnWorkers();
  let worker: Worker | undefined;
  let last = 0;
  const fail = (cause: unknown) => {
    console.warn(cause);
    worker?.terminate();
    worker = undefined;
    onReply({ kind: "failed", message: words.searchNotStarted });
  };
  const start = () => {
    const started = new Worker(address);
    started.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
      if (data.kind !== "answer" || data.id === last) onReply(data);
    });
    started.addEventListener("error", fail);
    return started;
  };
  return {
    ask: (query, literal) => {
      try {
        worker ??= start();
        last += 1;
        worker.postMessage({ id: last, query, literal });
      } catch (error) {
        fail(error);
      }
    },
  };
}
