import { defaultSchema } from "rehype-sanitize";

/**
 * The HTML a note may contain: GitHub's allow-list, plus what real notes use.
 * Scripts, event handlers, styles and unknown schemes never pass. Ids keep their
 * names (no prefix), because footnotes and explicit anchors rely on them.
 */
export const sanitizeSchema: typeof defaultSchema = {
  ...defaultSchema,
  clobberPrefix: "",
  // What is inside of these is no text of the page.
  strip: [...(defaultSchema.strip ?? []), "style", "template", "noscript"],
  tagNames: [
    ...(defaultSchema.tagNames ?? []),
    "u",
    "mark",
    "figure",
    "figcaption",
    "video",
    "audio",
    "abbr",
    "small",
    "cite",
    "wbr",
    "center",
    "font",
    "aside",
  ],
  attributes: {
    ...defaultSchema.attributes,
    "*": [...(defaultSchema.attributes?.["*"] ?? []), "dataMeta", "dataTunnel", "lang", "id"],
    code: [["className", /^language-./], "dataMeta"],
    img: [...(defaultSchema.attributes?.img ?? []), "width", "height", "loading"],
    video: ["src", "controls", "width", "height", "poster", "loop", "muted"],
    audio: ["src", "controls", "loop", "muted"],
    abbr: ["title"],
    font: [],
    center: [],
  },
  protocols: {
    ...defaultSchema.protocols,
    href: ["http", "https", "mailto", "tel", "wiki"],
    src: ["http", "https"],
  },
};

export const allowedElements: ReadonlySet<string> = new Set(sanitizeSchema.tagNames);
