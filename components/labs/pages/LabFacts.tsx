import { DIFFICULTIES } from "../../../lib/labs/lab-file.ts";
import type { SiteLab } from "../../../lib/note/site.ts";
import * as words from "../../../lib/words/words.ts";

const KINDS = {
  simulator: words.kindSimulator,
  exercise: words.kindExercise,
  chooser: words.kindChooser,
  calculator: words.kindCalculator,
} as const;

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
      <span className="num">{words.minutes(lab.minutes)}</span>
    </span>
  );
}
