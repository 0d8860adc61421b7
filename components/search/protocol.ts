import type { Concept } from "../../lib/search/index-file.ts";
import type { Marked } from "../../lib/search/passages.ts";
import type { Reason } from "../../lib/search/read-query.ts";

/** What the page asks of the worker. The first question loads the index. */
export type Question = { readonly id: number; readonly query: string; readonly literal: boolean };

/** A place that answers, ready to be shown. */
export type Found = {
  readonly kind: "section" | "figure" | "data" | "lab";
  readonly href: string;
  readonly group: string;
  readonly trail: string;
  readonly title: Marked;
  /** Where it was found: 제목, 본문, 표, 코드, 그림. */
  readonly where: string;
  readonly reason?: Reason;
  readonly excerpt?: Marked;
  /** The beginning of the section, for the preview. */
  readonly preview?: readonly Marked[];
};

export type FoundConcept = Concept & {
  readonly href: string;
  readonly definedIn: string;
  readonly definedInHref: string;
};

export type Reply =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly message: string }
  | {
      readonly kind: "answer";
      readonly id: number;
      readonly query: string;
      readonly concepts: readonly FoundConcept[];
      readonly rows: readonly Found[];
      /** How the query was read, where not as it stands. */
      readonly reason?: Reason;
      /** Names in the query that nothing here is called. */
      readonly unknown: readonly string[];
      /** Whether the places do not answer, but are about what the query names. */
      readonly near: boolean;
      /** For an answer that is empty: what there is that is spelt most like it. */
      readonly nearest: readonly string[];
      /** Whether texts are still on their way: another answer follows. */
      readonly partial: boolean;
    };
