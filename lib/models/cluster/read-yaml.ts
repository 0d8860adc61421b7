import type { Json } from "../kubectl/objects.ts";

/** A text that is no YAML, and the line, from 1, where that shows. */
export class YamlError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

type Line = {
  readonly indent: number;
  readonly text: string;
  readonly number: number;
  /** In its indentation, where none may be. */
  readonly hasTab: boolean;
};

const DEEPEST = 100;
const NO_KEY = "did not find expected key";
const NO_COLON = "could not find expected ':'";
const NO_NODE = "did not find expected node content";
const NOT_HERE = "mapping values are not allowed in this context";
const NO_TAGS = "anchors, aliases and tags are not read here";
const NO_TOKEN = "found character that cannot start any token";

/**
 * The documents of a text of YAML as manifests are written: block and flow collections, every kind of scalar,
 * comments, several documents; no tags, anchors and aliases, no keys that are collections. Plain scalars mean what
 * they mean to kubectl: version 1.1's words for true and false, and `0644` is octal. JSON is YAML.
 *
 * Source: YAML 1.2.2; scalars and messages as `go.yaml.in/yaml/v2` resolve.go, scannerc.go, parserc.go.
 *
 * @throws YamlError in that parser's words
 */
export function readYaml(text: string): readonly Json[] {
  const documents: Line[][] = [[]];
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  for (const [index, raw] of lines.entries()) {
    const [, rest] = /^---(?:[ \t]+(.*))?$/.exec(raw) ?? [];
    if (/^---(?:[ \t]|$)/.test(raw))
      documents.push(rest === undefined ? [] : [lineOf(`    ${rest}`, index + 1)]);
    else if (/^\.\.\.(?:[ \t]|$)/.test(raw)) documents.push([]);
    else if (!raw.startsWith("%")) documents.at(-1)!.push(lineOf(raw, index + 1));
  }
  return documents
    .filter((document) => document.some(({ text: own }) => own !== "" && !own.startsWith("#")))
    .map((document) => new Reader(document).document());
}

function lineOf(raw: string, number: number): Line {
  const indent = raw.length - raw.replace(/^[ \t]+/, "").length;
  return {
    indent,
    text: raw.slice(indent).replace(/[ \t]+$/, ""),
    number,
    hasTab: raw.slice(0, indent).includes("\t"),
  };
}

/** Reads one document, line by line; a compact entry (`- name: web`) becomes a line of its own. */
class Reader {
  readonly #lines: Line[];
  #at = 0;
  #depth = 0;

  constructor(lines: Line[]) {
    this.#lines = lines;
  }

  document(): Json {
    const value = this.#block(0);
    const rest = this.#next();
    if (rest !== undefined) throw new YamlError(rest.number, NO_KEY);
    return value;
  }

