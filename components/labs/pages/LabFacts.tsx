import { DIFFICULTIES } from "../../../lib/labs/lab-file.ts";
import type { SiteLab } from "../../../lib/note/site.ts";

const KINDS = { simulator: "실험대", exercise: "연습 문제", chooser: "고르기" } as const;

function kindOf(lab: SiteLab): string {
  return KINDS[lab.kind];
}

/** Kind, difficulty and time in a few words. */
export function LabFacts({ lab }: { lab: SiteLab }) {
  return (
    <span className="lab-facts">
      <span>{kindOf(lab)}</span>
      <span className="level" data-level={lab.difficulty}>
        {DIFFICULTIES[lab.difficulty]}
      </span>
      <span className="num">{lab.minutes}분</span>
    </span>
  );
}
