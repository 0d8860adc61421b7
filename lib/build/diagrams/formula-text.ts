import katex from "katex";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import type { DiagramFault } from "./known-faults.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** A formula that has no form as a line of text: a matrix, a binomial. */
class NoLine extends Error {
  override readonly name = "NoLine";
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = pairs("0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ");
const SUBSCRIPTS: Readonly<Record<string, string>> = pairs(
  "0123456789+−=()aeoxhklmnpstijruv",
  "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ",
);
const DOUBLE_STRUCK: Readonly<Record<string, string>> = pairs("CHNPQRZ", "ℂℍℕℙℚℝℤ");
/** What stands over a letter, as the mark that joins it. */
const OVER: Readonly<Record<string, string>> = {
  "⃗": "\u20d7",
  "→": "\u20d7",
  "^": "\u0302",
  "~": "\u0303",
  ˉ: "\u0304",
  "‾": "\u0305",
  "˙": "\u0307",
  "¨": "\u0308",
};
/** Signs with room on both sides. */
const APART = /^[+−=<>≤≥≠≈≡∼∝∈∉⊂⊆⊃⊇∪∩×÷⋅±→←↔⇒⇔↦∧∨∣]$/;
/** Calls a function; nothing is seen of it. */
const CALL = "\u2061";

function pairs(from: string, to: string): Readonly<Record<string, string>> {
  const signs = [...to];
  return Object.fromEntries([...from].map((sign, index) => [sign, signs[index]!]));
}

/**
 * Formulas in the labels of a diagram (`$$x^2$$`) as a line of Unicode, for a drawing has no other text. One that
 * KaTeX does not read, or that is no line, is a fault at its place.
 */
export function withFormulas(source: string): { readonly source: string } | { readonly fault: DiagramFault } {
  if (!source.includes("$$")) return { source };
  const lines: string[] = [];
  for (const [index, line] of source.split("\n").entries()) {
    let written = "";
    let from = 0;
    for (const { 0: whole, 1: tex = "", index: at } of /^\s*%%/.test(line)
      ? []
      : line.matchAll(/\$\$([^$]+)\$\$/g)) {
      const text = lineOf(tex);
      if (text === undefined)
        return {
          fault: {
            line: index + 1,
            column: at + 1,
            message: `그림의 식을 글자로 옮길 수 없어 원문을 그대로 보여 줍니다: ${tex.trim()}`,
            hint: "그림에는 한 줄로 적을 수 있는 식만 들어갑니다. 행렬처럼 큰 식은 본문에 적어 주세요.",
          },
        };
      written += line.slice(from, at) + escaped(text);
      from = at + whole.length;
    }
    lines.push(written + line.slice(from));
  }
  return { source: lines.join("\n") };
}

/** Undefined for what is no formula, or no line. */
function lineOf(tex: string): string | undefined {
  try {
    const html = katex.renderToString(tex, {
      output: "mathml",
      throwOnError: true,
      strict: "ignore",
      maxSize: 20,
      maxExpand: 500,
    });
    const math = find(parseFragment(html).childNodes, "semantics");
    const text = math && row(elementsOf(math).slice(0, 1));
    return text?.replace(/\s+/g, " ").trim().normalize("NFC") || undefined;
  } catch (error) {
    if (error instanceof NoLine || error instanceof katex.ParseError) return undefined;
    throw error;
  }
}

/** Mermaid's own way to write signs that mean something to it. */
function escaped(text: string): string {
  return text.replace(/[()[\]{}"<>|;#&]/g, (sign) => `#${sign.charCodeAt(0)};`);
}

const isElement = (node: Node): node is Element => "tagName" in node;
const elementsOf = ({ childNodes }: Element) => childNodes.filter(isElement);

function find(nodes: readonly Node[], name: string): Element | undefined {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const found = node.tagName === name ? node : find(node.childNodes, name);
    if (found) return found;
  }
  return undefined;
}

function textOf(element: Element): string {
  return element.childNodes.map((node) => ("value" in node ? node.value : "")).join("");
}

/** Side by side: relations and names of functions stand apart, everything else close. */
function row(elements: readonly Element[]): string {
  let out = "";
  for (const element of elements) {
    const text = turn(element);
    if (text === CALL) continue;
    const isSign = element.tagName === "mo" && APART.test(text);
    // A sign at the start, or after an opening bracket, belongs to what follows it.
    if (isSign) out += /(?:^|[(,=])\s*$/.test(out) ? text : ` ${text} `;
    else if (text === ",") out += ", ";
    else if (isFunction(element)) out += `${/[\p{L}\p{N})]$/u.test(out) ? " " : ""}${text} `;
    else out += text;
  }
  return out.replace(/ (?=[(,)])/g, (blank, at: number) =>
    /[+−=<>≤≥≠∈×]$/.test(out.slice(0, at)) ? blank : "",
  );
}

/** `log`, and `log` with something below it. */
function isFunction(element: Element): boolean {
  const [base] = /^m(?:sub|under|row)$/.test(element.tagName) ? elementsOf(element) : [element];
  if (base === undefined) return false;
  if (base.tagName === "mrow")
    return base !== element && elementsOf(base).length === 2 && isFunction(elementsOf(base)[0]!);
  return base.tagName === "mi" && textOf(base).length > 1;
}

function turn(element: Element): string {
  const parts = elementsOf(element);
  const attribute = (name: string) => element.attrs.find((one) => one.name === name)?.value;
  const part = (index: number) => turn(parts[index]!).trimEnd();
  switch (element.tagName) {
    case "mi": {
      const text = textOf(element);
      return attribute("mathvariant") === "double-struck" ? (DOUBLE_STRUCK[text] ?? text) : text;
    }
    case "mn":
    case "mo":
    case "mtext":
      return textOf(element);
    case "mspace":
      return " ";
    case "mrow":
    case "mstyle":
    case "mpadded":
      return row(parts);
    case "msup":
      return part(0) + raised(part(1));
    case "msub":
    case "munder":
      return part(0) + script(part(1), SUBSCRIPTS, "_");
    case "msubsup":
    case "munderover":
      return part(0) + script(part(1), SUBSCRIPTS, "_") + raised(part(2));
    case "mover":
      return over(part(0), part(1));
    case "mfrac":
      if (attribute("linethickness") === "0px") throw new NoLine();
      return `${bracketed(part(0))}/${bracketed(part(1))}`;
    case "msqrt":
      return `√${bracketed(row(parts))}`;
    case "mroot":
      return `${script(part(1), SUPERSCRIPTS, "^")}√${bracketed(part(0))}`;
    default:
      throw new NoLine();
  }
}

const bracketed = (text: string) => (/^[\p{L}\p{N}.]+$/u.test(text) ? text : `(${text})`);
const raised = (text: string) => (/^′+$/.test(text) ? text : script(text, SUPERSCRIPTS, "^"));

function script(text: string, signs: Readonly<Record<string, string>>, mark: string): string {
  const tight = [...text.replace(/ /g, "")];
  return tight.every((sign) => Object.hasOwn(signs, sign))
    ? tight.map((sign) => signs[sign]).join("")
    : mark + bracketed(text);
}

function over(base: string, mark: string): string {
  const joined = OVER[mark];
  if (joined === undefined) throw new NoLine();
  return [...base].map((sign) => sign + joined).join("");
}
