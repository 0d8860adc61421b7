/** For files whose name changes with their contents. */
export const IMMUTABLE = "public, max-age=31536000, immutable";

/** For everything else: kept, but asked about every time. */
export const REVALIDATE = "no-cache";

/** Where the build puts our own scripts. Under `_next`, so that all hashed files are kept together. */
export const SCRIPTS_FOLDER = "/_next/static/scripts/";

/** Folders in which every file name holds a hash of the file. */
export const HASHED_FOLDERS = [
  SCRIPTS_FOLDER,
  "/_next/static/chunks/",
  "/_next/static/css/",
  "/_next/static/media/",
] as const;

/** The answers that a cache may keep as the file itself. */
export const KEPT_STATUSES = [200, 206, 304] as const;

/** True when the file at this address never changes. */
export function isHashed(path: string): boolean {
  return HASHED_FOLDERS.some((folder) => path.startsWith(folder));
}

/**
 * How long an answer may be kept without asking again.
 * @param path the address of the file, from the site's root
 */
export function cacheControl(path: string, status = 200): string {
  const kept = (KEPT_STATUSES as readonly number[]).includes(status);
  return kept && isHashed(path) ? IMMUTABLE : REVALIDATE;
}
