import { join } from "node:path";
import { parseTarget } from "../../address/href.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { PICTURES_LOCK } from "../content/site-file.ts";
import { replaceFile } from "../machine/replace-file.ts";
import { downloadPictures, parseLock, writeLock } from "../pictures/download-pictures.ts";
import type { Network } from "../pictures/fetch-picture.ts";
import { readText } from "../store/sights.ts";
import type { DraftCatalog, PicturedCatalog, Staged } from "./stages.ts";

/**
 * Brings the pictures of other sites that notes show, where the author asks for it; they become files like those
 * beside the notes. What each address gave is written into the lock beside `site.yaml`.
 * @param network without one only what was brought earlier is there
 */
export async function bringPictures(
  draft: DraftCatalog,
  network: Network | undefined,
): Promise<Staged<PicturedCatalog>> {
  const { settings, said, assets, notes } = draft;
  if (settings.own || said.images !== "download")
    return { stage: { ...draft, brought: new Map() }, findings: [] };
  const findings: Finding[] = [];
  const absolute = join(settings.notes, PICTURES_LOCK);
  const report = (message: string, hint: string) =>
    findings.push({
      code: "image/lock",
      severity: "warning",
      file: settings.nameOf(absolute),
      line: 1,
      column: 1,
      message,
      hint,
    });
  const text = textOf(absolute);
  const lock = text === undefined ? {} : parseLock(text);
  if (lock === undefined)
    report("읽을 수 없어 바깥 그림을 내려받지 않았습니다.", "git에서 되돌리거나, 지우고 다시 만들어 주세요.");
  const addresses = notes
    .flatMap(({ compiled }) => compiled.body.images.map(({ target }) => parseTarget(target)))
    .flatMap((target) => (target.kind === "external" ? [target.url] : []));
  const answer = await downloadPictures(addresses, lock ?? {}, settings.cache, lock && network);
  const now = writeLock(answer.lock);
  if (network !== undefined && lock !== undefined && now !== (text ?? writeLock({}))) {
    try {
      replaceFile(absolute, now);
      // What this run wrote is what it saw.
      textOf(absolute);
    } catch (error) {
      const { code = "?" } = error as NodeJS.ErrnoException;
      report(
        `적을 수 없습니다(${code}).`,
        "쓰기 권한을 확인해 주세요. 적히지 않으면 그림이 바뀌어도 알 수 없습니다.",
      );
    }
  }
  const files = new Map(
    [...answer.brought.values()].flatMap((one) => (one.kind === "file" ? [[one.path, one]] : [])),
  );
  return { stage: { ...draft, assets: [...assets, ...files.values()], brought: answer.brought }, findings };
}

function textOf(path: string): string | undefined {
  try {
    return readText(path);
  } catch {
    return undefined;
  }
}
