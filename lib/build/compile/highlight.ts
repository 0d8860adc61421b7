import { transformerMetaHighlight } from "@shikijs/transformers";
import type { Element, ElementContent } from "hast";
import {
  type BundledLanguage,
  bundledLanguages,
  createHighlighter,
  type Highlighter,
  type ShikiTransformer,
  type ThemeRegistrationRaw,
} from "shiki";

/**
 * A theme whose colours are not colours but numbers: each stands for a class, and
 * the style sheet gives the class its colour in either theme.
 */
const CLASS_OF_COLOUR: Readonly<Record<string, string>> = {
  "#000001": "tk-c",
  "#000002": "tk-k",
  "#000003": "tk-s",
  "#000004": "tk-n",
  "#000005": "tk-f",
  "#000006": "tk-v",
  "#000007": "tk-p",
};

const theme: ThemeRegistrationRaw = {
  name: "classes",
  type: "light",
  fg: "#000000",
  bg: "#ffffff",
  settings: [
    { settings: { foreground: "#000000", background: "#ffffff" } },
    { scope: ["comment", "punctuation.definition.comment"], settings: { foreground: "#000001" } },
    {
      scope: [
        "keyword",
        "storage",
        "entity.name.tag",
        "support.type.property-name",
        "keyword.other.special-method",
      ],
      settings: { foreground: "#000002" },
    },
    { scope: ["string", "string.unquoted.plain", "markup.inline.raw"], settings: { foreground: "#000003" } },
    {
      scope: ["constant.numeric", "constant.language", "constant.other"],
      settings: { foreground: "#000004" },
    },
    {
      scope: ["entity.name.function", "support.function", "entity.name.type", "entity.name.command"],
      settings: { foreground: "#000005" },
    },
    {
      scope: ["variable", "entity.other.attribute-name", "meta.function-call.arguments"],
      settings: { foreground: "#000006" },
    },
    { scope: ["punctuation", "keyword.operator"], settings: { foreground: "#000007" } },
  ],
};

const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    console: "bash",
    shellsession: "bash",
    sh: "bash",
    shell: "bash",
    plain: "text",
    plaintext: "text",
    "": "text",
  }),
);
const SESSION_LANGUAGES = new Set(["console", "shellsession"]);

let shared: Promise<Highlighter> | undefined;

/** One highlighter for the process; a language is loaded when a note first uses it. */
async function highlighterFor(language: string): Promise<{ highlighter: Highlighter; language: string }> {
  shared ??= createHighlighter({ themes: [theme], langs: [] });
  const highlighter = await shared;
  if (language === "text" || !Object.hasOwn(bundledLanguages, language))
    return { highlighter, language: "text" };
  if (!highlighter.getLoadedLanguages().includes(language))
    await highlighter.loadLanguage(language as BundledLanguage);
  return { highlighter, language };
}

/** True when code in this language can be coloured, or is plain text on purpose. */
export function isKnownLanguage(language: string): boolean {
  const name = language.toLowerCase();
  return ALIASES.has(name) || name === "text" || Object.hasOwn(bundledLanguages, name);
}

/**
 * Lines of highlighted code as elements with classes, never styles.
 *
 * In a session (`console`) lines that begin with `$ ` or `# ` are commands: their
 * prompt and all other lines are marked, so that copying can leave them out.
 * @param meta the fence's info string after the language: `{2,4-5}` marks lines
 */
export async function highlight(code: string, language: string, meta: string): Promise<ElementContent[]> {
  const name = language.toLowerCase();
  const resolved = await highlighterFor(ALIASES.get(name) ?? name);
  const marked = takeMarks(code);
  const session = SESSION_LANGUAGES.has(name) ? readSession(marked.code) : undefined;
  const tree = resolved.highlighter.codeToHast(session ? session.commands : marked.code, {
    lang: resolved.language,
    theme: "classes",
    // Half a second is the default, after which a busy machine leaves the rest of a line plain.
    tokenizeTimeLimit: 0,
    meta: { __raw: withinLines(meta, marked.code.split("\n").length) },
    transformers: [transformerMetaHighlight(), toClasses(session, marked.marks)],
  });
  const pre = tree.children[0] as Element;
  return newlinesInside((pre.children[0] as Element).children);
}

