import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { extname, join } from "node:path";
import { SCRIPTS_FOLDER } from "../../headers/cache-control.ts";
import { filesUnder } from "./files-under.ts";
import { describeFile, type PublishedFile } from "./published.ts";

const HASH_LENGTH = 12;

/**
 * Moves the scripts, and the style sheets that scripts load, that the routes `app/*.js` and `app/*.css` exported to names that hold their
 * hash, so that a cache may keep them for ever and a page of an earlier release
 * still finds its own.
 * @returns where each is now, by the address of its route
 */
export function publishScripts(out: string): Map<string, PublishedFile> {
  mkdirSync(join(out, SCRIPTS_FOLDER), { recursive: true });
  const names = readdirSync(out).filter((name) => /\.(?:js|css)$/.test(name));
  return new Map(
    names.sort().map((name) => {
      const bytes = readFileSync(join(out, name));
      const hash = createHash("sha256").update(bytes).digest("hex").slice(0, HASH_LENGTH);
      const extension = extname(name);
      const href = `${SCRIPTS_FOLDER}${name.slice(0, -extension.length)}.${hash}${extension}`;
      renameSync(join(out, name), join(out, href));
      return [`/${name}`, describeFile(href, bytes)];
    }),
  );
}

/** The style sheets that Next made, by address. */
export function describeStyles(out: string): Map<string, PublishedFile> {
  const paths = filesUnder(join(out, "_next")).filter((path) => path.endsWith(".css"));
  return new Map(
    paths.map((path) => {
      const href = path.slice(out.length).replaceAll("\\", "/");
      return [href, describeFile(href, readFileSync(path))];
    }),
  );
}
