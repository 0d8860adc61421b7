import type { Finding } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { lineOfEntry } from "../content/read-reference.ts";
import type { LinkedCatalog } from "./stages.ts";

/** The sources that rows of `versions.yaml` rest on. */
export function checkVersions({ reference, settings }: LinkedCatalog): Finding[] {
  if (!settings.own) return [];
  const file = settings.nameOf(`${settings.content}/versions.yaml`);
  return reference.versions.flatMap(({ id, sources }) =>
    sources
      .filter((key) => !Object.hasOwn(reference.sources, key))
      .map((key): Finding => {
        const guess = findNearest(key, Object.keys(reference.sources));
        return {
          code: "versions/unknown-source",
          severity: "error",
          file,
          line: lineOfEntry(reference.texts.get(file), id),
          column: 1,
          message: `버전 ${withJosa(`"${id}"`, "이/가")} 인용한 출처 ${withJosa(`"${key}"`, "이/가")} 없습니다.`,
          hint: guess ? `혹시 "${guess}"인가요?` : "content/sources.yaml에 출처를 더해 주세요.",
        };
      }),
  );
}
