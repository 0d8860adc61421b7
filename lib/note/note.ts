import type { GroupId } from "../reference/groups.ts";
import type { StudyFile } from "../study/study-file.ts";
import type { NoteMeta } from "./schema.ts";

/** A heading of the body. `id` is its permanent anchor. */
export type Heading = {
  readonly depth: number;
  readonly text: string;
  readonly id: string;
  readonly githubId: string;
  /** True for a section of folded reference and everything in it. */
  readonly folded?: boolean;
};

/**
 * Plain text of one block, with the anchor of the section it stands in ("" before the first). A line of
 * a summary says again what stands where it leads.
 */
export type Block = {
  readonly anchor: string;
  readonly kind: "heading" | "paragraph" | "item" | "summary" | "row" | "code" | "caption" | "diagram";
  readonly text: string;
};

/** A link as written. `sentence` is the text around it, for backlinks. */
export type NoteLink = {
  readonly target: string;
  readonly text: string;
  readonly anchor: string;
  readonly sentence: string;
  readonly line: number;
  readonly column: number;
};

/** What a diagram says, in words: made from its source, bound to the ids of its drawing. */
export type DiagramText = {
  readonly summary: string;
  readonly groups: readonly { readonly label: string; readonly members: readonly string[] }[];
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    readonly details?: readonly string[];
  }[];
  readonly relations: readonly { readonly sentence: string; readonly element?: string }[];
  /** Sequences and state diagrams can be walked through. */
  readonly steps?: readonly { readonly sentence: string; readonly elements: readonly string[] }[];
};

/** A diagram as a page shows it: drawn, or its source and why. */
export type Drawing =
  | {
      readonly kind: "drawn";
      readonly svg: string;
      readonly width: number;
      readonly height: number;
      /** The same drawing for a column as narrow as a phone's, without ids; only where it is needed. */
      readonly narrow?: { readonly svg: string; readonly width: number; readonly height: number };
      readonly text: DiagramText;
    }
  | { readonly kind: "source"; readonly reason: string };

export type Diagram = {
  readonly id: string;
  readonly anchor: string;
  readonly source: string;
  readonly title: string;
  readonly description: string;
  readonly caption: string;
  /** Line of the opening fence in the file. */
  readonly line: number;
  readonly drawing: Drawing;
};

/** A stretch of a line with one meaning. Marks inside marks are told as the outer one. */
export type Inline =
  | { readonly kind: "text" | "code" | "strong" | "del"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly target: string }
  | { readonly kind: "cite"; readonly source: string };

export type CorrectionPart = "was" | "now" | "why";

/** What the original note said, what is right, and why: plain text, and as it was marked. */
export type Correction = {
  /**
   * Unique in the note: the section's id, `-2` for the second one there. It does not
   * depend on the wording.
   */
  readonly id: string;
  readonly anchor: string;
  readonly was: string;
  readonly now: string;
  readonly why: string;
  readonly marked: Readonly<Record<CorrectionPart, readonly Inline[]>>;
};

export type TermUse = { readonly term: string; readonly anchor: string };

/** A place that cites a source: its heading, "" before the first. */
export type CitationUse = { readonly source: string; readonly anchor: string };

/** A number or a result in the sentence of a figure, as it is written. */
export type LiveText = {
  readonly name: string;
  readonly text: string;
  readonly line: number;
  readonly column: number;
};

/** A lab that stands in the text: `<Live lab="…">` with its sentence. */
export type LiveUse = {
  readonly lab: string;
  /** As the address of the lab writes it; "" for its first scenario. */
  readonly state: string;
  /** "" for the first of the lab's drawings. */
  readonly pane: string;
  readonly anchor: string;
  readonly numbers: readonly LiveText[];
  readonly results: readonly LiveText[];
  readonly line: number;
  readonly column: number;
};

/** What compiling one file yields; nothing in it depends on other notes. */
export type CompiledBody = {
  readonly outline: readonly Heading[];
  /** Further ids in the body, set by raw HTML. */
  readonly anchors: readonly string[];
  readonly blocks: readonly Block[];
  readonly links: readonly NoteLink[];
  readonly images: readonly NoteLink[];
  readonly diagrams: readonly Diagram[];
  readonly lives: readonly LiveUse[];
  readonly corrections: readonly Correction[];
  readonly terms: readonly TermUse[];
  /** Keys of the sources cited, in order of first use: the number shown is the position. */
  readonly citations: readonly string[];
  /** Which heading cites which source, once each, in the order of the note. */
  readonly citationUses: readonly CitationUse[];
  /** Text of the first level-1 heading when the body opens with one; it was taken out of the body. */
  readonly leadingTitle: string;
};