  /** The next line that says something; it stays the next. */
  #next(): Line | undefined {
    for (; ; this.#at++) {
      const line = this.#lines[this.#at];
      if (line === undefined) return undefined;
      if (line.text === "" || line.text.startsWith("#")) continue;
      if (line.hasTab) throw new YamlError(line.number, NO_TOKEN);
      return line;
    }
  }

  /** A node whose lines are indented by at least so much. */
  #block(least: number): Json {
    const line = this.#next();
    if (line === undefined || line.indent < least) return null;
    if (this.#depth++ > DEEPEST) throw new YamlError(line.number, "exceeded max depth");
    const value = isEntry(line.text)
      ? this.#sequence(line.indent)
      : keyOf(line) === undefined
        ? this.#inline(line, line.text, least - 1)
        : this.#mapping(line.indent);
    this.#depth -= 1;
    return value;
  }

  #sequence(indent: number): Json {
    const items: Json[] = [];
    for (;;) {
      const line = this.#next();
      if (line === undefined || line.indent < indent || (line.indent === indent && !isEntry(line.text)))
        return items;
      if (line.indent > indent) throw new YamlError(line.number, "did not find expected '-' indicator");
      const rest = line.text.slice(1).replace(/^[ \t]+/, "");
      if (rest === "" || rest.startsWith("#")) {
        this.#at += 1;
        items.push(this.#block(indent + 1));
      } else {
        items.push(this.#nested(line, line.text.length - rest.length, indent));
      }
    }
  }

  /** What stands behind `- ` on the same line. */
  #nested(line: Line, offset: number, parent: number): Json {
    const rest = line.text.slice(offset);
    const inner: Line = { ...line, indent: line.indent + offset, text: rest };
    if (!isEntry(rest) && keyOf(inner) === undefined) return this.#inline(line, rest, parent);
    this.#lines[this.#at] = inner;
    return this.#block(inner.indent);
  }

  #mapping(indent: number): Json {
    const fields = new Map<string, Json>();
    for (;;) {
      const line = this.#next();
      if (line === undefined || line.indent < indent) break;
      if (line.indent > indent) throw new YamlError(line.number, NO_KEY);
      if (isEntry(line.text)) throw new YamlError(line.number, NO_KEY);
      const found = keyOf(line);
      if (found === undefined) throw new YamlError(line.number, NO_COLON);
      const { key, rest } = found;
      if (fields.has(key)) throw new YamlError(line.number, `key ${JSON.stringify(key)} already set in map`);
      if (rest === "" || rest.startsWith("#")) {
        this.#at += 1;
        const next = this.#next();
        // A sequence may stand as far left as its key.
        const isFlush = next !== undefined && next.indent === indent && isEntry(next.text);
        fields.set(key, isFlush ? this.#sequence(indent) : this.#block(indent + 1));
      } else fields.set(key, this.#inline(line, rest, indent));
    }
    return Object.fromEntries(fields);
  }

  /** A scalar or a flow collection that begins on this line; what it goes on with is indented more than its parent. */
  #inline(line: Line, text: string, parent: number): Json {
    const [first = ""] = text;
    if (first === "|" || first === ">") return this.#blockScalar(line, text, parent);
    if (/[&*!]/.test(first)) {
      throw new YamlError(line.number, NO_TAGS);
    }
    if (/[@`%]/.test(first) || first === "\t") throw new YamlError(line.number, NO_TOKEN);
    this.#at += 1;
    if (!/["'[{]/.test(first)) return this.#plain(line, text, parent);
    const flow = new Flow(text, line.number, () => {
      // Empty lines belong to it.
      const next = this.#lines[this.#at];
      if (next === undefined || (next.text !== "" && next.indent <= parent && !/^[\]}]/.test(next.text)))
        return undefined;
      this.#at += 1;
      return next;
    });
    const value = flow.value();
    flow.end();
    return value;
  }

  #plain(line: Line, start: string, parent: number): Json {
    let text = withoutComment(start);
    if (/:(?:[ \t]|$)/.test(text)) throw new YamlError(line.number, NOT_HERE);
    let isOver = text !== start;
    let breaks = 0;
    while (!isOver) {
      const next = this.#lines[this.#at];
      if (next === undefined || (next.text !== "" && (next.indent <= parent || next.text.startsWith("#"))))
        break;
      this.#at += 1;
      if (next.text === "") {
        breaks += 1;
        continue;
      }
      const more = withoutComment(next.text);
      if (/:(?:[ \t]|$)/.test(more)) throw new YamlError(next.number, NOT_HERE);
      text += (breaks > 0 ? "\n".repeat(breaks) : " ") + more;
      breaks = 0;
      isOver = more !== next.text;
    }
    return resolve(text);
  }

  #blockScalar(line: Line, header: string, parent: number): Json {
    const [, style, indicators, rest] = /^([|>])([-+\d]*)(.*)$/.exec(header)!;
    if (bare(rest!) !== "" && !/^[ \t]+#/.test(rest!)) {
      throw new YamlError(line.number, "did not find expected comment or line break");
    }
    this.#at += 1;
    const told = /\d/.exec(indicators!)?.[0];
    const lines: string[] = [];
    let indent = told === undefined ? undefined : Math.max(parent, 0) + Number(told);
    for (; this.#at < this.#lines.length; this.#at++) {
      const next = this.#lines[this.#at]!;
      if (next.text === "") {
        lines.push(indent === undefined ? "" : " ".repeat(Math.max(0, next.indent - indent)));
        continue;
      }
      if (indent === undefined && next.indent > parent) indent = next.indent;
      if (indent === undefined || next.indent < indent) break;
      lines.push(" ".repeat(next.indent - indent) + next.text);
    }
    const body = lines.join("\n").replace(/\n+$/, "");
    const trailing = lines.length - body.split("\n").length;
    const text = style === "|" ? body : folded(body);
    if (bare(body) === "") return indicators!.includes("+") ? "\n".repeat(lines.length) : "";
    if (indicators!.includes("-")) return text;
    return indicators!.includes("+") ? `${text}${"\n".repeat(trailing + 1)}` : `${text}\n`;
  }
}

/** Lines of a folded scalar: a break is a space, unless a line next to it is empty or indented further. */
function folded(body: string): string {
  const lines = body.split("\n");
  let text = lines[0] ?? "";
  let empty = 0;
  let isFree = text.startsWith(" ");
  for (const line of lines.slice(1)) {
    if (line === "") {
      empty += 1;
      continue;
    }
    const isMore = line.startsWith(" ");
    text += isFree || isMore ? "\n".repeat(empty + 1) : empty > 0 ? "\n".repeat(empty) : " ";
    text += line;
    isFree = isMore;
    empty = 0;
  }
  return text;
}

/** Quoted scalars and flow collections, which go on over lines. */
class Flow {
  #text: string;
  #at = 0;
  #number: number;
  /** What closes the collections that are open, innermost last. */
  readonly #open: string[] = [];
  readonly #more: () => Line | undefined;

  constructor(text: string, number: number, more: () => Line | undefined) {
    this.#text = text;
    this.#number = number;
    this.#more = more;
  }

  /** Nothing but a comment stands behind the value. */
  end(): void {
    const rest = this.#text.slice(this.#at);
    if (bare(rest) === "" || /^[ \t]+#/.test(rest)) return;
    throw new YamlError(this.#number, /^[ \t]*:/.test(rest) ? NOT_HERE : NO_KEY);
  }

  value(): Json {
    this.#skip(NO_NODE);
    const first = this.#text[this.#at] ?? "";
    if (first === '"' || first === "'") return this.#quoted(first);
    if (first !== "{" && first !== "[") return resolve(this.#word());
    if (this.#open.push(first === "{" ? "}" : "]") > DEEPEST) {
      throw new YamlError(this.#number, "exceeded max depth");
    }
    const value = first === "{" ? this.#map() : this.#list();
    this.#open.pop();
    return value;
  }

  #map(): Json {
    const fields = new Map<string, Json>();
    this.#at += 1;
    for (;;) {
      if (this.#is("}")) return Object.fromEntries(fields);
      const first = this.#text[this.#at] ?? "";
      const key = first === '"' || first === "'" ? this.#quoted(first) : this.#word();
      if (fields.has(key)) throw new YamlError(this.#number, `key ${JSON.stringify(key)} already set in map`);
      fields.set(key, this.#is(":") ? (/[,}]/.test(this.#peek()) ? null : this.value()) : null);
      if (!this.#is(",") && this.#peek() !== "}") {
        throw new YamlError(this.#number, this.#unclosed);
      }
    }
  }

  #list(): Json {
    const items: Json[] = [];
    this.#at += 1;
    for (;;) {
      if (this.#is("]")) return items;
      const item = this.value();
      // `[a: b]` is a list of one map.
      items.push(this.#is(":") ? Object.fromEntries([[String(item), this.value()]]) : item);
      if (!this.#is(",") && this.#peek() !== "]") {
        throw new YamlError(this.#number, this.#unclosed);
      }
    }
  }

  get #unclosed(): string {
    return `did not find expected ',' or '${this.#open.at(-1) ?? "}"}'`;
  }

  #peek(): string {
    this.#skip(this.#unclosed);
    return this.#text[this.#at] ?? "";
  }

  #is(letter: string): boolean {
    if (this.#peek() !== letter) return false;
    this.#at += 1;
    return true;
  }

  /** To the next letter that is neither blank nor of a comment, over lines. */
  #skip(missing: string): void {
    for (;;) {
      const rest = this.#text.slice(this.#at);
      const blank = rest.length - rest.replace(/^[ \t]+/, "").length;
      if (blank < rest.length && !(rest[blank] === "#" && (blank > 0 || this.#at === 0))) {
        this.#at += blank;
        return;
      }
      this.#line(missing);
    }
  }

  /** A plain scalar inside a flow collection, which may go on over lines. */
  #word(): string {
    let word = this.#piece();
    if (word === "") throw new YamlError(this.#number, NO_NODE);
    if (/^[&*!]/.test(word)) throw new YamlError(this.#number, NO_TAGS);
    while (this.#at >= this.#text.length) {
      let breaks = 0;
      while (this.#line(this.#unclosed).text === "") breaks += 1;
      const more = this.#piece();
      if (more === "") break;
      word += (breaks > 0 ? "\n".repeat(breaks) : " ") + more;
    }
    return word;
  }

  #piece(): string {
    const [piece = ""] =
      /^(?:[^,[\]{}:#]|:(?![ \t,[\]{}]|$)|(?<![ \t]|^)#)*/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += piece.length;
    return bare(piece);
  }

  #quoted(quote: string): string {
    let text = "";
    this.#at += 1;
    for (;;) {
      const letter = this.#text[this.#at];
      if (letter === undefined) text = this.#foldQuoted(text);
      else if (letter === quote && quote === "'" && this.#text[this.#at + 1] === "'") {
        text += "'";
        this.#at += 2;
      } else if (letter === quote) {
        this.#at += 1;
        return text;
      } else if (letter === "\\" && quote === '"' && this.#at + 1 < this.#text.length)
        text += this.#escaped();
      else if (letter === "\\" && quote === '"') {
        // A break that is escaped is none.
        this.#line();
      } else {
        text += letter;
        this.#at += 1;
      }
    }
  }

  #line(missing = "found unexpected end of stream"): Line {
    const next = this.#more();
    if (next === undefined) throw new YamlError(this.#number, missing);
    this.#number = next.number;
    this.#text = next.text;
    this.#at = 0;
    return next;
  }

  #foldQuoted(text: string): string {
    let breaks = 0;
    while (this.#line().text === "") breaks += 1;
    return text.replace(/[ \t]+$/, "") + (breaks > 0 ? "\n".repeat(breaks) : " ");
  }

  #escaped(): string {
    const letter = this.#text[this.#at + 1]!;
    const digits = { x: 2, u: 4, U: 8 }[letter];
    this.#at += 2;
    if (digits !== undefined) {
      const code = this.#text.slice(this.#at, this.#at + digits);
      if (!/^[\da-f]+$/i.test(code) || code.length < digits || Number.parseInt(code, 16) > 0x10ffff) {
        throw new YamlError(this.#number, "did not find expected hexdecimal number");
      }
      this.#at += digits;
      return digits === 4
        ? String.fromCharCode(Number.parseInt(code, 16))
        : String.fromCodePoint(Number.parseInt(code, 16));
    }
    const value = ESCAPES.get(letter);
    if (value === undefined) throw new YamlError(this.#number, "found unknown escape character");
    return value;
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);

function isEntry(text: string): boolean {
  return text === "-" || text.startsWith("- ") || text.startsWith("-\t");
}

function withoutComment(text: string): string {
  return text.replace(/[ \t]+#.*$/, "").replace(/[ \t]+$/, "");
}

/** The key at the start of a line, and what stands behind its colon; undefined if the line has none. */
function keyOf(line: Line): { readonly key: string; readonly rest: string } | undefined {
  const { text, number } = line;
  const [first = ""] = text;
  if (first === '"' || first === "'") {
    const [whole, inner] =
      (first === '"' ? /^"((?:[^"\\]|\\.)*)"[ \t]*:(?=[ \t]|$)/ : /^'((?:[^']|'')*)'[ \t]*:(?=[ \t]|$)/).exec(
        text,
      ) ?? [];
    if (whole === undefined || inner === undefined) return undefined;
    const key = new Flow(`${first}${inner}${first}`, number, () => undefined).value();
    return { key: String(key), rest: bare(text.slice(whole.length)) };
  }
  if (/[[{|>#@`%]/.test(first)) return undefined;
  const [, key, rest] = /^((?:[^:#]|:(?![ \t]|$)|(?<![ \t])#)+?)[ \t]*:(?:[ \t]+(.*))?$/.exec(text) ?? [];
  if (key === undefined) return undefined;
  if (/^(?:[&*!]|\?[ \t]|\?$)/.test(key)) throw new YamlError(number, NO_TAGS);
  const resolved = resolve(key);
  return {
    key: typeof resolved === "string" ? resolved : String(resolved ?? "null"),
    rest: bare(rest ?? ""),
  };
}

/** What a plain scalar is. Source: `go.yaml.in/yaml/v2` resolve.go. */
function resolve(text: string): Json {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null;
  if (/^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/.test(text)) return true;
  if (/^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/.test(text)) return false;
  const digits = /^[-+.]?\d/.test(text) ? text.replaceAll("_", "") : text;
  if (/^[-+]?0o?[0-7]+$/i.test(digits)) return Number.parseInt(digits.replace(/o/i, ""), 8);
  if (/^[-+]?0x[\da-f]+$/i.test(digits)) return Number.parseInt(digits, 16);
  if (/^[-+]?0b[01]+$/i.test(digits)) return Number.parseInt(digits.replace(/0b/i, ""), 2);
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(digits)) return Number(digits);
  return text;
}

/** Without white space around it, which in YAML is spaces and tabs; other blanks are letters (YAML 1.2, 5.5). */
function bare(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}
