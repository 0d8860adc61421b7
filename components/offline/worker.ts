/**
 * The service worker. Files whose names hold their hash come from the device; pages and data come from the
 * network while it answers within a short patience, else from the device, so nobody reads an old text on a
 * good line. A page that is not there is answered by the one that says so and lists what is.
 */

import { NetworkFirst } from "serwist";
import { addressOf } from "../../lib/address/base.ts";
import {
  type ChangedMessage,
  cachesOf,
  filesCache,
  isOfSite,
  type ListeningMessage,
  OFFLINE_PAGE,
  outdatedCaches,
  pagesCache,
  type Release,
  type WantedMessage,
} from "../../lib/records/offline.ts";

/** How long the network may take before the device answers, where it can. */
const PATIENCE_S = 2.5;

/** Of the worker's scope, what is used here: the types of pages do not know it. */
type Extendable = Event & { waitUntil: (work: Promise<unknown>) => void };
type Fetching = Extendable & {
  readonly request: Request;
  readonly resultingClientId: string;
  respondWith: (answer: Promise<Response>) => void;
};
type Client = { readonly id: string; postMessage: (message: ChangedMessage) => void };
type Hearing = Extendable & {
  readonly data: Partial<ListeningMessage | WantedMessage>;
  readonly source: Client;
};
type Scope = {
  readonly release: Release;
  readonly registration: { unregister: () => Promise<boolean> };
  readonly clients: { claim: () => Promise<void>; get: (id: string) => Promise<Client | undefined> };
  skipWaiting: () => Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Extendable) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  addEventListener(type: "message", listener: (event: Hearing) => void): void;
};

const scope = globalThis as unknown as Scope;
const { site, version, files, pages } = scope.release;
const known = new Set([...files, ...pages]);
/** Requests that the device answered because the network was slow. */
const answered = new WeakSet<Event>();
/** Pages whose text has changed since: whoever began to listen after that is told then. */
const changed = new Set<string>();
let withdrawn = false;

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(activate()));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (withdrawn || request.method !== "GET" || url.origin !== location.origin || request.headers.has("range"))
    return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (files.includes(url.pathname) || url.pathname.startsWith(addressOf("/_next/static/")))
    event.respondWith(file(request));
  else if (known.has(url.pathname)) event.respondWith(data.handle({ event, request }));
});
scope.addEventListener("message", (event) => {
  const {
    data: { kind },
    source,
  } = event;
  if (kind === "whale-listening" && changed.has(source.id)) source.postMessage({ kind: "whale-changed" });
  // Pages that a browser keeps for the way back are thrown away by this: only a page knows when there are none.
  if (kind === "whale-wanted") event.waitUntil(scope.clients.claim());
});

async function install(): Promise<void> {
  const [ofRelease, ofPages] = await Promise.all([
    caches.open(filesCache(site, version)),
    caches.open(pagesCache(site)),
  ]);
  const keep = async (cache: Cache, path: string, mode: RequestCache) => {
    const answer = await fetch(path, { cache: mode });
    if (!answer.ok) throw new TypeError(`${path}: ${answer.status}`);
    await cache.put(path, answer);
  };
  await Promise.all([
    ...files.map(async (path) => {
      const before = await kept(path);
      return before ? ofRelease.put(path, before) : keep(ofRelease, path, "default");
    }),
    ...pages.map((path) => keep(ofPages, path, "no-cache")),
  ]);
  // Pages of the release before go on with what it kept, so nothing has to wait for them.
  await scope.skipWaiting();
}

async function activate(): Promise<void> {
  const outdated = outdatedCaches(await caches.keys(), site, version);
  await Promise.all(outdated.map((name) => caches.delete(name)));
}

/** What this site keeps at an address, whatever release it is of. */
async function kept(path: string): Promise<Response | undefined> {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(filesCache(site, "")))) {
    const found = await (await caches.open(name)).match(path);
    if (found) return found;
  }
  return undefined;
}

async function file(request: Request): Promise<Response> {
  return (await kept(new URL(request.url).pathname)) ?? fetch(request);
}

/** Questions are for scripts; the page is one. */
const withoutQuestion = ({ request }: { request: Request }) => Promise.resolve(new URL(request.url).pathname);

const data = new NetworkFirst({
  cacheName: pagesCache(site),
  networkTimeoutSeconds: PATIENCE_S,
  plugins: [{ cacheKeyWillBeUsed: withoutQuestion }],
});

const document = new NetworkFirst({
  cacheName: pagesCache(site),
  networkTimeoutSeconds: PATIENCE_S,
  plugins: [
    {
      cacheKeyWillBeUsed: withoutQuestion,
      cacheWillUpdate: async ({ response }) =>
        response.status === 200 && !response.redirected ? response : null,
      cachedResponseWillBeUsed: async ({ event, cachedResponse }) => {
        if (cachedResponse) answered.add(event);
        return cachedResponse ?? null;
      },
      cacheDidUpdate: async ({ event, oldResponse, newResponse }) => {
        if (!answered.has(event) || !oldResponse) return;
        const [before, now] = await Promise.all([oldResponse.text(), newResponse.clone().text()]);
        if (before !== now) await tellChanged(event as Fetching);
      },
      handlerDidError: async () => (await caches.open(pagesCache(site))).match(addressOf(OFFLINE_PAGE)),
    },
  ],
});

async function tellChanged({ resultingClientId }: Fetching): Promise<void> {
  changed.add(resultingClientId);
  (await scope.clients.get(resultingClientId))?.postMessage({ kind: "whale-changed" });
}

async function page(event: Fetching): Promise<Response> {
  const answer = await document.handle({ event, request: event.request });
  const isPage = answer.ok && answer.headers.get("content-type")?.startsWith("text/html");
  // The reader does not wait for it.
  if (isPage) event.waitUntil(checkSite(answer.clone()));
  return answer;
}

async function checkSite(answer: Response): Promise<void> {
  if (!isOfSite(await answer.text(), site)) await withdraw();
}

/** Another site stands at this origin now: it is not for this worker to answer for it. */
async function withdraw(): Promise<void> {
  withdrawn = true;
  const own = (await caches.keys()).filter((name) => name.startsWith(cachesOf(site)));
  await Promise.all(own.map((name) => caches.delete(name)));
  await scope.registration.unregister();
}
