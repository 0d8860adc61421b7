import type { FunctionComponent } from "react";
import { replayEarly } from "../boot/early.ts";
import { verify } from "../boot/load-part.ts";
import { hideFault, showFault } from "./fault.ts";
import { createKeeper } from "./kept-events.ts";
import type { IslandRegistry } from "./registry.ts";

/** An island is loaded before it is seen, so that it is alive when it is. */
const NEAR = "25% 0px";

/** What a reader does first with an island that has not been near yet. */
const TURNS_TO_IT = ["pointerover", "pointerdown", "focusin"];

type State = "waking" | "live" | "failed";

/** What the first of an island's files holds: the way to every island and to React. */
type Entry = {
  readonly registry: IslandRegistry;
  readonly loadHydrate: () => Promise<typeof import("./hydrate.tsx")>;
};

/** Where that is while the site is being written. */
const ENTRY_IN_DEV = "/islands/entry.js";

/**
 * Brings islands to life, each once, when it comes near or a reader turns to it.
 * What the reader does meanwhile is kept and done again once it can be heard.
 */
export function startIslands(): void {
  const states = new WeakMap<Element, State>();
  const islandOf = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>("[data-island]") : null;
  const keeper = createKeeper(
    (target) => {
      const island = islandOf(target);
      return island && states.get(island) !== "live" ? island : undefined;
    },
    (island) => void wake(island),
  );

  async function wake(island: HTMLElement): Promise<void> {
    if (states.has(island)) return;
    states.set(island, "waking");
    const root = island.querySelector("[data-island-root]")!;
    const still = root.cloneNode(true);
    const fall = () => {
      states.set(island, "failed");
      keeper.giveUp(island);
      showFault(island, () => {
        hideFault(island);
        states.delete(island);
        void wake(island);
      });
    };
    // React leaves nothing of what breaks; the HTML that came with the page can still be read.
    const onBroken = (error: unknown) => {
      reportError(error);
      root.replaceWith(still);
      fall();
    };
    try {
      const entry = (await import(await verifyFiles(island))) as Entry;
      const [{ hydrate }, Component] = await Promise.all([
        entry.loadHydrate(),
        entry.registry[island.dataset.island!]!(),
      ]);
      const prefix = `${island.id || island.dataset.island}-`;
      await hydrate(root, Component as FunctionComponent<object>, readProps(island), prefix, onBroken);
      states.set(island, "live");
      await keeper.replay(island);
    } catch (error) {
      // What broke while it was drawn is reported already.
      if (states.get(island) === "failed") return;
      console.error(error);
      if (states.get(island) === "waking") fall();
    }
  }

  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        void wake(target as HTMLElement);
      }
    },
    { rootMargin: NEAR },
  );
  const watch = () => {
    for (const island of document.querySelectorAll("[data-island]")) watcher.observe(island);
    // What is no control without scripts is one from now on, also before its island is alive.
    for (const control of document.querySelectorAll<HTMLButtonElement>("[data-asleep]"))
      control.disabled = false;
  };
  // The script does not wait for the page, so that what a reader does early is kept here soon.
  replayEarly("[data-island]");
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
  for (const type of TURNS_TO_IT)
    document.addEventListener(
      type,
      ({ target }) => {
        const island = islandOf(target);
        if (island) void wake(island);
      },
      true,
    );
}

/**
 * A published page says which files an island needs, and what their bytes must be.
 * @returns the file to import; the others come with it
 */
async function verifyFiles(island: HTMLElement): Promise<string> {
  const words = island.dataset.files?.split(" ") ?? [ENTRY_IN_DEV];
  const starts = Array.from({ length: Math.ceil(words.length / 2) }, (_, index) => 2 * index);
  await Promise.all(starts.map((at) => verifyOnce(words[at]!, words[at + 1])));
  return words[0]!;
}

const verified = new Map<string, Promise<void>>();

/** Several islands come with the same files. What failed is tried again with the next island, or the same. */
function verifyOnce(href: string, integrity?: string): Promise<void> {
  const now = verified.get(href) ?? verify(href, integrity);
  verified.set(href, now);
  now.catch(() => verified.delete(href));
  return now;
}

function readProps(island: HTMLElement): object {
  return JSON.parse(island.querySelector('script[type="application/json"]')!.textContent!) as object;
}
