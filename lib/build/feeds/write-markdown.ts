import type { RootContent } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { mdxJsxToMarkdown } from "mdast-util-mdx-jsx";
import { toMarkdown } from "mdast-util-to-markdown";
import { cjkFriendlyToMarkdown } from "mdast-util-to-markdown-cjk-friendly";
import { cjkFriendlyGfmStrikethroughToMarkdown } from "mdast-util-to-markdown-cjk-friendly-gfm-strikethrough";

/**
 * Blocks as Markdown, one blank line between them. Texts are written as they are: they hold what an
 * author typed, escapes included, or were escaped by who made them.
 */
export function writeMarkdown(children: readonly RootContent[]): string {
  return toMarkdown(
    { type: "root", children: [...children] },
    {
      bullet: "-",
      emphasis: "*",
      rule: "-",
      listItemIndent: "one",
      extensions: [
        gfmToMarkdown({ tablePipeAlign: false }),
        cjkFriendlyToMarkdown(),
        cjkFriendlyGfmStrikethroughToMarkdown(),
        mdxJsxToMarkdown(),
        { handlers: { text: (node: { readonly value: string }) => node.value } },
      ],
    },
  ).trim();
}