/** `{1-99999999}` would be counted out line by line: no number goes beyond the lines there are. */
function withinLines(meta: string, count: number): string {
  return meta.replace(/\{[\d,\s-]+\}/g, (lines) =>
    lines.replace(/\d+/g, (number) => String(Math.min(Number(number), count + 1))),
  );
}

const MARK = /\s*(?:#|\/\/|--|;|<!--)\s*\[!code (\+\+|--)\](?:\s*-->)?\s*$/;
const MARK_CLASSES: Readonly<Record<string, string>> = { "++": "diff add", "--": "diff remove" };

/**
 * Takes the `# [!code ++]` marks off the ends of lines. Done on the text, because
 * a Dockerfile has no comments at line ends for a grammar to find.
 */
function takeMarks(code: string): { code: string; marks: ReadonlyMap<number, string> } {
  const marks = new Map<number, string>();
  const lines = code.split("\n").map((line, index) => {
    const mark = MARK.exec(line);
    if (!mark) return line;
    marks.set(index + 1, MARK_CLASSES[mark[1]!]!);
    return line.slice(0, mark.index);
  });
  return { code: lines.join("\n"), marks };
}

/** Lines are blocks; a line break between two of them would show as an empty line, so it goes inside. */
function newlinesInside(children: readonly ElementContent[]): ElementContent[] {
  const lines: ElementContent[] = [];
  for (const child of children) {
    const last = lines.at(-1);
    if (child.type === "text" && child.value === "\n" && last?.type === "element") last.children.push(child);
    else lines.push(child);
  }
  return lines;
}

type Session = { commands: string; lines: readonly ({ prompt: string } | { output: string } | undefined)[] };

function readSession(code: string): Session {
  let continued = false;
  const lines: ({ prompt: string } | { output: string } | undefined)[] = [];
  const commands = code.split("\n").map((line) => {
    const prompt = /^[$#] /.exec(line)?.[0];
    if (prompt || continued) {
      continued = /\\$/.test(line);
      lines.push(prompt ? { prompt } : undefined);
      return prompt ? line.slice(prompt.length) : line;
    }
    lines.push({ output: line });
    return "";
  });
  return { commands: commands.join("\n"), lines };
}

function toClasses(session: Session | undefined, marks: ReadonlyMap<number, string>): ShikiTransformer {
  return {
    name: "classes",
    span(node) {
      const colour = /color:(#[0-9a-f]{6})/i.exec(String(node.properties.style ?? ""))?.[1];
      delete node.properties.style;
      const name = colour ? CLASS_OF_COLOUR[colour.toLowerCase()] : undefined;
      if (name) this.addClassToHast(node, name);
    },
    line(node, number) {
      const mark = marks.get(number);
      if (mark) this.addClassToHast(node, mark);
      const kind = session?.lines[number - 1];
      if (kind === undefined) return;
      if ("prompt" in kind)
        node.children.unshift({
          type: "element",
          tagName: "span",
          properties: { class: "prompt" },
          children: [{ type: "text", value: kind.prompt }],
        });
      else {
        this.addClassToHast(node, "output");
        node.children = [{ type: "text", value: kind.output }];
      }
    },
    root(root) {
      unwrapPlainSpans(root.children as ElementContent[]);
    },
  };
}

/** A span without a class says nothing: its text stays, the tag goes. */
function unwrapPlainSpans(children: ElementContent[]): void {
  for (let index = 0; index < children.length; index++) {
    const child = children[index]!;
    if (child.type !== "element") continue;
    unwrapPlainSpans(child.children);
    if (child.tagName === "span" && Object.keys(child.properties).length === 0) {
      children.splice(index, 1, ...child.children);
      index += child.children.length - 1;
    }
  }
}
