import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { precompress } from "../../lib/build/export/precompress.ts";
import { endChild, endWithUs, removeFolder, temporaryFolder } from "./leave-nothing.ts";
import { FLOOR_STYLES, makeFloor } from "./make-floor.ts";
import { choosePages, fileOf, type PageType, type SamplePage } from "./page-types.ts";

export type MeasuredPage = SamplePage & { readonly floorAddress: string };

export type MeasuredSite = {
  readonly folder: string;
  readonly pages: readonly MeasuredPage[];
  /** Of the embedded server, which runs in a process of its own. */
  readonly origin: string;
  readonly close: () => Promise<void>;
};

const FLOOR = "/bench-floor";

/**
 * Copies the export, so that a build in the meantime changes nothing; puts beside each
 * page its floor, compressed and served exactly as the page is; and serves both.
 */
export async function openMeasuredSite(
  out: string,
  types: readonly PageType[] | undefined,
): Promise<MeasuredSite> {
  if (!existsSync(join(out, "404.html")))
    throw new Error("잴 사이트가 없습니다. 먼저 `npm run build`를 실행해 주세요.");
  const folder = temporaryFolder("site");
  cpSync(out, folder, { recursive: true });
  const pages = choosePages(folder, types).map((page) => ({
    ...page,
    floorAddress: `${FLOOR}/${page.type}/`,
  }));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  put(join(folder, FLOOR, "floor.css"), FLOOR_STYLES);
  for (const page of pages)
    put(fileOf(folder, page.floorAddress), makeFloor(page.html, `${FLOOR}/floor.css`));
  await precompress(join(folder, FLOOR));
  const { child, port } = await startServer(folder);
  return {
    folder,
    pages,
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      await endChild(child);
      removeFolder(folder);
    },
  };
}

function startServer(folder: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "serve.ts"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithUs(child);
  return new Promise((done, fail) => {
    child.stdout.once("data", (text) => done({ child, port: Number(text) }));
    child.once("close", () => fail(new Error("잴 서버를 열지 못했습니다.")));
  });
}
