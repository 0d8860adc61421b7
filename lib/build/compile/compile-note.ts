import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Root } from "mdast";
import { bundleMDX } from "mdx-bundler";
import rehypeRaw from "rehype-raw";
import remarkCjkFriendly from "remark-cjk-friendly";
import remarkCjkFriendlyStrikethrough from "remark-cjk-friendly-gfm-strikethrough";
import remarkGemoji from "remark-gemoji";
import remarkGfm from "remark-gfm";
import type { Finding } from "../../diagnostics/finding.ts";
import type { CompiledBody } from "../../note/note.ts";
import * as words from "../../words/words.ts";
import { type CompileInput, createContext } from "./context.ts";
import { findingOfFault, findingsOfMdxError } from "./mdx-errors.ts";
import { packTree } from "./packed-tree.ts";
import { type ListedPlugin, type PluginFault, watchPlugins } from "./plugin-fault.ts";
import { rehypeCallouts } from "./rehype-callouts.ts";
import { rehypeCode } from "./rehype-code.ts";
import { rehypeCollect } from "./rehype-collect.ts";
import { rehypeFormulas } from "./rehype-formulas.ts";
import { rehypeHeadings } from "./rehype-headings.ts";
import { rehypeLive, rehypeLiveElements } from "./rehype-live.ts";
import { rehypeBlockIds, rehypeNames, rehypePictures } from "./rehype-names.ts";
import { rehypeReferences, rehypeTables } from "./rehype-references.ts";
import { rehypeSanitizeNote } from "./rehype-sanitize-note.ts";
import { rehypeTerms } from "./rehype-terms.ts";
import { remarkExamples } from "./remark-examples.ts";
import { remarkForeign } from "./remark-foreign.ts";
import { remarkGuard } from "./remark-guard.ts";

export type CompileResult = {
  readonly findings: readonly Finding[];
  /** Absent when the note could not be compiled. */
  readonly code: string | undefined;
  readonly body: CompiledBody;
  /** Absent when the text could not be parsed. */
  readonly document?: NoteDocument | undefined;
};

/** A note as it is written, for what reads notes rather than shows them. */
export type NoteDocument = {
  /** Its mdast as the parser made it: `unpackTree` gives it back. */
  readonly tree: string;
  /** Where headings begin, and the id each got: "" for the one that became the title. */
  readonly headings: readonly (readonly [offset: number, id: string])[];
};

const MDX_NODES = [
  "mdxJsxFlowElement",
  "mdxJsxTextElement",
  "mdxFlowExpression",
  "mdxTextExpression",
  "mdxjsEsm",
];

// Frontmatter was read already. These engines only make sure that mdx-bundler's
// own reading of it can neither run code nor fail.
const inertEngines = { yaml: () => ({}), json: () => ({}), js: () => ({}), javascript: () => ({}) };

/**
 * Compiles one note to code that renders it, and records everything else the site
 * needs from it on the way.
 *
 * mdx-bundler compiles `.md` only as a real file, so the text goes to `scratch`
 * first; line numbers stay those of the note.
 */
export async function compileNote(input: CompileInput, scratch: string): Promise<CompileResult> {
  const context = createContext(input);
  mkdirSync(scratch, { recursive: true });
  const file = join(scratch, `note.${input.format}`);
  writeFileSync(file, input.text);
  let code: string | undefined;
  let fault: PluginFault | undefined;
  const watch = (plugins: readonly ListedPlugin[]) =>
    watchPlugins(plugins, (told) => {
      fault ??= told;
    });
  let tree: string | undefined;
  function remarkKeep() {
    return (root: Root) => {
      tree = packTree(root, input.text);
    };
  }
  try {
    const result = await bundleMDX({
      file,
      cwd: scratch,
      grayMatterOptions: (options) => ({ ...options, engines: inertEngines }) as typeof options,
      mdxOptions: (options) => ({
        ...options,
        // Emphasis beside particles is a matter of parsing, so it comes with GFM;
        // the guard runs last, on the tree that HTML is made from.
        remarkPlugins: watch([
          // One tilde is a range in Korean (1~2개): only two strike out.
          [remarkGfm, { singleTilde: false }],
          remarkCjkFriendly,
          [remarkCjkFriendlyStrikethrough, { singleTilde: false }],
          [remarkExamples, context],
          // As the author wrote it: what follows changes texts.
          remarkKeep,
          [remarkForeign, context],
          remarkGemoji,
          [remarkGuard, context],
        ]) as NonNullable<typeof options.remarkPlugins>,
        remarkRehypeOptions: {
          clobberPrefix: "",
          footnoteLabel: words.footnotes,
          footnoteLabelTagName: "h2",
          footnoteBackLabel: words.backToText,
          allowDangerousHtml: true,
        },
        rehypePlugins: watch([
          // Raw HTML becomes elements, then nothing but allowed ones is left.
          ...(input.format === "md" ? [[rehypeRaw, { passThrough: MDX_NODES }] as const] : []),
          rehypeLiveElements,
          [rehypeSanitizeNote, context],
          [rehypeBlockIds, context],
          // Ids first: everything after files what it finds under the section's id.
          [rehypeHeadings, context],
          [rehypeLive, context],
          [rehypeCallouts, context],
          rehypeTables,
          [rehypeFormulas, context],
          [rehypeNames, context],
          rehypePictures,
          [rehypeReferences, context],
          // Terms after explicit references, so that those count as the first use.
          [rehypeTerms, context],
          // Text is recorded while code is still text.
          [rehypeCollect, context],
          [rehypeCode, context],
        ]) as NonNullable<typeof options.rehypePlugins>,
      }),
      esbuildOptions: (options) => ({
        ...options,
        logLevel: "silent",
        define: { "process.env.NODE_ENV": '"production"' },
      }),
    });
    code = result.code;
  } catch (error) {
    context.findings.push(...(fault ? [findingOfFault(fault, input)] : findingsOfMdxError(error, input)));
  }
  if (context.findings.some((finding) => finding.code.startsWith("mdx/"))) code = undefined;
  return {
    findings: context.findings,
    code,
    document: tree === undefined ? undefined : { tree, headings: context.headingPlaces },
    body: {
      outline: context.outline,
      anchors: context.anchors,
      blocks: context.blocks,
      links: context.links,
      images: context.images,
      diagrams: context.diagrams,
      lives: context.lives,
      corrections: context.corrections,
      terms: context.termUses,
      citations: context.citations,
      citationUses: context.citationUses,
      leadingTitle: context.leadingTitle,
    },
  };
}
