import { figureAnchor } from "../../lib/address/href.ts";
import type { Diagram, DiagramText, Drawing } from "../../lib/note/note.ts";
import * as words from "../../lib/words/words.ts";
import { FigureTools } from "../viewer/FigureTools.tsx";
import { GoesOn } from "./GoesOn.tsx";

type Drawn = Extract<Drawing, { kind: "drawn" }>;

/** Widths of a column, in rem; the last is that of the text on a desk. */
const FITS = [20, 28, 36, 44, 52];

/**
 * A drawing shrinks with its column until its 14 px letters are 12 px high; below that its
 * narrow copy is shown, and without one it scrolls.
 * @returns the class that says from which width of the column it may shrink
 */
function fitOf(width: number): string {
  const rem = (width * 12) / 14 / 16;
  return `fit-${FITS.find((fit) => rem <= fit) ?? "full"}`;
}

/** Both drawings; the style sheet shows one of them, and hides the other from everybody. */
function drawingsOf({ svg, narrow }: Drawn, id: string, isImage: boolean): string {
  if (narrow === undefined) return svg;
  const named = isImage ? "" : ` role="group" aria-labelledby="${figureAnchor(id)}-title"`;
  return (
    svg.replace("<svg", '<svg class="for-wide"') +
    narrow.svg.replace("<svg", `<svg class="for-narrow"${named}`)
  );
}

/** A diagram: its drawing, its caption, and everything it says in words. */
export function DiagramFigure({ diagram, number }: { diagram: Diagram; number: string }) {
  const { drawing } = diagram;
  const label = words.figureNumber(number) + (diagram.title ? `: ${diagram.title}` : "");
  // Without a link in it a drawing is one image; what it says in words stands beside it.
  const isImage = drawing.kind === "drawn" && !drawing.svg.includes(" href=");
  const plate = {
    className: drawing.kind === "drawn" ? `plate ${fitOf(drawing.width)}` : "plate",
    tabIndex: 0,
    role: isImage ? "img" : "region",
    "aria-label": label,
    "aria-describedby": isImage && diagram.description ? `${figureAnchor(diagram.id)}-desc` : undefined,
  };
  return (
    <figure className="fig" id={figureAnchor(diagram.id)}>
      {drawing.kind === "drawn" ? (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing, made element by element
        <div {...plate} dangerouslySetInnerHTML={{ __html: drawingsOf(drawing, diagram.id, isImage) }} />
      ) : (
        <div {...plate}>
          <pre>{diagram.source}</pre>
        </div>
      )}
      <GoesOn />
      <figcaption>
        <b>{words.figureNumber(number)}</b> {diagram.caption || diagram.title}
        {drawing.kind === "drawn" && (
          <FigureTools name={words.figureNumber(number)} steps={(drawing.text.steps?.length ?? 0) > 0} />
        )}
        {(drawing.kind === "drawn" || diagram.description) && (
          <details>
            <summary>{words.figureAsText}</summary>
            {diagram.description && <p>{diagram.description}</p>}
            {drawing.kind === "drawn" && <InWords text={drawing.text} />}
          </details>
        )}
      </figcaption>
    </figure>
  );
}

function InWords({ text }: { text: DiagramText }) {
  const detailed = text.nodes.filter((node) => node.details?.length);
  const grouped = new Set(text.groups.flatMap((group) => group.members));
  const loose = text.nodes.filter((node) => !node.details?.length && !grouped.has(node.label));
  return (
    <>
      <p>{text.summary}</p>
      {(text.groups.length > 0 || detailed.length > 0 || loose.length > 0) && (
        <dl className="parts">
          {text.groups.map((group) => (
            <div key={group.label + group.members.join()}>
              <dt>{group.label || words.figureGroup}</dt>
              <dd>{group.members.join(", ")}</dd>
            </div>
          ))}
          {detailed.map((node) => (
            <div key={node.id}>
              <dt>{node.label}</dt>
              <dd>{node.details?.join(", ")}</dd>
            </div>
          ))}
          {loose.length > 0 && (
            <div>
              <dt>{text.groups.length > 0 || detailed.length > 0 ? words.figureRest : words.figureItems}</dt>
              <dd>{loose.map((node) => node.label).join(", ")}</dd>
            </div>
          )}
        </dl>
      )}
      {text.steps ? (
        <ol className="steps">
          {text.steps.map((step) => (
            <li key={step.sentence} data-elements={step.elements.join(" ")}>
              {step.sentence}
            </li>
          ))}
        </ol>
      ) : (
        text.relations.length > 0 && (
          <ul className="relations">
            {text.relations.map((relation, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
              <li key={index} data-elements={relation.element}>
                {relation.sentence}
              </li>
            ))}
          </ul>
        )
      )}
    </>
  );
}
