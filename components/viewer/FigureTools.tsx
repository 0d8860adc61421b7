import type { ReactNode } from "react";
import * as words from "../../lib/words/words.ts";
import { Icon } from "../frame/Icon.tsx";
import { ShareButton } from "../share/ShareButton.tsx";

type ToolProps = { action: "zoom" | "play"; expands?: boolean; children: ReactNode };

function Tool({ action, expands = false, children }: ToolProps) {
  return (
    <button
      type="button"
      className="tool"
      data-figure-action={action}
      aria-expanded={expands ? false : undefined}
      aria-haspopup={action === "zoom" ? "dialog" : undefined}
    >
      <Icon name={action} />
      {children}
    </button>
  );
}

/**
 * The buttons of a drawn figure, for its caption, between the caption's words and the
 * text form. They work through `viewer.js` and `share.js`, and show only where scripts run.
 * @param name what the figure is called: "그림 3"
 * @param steps whether the text form has `ol.steps`
 */
export function FigureTools({ name, steps = false }: { name: string; steps?: boolean }) {
  return (
    <span className="fig-tools needs-js" role="group" aria-label={words.figureTools(name)}>
      <Tool action="zoom">{words.enlarge}</Tool>
      {steps && (
        <Tool action="play" expands>
          {words.stepThrough}
        </Tool>
      )}
      <ShareButton kind="figure" />
    </span>
  );
}
