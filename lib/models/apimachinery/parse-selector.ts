import type { ModelError } from "../model-error.ts";
import {
  type Labels,
  matchesLabels,
  type Requirement,
  readInt64,
  type SelectorOperator,
} from "./label-selector.ts";
import { validateLabelKey, validateLabelValue } from "./validate-label.ts";

type Token = { readonly kind: "symbol" | "word" | "end"; readonly text: string };

const END: Token = { kind: "end", text: "" };
const OPERATORS: ReadonlyMap<string, SelectorOperator> = new Map([
  ...(["in", "notin", "=", "==", "!="] as const).map((name) => [name, name] as const),
  [">", "gt"],
  ["<", "lt"],
]);
const BINARY_OPERATORS = "in, notin, =, ==, !=, gt, lt";

/** Where a text stops being a selector, in upstream's words. */
class SelectorError extends Error {}

/**
 * Reads a label selector such as `app=web,tier in (a,b),!canary`. The requirements come back sorted by
 * key; an empty text has none. Errors carry upstream's text.
 *
 * Source: `kubernetes/apimachinery` `pkg/labels/selector.go` Lexer, Parser, NewRequirement.
 */
export function parseSelector(text: string): readonly Requirement[] | ModelError {
  try {
    const parser = new Parser(tokensOf(text));
    // Stable, which upstream's sort is for up to twelve requirements.
    return parser.selector().toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  } catch (error) {
    if (error instanceof SelectorError) return { error: error.message };
    throw error;
  }
}

/** Whether labels meet the selector written in `text`, or why it cannot be read. */
export function matchSelector(text: string, labels: Labels): boolean | ModelError {
  const requirements = parseSelector(text);
  return "error" in requirements ? requirements : matchesLabels(requirements, labels);
}

/** Blank, tab, CR and LF separate; every other character that is no symbol belongs to a word. */
function tokensOf(text: string): readonly Token[] {
  const parts = text.match(/==|!=|[=!(),<>]|[^=!(),<> \t\r\n]+/g) ?? [];
  return parts.map((part) => ({ kind: /^[=!(),<>]/.test(part) ? "symbol" : "word", text: part }));
}

class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  selector(): readonly Requirement[] {
    const requirements: Requirement[] = [];
    for (;;) {
      const first = this.#peek();
      if (first.kind === "end") return requirements;
      if (!startsRequirement(first)) {
        throw new SelectorError(`found '${first.text}', expected: !, identifier, or 'end of string'`);
      }
      requirements.push(this.#requirement());
      const next = this.#take();
      if (next.kind === "end") return requirements;
      if (!isSymbol(next, ",")) {
        throw new SelectorError(`found '${next.text}', expected: ',' or 'end of string'`);
      }
      const following = this.#peek();
      if (!startsRequirement(following)) {
        throw new SelectorError(`found '${following.text}', expected: identifier after ','`);
      }
    }
  }

  #requirement(): Requirement {
    const isAbsent = isSymbol(this.#peek(), "!");
    if (isAbsent) this.#take();
    const { kind, text: key } = this.#take();
    if (kind !== "word") throw unreadable(`found '${key}', expected: identifier`);
    const wrong = validateLabelKey(key);
    if (wrong.length > 0) throw unreadable(invalid("<nil>", key, wrong));

    if (isAbsent) return { key, operator: "!", values: [] };
    const next = this.#peek();
    if (next.kind === "end" || isSymbol(next, ",")) return { key, operator: "exists", values: [] };

    const { text } = this.#take();
    const operator = OPERATORS.get(text);
    if (operator === undefined) throw unreadable(`found '${text}', expected: ${BINARY_OPERATORS}`);
    const values = operator === "in" || operator === "notin" ? this.#list() : [this.#value()];
    const requirement = { key, operator, values: [...new Set(values)].sort() };
    checkValues(requirement);
    return requirement;
  }

  /** `(a,b)`; an empty place is the value "". */
  #list(): readonly string[] {
    const open = this.#take();
    if (!isSymbol(open, "(")) throw unreadable(`found '${open.text}' expected: '('`);
    const first = this.#peek();
    if (first.kind !== "word" && !isSymbol(first, ",") && !isSymbol(first, ")")) {
      throw unreadable(`found '${first.text}', expected: ',', ')' or identifier`);
    }
    const values: string[] = [];
    for (;;) {
      const token = this.#peek();
      values.push(token.kind === "word" ? this.#take().text : "");
      const next = this.#take();
      if (isSymbol(next, ")")) return values;
      if (isSymbol(next, ",")) continue;
      throw unreadable(
        token.kind === "word"
          ? `found '${next.text}', expected: ',' or ')'`
          : `found '${next.text}', expected: ',', or identifier`,
      );
    }
  }

  #value(): string {
    const next = this.#peek();
    if (next.kind === "end" || isSymbol(next, ",")) return "";
    const { kind, text } = this.#take();
    if (kind !== "word") throw unreadable(`found '${text}', expected: identifier`);
    return text;
  }

  #peek(): Token {
    return this.#tokens[this.#position] ?? END;
  }

  #take(): Token {
    const token = this.#peek();
    this.#position++;
    return token;
  }
}

function startsRequirement(token: Token): boolean {
  return token.kind === "word" || isSymbol(token, "!");
}

function isSymbol({ kind, text }: Token, symbol: string): boolean {
  return kind === "symbol" && text === symbol;
}

function checkValues({ key, operator, values }: Requirement): void {
  const errors = [
    ...values.flatMap((value, index) =>
      (operator === "gt" || operator === "lt") && readInt64(value) === undefined
        ? [invalid(`values[${index}]`, value, ["for 'Gt', 'Lt' operators, the value must be an integer"])]
        : [],
    ),
    ...values.flatMap((value, index) => {
      const wrong = validateLabelValue(value);
      return wrong.length > 0 ? [invalid(`values[${index}][${key}]`, value, wrong)] : [];
    }),
  ];
  if (errors.length > 0) throw unreadable(errors.length === 1 ? `${errors[0]}` : `[${errors.join(", ")}]`);
}

/** A field.Error of type Invalid as Go prints it. */
function invalid(field: string, value: string, sentences: readonly string[]): string {
  return `${field}: Invalid value: ${JSON.stringify(value)}: ${sentences.join("; ")}`;
}

function unreadable(reason: string): SelectorError {
  return new SelectorError(`unable to parse requirement: ${reason}`);
}
