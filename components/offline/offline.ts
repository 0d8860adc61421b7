import { addressOf } from "../../lib/address/base.ts";
import {
  type ChangedMessage,
  type ListeningMessage,
  pagesCache,
  type WantedMessage,
  WORKER_PATH,
} from "../../lib/records/offline.ts";
import * as words from "../../lib/words/words.ts";
import { showToast } from "../boot/toast.ts";
import { trustOwnWorkers } from "../boot/trusted-scripts.ts";
import { makeElement } from "../share/dom.ts";

let started = false;

/** Links that search shows; which of them are here, a reader without a line wants to know. */
const HITS = "a.hit";

/** Marks the hits that are not on this device for as long as there is no line. */
function markAway(cache: Cache): void {
  const mark = async () => {
    const hits = [...document.querySelectorAll<HTMLAnchorElement>(HITS)];
    for (const hit of hits) {
      // The line may come back while the device is asked.
      const missing = !navigator.onLine && (await cache.match(hit.pathname)) === undefined;
      const away = missing && !navigator.onLine;
      const told = hit.querySelector(".hit-away");
      if (away && !told) hit.append(makeElement("span", { class: "hit-away" }, words.hitAway));
      else if (!away) told?.remove();
    }
  };
  // What is drawn anew is marked anew; a mark itself changes nothing more.
  new MutationObserver((changes) => {
    if (!navigator.onLine && changes.some(({ addedNodes }) => [...addedNodes].some(holdsHit))) void mark();
  }).observe(document.body, { childList: true, subtree: true });
  for (const type of ["online", "offline"]) addEventListener(type, mark);
  void mark();
}

function holdsHit(node: Node): boolean {
  return node instanceof Element && (node.matches(HITS) || node.querySelector(HITS) !== null);
}

/** Registers the worker, keeps the page that is being read, and tells when its text has changed since. @param asked whether the reader asked for it */
export async function keepReadable(asked = false): Promise<void> {
  const { serviceWorker, connection } = navigator as Navigator & {
    readonly connection?: { readonly saveData?: boolean };
  };
  // A worker fetches the whole shell: not for who saves data, but for who asks for it on the page of the device.
  if (started || !serviceWorker || (connection?.saveData && !asked)) return;
  started = true;
  trustOwnWorkers();
  serviceWorker.addEventListener("message", ({ data }: MessageEvent<Partial<ChangedMessage>>) => {
    if (data.kind === "whale-changed") showToast(words.noteChanged, 6000);
  });
  serviceWorker.controller?.postMessage({ kind: "whale-listening" } satisfies ListeningMessage);
  try {
    await serviceWorker.register(addressOf(WORKER_PATH), { updateViaCache: "none" });
    const cache = await caches.open(pagesCache(document.documentElement.dataset.site ?? ""));
    markAway(cache);
    if (serviceWorker.controller) return;
    // A worker that takes a page over makes the browser throw away those it keeps for the way back: it does so for
    // the first page of a visit, and when the line is gone.
    const want = async () =>
      (await serviceWorker.ready).active?.postMessage({ kind: "whale-wanted" } satisfies WantedMessage);
    if (navigator.onLine && document.referrer.startsWith(location.origin)) addEventListener("offline", want);
    else void want();
    // The first page came before there was a worker to keep it.
    if (!(await cache.match(location.pathname))) await cache.add(location.pathname);
  } catch (error) {
    // A browser that keeps nothing, or no line: the site is read as before.
    console.warn(error);
  }
}
