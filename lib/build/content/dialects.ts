import { toAsciiId } from "../../address/slug.ts";
import { protectFormulas } from "./formulas.ts";
import { mapProse, outsideFences } from "./hidden-text.ts";

/**
 * What Obsidian, Hugo, Jekyll, VitePress and Docusaurus write and Markdown does not have, as Markdown that
 * means the same. Every line keeps its number; in code nothing changes.
 */
export function translateDialects(text: string): string {
  return translateMarkup(protectFormulas(text));
}

/** The same without formulas, which an imported note keeps as they are. */
export function translateMarkup(text: string): string {
  return translateInline(turnContainers(turnShortcodes(text)));
}

const NAME = String.raw`[A-Za-z][\w/-]*`;
/** `{{< name … >}}`, `{{% name … %}}` of Hugo, `{% name … %}` of Jekyll and Docsify. */
const SHORTCODE = new RegExp(
  String.raw`\{\{([<%])\s*(?<closes>/?)\s*(?<name>${NAME})(?<given>(?:\s[^\n]{0,600}?)?)\s*/?[>%]\}\}|\{%-?\s*(?<jekyll>${NAME})(?<rest>(?:\s[^\n]{0,600}?)?)\s*-?%\}`,
  "g",
);
/** Code between two shortcodes is code. */
const OPENS_CODE = String.raw`\{(?:\{[<%]\s*(?:highlight|code)\s|%-?\s*highlight\s)`;
const CLOSES_CODE = String.raw`\{(?:\{[<%]\s*/\s*(?:highlight|code)\s*[>%]\}|%-?\s*endhighlight\s*-?%)\}`;
const HIGHLIGHT = new RegExp(
  String.raw`^(?<indent>[ \t]*)${OPENS_CODE}\s*"?(?<language>[\w+#-]*)[^\n]*(?<code>(?:\n(?![ \t]*(?:${OPENS_CODE}|${CLOSES_CODE}))[^\n]*)*)\n[ \t]*${CLOSES_CODE}[ \t]*$`,
  "gm",
);
/** `## 제목 {#id .class}` of Hugo, kramdown and Pandoc. */
const HEADING_ID = /^( {0,3}#{1,6}[ \t][^\n]*?)[ \t]*\{:?((?:[ \t]*[#.][\w가-힣-]+)+)[ \t]*\}[ \t]*$/gm;
/** Shortcodes around a text that is set apart, by the kind of callout that means the same. */
const ASIDES: ReadonlySet<string> = new Set(
  "note notice alert hint callout admonition info tip warning caution danger important pageinfo details expand".split(
    " ",
  ),
);
const HEADINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    prerequisites: "시작하기 전에",
    whatsnext: "다음 내용",
    objectives: "목적",
    cleanup: "정리하기",
    synopsis: "시놉시스",
    options: "옵션",
    seealso: "더 보기",
  }),
);

