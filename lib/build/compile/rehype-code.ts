import { createHash } from "node:crypto";
import type { Element, Root } from "hast";
import type { Drawing } from "../../note/note.ts";
import { withJosa } from "../../text/josa.ts";
import { type CompileContext, report } from "./context.ts";
import { highlight, isKnownLanguage } from "./highlight.ts";
import { isMermaid } from "./rehype-collect.ts";
import { type Child, component, isElement, type Parent, plainText, walk } from "./tree.ts";

/** Compiling draws nothing: the catalog does, for all notes at once. */
const NOT_DRAWN: Drawing = { kind: "source", reason: "" };

/** Code fences become `CodeBlock`, highlighted; Mermaid fences become `Diagram`. */
export function rehypeCode(context: CompileContext) {
  return async (tree: Root) => {
    const jobs: { pre: Element; parent: Parent; anchor: string }[] = [];
    let anchor = "";
    walk(tree, (node, ancestors) => {
      if (isElement(node, "h1", "h2", "h3", "h4", "h5", "h6")) anchor = String(node.properties.id ?? "");
      if (isElement(node, "pre")) {
        jobs.push({ pre: node, parent: ancestors.at(-1)!, anchor });
        return "skip";
      }
      return undefined;
    });
    for (const job of jobs) {
      const { pre, parent } = job;
      const index = (parent.children as Child[]).indexOf(pre);
      (parent.children as Child[])[index] = isMermaid(pre)
        ? toDiagram(context, pre, job.anchor)
        : await toCodeBlock(pre);
    }
  };
}

function fenceOf(pre: Element): { language: string; meta: string; code: string } {
  const code = pre.children.find((child) => isElement(child, "code"));
  const names =
    code?.type === "element" && Array.isArray(code.properties.className) ? code.properties.className : [];
  const language = String(names.find((name) => String(name).startsWith("language-")) ?? "").replace(
    "language-",
    "",
  );
  const meta = code?.type === "element" ? String(code.properties.dataMeta ?? "") : "";
  return { language, meta, code: plainText(pre).replace(/\n$/, "") };
}

/** `title="Dockerfile"` → Dockerfile. */
export function metaValue(meta: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(meta)?.[1] ?? "";
}

async function toCodeBlock(pre: Element): Promise<Child> {
  const { language, meta, code } = fenceOf(pre);
  const known = isKnownLanguage(language);
  const lines = await highlight(code, known ? language : "text", meta.replace(/"[^"]*"/g, '""'));
  return component(
    "CodeBlock",
    { language, title: metaValue(meta, "title"), caption: metaValue(meta, "caption") },
    lines as Child[],
    pre,
  );
}

function toDiagram(context: CompileContext, pre: Element, anchor: string): Child {
  const { meta, code } = fenceOf(pre);
  const title = /^\s*accTitle\s*:\s*(.+)$/m.exec(code)?.[1]?.trim() ?? "";
  const description = (
    /^\s*accDescr\s*:\s*(.+)$/m.exec(code)?.[1] ??
    /^\s*accDescr\s*\{([\s\S]*?)\}/m.exec(code)?.[1] ??
    ""
  )
    .replace(/\s+/g, " ")
    .trim();
  const written = metaValue(meta, "id") || createHash("sha256").update(code).digest("hex").slice(0, 8);
  const line = pre.position?.start.line ?? 1;
  const isTaken = (name: string) => context.diagrams.some((diagram) => diagram.id === name);
  let id = written;
  for (let count = 2; isTaken(id); count++) id = `${written}-${count}`;
  if (id !== written) {
    report(
      context,
      pre,
      "diagram/duplicate-id",
      `그림 이름 ${withJosa(`"${written}"`, "이/가")} 두 번 나옵니다.`,
      "둘 중 하나를 다른 이름으로 바꿔 주세요.",
    );
  }
  if (context.severity === "error" && (title === "" || description === "")) {
    report(
      context,
      pre,
      "diagram/no-description",
      `그림 "${id}"에 ${withJosa(title === "" ? "accTitle" : "accDescr", "이/가")} 없습니다.`,
      "그림을 보지 못해도 뜻이 통하게 제목과 설명을 적어 주세요.",
    );
  }
  const caption = metaValue(meta, "caption");
  context.diagrams.push({ id, anchor, source: code, title, description, caption, line, drawing: NOT_DRAWN });
  return component(
    "Diagram",
    { id, title, description, caption, number: String(context.diagrams.length) },
    [{ type: "text", value: code }],
    pre,
  );
}
