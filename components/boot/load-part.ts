/**
 * Loads a part of the site's scripts that no page needs at first. The page names
 * it on the tag of `boot.js`, as an address and, once published, what its bytes
 * must be: `data-part-viewer="/viewer.js"`, `data-part-viewer="/…/viewer.0f.js sha384-…"`.
 */
export function loadPart<Part>(name: string): Promise<Part> {
  return once(name, async () => {
    const [href = "", integrity] = partOf(name);
    try {
      await verify(href, integrity);
      return (await import(href)) as Part;
    } catch (error) {
      // Readers are told that it failed; who looks for the cause finds it in the console.
      console.warn(error);
      throw error;
    }
  });
}

const started = new Map<string, Promise<unknown>>();

/** A job that is done once for its key; one that failed is forgotten, so that the next who asks tries again. */
function once<T>(key: string, job: () => Promise<T>): Promise<T> {
  const before = started.get(key) as Promise<T> | undefined;
  if (before) return before;
  const now = job();
  started.set(key, now);
  now.catch(() => started.delete(key));
  return now;
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
 * Once for each address: several islands come with the same files.
 */
export function verify(href: string, integrity?: string): Promise<void> {
  return once(href, async () => {
    const link = document.createElement("link");
    if (!integrity || !link.relList.supports("modulepreload")) return;
    await fetch(href, { integrity });
    await new Promise((done, fail) => {
      Object.assign(link, { rel: "modulepreload", href, integrity, onload: done, onerror: fail });
      document.head.append(link);
    });
  });
}
