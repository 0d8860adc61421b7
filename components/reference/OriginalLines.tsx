import type { OriginalAnswer, OriginalLine } from "../../lib/note/original.ts";
import * as words from "../../lib/words/words.ts";

type Line = OriginalLine & { readonly unfolded: readonly OriginalAnswer[] };

/** The author's own note, line by line; a line that notes take up unfolds into what is exact and where it is explained. */
export function OriginalLines({ lines }: { lines: readonly Line[] }) {
  return (
    <div className="original">
      {lines.map((line) => (
        <Row key={line.number} line={line} />
      ))}
    </div>
  );
}

function Row({ line }: { line: Line }) {
  const { number, kind, depth, text, unfolded } = line;
  const className = `orig ${kind} ${kind === "heading" ? `level-${depth}` : `in-${Math.min(depth, 4)}`}`;
  const written = text === "" ? <i className="num">{words.emptyLine}</i> : text;
  if (unfolded.length === 0)
    return (
      <p className={className} id={`line-${number}`}>
        {written}
      </p>
    );
  return (
    <details className={className} id={`line-${number}`}>
      <summary>{written}</summary>
      <ul>
        {unfolded.map(({ href, note, section, exact }) => (
          <li key={href}>
            {exact !== "" && <p>{exact}</p>}
            <p className="see">
              <a href={href}>{section === "" ? note : `${note} › ${section}`}</a>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
