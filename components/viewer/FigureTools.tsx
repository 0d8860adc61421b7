import type { ReactNode } from "react";

/** Line icons on a 24-unit grid, as in `components/frame/Icon.tsx`. */
const PATHS = {
  text: "M4.500 6h15M4.500 10.500h15M4.500 15h9",
  zoom: "M14 4.500h5.500V10M10 19.500H4.500V14M19.500 4.500 13.500 10.500M4.500 19.500l6-6",
  play: "M8 5.500v13l10.500-6.500Z",
  link: "M10 14.200a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 9.800a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1",
} as const;

type ToolProps = { action: keyof typeof PATHS; expands?: boolean; children: ReactNode };

function Tool({ action, expands = false, children }: ToolProps) {
  return (
    <button
      type="button"
      className="tool"
      data-figure-action={action}
      aria-expanded={expands ? false : undefined}
      aria-haspopup={action === "zoom" ? "dialog" : undefined}
    >
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={PATHS[action]} />
      </svg>
      {children}
    </button>
  );
}

/**
 * The buttons of a drawn figure, for its caption, between the caption's words and the
 * text form. They work through `viewer.js`, and show only where scripts run.
 * @param name what the figure is called: "그림 3"
 * @param steps whether the text form has `ol.steps`
 */
export function FigureTools({ name, steps = false }: { name: string; steps?: boolean }) {
  return (
    <span className="fig-tools needs-js" role="group" aria-label={`${name} 도구`}>
      <Tool action="text">글로 보기</Tool>
      <Tool action="zoom">크게</Tool>
      {steps && (
        <Tool action="play" expands>
          따라가기
        </Tool>
      )}
      <Tool action="link">공유</Tool>
    </span>
  );
}