/** The body as a page shows it: compiled code, or the reason why there is none. */
export type NoteBody =
  | { readonly kind: "compiled"; readonly code: string }
  | { readonly kind: "broken"; readonly reason: string };

/** What is known of a picture beside the notes before it is loaded, in CSS pixels. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  /** The same picture in other widths, from the narrowest. */
  readonly copies: readonly { readonly href: string; readonly width: number }[];
};

/** Where a link leads, decided once for the whole site. */
export type Resolution =
  | {
      readonly kind: "internal";
      readonly href: string;
      readonly title?: string;
      readonly picture?: Picture;
      /** Of another file that a note shows as if it were a picture: how large it is. */
      readonly bytes?: number;
    }
  | { readonly kind: "external"; readonly href: string }
  | { readonly kind: "planned"; readonly title: string }
  | { readonly kind: "missing" };

/** A sentence of another note that links to this one. */
export type Backlink = {
  readonly slug: string;
  readonly title: string;
  /** Anchor of this note it leads to, and the section that holds that anchor; "" for the whole note. */
  readonly anchor: string;
  readonly section: string;
  /** Section of the other note it stands in, "" before the first. */
  readonly from: string;
  readonly fromTitle: string;
  readonly sentence: string;
};

/** An old id whose paragraph is at `href` now. */
export type MovedLink = { readonly id: string; readonly href: string; readonly title: string };

/** Old ids that a page still answers for. */
export type Moves = {
  /** Old ids by the id that stands in for them now. */
  readonly anchors: Readonly<Record<string, readonly string[]>>;
  /** Old ids whose paragraph has left the page. */
  readonly away: readonly MovedLink[];
};

/** Title and place of a note, as lists show it. */
export type NoteBrief = {
  readonly slug: string;
  readonly title: string;
  readonly short: string;
  readonly summary: string;
  readonly group: string;
  readonly order: number;
  readonly minutes: number;
  readonly sections: number;
};

/** Frontmatter, completed with what foreign notes lack. */
export type CompleteMeta = Omit<NoteMeta, "group" | "summary" | "verifiedOn"> & {
  readonly group: GroupId | (string & {});
  readonly summary: string;
  readonly verifiedOn: string;
};

/** When a text came and when it last changed, from the history of its file: `2026-11-22T01:02:03Z`. */
export type Dates = {
  readonly published?: string;
  readonly revised?: string;
  /** The sections that changed after the note came, and when, in seconds since 1970. */
  readonly sections?: readonly (readonly [id: string, seconds: number])[];
};

export type NoteStudy = Pick<StudyFile, "questions" | "cards">;

/** What people ask that places answer: the id of a section, a lab or a term, and its questions. */
export type Asks = readonly (readonly [id: string, questions: readonly string[]])[];

/** A note: built once, frozen, and the only thing pages, search, sharing and study derive from. */
export type Note = CompiledBody & {
  readonly slug: string;
  readonly href: string;
  /** Path inside the notes folder. */
  readonly path: string;
  readonly format: "md" | "mdx";
  readonly meta: CompleteMeta;
  readonly minutes: number;
  /** What its sections answer in the words of who asks; never shown in full. */
  readonly asks: Asks;
  readonly body: NoteBody;
  /** Every link and image target of the body, resolved. */
  readonly resolved: Readonly<Record<string, Resolution>>;
  readonly backlinks: readonly Backlink[];
  readonly moves: Moves;
  /** Tags as their author writes them, with where each leads. */
  readonly tags?: readonly { readonly name: string; readonly href: string }[];
  /** By whom and on which day, as a note from elsewhere says of itself: `2026-11-22`. */
  readonly written?: { readonly by: readonly string[]; readonly on?: string };
  /** True for a note that only who knows its address is to find: no list, index or feed names it. */
  readonly unlisted?: true;
  /** What is asked about it, and its cards, where an author wrote some. */
  readonly study?: NoteStudy;
  /** Where its history is known. */
  readonly dates?: Dates;
};

/** Where a target of the note leads; undefined for what is no link of it, whatever it is called. */
export function resolutionOf({ resolved }: Pick<Note, "resolved">, target: string): Resolution | undefined {
  return Object.hasOwn(resolved, target) ? resolved[target] : undefined;
}

/** Old ids for which the id `anchor` stands now. */
export function oldIdsOf({ anchors }: Pick<Moves, "anchors">, anchor: string): readonly string[] {
  return Object.hasOwn(anchors, anchor) ? anchors[anchor]! : [];
}

/** Freezes a value and everything in it, so that no reader of the catalog can change it for another. */
export function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
