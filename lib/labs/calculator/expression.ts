import { findNearest } from "../../text/nearest.ts";

/**
 * The formulas of a calculator: numbers, names, `+ - * / ^`, parentheses, and a few functions. Nothing in them
 * can do more than compute: there are no texts, no lists, no loops, and no way to anything outside.
 */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "negative"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly sign: Sign;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: FunctionName; readonly inputs: readonly Expression[] };

type Sign = keyof typeof SIGNS;

const SIGNS = {
  "+": { binds: 1, apply: (a: number, b: number) => a + b },
  "-": { binds: 1, apply: (a: number, b: number) => a - b },
  "*": { binds: 2, apply: (a: number, b: number) => a * b },
  "/": { binds: 2, apply: (a: number, b: number) => a / b },
  "^": { binds: 4, apply: (a: number, b: number) => a ** b },
} as const;
/** A minus in front binds like a factor, but not as a power does: -2^2 is -4. */
const NEGATIVE_BINDS = 3;

const FUNCTIONS = {
  floor: { takes: 1, apply: ([a = 0]: readonly number[]) => Math.floor(a) },
  ceil: { takes: 1, apply: ([a = 0]: readonly number[]) => Math.ceil(a) },
  round: { takes: 1, apply: ([a = 0]: readonly number[]) => Math.round(a) },
  sqrt: { takes: 1, apply: ([a = 0]: readonly number[]) => Math.sqrt(a) },
  ln: { takes: 1, apply: ([a = 0]: readonly number[]) => Math.log(a) },
  log2: { takes: 1, apply: ([a = 0]: readonly number[]) => Math.log2(a) },
  log10: { takes: 1, apply: ([a = 0]: readonly number[]) => Math.log10(a) },
  exp: { takes: 1, apply: ([a = 0]: readonly number[]) => Math.exp(a) },
  min: { takes: 2, apply: ([a = 0, b = 0]: readonly number[]) => Math.min(a, b) },
  max: { takes: 2, apply: ([a = 0, b = 0]: readonly number[]) => Math.max(a, b) },
} as const;
type FunctionName = keyof typeof FUNCTIONS;
const FUNCTION_NAMES = Object.keys(FUNCTIONS) as FunctionName[];

/** What is wrong with a formula, and where: `at` counts from 0 in its text. */
export type FormulaFault = { readonly at: number; readonly message: string; readonly hint: string };

export type Parsed =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly fault: FormulaFault };

type Token = {
  readonly at: number;
  readonly text: string;
  readonly kind: "number" | "name" | "sign" | "end";
};

/** Deeper than any formula is; a text that nests further is refused before it fills the stack. */
const DEEPEST = 60;
const LONGEST = 400;

class Fault extends Error {
  readonly fault: FormulaFault;
  constructor(at: number, message: string, hint = "") {
    super(message);
    this.fault = { at, message, hint };
  }
}

/**
 * Reads a formula.
 * @param names what it may refer to
 */
export function parseFormula(text: string, names: readonly string[]): Parsed {
  try {
    if (text.length > LONGEST) throw new Fault(LONGEST, `식이 ${LONGEST}자보다 깁니다.`);
    return { ok: true, expression: read(tokensOf(text), names) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9]*)|([-+*/^(),]))/giy;
  let at = 0;
  while (text.slice(at).trim() !== "") {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const start = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
    if (match === null)
      throw new Fault(
        start,
        `쓸 수 없는 글자입니다: ${text.charAt(start)}`,
        "수, 이름, + - * / ^ ( )와 함수만 씁니다.",
      );
    const kind = match[1] !== undefined ? "number" : match[2] !== undefined ? "name" : "sign";
    tokens.push({ at: start, text: match[1] ?? match[2] ?? match[3]!, kind });
    at = pattern.lastIndex;
  }
  return [...tokens, { at: text.length, text: "", kind: "end" }];
}

