import type { Finding } from "../../diagnostics/finding.ts";
import { isListing } from "../../reference/source-address.ts";
import { withJosa } from "../../text/josa.ts";
import type { LinkedCatalog } from "./stages.ts";

/** Sources that our notes cite and that open at a root or a listing, once each, where they are defined. */
export function checkSources({ notes, reference, settings }: LinkedCatalog): Finding[] {
  if (!settings.own) return [];
  const file = settings.nameOf(`${settings.content}/sources.yaml`);
  const lines = (reference.texts.get(file) ?? "").split("\n");
  const cited = new Set([
    ...notes.flatMap(({ compiled }) => compiled.body.citations),
    ...reference.versions.flatMap(({ sources }) => sources),
  ]);
  return [...cited].flatMap((key): Finding[] => {
    const url = Object.hasOwn(reference.sources, key) ? reference.sources[key]!.url : undefined;
    if (url === undefined || !isListing(url)) return [];
    return [
      {
        code: "source/listing",
        severity: "warning",
        file,
        line:
          Math.max(
            0,
            lines.findIndex((line) => line.replace(/["']/g, "").startsWith(`${key}:`)),
          ) + 1,
        column: 1,
        message: `출처 ${withJosa(`"${key}"`, "이/가")} 첫 화면이나 목록을 가리킵니다: ${url}`,
        hint: "인용한 문장이 적힌 페이지의 주소를 적어 주세요.",
      },
    ];
  });
}
