import { type Inline, type Note, resolutionOf } from "../../lib/note/note.ts";
import * as words from "../../lib/words/words.ts";

/** A marked line outside of its note: links lead where the note's do, sources are those of this page. */
export function InlineText({
  parts,
  resolved,
  numberOf,
  titleOf,
  from,
}: {
  parts: readonly Inline[];
  resolved: Note["resolved"];
  numberOf: (source: string) => number;
  titleOf: (source: string) => string;
  /** Address of the note, for links that say only an anchor. */
  from: string;
}) {
  return parts.map((part, index) => {
    const key = `${index}`;
    switch (part.kind) {
      case "code":
        return (
          <code key={key} className={part.text.length <= 28 ? "short" : undefined}>
            {part.text}
          </code>
        );
      case "strong":
        return <strong key={key}>{part.text}</strong>;
      case "del":
        return <del key={key}>{part.text}</del>;
      case "cite":
        return (
          <sup key={key} className="ref">
            <a
              href={`#src-${part.source}`}
              aria-label={words.sourceLabel(numberOf(part.source), titleOf(part.source))}
            >
              {numberOf(part.source)}
            </a>
          </sup>
        );
      case "link": {
        const target = resolutionOf({ resolved }, part.target);
        if (target?.kind === "internal") {
          const href = target.href.startsWith("#") ? `${from}${target.href}` : target.href;
          return (
            <a key={key} href={href}>
              {part.text || target.title || href}
            </a>
          );
        }
        if (target?.kind === "external")
          return (
            <a key={key} href={target.href} rel="noreferrer">
              {part.text || target.href}
            </a>
          );
        return part.text;
      }
      default:
        return part.text;
    }
  });
}
