import type { Element, Root } from "hast";
import katex from "katex";
import { FORMULA, FORMULA_APART } from "../../text/formula-marks.ts";
import { withJosa } from "../../text/josa.ts";
import { type CompileContext, report } from "./context.ts";
import { type Child, component, element, isElement, plainText, text, walk } from "./tree.ts";

const LONGEST = 4000;

/**
 * Formulas in TeX become MathML, which browsers draw by themselves: no script, style or font of ours comes
 * with it. What cannot be read is shown as it is written, and its author hears where it breaks.
 */
export function rehypeFormulas(context: CompileContext) {
  return (tree: Root) => {
    if (context.foreign === undefined) return;
    walk(tree, (node) => {
      if (isElement(node, "pre")) {
        const code = node.children.find((child) => isElement(child, "code"));
        return isElement(code) && isMath(code) ? [formulaOf(plainText(code), true, node)] : "skip";
      }
      const [only] = isElement(node, "p") && node.children.length === 1 ? node.children : [];
      const apart = isElement(only, "code") ? plainText(only) : "";
      if (apart.startsWith(FORMULA_APART)) return [formulaOf(apart.slice(1), true, only as Element)];
      if (!isElement(node, "code")) return undefined;
      const written = plainText(node);
      if (!written.startsWith(FORMULA) && !written.startsWith(FORMULA_APART)) return "skip";
      return [formulaOf(written.slice(1), false, node)];
    });
  };

  function formulaOf(written: string, isApart: boolean, node: Element): Child {
    const tex = written.trim();
    const made = tex.length > LONGEST ? tooLong() : mathMlOf(tex, isApart);
    if ("mathml" in made)
      return component(
        "Formula",
        { mathml: made.mathml, apart: isApart ? "true" : undefined },
        [text(tex)],
        node,
        isApart ? "mdxJsxFlowElement" : "mdxJsxTextElement",
      );
    report(context, placeOf(node, tex, made.position), "math/syntax", made.message, made.hint);
    return element("code", {}, [text(isApart ? `$$${tex}$$` : `$${tex}$`)], node);
  }
}

type Fault = { readonly message: string; readonly hint: string; readonly position: number };

function isMath({ properties: { className } }: Element): boolean {
  return Array.isArray(className) && className.includes("language-math");
}

function mathMlOf(tex: string, isApart: boolean): { readonly mathml: string } | Fault {
  try {
    const html = katex.renderToString(tex, {
      output: "mathml",
      displayMode: isApart,
      throwOnError: true,
      strict: "ignore",
      trust: false,
      maxSize: 20,
      maxExpand: 500,
    });
    const math = /<math[\s\S]*<\/math>/.exec(html)?.[0] ?? "";
    // The policy of the site applies no style that stands in an attribute.
    return { mathml: math.replace(/ style="[^"]*"/g, "") };
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    return { ...explain(error.message), position: error.position };
  }
}

function tooLong(): Fault {
  return { message: `식이 ${LONGEST}자를 넘습니다.`, hint: "여러 식으로 나누어 주세요.", position: 0 };
}

function explain(message: string): Pick<Fault, "message" | "hint"> {
  const unknown = /Undefined control sequence: (\\\S+)/.exec(message)?.[1];
  if (unknown !== undefined)
    return {
      message: `식에 ${withJosa(unknown, "이라/라")}는 명령은 없습니다.`,
      hint: "이름을 확인해 주세요. 식은 KaTeX가 아는 TeX로 적습니다.",
    };
  const [, expected, got] = /Expected '([^']+)', got '([^']+)'/.exec(message) ?? [];
  if (expected !== undefined && got !== undefined)
    return {
      message: `식에 ${named(got)} 나왔습니다. 올 수 있는 것: ${expected === "EOF" ? "식의 끝" : expected}`,
      hint: "괄호와 \\begin, \\end의 짝을 맞춰 주세요.",
    };
  return {
    message: `식을 읽을 수 없습니다: ${message.replace(/^KaTeX parse error: /, "").split("\n")[0]}`,
    hint: "",
  };
}

function named(got: string): string {
  return got === "EOF" ? "끝이" : `${withJosa(got, "이/가")}`;
}

/** Where in the note the formula breaks: lines count, columns only on its first line. */
function placeOf(node: Element, tex: string, position: number | undefined): Element {
  const start = node.position?.start;
  if (start === undefined || position === undefined) return node;
  const before = tex.slice(0, position);
  const line = start.line + (isElement(node, "pre") ? 1 : 0) + before.split("\n").length - 1;
  const isFirst = !before.includes("\n") && !isElement(node, "pre");
  // The span's own mark is as long as the dollar it stands for.
  const column = isFirst ? start.column + 1 + before.length : before.length - before.lastIndexOf("\n");
  return { ...node, position: { start: { line, column }, end: { line, column } } };
}
