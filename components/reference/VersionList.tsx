import { toAsciiId } from "../../lib/address/slug.ts";
import type { Moves } from "../../lib/note/note.ts";
import type { Source, Version } from "../../lib/reference/schemas.ts";
import * as words from "../../lib/words/words.ts";
import { OldAnchors } from "../note/OldAnchors.tsx";

/** Versions by product, in the order of the file: what came when, what it rests on, and when that was looked at. */
export function VersionList({
  versions,
  moves,
  sources,
}: {
  versions: readonly Version[];
  moves: Moves;
  sources: Readonly<Record<string, Source>>;
}) {
  const products = [...Map.groupBy(versions, ({ product }) => product)].map(([product, rows]) => ({
    id: `product-${toAsciiId(product)}`,
    product,
    rows,
  }));
  return (
    <>
      <nav className="jump subjects" aria-label={words.jumpToProduct}>
        {products.map(({ id, product, rows }) => (
          <a key={id} href={`#${id}`}>
            {product}
            <span className="num">{rows.length}</span>
          </a>
        ))}
      </nav>
      {products.map(({ id, product, rows }) => (
        <section className="subject" key={id} id={id} aria-labelledby={`${id}-name`}>
          <h2 id={`${id}-name`}>{product}</h2>
          <ul className="entries">
            {rows.map((row) => (
              <li key={row.id} id={row.id}>
                <p className="where version">
                  <OldAnchors of={row.id} moves={moves} />
                  <b>{row.version}</b>
                  <time dateTime={row.date} className="num">
                    {row.date}
                  </time>
                </p>
                <div>
                  <p>{row.what}</p>
                  <p className="based num">
                    {row.sources.map((key) => (
                      <SourceLink key={key} source={sources[key]} />
                    ))}
                    <span>{words.sourceChecked(row.verifiedOn)}</span>
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function SourceLink({ source }: { source: Source | undefined }) {
  if (source === undefined) return null;
  const name = `${source.publisher}: ${source.title}`;
  return source.url === undefined ? (
    <span>{name}</span>
  ) : (
    <a href={source.url} rel="noreferrer">
      {name}
    </a>
  );
}