function turnShortcodes(text: string): string {
  if (!/\{\{[<%{]?|\{%|\{[:#.]|\[toc\]/i.test(text)) return text;
  const fenced = text.replace(HIGHLIGHT, (_, ...groups) => {
    const { indent, language, code } = groups.at(-1) as Readonly<Record<string, string>>;
    return `${indent}\`\`\`${language}${code}\n${indent}\`\`\``;
  });
  return mapProse(fenced, (prose) =>
    prose
      .replace(/\{\{\s*(?:site\.(?:baseurl|url)|page\.baseurl)(?:\s*\|[^}\n]*)?\s*\}\}/g, "")
      .replace(/^([ \t]*(?:[-*+][ \t]+.*)?)\n?\{:\s*[^}\n]*\}[ \t]*$/gm, (whole, line: string) =>
        whole.includes("\n") ? `${/toc\s*$/i.test(line) ? "" : line}\n` : line,
      )
      .replace(HEADING_ID, (_, heading: string, given: string) => {
        const id = toAsciiId(/#([^\s.}]+)/.exec(given)?.[1] ?? "");
        return id === "" ? heading : `${heading} [#${id}]`;
      })
      .replace(/^[ \t]*\[\[?toc\]\]?[ \t]*$/gim, "")
      .replace(SHORTCODE, (whole, ...groups) => turnShortcode(whole, groups.at(-1) as ShortcodeParts)),
  );
}

type ShortcodeParts = Readonly<Record<"closes" | "name" | "given" | "jekyll" | "rest", string | undefined>>;

function turnShortcode(whole: string, { closes, name, given, jekyll, rest }: ShortcodeParts): string {
  const called = (name ?? jekyll ?? "").toLowerCase();
  const said = readArguments(given ?? rest ?? "");
  const first = said.get("0") ?? "";
  if (jekyll !== undefined) {
    if (called === "post_url") return `wiki:${first}`;
    if (called === "link") return encodeURI(`/${first.replace(/^\//, "")}`);
    if (/^(?:end)?raw$/.test(called)) return "";
    const aside = called.replace(/^end/, "");
    if (ASIDES.has(aside)) return called.startsWith("end") ? ":::" : openAside(aside, said);
    return quiet(whole);
  }
  if (ASIDES.has(called)) return closes ? ":::" : openAside(called, said);
  switch (called) {
    case "figure":
    case "img":
    case "image":
      return closes ? "" : figureOf(said);
    case "ref":
    case "relref":
      return encodeURI(first);
    case "youtube":
      return `[YouTube](https://youtu.be/${encodeURIComponent(said.get("id") ?? first)})`;
    case "gist":
      return `[Gist](https://gist.github.com/${[first, said.get("1") ?? ""].map(encodeURIComponent).join("/")})`;
    case "glossary_tooltip":
    case "glossary_definition":
      return said.get("text") ?? said.get("term_id") ?? "";
    case "feature-state": {
      const version =
        said.get("for_k8s_version") ??
        said.get("for-kubernetes-version") ??
        said.get("for_version") ??
        said.get("feature_gate_name");
      return [version && `**${version}**`, said.get("state") && `(${said.get("state")})`]
        .filter(Boolean)
        .join(" ");
    }
    case "heading":
      return HEADINGS.get(first) ?? first;
    case "mermaid":
      return closes ? "```" : "```mermaid";
    case "tab":
    case "tabitem":
      return closes ? "" : `**${(said.get("name") ?? said.get("title") ?? first) || "탭"}**`;
    case "capture":
    case "card":
    case "cardpane":
    case "cards":
    case "div":
    case "lead":
    case "section":
    case "tabs":
    case "tabpane":
    case "table":
    case "param":
    case "raw":
    case "steps":
    case "columns":
    case "column":
    case "toc":
      return "";
    default:
      return closes ? "" : quiet(whole);
  }
}

/** What nobody here understands stays as its author wrote it, small. */
function quiet(whole: string): string {
  return `<small><code>${whole.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("{", "&#123;").replaceAll("*", "&#42;").replaceAll("_", "&#95;")}</code></small>`;
}

function openAside(name: string, said: ReadonlyMap<string, string>): string {
  const folds = name === "details" || name === "expand";
  const isKind = !folds && !["notice", "alert", "hint", "callout", "admonition", "pageinfo"].includes(name);
  const kind = isKind ? name : (said.get("type") ?? said.get("color") ?? said.get("0") ?? "note");
  const title = said.get("title") ?? said.get("summary") ?? (folds ? said.get("0") : undefined) ?? "";
  return `:::${folds ? "details" : kind.replace(/[^A-Za-z-]/g, "") || "note"} ${title}`.trimEnd();
}

function figureOf(said: ReadonlyMap<string, string>): string {
  const attribute = (name: string, value: string | undefined) =>
    value
      ? ` ${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"`
      : "";
  const caption = said.get("caption") ?? said.get("title") ?? "";
  const size = attribute("width", said.get("width")) + attribute("height", said.get("height"));
  const source = encodeURI(said.get("src") ?? said.get("link") ?? said.get("0") ?? "");
  const image = `<img src="${source}"${attribute("alt", said.get("alt") ?? caption)}${size}>`;
  const below = caption.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<figure>${image}${below && `<figcaption>${below}</figcaption>`}</figure>`;
}

/** `a "b c" key="value" other=1`: by name, and without one by place. */
function readArguments(given: string): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  let place = 0;
  for (const { 1: key, 2: quoted, 3: ticked, 4: plain } of given.matchAll(
    /(?:([\w-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\s"`]+))/g,
  ))
    said.set(key?.toLowerCase() ?? String(place++), quoted?.replace(/\\(.)/g, "$1") ?? ticked ?? plain ?? "");
  return said;
}

const OPENS =
  /^([ \t]*)(:{3,})[ \t]*(?:\{\.?([A-Za-z][\w-]*)[^}]*\}|([A-Za-z][\w-]*))(?:[ \t]*\[(.*)\]|[ \t]+(.*?))?[ \t]*$/;
const CLOSES = /^[ \t]*(:{3,})[ \t]*$/;
/** Containers that only arrange what they hold. */
const ARRANGES: ReadonlySet<string> = new Set(
  "code-group tabs tab steps raw v-pre row column columns center".split(" "),
);

