import { type ChangedMessage, pagesCache, WORKER_PATH } from "../../lib/records/offline.ts";
import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { trustOwnWorkers } from "../boot/trusted-scripts.ts";

let started = false;

/** Registers the worker, keeps the page that is being read, and tells when its text has changed since. */
export async function keepReadable(): Promise<void> {
  if (started || !("serviceWorker" in navigator)) return;
  started = true;
  trustOwnWorkers();
  navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<Partial<ChangedMessage>>) => {
    if (data.kind === "whale-changed") showToast(words.noteChanged, 6000);
  });
  try {
    await navigator.serviceWorker.register(WORKER_PATH, { updateViaCache: "none" });
    if (navigator.serviceWorker.controller) return;
    // The first page came before there was a worker to keep it.
    const cache = await caches.open(pagesCache(document.documentElement.dataset.site ?? ""));
    if (!(await cache.match(location.pathname))) await cache.add(location.pathname);
  } catch (error) {
    // A browser that keeps nothing, or no line: the site is read as before.
    console.warn(error);
  }
}
