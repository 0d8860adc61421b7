/** Last parts of addresses that list other pages and say nothing themselves. */
const LISTS: ReadonlySet<string> = new Set([
  "releases",
  "tags",
  "issues",
  "pulls",
  "commits",
  "branches",
  "blog",
  "news",
  "docs",
  "documentation",
  "forum",
  "forums",
  "archive",
  "archives",
]);

/**
 * Whether an address is a root or a listing: the front of a site, a repository or a forum, a list of releases,
 * tags or posts. No sentence rests on one, for nobody finds there what it says.
 */
export function isListing(address: string): boolean {
  const [, host = "", pathname = "", search = ""] =
    /^https?:\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/.exec(address) ?? [];
  const hostname = host.replace(/:\d+$/, "").toLowerCase();
  const parts = pathname.split("/").filter((part) => part !== "" && !/^index\.\w+$/.test(part));
  const own = /^[a-z]{2}(?:-[a-z]{2,4})?$/i.test(parts[0] ?? "") ? parts.slice(1) : parts;
  if (own.length === 0) return search === "";
  if (/(?:^|\.)(?:github|gitlab)\.com$/.test(hostname))
    return own.length <= 2 || own[2] === "tree" || LISTS.has(own.at(-1)!.toLowerCase());
  const last = own.at(-1)!.toLowerCase();
  return LISTS.has(last) || own.slice(0, -1).some((part) => /^(?:tag|category)$/.test(part));
}
