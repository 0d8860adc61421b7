import { Fragment } from "react";
import type { Neighbours } from "../../lib/reference/concepts.ts";
import * as words from "../../lib/words/words.ts";

const ORDER = ["needs", "neededBy", "partOf", "parts", "contrasts", "replaces", "replacedBy"] as const;

/** In which of the relations of the glossary each neighbour stands; the filter of the map hides by it. */
const KINDS = {
  needs: "needs",
  neededBy: "needs",
  partOf: "partOf",
  parts: "partOf",
  contrasts: "contrasts",
  replaces: "replaces",
  replacedBy: "replaces",
} as const;

/** What stands around a concept, by kind: `먼저 이미지 · 다음 볼륨, 네임스페이스`. */
export function ConceptNeighbours({
  neighbours,
  names,
  hrefOf,
}: {
  neighbours: Neighbours;
  names: ReadonlyMap<string, string>;
  hrefOf: (id: string) => string | undefined;
}) {
  return ORDER.filter((kind) => neighbours[kind].length > 0).map((kind) => (
    <span key={kind} className={`rel ${KINDS[kind]}`}>
      <b>{words.relationWords[kind]}</b>{" "}
      {neighbours[kind].map((id, index) => (
        <Fragment key={id}>
          {index > 0 && ", "}
          {hrefOf(id) === undefined ? names.get(id) : <a href={hrefOf(id)}>{names.get(id)}</a>}
        </Fragment>
      ))}{" "}
    </span>
  ));
}
