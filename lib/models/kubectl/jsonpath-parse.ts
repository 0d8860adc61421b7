/** A node of a parsed template. A list is one `{…}`; its nodes each take what the one before found. */
export type JsonpathNode =
  | { readonly type: "list"; readonly nodes: JsonpathNode[] }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "literal"; readonly value: number | boolean; readonly isFloat: boolean }
  | { readonly type: "field"; readonly name: string }
  | { readonly type: "identifier"; readonly name: string }
  | { readonly type: "array"; readonly slice: Slice }
  | {
      readonly type: "filter";
      readonly left: JsonpathNode;
      readonly right: JsonpathNode;
      readonly operator: string;
    }
  | { readonly type: "union"; readonly nodes: readonly JsonpathNode[] }
  | { readonly type: "wildcard" }
  | { readonly type: "recursive" };

/** `[from:to:step]`. An `index` is `[from]`, one element. */
export type Slice = {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly step: number | undefined;
  readonly isIndex: boolean;
};

/** Thrown for a template or data that has no result; the text is upstream's. */
export class JsonpathError extends Error {}

/**
 * Parses a template; throws `JsonpathError`.
 *
 * Source: `kubernetes/client-go` `util/jsonpath/parser.go`.
 */
export function parseJsonpath(template: string): readonly JsonpathNode[] {
  return new Parser(template).parse();
}

