import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Site } from "./plan-release.ts";
import { RELEASES_FILE } from "./releases.ts";

/** Made from other files, and only of use to a server that can choose between them. */
const COMPRESSED_COPY = /\.(?:br|gz)$/;

/** Reads an exported site. @throws Error with a Korean sentence when the folder holds none */
export function readSite(folder: string): Site {
  if (!existsSync(join(folder, "index.html")) || !existsSync(join(folder, "404.html")))
    throw new Error(`${folder}에 내보낸 사이트가 없습니다. 먼저 \`npm run build\`를 실행하세요.`);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !COMPRESSED_COPY.test(path) && path !== RELEASES_FILE)
    .sort();
  const hash = createHash("sha256");
  for (const path of files)
    hash
      .update(path)
      .update("\0")
      .update(
        createHash("sha256")
          .update(readFileSync(join(folder, path)))
          .digest(),
      );
  return { id: hash.digest("hex").slice(0, 16), files };
}
