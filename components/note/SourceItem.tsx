import type { ReactNode } from "react";
import type { Source } from "../../lib/reference/schemas.ts";
import * as words from "../../lib/words/words.ts";

/** One source in a numbered list: title, publisher, the day it was checked, and what the list adds. */
export function SourceItem({
  id,
  number,
  source,
  children,
}: {
  id: string;
  number: number;
  source: Source;
  children?: ReactNode;
}) {
  return (
    <li id={id}>
      <span className="k">{number}</span>
      <div>
        {source.url ? (
          <a href={source.url} rel="noreferrer" lang={/[가-힣]/.test(source.title) ? undefined : "en"}>
            {source.title}
          </a>
        ) : (
          source.title
        )}{" "}
        <span className="p">{source.publisher}</span>
        {children}
      </div>
      <span className="w num">{words.sourceChecked(source.checked)}</span>
    </li>
  );
}
