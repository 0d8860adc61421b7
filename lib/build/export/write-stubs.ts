import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SectionStub } from "../../sharing/shared-note.ts";
import { stubPage } from "../../sharing/stub-page.ts";
import { withJosa } from "../../text/josa.ts";
import type { Published, PublishedFile } from "./published.ts";

/** Scripts that only stubs ask for, by the addresses of their routes. */
export const STUB_SCRIPTS = ["/stub.js"];

/**
 * Writes a page for each stub, with the theme and the style sheets of the other pages.
 * @param siteUrl origin of the site
 * @param siteName how it is called
 */
export function writeStubs(
  stubs: readonly SectionStub[],
  out: string,
  siteUrl: string,
  { scripts, styles }: Published,
  siteName: string,
): void {
  const published = (address: string): PublishedFile => {
    const file = scripts.get(address);
    if (!file) throw new Error(`${withJosa(address, "을/를")} 내보낸 경로가 app/에 없습니다.`);
    return file;
  };
  const lost = readFileSync(join(out, "404.html"), "utf8");
  const frame = {
    siteUrl,
    siteName,
    theme: published("/theme.js"),
    handOver: published("/stub.js"),
    styles: [...styles.values()].filter(({ href }) => lost.includes(`"${href}"`)),
  };
  for (const stub of stubs) {
    const folder = join(out, stub.href);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "index.html"), stubPage(stub, frame));
  }
}
