import type { Code, Html, Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { type CompileContext, report } from "./context.ts";
import { LIVE_COMPONENTS } from "./rehype-live.ts";
import { allowedElements } from "./sanitize-schema.ts";

/** Components a note may use, with the attributes each takes. */
const NOTE_COMPONENTS: Readonly<Record<string, readonly string[]>> = {
  Callout: ["kind"],
  Term: ["id"],
  ...LIVE_COMPONENTS,
};

/**
 * Refuses everything in an MDX note that would run at build time or that nobody
 * would render: imports, exports, expressions, unknown components and attributes.
 * Also carries the info string of a code fence through to HTML.
 */
export function remarkGuard(context: CompileContext) {
  return (tree: Root) => {
    visit(tree, (node, index, parent) => {
      const any = node as Nodes | { type: string; value?: string; position?: Nodes["position"] };
      if (any.type === "code" && (any as Code).meta) {
        const code = any as Code;
        code.data = Object.assign({}, code.data, { hProperties: { dataMeta: code.meta } });
      }
      if (any.type === "html" && /^<!--/.test((any as Html).value)) return;
      if (any.type === "mdxjsEsm") {
        report(
          context,
          any,
          "mdx/import",
          "노트에서는 import와 export를 쓸 수 없습니다.",
          "이 줄을 지워 주세요. 쓸 수 있는 컴포넌트는 불러오지 않아도 됩니다.",
          "error",
        );
        if (parent && typeof index === "number") parent.children.splice(index, 1);
        return index;
      }
      if (any.type === "mdxFlowExpression" || any.type === "mdxTextExpression") {
        const value = (any as { value?: string }).value ?? "";
        if (/^\s*\/\*[\s\S]*\*\/\s*$/.test(value)) {
          if (parent && typeof index === "number") parent.children.splice(index, 1);
          return index;
        }
        report(
          context,
          any,
          "mdx/expression",
          `중괄호 식 ${withJosa(`{${value.slice(0, 30)}}`, "은/는")} 쓸 수 없습니다.`,
          "글자로 보이려면 백틱으로 감싸 주세요.",
          "error",
        );
        if (parent && typeof index === "number") parent.children.splice(index, 1);
        return index;
      }
      if (node.type === "mdxJsxFlowElement" || node.type === "mdxJsxTextElement") {
        const jsx = node as unknown as import("mdast-util-mdx-jsx").MdxJsxFlowElement;
        const name = jsx.name ?? "";
        const known = Object.hasOwn(NOTE_COMPONENTS, name) ? NOTE_COMPONENTS[name] : undefined;
        const isTag = /^[a-z][a-z0-9]*$/.test(name);
        if (name !== "" && !known && !(isTag && allowedElements.has(name))) {
          const guess = findNearest(name, [
            ...Object.keys(NOTE_COMPONENTS),
            ...(isTag ? allowedElements : []),
          ]);
          report(
            context,
            jsx,
            isTag ? "mdx/unknown-element" : "mdx/unknown-component",
            `${withJosa(`<${name}>`, "은/는")} 없는 ${isTag ? "요소" : "컴포넌트"}입니다. 쓸 수 있는 컴포넌트: ${Object.keys(NOTE_COMPONENTS).join(", ")}`,
            guess ? `혹시 <${guess}>인가요?` : "글자로 보이려면 백틱으로 감싸 주세요.",
            "error",
          );
          jsx.name = null;
          jsx.attributes = [];
          return;
        }
        jsx.attributes = jsx.attributes.filter((attribute) => {
          if (
            attribute.type === "mdxJsxExpressionAttribute" ||
            (attribute.value !== null && typeof attribute.value === "object")
          ) {
            report(
              context,
              jsx,
              "mdx/expression",
              `<${name}>의 속성에 중괄호 식을 쓸 수 없습니다.`,
              '값을 따옴표로 적어 주세요. 예: kind="tip"',
              "error",
            );
            return false;
          }
          if (known && !known.includes(attribute.name)) {
            const guess = findNearest(attribute.name, known);
            report(
              context,
              jsx,
              "mdx/unknown-attribute",
              `<${name}>에 ${attribute.name} 속성은 없습니다. 쓸 수 있는 속성: ${known.join(", ")}`,
              guess ? `혹시 ${guess}인가요?` : "",
              "error",
            );
            return false;
          }
          return true;
        });
      }
      return undefined;
    });
  };
}
