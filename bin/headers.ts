import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { basePathOf, readSiteUrl } from "../lib/build/catalog/site-url.ts";
import { generatedFiles } from "../lib/headers/generated-files.ts";
import { responseHeaders } from "../lib/headers/response-headers.ts";
import { readArguments } from "./read-arguments.ts";
import { type Io, runCommand } from "./run-command.ts";

/**
 * `npm run headers`: tells which files under `deploy/` are not what `lib/headers` says; `--write`
 * writes them. `--json` prints a page's headers, to be given to a CDN. All of it for the path that `SITE_URL` has.
 */
export async function main(args: readonly string[], { root, env, stdout, stderr }: Io): Promise<number> {
  const { flags, problem } = readArguments(args, { flags: ["--write", "--json"] });
  if (problem !== undefined) {
    stderr(`${problem}\n`);
    return 2;
  }
  const base = basePathOf(readSiteUrl(env));
  if (flags.has("--json")) {
    stdout(`${JSON.stringify(responseHeaders("/", { tls: true, base }), null, 2)}\n`);
    return 0;
  }
  const stale = Object.entries(generatedFiles(base)).filter(
    ([path, text]) => textOf(join(root, path)) !== text,
  );
  if (stale.length === 0) {
    stderr("deploy/의 헤더 설정이 lib/headers와 같습니다.\n");
    return 0;
  }
  for (const [path, text] of stale) {
    stdout(`${path}\n`);
    if (!flags.has("--write")) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  stderr(
    flags.has("--write")
      ? `파일 ${stale.length}개를 새로 썼습니다.\n`
      : "위 파일이 lib/headers와 다릅니다. `npm run headers -- --write`로 새로 쓰세요.\n",
  );
  return flags.has("--write") ? 0 : 1;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

await runCommand(import.meta.filename, main);
