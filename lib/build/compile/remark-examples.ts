import type { Code, Root } from "mdast";
import { visit } from "unist-util-visit";
import { withJosa } from "../../text/josa.ts";
import { type CompileContext, report } from "./context.ts";
import { metaValue } from "./rehype-code.ts";

/**
 * A fence that names a file of `content/examples/` (```` ```yaml file="web/service.yaml" lines="3-9" ````)
 * holds its text, or those lines of it: for the page, for search, and for the copied Markdown alike.
 */
export function remarkExamples(context: CompileContext) {
  return (tree: Root) => {
    visit(tree, "code", (fence) => include(context, fence));
  };
}

function include(context: CompileContext, fence: Code): void {
  const meta = fence.meta ?? "";
  const file = metaValue(meta, "file");
  if (file === "") return;
  const isEmpty = fence.value.trim() === "";
  if (context.examples === undefined) {
    // Elsewhere the word may mean something else; a fence without a text of its own shows nothing.
    if (isEmpty)
      report(
        context,
        fence,
        "example/foreign-file",
        `"${file}"의 글을 실을 수 없습니다. file은 이 사이트의 노트에서만 씁니다.`,
        "코드를 펜스 안에 적어 주세요.",
      );
    return;
  }
  if (!isEmpty) {
    report(
      context,
      fence,
      "example/not-empty",
      `file="${file}"인 코드 블록에 글이 있습니다.`,
      "블록을 비워 주세요. 글은 파일에서 옵니다.",
    );
    return;
  }
  const example = context.examples.get(file) ?? { nearest: undefined };
  if (!("text" in example)) {
    report(
      context,
      fence,
      "example/missing-file",
      `content/examples/${withJosa(file, "이/가")} 없습니다.`,
      example.nearest ? `혹시 file="${example.nearest}"인가요?` : "파일을 더해 주세요.",
    );
    return;
  }
  const lines = example.text.replace(/\n$/, "").split("\n");
  const [from, to] = rangeOf(metaValue(meta, "lines"), lines.length);
  if (from === undefined || to === undefined) {
    report(
      context,
      fence,
      "example/lines",
      `${file}에 없는 줄입니다: lines="${metaValue(meta, "lines")}"`,
      `1부터 ${lines.length}까지의 수를 "3-9"나 "3"처럼 적어 주세요.`,
    );
    return;
  }
  fence.value = outdent(lines.slice(from - 1, to)).join("\n");
  if (metaValue(meta, "title") === "")
    fence.meta = `${meta} title="${file.slice(file.lastIndexOf("/") + 1)}"`;
}

/** Lines without the indentation that all of them share: what is nested deep starts at the margin of a phone. */
function outdent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const shared = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(shared));
}

/** First and last line, counted from 1; undefined where the file has no such lines. */
function rangeOf(written: string, count: number): [number, number] | [undefined, undefined] {
  if (written === "") return [1, count];
  const found = /^(\d+)(?:-(\d+))?$/.exec(written);
  const from = Number(found?.[1]);
  const to = Number(found?.[2] ?? found?.[1]);
  return found !== null && 1 <= from && from <= to && to <= count ? [from, to] : [undefined, undefined];
}