const TERMINATORS = " \t\r\n.,[]$@{}";
const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({ a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\" }),
);

class Parser {
  readonly #input: string;
  readonly #root: JsonpathNode[] = [];
  #start = 0;
  #position = 0;

  constructor(input: string) {
    this.#input = input;
  }

  parse(): readonly JsonpathNode[] {
    while (this.#position < this.#input.length) {
      const open = this.#input.indexOf("{", this.#position);
      this.#position = open < 0 ? this.#input.length : open;
      const text = this.#consume();
      if (text !== "") this.#root.push({ type: "text", text });
      if (open >= 0) this.#action();
    }
    return this.#root;
  }

  #consume(): string {
    const text = this.#input.slice(this.#start, this.#position);
    this.#start = this.#position;
    return text;
  }

  /** The next character, `""` at the end. */
  #next(): string {
    const character = this.#input[this.#position] ?? "";
    this.#position += character.length;
    return character;
  }

  #action(): void {
    this.#skip(1);
    const nodes: JsonpathNode[] = [];
    this.#root.push({ type: "list", nodes });
    for (;;) {
      if (this.#input.startsWith("}", this.#position)) {
        this.#skip(1);
        return;
      }
      if (this.#input.startsWith("[?(", this.#position)) nodes.push(this.#filter());
      else if (this.#input.startsWith("..", this.#position)) this.#recursive(nodes);
      else this.#element(nodes);
    }
  }

  #skip(length: number): void {
    this.#position += length;
    this.#consume();
  }

  #element(nodes: JsonpathNode[]): void {
    const character = this.#next();
    if (character === "" || character === "\r" || character === "\n") {
      throw new JsonpathError("unclosed action");
    }
    if (" @$".includes(character)) this.#consume();
    else if (character === "[") this.#array(nodes);
    else if (character === '"' || character === "'") nodes.push(this.#quote(character));
    else if (character === ".") nodes.push(this.#field());
    else if (/[+\-\p{Nd}]/u.test(character)) nodes.push(this.#number());
    else if (isAlphaNumeric(character)) nodes.push(this.#identifier());
    else {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      throw new JsonpathError(`unrecognized character in action: U+${code} '${character}'`);
    }
  }

  #identifier(): JsonpathNode {
    while (!isTerminator(this.#input[this.#position])) this.#position += 1;
    const name = this.#consume();
    if (name === "true" || name === "false") {
      return { type: "literal", value: name === "true", isFloat: false };
    }
    return { type: "identifier", name };
  }

  #recursive(nodes: JsonpathNode[]): void {
    if (nodes.at(-1)?.type === "recursive") throw new JsonpathError("invalid multiple recursive descent");
    this.#skip(2);
    nodes.push({ type: "recursive" });
    if (isAlphaNumeric(this.#input[this.#position] ?? "")) nodes.push(this.#field());
  }

  #number(): JsonpathNode {
    while (/[.\p{Nd}]/u.test(this.#input[this.#position] ?? "")) this.#position += 1;
    const text = this.#consume();
    const isFloat = text.includes(".");
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw new JsonpathError(`cannot parse number ${text}`);
    return { type: "literal", value: Number(text), isFloat };
  }

  #array(nodes: JsonpathNode[]): void {
    const end = this.#input.slice(this.#position).search(/[\]\n]/);
    if (end < 0 || this.#input[this.#position + end] === "\n") throw new JsonpathError("unterminated array");
    this.#position += end + 1;
    const inner = this.#consume().slice(1, -1);
    const text = inner === "*" ? ":" : inner;
    const parts = text.split(",");
    if (parts.length > 1) {
      const union = parts.map((part) => parseAction(`[${part.replace(/^ +| +$/g, "")}]`));
      nodes.push({ type: "union", nodes: union });
      return;
    }
    const key = /^'([^']*)'$/.exec(text)?.[1];
    if (key !== undefined) nodes.push(...parseAction(`.${key}`).nodes);
    else nodes.push({ type: "array", slice: parseSlice(text) });
  }

  #filter(): JsonpathNode {
    this.#skip(3);
    let quote = "";
    let isClosed = false;
    for (;;) {
      const character = this.#next();
      if (character === "" || character === "\n") throw new JsonpathError("unterminated filter");
      if (character === '"' || character === "'") {
        if (quote === "") quote = character;
        else if (this.#input[this.#position - 2] !== "\\" && character === quote) isClosed = true;
      } else if (character === ")" && (quote !== "") === isClosed) break;
    }
    if (this.#next() !== "]") throw new JsonpathError("unclosed array expect ]");
    const text = this.#consume().slice(0, -2);
    const [, left, operator, right] = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text) ?? [];
    if (left === undefined || operator === undefined || right === undefined) {
      const nothing: JsonpathNode = { type: "list", nodes: [] };
      return { type: "filter", left: parseAction(text), right: nothing, operator: "exists" };
    }
    return { type: "filter", left: parseAction(left), right: parseAction(right), operator };
  }

  #quote(end: string): JsonpathNode {
    for (;;) {
      const character = this.#next();
      if (character === "" || character === "\n") throw new JsonpathError("unterminated quoted string");
      if (character === end && this.#input[this.#position - 2] !== "\\") break;
    }
    return { type: "text", text: unquote(this.#consume()) };
  }

  #field(): JsonpathNode {
    this.#consume();
    while (!isTerminator(this.#input[this.#position])) {
      this.#position += this.#input[this.#position] === "\\" ? 2 : 1;
    }
    this.#position = Math.min(this.#position, this.#input.length);
    const name = this.#consume();
    return name === "*" ? { type: "wildcard" } : { type: "field", name: name.replaceAll("\\", "") };
  }
}

function parseAction(text: string): JsonpathNode & { readonly type: "list" } {
  const node = parseJsonpath(`{${text}}`)[0];
  if (node?.type !== "list") throw new JsonpathError("unclosed action");
  return node;
}

function parseSlice(text: string): Slice {
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text);
  if (match === null) throw new JsonpathError(`invalid array index ${text}`);
  const [from, to, step] = match.slice(1).map((part: string | undefined, place) => {
    const digits = place === 0 ? part : part?.slice(1);
    if (digits === undefined || digits === "") return undefined;
    if (digits === "-") throw new JsonpathError(`array index ${digits} is not a number`);
    return Number(digits);
  });
  return { from, to, step, isIndex: match[2] === undefined };
}

/** Source: `util/jsonpath/parser.go` UnquoteExtend, on the rules of Go's `strconv.UnquoteChar`. */
function unquote(quoted: string): string {
  const quote = quoted[0] ?? "";
  const inner = quoted.slice(1, -1);
  const invalid = () => new JsonpathError(`unquote string ${quoted} error invalid syntax`);
  return inner.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|([0-7]{3})|(.?))/gi,
    (_, byte?: string, short?: string, long?: string, octal?: string, other = "") => {
      const hex = byte ?? short ?? long;
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      const character = other === quote ? quote : ESCAPES.get(other);
      if (character === undefined) throw invalid();
      return character;
    },
  );
}

function isTerminator(character: string | undefined): boolean {
  return character === undefined || TERMINATORS.includes(character);
}

function isAlphaNumeric(character: string): boolean {
  return /^[_\p{L}\p{Nd}]/u.test(character);
}