type Container = { readonly indent: string; readonly quotes: boolean; readonly closing: string };

/** `:::tip 제목` … `:::` is a quotation that begins with `[!tip]`; `:::mermaid` is a fence. */
function turnContainers(text: string): string {
  if (!/^[ \t]*:::/m.test(text)) return text;
  const open: Container[] = [];
  const lines = outsideFences(text);
  let closingsLeft = lines.filter(({ line, isCode }) => !isCode && CLOSES.test(line)).length;
  const quote = (line: string, containers: readonly Container[] = open) => {
    const quoting = containers.filter(({ quotes }) => quotes);
    if (quoting.length === 0) return line;
    const { indent } = quoting[0]!;
    const bare = line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
    return `${indent}${"> ".repeat(quoting.length)}${bare}`.trimEnd();
  };
  return lines
    .map(({ line, isCode }) => {
      const closes = isCode ? null : CLOSES.exec(line);
      if (closes) {
        closingsLeft -= 1;
        const closed = open.pop();
        return closed === undefined ? line : quote(closed.closing);
      }
      const opens = isCode ? null : OPENS.exec(line);
      if (!opens || closingsLeft <= open.length) return quote(line);
      const [, indent = "", , braced, named, bracketed, titled] = opens;
      const kind = (braced ?? named ?? "").toLowerCase();
      const title = (bracketed ?? titled ?? "").replace(/^\{[^}]*\}\s*/, "");
      if (kind === "mermaid") {
        const fence = quote(`${indent}\`\`\`mermaid`);
        open.push({ indent, quotes: false, closing: `${indent}\`\`\`` });
        return fence;
      }
      const quotes = !ARRANGES.has(kind);
      open.push({ indent, quotes, closing: "" });
      return quotes
        ? quote(`${indent}[!${kind}]${kind === "details" ? "-" : ""} ${title}`)
        : quote("", open.slice(0, -1));
    })
    .join("\n");
}

const MARK = /(?<![\w=!<>+*/&|^%)\]:-])==(?=[^\s=])((?:[^=\n`]|=(?!=)){0,600}?[^\s=])==(?![\w=])/g;
/** States of tasks that some themes of Obsidian know. */
const TASKS: ReadonlyMap<string, string> = new Map(
  Object.entries({ "/": "하는 중", "-": "그만둠", ">": "미룸", "<": "일정", "?": "물음", "!": "중요" }),
);
const LONGEST_FOOTNOTE = 2000;

function translateInline(text: string): string {
  const footnotes: string[] = [];
  const translated = mapProse(text, (prose) => {
    const marked = prose
      .replace(MARK, "<mark>$1</mark>")
      .replace(
        /^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[([/<>?!-])\](?=[ \t])/gm,
        (_, lead: string, state: string) => `${lead}[ ] <small>(${TASKS.get(state)})</small>`,
      );
    return takeFootnotes(marked, footnotes);
  });
  if (footnotes.length === 0) return translated;
  return `${translated.trimEnd()}\n\n${footnotes.map((note, index) => `[^inline-${index + 1}]: ${note}`).join("\n\n")}\n`;
}

/** `^[text]` becomes a footnote of its own; its text goes to the end. */
function takeFootnotes(prose: string, footnotes: string[]): string {
  let taken = "";
  let from = 0;
  for (let at = prose.indexOf("^["); at >= 0; at = prose.indexOf("^[", Math.max(from, at + 2))) {
    if (at < from || prose[at - 1] === "\\" || prose[at - 1] === "[") continue;
    const end = endOfBracket(prose, at + 1);
    if (end === undefined) continue;
    const inner = prose.slice(at + 2, end);
    if (inner.trim() === "" || /\n[ \t]*\n/.test(inner)) continue;
    footnotes.push(inner.replace(/\s+/g, " ").trim());
    // Line ends inside stay, so that later lines keep their numbers.
    taken += `${prose.slice(from, at)}[^inline-${footnotes.length}]${inner.replace(/[^\n]/g, "")}`;
    from = end + 1;
  }
  return taken + prose.slice(from);
}

function endOfBracket(text: string, opening: number): number | undefined {
  let depth = 0;
  const end = Math.min(text.length, opening + LONGEST_FOOTNOTE);
  for (let index = opening; index < end; index++) {
    if (text[index] === "\\") index += 1;
    else if (text[index] === "[") depth += 1;
    else if (text[index] === "]" && --depth === 0) return index;
  }
  return undefined;
}
