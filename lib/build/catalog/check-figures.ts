import type { Finding } from "../../diagnostics/finding.ts";
import { controlEdges } from "../../lint/control-edges.ts";
import { withJosa } from "../../text/josa.ts";
import type { LinkedCatalog } from "./stages.ts";

/** Figures of our notes on Kubernetes: components of control talk to the API server, never to each other. */
export function checkFigures({ notes, settings }: LinkedCatalog): Finding[] {
  if (!settings.own) return [];
  return notes
    .filter(({ meta }) => meta.group === "kubernetes")
    .flatMap(({ note: { file }, compiled }) =>
      compiled.body.diagrams.flatMap(({ id, source, line }) =>
        controlEdges(source).map(
          ({ from, to }): Finding => ({
            code: "diagram/control-edge",
            severity: "warning",
            file,
            line,
            column: 1,
            message: `그림 "${id}"에서 ${withJosa(`"${from}"`, "와/과")} ${withJosa(`"${to}"`, "이/가")} 바로 이어져 있습니다.`,
            hint: "둘 다 API 서버와만 이야기합니다. 화살표를 API 서버로 돌려 주세요.",
          }),
        ),
      ),
    );
}
