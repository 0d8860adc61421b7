import { showToast } from "./toast.ts";

const parts = new Map<string, Promise<unknown>>();

/**
 * Loads a part of the site's scripts that no page needs at first, once, and uses it. The page names
 * it on the tag of `boot.js`, as an address and, once published, what its bytes
 * must be: `data-part-viewer="/viewer.js"`, `data-part-viewer="/…/viewer.0f.js sha256-…"`.
 * One that cannot be loaded is asked for again by the next call; why is in the console. The root says
 * which (`data-lost="viewer"`), for controls that without it do nothing.
 * @param failure what readers are told then
 */
export function withPart<Part>(name: string, use?: (part: Part) => unknown, failure?: string): void {
  const part = parts.get(name) || load(name);
  parts.set(name, part);
  part.then(use as ((part: unknown) => unknown) | undefined, (error) => {
    console.warn(error);
    parts.delete(name);
    document.documentElement.dataset.lost = name;
    if (failure) showToast(failure);
  });
}

async function load(name: string): Promise<unknown> {
  const [href, integrity] = partOf(name);
  await verify(href!, integrity);
  return import(href!);
}

/** Where a part is, and its integrity where it is known. Also for a worker, which is made from an address. */
export function partOf(name: string): string[] {
  const attribute = `data-part-${name}`;
  return document.querySelector(`[${attribute}]`)?.getAttribute(attribute)?.split(" ") ?? [];
}

/**
 * Has the browser load a module and compare its bytes; `import()`, which cannot be
 * told of integrity, then finds it loaded. Fetched first, because a module that
 * failed once fails for as long as the page is open, and a retry would be in vain.
 */
export async function verify(href: string, integrity?: string): Promise<void> {
  const link = document.createElement("link");
  if (!integrity || !link.relList.supports("modulepreload")) return;
  await fetch(href, { integrity });
  await new Promise((onload, onerror) =>
    document.head.append(Object.assign(link, { rel: "modulepreload", href, integrity, onload, onerror })),
  );
}