function read(tokens: readonly Token[], names: readonly string[]): Expression {
  let next = 0;
  const peek = () => tokens[next]!;
  const take = () => tokens[next++]!;
  const expect = (sign: string) => {
    const token = take();
    if (token.text !== sign)
      throw new Fault(token.at, `괄호 ${sign} 자리에 다른 것이 있습니다: ${token.text || "식의 끝"}`);
  };

  function readPart(binds: number, depth: number): Expression {
    if (depth > DEEPEST) throw new Fault(peek().at, "괄호가 너무 깊습니다.");
    let left = readFirst(depth);
    for (;;) {
      const { kind, text } = peek();
      const sign = kind === "sign" && Object.hasOwn(SIGNS, text) ? (text as Sign) : undefined;
      if (sign === undefined || SIGNS[sign].binds < binds) return left;
      take();
      // Powers are read from the right: 2^3^2 is 2^9.
      const right = readPart(SIGNS[sign].binds + (sign === "^" ? 0 : 1), depth + 1);
      left = { kind: "binary", sign, left, right };
    }
  }

  function readFirst(depth: number): Expression {
    const token = take();
    if (token.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token.text === "-") return { kind: "negative", of: readPart(NEGATIVE_BINDS, depth + 1) };
    if (token.text === "(") {
      const inner = readPart(0, depth + 1);
      expect(")");
      return inner;
    }
    if (token.kind !== "name")
      throw new Fault(
        token.at,
        token.kind === "end" ? "식이 끝나지 않았습니다." : `"${token.text}" 앞에 수나 이름이 있어야 합니다.`,
      );
    return peek().text === "(" ? readCall(token, depth) : readName(token);
  }

  function readName({ at, text }: Token): Expression {
    if (names.includes(text)) return { kind: "name", name: text };
    const near = findNearest(text, names);
    throw new Fault(
      at,
      `이름이 "${text}"인 값은 없습니다. 쓸 수 있는 값: ${names.join(", ")}`,
      near === undefined ? "" : `혹시 ${near}인가요?`,
    );
  }

  function readCall({ at, text }: Token, depth: number): Expression {
    const name = FUNCTION_NAMES.find((one) => one === text);
    if (name === undefined) {
      const near = findNearest(text, FUNCTION_NAMES);
      throw new Fault(
        at,
        `이름이 "${text}"인 함수는 없습니다. 쓸 수 있는 함수: ${FUNCTION_NAMES.join(", ")}`,
        near === undefined ? "" : `혹시 ${near}인가요?`,
      );
    }
    expect("(");
    const inputs = [readPart(0, depth + 1)];
    while (peek().text === ",") {
      take();
      inputs.push(readPart(0, depth + 1));
    }
    expect(")");
    const { takes } = FUNCTIONS[name];
    if (inputs.length !== takes)
      throw new Fault(at, `${name} 함수에는 값이 ${takes}개 들어갑니다. ${inputs.length}개를 적었습니다.`);
    return { kind: "call", name, inputs };
  }

  const whole = readPart(0, 0);
  const rest = peek();
  if (rest.kind !== "end")
    throw new Fault(rest.at, `"${rest.text}" 앞에 + - * / ^ 가운데 하나가 있어야 합니다.`);
  return whole;
}

/** The value of a formula; NaN or infinite where it has none. @throws RangeError for a name without a value */
export function evaluate(expression: Expression, values: Readonly<Record<string, number>>): number {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "name":
      if (!Object.hasOwn(values, expression.name)) throw new RangeError(expression.name);
      return values[expression.name]!;
    case "negative":
      return -evaluate(expression.of, values);
    case "binary":
      return SIGNS[expression.sign].apply(
        evaluate(expression.left, values),
        evaluate(expression.right, values),
      );
    case "call":
      return FUNCTIONS[expression.name].apply(expression.inputs.map((input) => evaluate(input, values)));
  }
}

/** The names a formula refers to, once each. */
export function namesIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case "number":
      return [];
    case "name":
      return [expression.name];
    case "negative":
      return namesIn(expression.of);
    case "binary":
      return [...new Set([...namesIn(expression.left), ...namesIn(expression.right)])];
    case "call":
      return [...new Set(expression.inputs.flatMap(namesIn))];
  }
}

const WRITTEN: Readonly<Record<Sign, string>> = { "+": " + ", "-": " − ", "*": " × ", "/": " ÷ ", "^": "^" };

/**
 * A formula as one writes it by hand, with what `write` puts in the place of its names, and no parenthesis that
 * is not needed.
 */
export function writeFormula(expression: Expression, write: (name: string) => string, binds = 0): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "name":
      return write(expression.name);
    case "negative":
      return wrapped(`−${writeFormula(expression.of, write, NEGATIVE_BINDS)}`, binds > NEGATIVE_BINDS - 1);
    case "binary": {
      const { sign } = expression;
      const own = SIGNS[sign].binds;
      const isPower = sign === "^";
      const left = writeFormula(expression.left, write, own + (isPower ? 1 : 0));
      const right = writeFormula(expression.right, write, own + (isPower ? 0 : 1));
      return wrapped(left + WRITTEN[sign] + right, own < binds);
    }
    case "call": {
      const inputs = expression.inputs.map((input) => writeFormula(input, write));
      if (expression.name === "floor") return `⌊${inputs[0]}⌋`;
      if (expression.name === "ceil") return `⌈${inputs[0]}⌉`;
      return `${expression.name}(${inputs.join(", ")})`;
    }
  }
}

function wrapped(text: string, isNeeded: boolean): string {
  return isNeeded ? `(${text})` : text;
}
