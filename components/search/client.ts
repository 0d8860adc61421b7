import * as words from "../../lib/words/words.ts";
import { partOf } from "../boot/load-part.ts";
import type { Reply } from "./protocol.ts";

/** The worker as the page sees it: one question at a time, the latest wins. */
export type Client = { readonly ask: (query: string, literal: boolean) => void };

type Policy = { createScriptURL: (url: string) => string };
type TrustedTypes = {
  readonly defaultPolicy: unknown;
  createPolicy: (name: string, rules: Policy) => Policy;
};

/** @param onReply told of every answer to the latest question, and of failures */
export function startClient(onReply: (reply: Reply) => void): Client {
  const [address = ""] = partOf("search-worker");
  allow(address);
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

/** Under Trusted Types a worker's address must come from a policy; ours lets this one pass and no other. */
function allow(address: string): void {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (types === undefined || types.defaultPolicy !== null) return;
  types.createPolicy("default", {
    createScriptURL: (url) => {
      if (url !== address) throw new TypeError(`not a script of this site: ${url}`);
      return url;
    },
  });
}
