import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { liveIds, loadLive } from "../../labs/live-labs.ts";
import type { LiveText, LiveUse } from "../../note/note.ts";
import { type LiveLab, readNumber, type Shown, startOf, writeNumber } from "../../sim/live.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import type { LinkedCatalog } from "./stages.ts";

/** Figures that name what there is not, or whose sentence says another thing than the lab computes. */
export async function checkLive({ notes, reference, settings }: LinkedCatalog): Promise<Finding[]> {
  const labs = reference.labs.map(({ id }) => id);
  const findings: Finding[] = [];
  for (const { note, compiled } of notes) {
    const sections = new Set<string>();
    for (const use of compiled.body.lives) {
      const report = (
        code: FindingCode,
        { line, column }: Pick<LiveText, "line" | "column">,
        message: string,
        hint: string,
      ) => {
        findings.push({ code, severity: settings.severity, file: note.file, line, column, message, hint });
      };
      if (sections.has(use.anchor))
        report(
          "live/twice",
          use,
          "한 절에 움직이는 그림이 둘 있습니다.",
          "하나를 다른 절로 옮기거나 절을 나누세요. 주소가 절마다 하나를 가리킵니다.",
        );
      sections.add(use.anchor);
      const live = await loadLive(use.lab, reference.labs);
      if (live === undefined) {
        const message = labs.includes(use.lab)
          ? `실습 ${withJosa(`"${use.lab}"`, "은/는")} 글 속에 놓을 수 없습니다.`
          : `실습 ${withJosa(`"${use.lab}"`, "이/가")} 없습니다.`;
        report("live/unknown-lab", use, message, guess(use.lab, liveIds(reference.labs)));
      } else checkUse(live, use, report);
    }
  }
  return findings;
}

type Report = (
  code: FindingCode,
  at: Pick<LiveText, "line" | "column">,
  message: string,
  hint: string,
) => void;

function checkUse(live: LiveLab<unknown>, use: LiveUse, report: Report): void {
  if (use.pane !== "" && !live.panes.includes(use.pane))
    report(
      "live/unknown-pane",
      use,
      `그림 ${withJosa(`"${use.pane}"`, "은/는")} 없습니다. 쓸 수 있는 이름: ${live.panes.join(", ")}`,
      guess(use.pane, live.panes),
    );
  const { problem } = live.open(use.state);
  if (problem !== undefined) {
    report(
      "live/state",
      use,
      `state를 열 수 없습니다. ${problem}`,
      "실습의 주소에서 # 뒤를 그대로 옮기세요.",
    );
    return;
  }
  const known = (kind: "Num" | "Out", { name }: LiveText) =>
    (kind === "Num" ? live.numbers : live.results).includes(name);
  const unknown = (kind: "Num" | "Out", at: LiveText) => {
    const names = kind === "Num" ? live.numbers : live.results;
    const message = `<${kind}>의 이름 ${withJosa(`"${at.name}"`, "은/는")} 없습니다. 쓸 수 있는 이름: ${names.join(", ")}`;
    report("live/unknown-name", at, message, guess(at.name, names));
  };
  for (const number of use.numbers) if (!known("Num", number)) unknown("Num", number);
  for (const result of use.results) if (!known("Out", result)) unknown("Out", result);
  if (use.numbers.some((number) => !known("Num", number))) return;
  const { shown } = startOf(live, use);
  const wrong = use.numbers.filter((number) => !checkNumber(shown, number, report));
  if (wrong.length > 0) return;
  for (const result of use.results) {
    if (!known("Out", result)) continue;
    const computed = shown.result(result.name);
    if (computed === result.text) continue;
    const message = `글의 수는 "${result.text}", 실습의 셈은 "${computed}"입니다.`;
    report("live/result", result, message, `<Out name="${result.name}">${computed}</Out>`);
  }
}

/** Whether a number is one of those it may be, and the lab took it. */
function checkNumber(shown: Shown<unknown>, number: LiveText, report: Report): boolean {
  const now = shown.number(number.name);
  const wanted = readNumber(number.text);
  if (wanted === now.value) return true;
  const near = now.values.reduce((best, one) =>
    Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best,
  );
  const said = (value: number) => writeNumber({ value });
  const [least, most] = [said(now.values[0]!), said(now.values.at(-1)!)];
  report(
    "live/value",
    number,
    now.values.includes(wanted)
      ? `${now.label} ${withJosa(`"${number.text}"`, "은/는")} 이 상태에서 될 수 없는 값입니다.`
      : `${now.label} ${withJosa(`"${number.text}"`, "은/는")} 쓸 수 없는 값입니다. ${least}부터 ${most}까지 ${now.values.length}가지입니다.`,
    Number.isNaN(wanted) ? "" : `가장 가까운 값은 ${said(near)}입니다.`,
  );
  return false;
}

function guess(name: string, names: readonly string[]): string {
  const near = findNearest(name, names);
  return near === undefined ? `쓸 수 있는 것: ${names.join(", ")}` : `혹시 "${near}"인가요?`;
}
