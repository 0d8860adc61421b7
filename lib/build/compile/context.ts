import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import type {
  Block,
  CitationUse,
  Correction,
  Diagram,
  Heading,
  LiveUse,
  NoteLink,
  TermUse,
} from "../../note/note.ts";
import type { Term } from "../../reference/schemas.ts";

/** Files that fences show, by the names that fences call them: their text, or the nearest name there is. */
export type Examples = ReadonlyMap<
  string,
  { readonly text: string } | { readonly nearest: string | undefined }
>;

/** How the texts of somebody's folder are to be read. */
export type ForeignText = {
  /** Whether a line ends where its author ends it. */
  readonly lineBreaks: boolean;
  /** Whether `#word` is a tag. */
  readonly tags: boolean;
  /** What the note shows of others, as Markdown, by what it calls it: `note#section`, `csv:` and an address. */
  readonly embeds: ReadonlyMap<string, string>;
};

/** What the plugins of one compilation share: inputs, and the record they fill. */
export type CompileContext = {
  readonly file: string;
  /** "error" for our own notes, "warning" for foreign ones. */
  readonly severity: Severity;
  readonly terms: readonly Term[];
  /** The names that get cards, with the id of the term that is meant here. */
  readonly cards?: ReadonlyMap<string, string> | undefined;
  readonly sourceKeys: ReadonlySet<string>;
  /** Files that fences of this note name; a foreign note has none to name. */
  readonly examples?: Examples | undefined;
  /** Undefined for our own notes. */
  readonly foreign?: ForeignText | undefined;
  readonly findings: Finding[];
  readonly outline: Heading[];
  readonly anchors: string[];
  readonly blocks: Block[];
  readonly links: NoteLink[];
  readonly images: NoteLink[];
  readonly diagrams: Diagram[];
  readonly lives: LiveUse[];
  readonly corrections: Correction[];
  readonly termUses: TermUse[];
  readonly citations: string[];
  readonly citationUses: CitationUse[];
  /** Where headings begin in the text, and the id each got: "" for the one that became the title. */
  readonly headingPlaces: (readonly [offset: number, id: string])[];
  leadingTitle: string;
};

export function createContext(
  input: Pick<
    CompileContext,
    "file" | "severity" | "terms" | "cards" | "sourceKeys" | "examples" | "foreign"
  >,
): CompileContext {
  return {
    ...input,
    findings: [],
    outline: [],
    anchors: [],
    blocks: [],
    links: [],
    images: [],
    diagrams: [],
    lives: [],
    corrections: [],
    termUses: [],
    citations: [],
    citationUses: [],
    headingPlaces: [],
    leadingTitle: "",
  };
}

type Positioned = { position?: { start: { line: number; column: number } } | undefined };

/** Adds a finding at the place of `node`. */
export function report(
  context: CompileContext,
  node: Positioned | undefined,
  code: FindingCode,
  message: string,
  hint: string,
  severity: Severity = context.severity,
): void {
  const start = node?.position?.start;
  context.findings.push({
    code,
    severity,
    file: context.file,
    line: start?.line ?? 1,
    column: start?.column ?? 1,
    message,
    hint,
  });
}

export type CompileInput = Pick<
  CompileContext,
  "file" | "severity" | "terms" | "cards" | "sourceKeys" | "examples" | "foreign"
> & {
  /** Normalised text with the frontmatter's lines left empty. */
  readonly text: string;
  readonly format: "md" | "mdx";
};
