/**
 * A site may stand below a path of its host, as at `https://name.github.io/notes/`. Inside the program an address is
 * always counted from the site's own root, `/notes/a/`; what a browser is given has the path of the site before it.
 * Pages get it in one place after they are made (`lib/build/export/mount-site.ts`); scripts get it here.
 */

/** The path of the site without a slash at its end, set where scripts for browsers are bundled. */
declare const SITE_BASE: string | undefined;

// At the root of a host esbuild folds this, and what is below goes from the scripts.
const BASE = typeof SITE_BASE === "undefined" ? "" : SITE_BASE;

/** Attributes that hold an address. */
const ADDRESSES: ReadonlySet<string> = new Set(["href", "xlink:href", "src", "poster", "action"]);

export function holdsAddress(attribute: string): boolean {
  return ADDRESSES.has(attribute);
}

/** An address of the site as its host knows it; one from elsewhere, or of the same page, as it is. */
export function joinBase(base: string, path: string): string {
  return path.startsWith("/") && !path.startsWith("//") ? base + path : path;
}

/** In a script: what a browser must be given for an address of the site. */
export function addressOf(path: string): string {
  return BASE === "" ? path : joinBase(BASE, path);
}

/** In a script: the address of the site that a browser's path or a link of the page means. */
export function pathOf(address: string): string {
  return BASE === "" ? address : address.startsWith(`${BASE}/`) ? address.slice(BASE.length) : address;
}

/** In a script: where the site begins, for an address that is read elsewhere. */
export function siteAt(origin: string): string {
  return BASE === "" ? origin : origin + BASE;
}

/** In a script: attributes of an element as a browser must be given them. */
export function atAddresses<Attributes extends object>(attributes: Attributes): Attributes {
  return BASE === "" ? attributes : (mapAddresses(attributes) as Attributes);
}

function mapAddresses(attributes: object): object {
  const entries = Object.entries(attributes).map(([name, value]) => [
    name,
    holdsAddress(name) && typeof value === "string" ? addressOf(value) : (value as unknown),
  ]);
  return Object.fromEntries(entries) as object;
}
