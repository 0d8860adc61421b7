import type { Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { REVALIDATE } from "../../headers/cache-control.ts";
import { contentType } from "../../headers/content-type.ts";

type OpenFile = { readonly handle: FileHandle; readonly stats: Stats; readonly encoding: string };

/** The copies that the build made, best first. */
const COPIES = [
  { end: ".br", encoding: "br" },
  { end: ".gz", encoding: "gzip" },
] as const;

/** One plain range; anything else is answered in full. */
const RANGE = /^bytes=(\d+)-(\d*)$/;

/**
 * Sends a file of an exported site as it is on disk now, so that a site that is
 * built again while it is served is never half-known. Headers that were set
 * before stay.
 * @param path the decoded address; one that ends in a slash is that of a page
 * @returns false, with nothing sent, when there is no such file
 */
export async function sendFile(
  out: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const name = path.endsWith("/") ? `${path}index.html` : path;
  const place = join(out, name);
  if (!place.startsWith(out + sep) || /\/\.(?!well-known\/)/.test(name)) return false;
  // A range is of the file itself.
  const range = RANGE.exec(request.headers.range ?? "");
  const file = await openBest(place, range ? "" : (request.headers["accept-encoding"] ?? ""));
  if (!file) return false;
  try {
    await send(file, range, contentType(name), request, response);
  } catch {
    // The reader went away, or the disk did: there is nobody to tell, or nothing to say any more.
    response.destroy();
  } finally {
    await file.handle.close();
  }
  return true;
}

async function openBest(place: string, accepted: string): Promise<OpenFile | undefined> {
  const wanted = COPIES.filter(({ encoding }) =>
    new RegExp(`\\b${encoding}\\b(?!;\\s*q=0(?:\\D|$))`).test(accepted),
  );
  for (const { end, encoding } of [...wanted, { end: "", encoding: "" }]) {
    try {
      const handle = await open(place + end);
      const stats = await handle.stat();
      if (stats.isFile()) return { handle, stats, encoding };
      await handle.close();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR" && code !== "ENAMETOOLONG") throw error;
    }
  }
  return undefined;
}

async function send(
  { handle, stats, encoding }: OpenFile,
  range: RegExpExecArray | null,
  type: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const etag = `W/"${stats.size}-${stats.mtimeMs}"`;
  response.setHeader("ETag", etag);
  response.setHeader("Vary", "Accept-Encoding");
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader("Content-Type", type);
  response.setHeader("Last-Modified", stats.mtime.toUTCString());
  if (encoding !== "") response.setHeader("Content-Encoding", encoding);
  const start = range ? Number(range[1]) : 0;
  if (range && start >= stats.size) {
    response.setHeader("Cache-Control", REVALIDATE);
    response.writeHead(416, { "Content-Range": `bytes */${stats.size}` }).end();
    return;
  }
  const end = Math.min(range?.[2] ? Number(range[2]) : Number.POSITIVE_INFINITY, stats.size - 1);
  if (range) response.setHeader("Content-Range", `bytes ${start}-${end}/${stats.size}`);
  response.setHeader("Accept-Ranges", "bytes");
  response.setHeader("Content-Length", end - start + 1);
  response.writeHead(range ? 206 : 200);
  if (request.method === "HEAD" || stats.size === 0) response.end();
  else await pipeline(handle.createReadStream({ start, end, autoClose: false }), response);
}
