import { visit } from "unist-util-visit";
import type { Finding } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";
import { HTML_NAMES } from "../compile/html-names.ts";
import { unpackTree } from "../compile/packed-tree.ts";
import { allowedElements } from "../compile/sanitize-schema.ts";
import { outsideFences } from "../content/hidden-text.ts";
import { readFences } from "../examples/fences.ts";
import type { LinkedCatalog, LinkedNote } from "./stages.ts";

/** What goes wrong without a trace: the page is made, and shows something else than its author meant. */
export function checkUnseen({ notes, settings: { severity } }: LinkedCatalog): Finding[] {
  return notes.flatMap((note) =>
    [emptyLinks, openFences, droppedTags, brokenJson].flatMap((check) =>
      check(note).map((remark): Finding => ({ severity, file: note.note.file, ...remark })),
    ),
  );
}

type Remark = Omit<Finding, "file" | "severity">;

function emptyLinks({ compiled: { body } }: LinkedNote): Remark[] {
  return body.links
    .filter(({ target }) => target === "")
    .map(({ line, column, text }) => ({
      code: "link/empty",
      line,
      column,
      message: `${withJosa(`"${text}"`, "이/가")} 가리키는 주소가 비어 있습니다.`,
      hint: "괄호 안에 주소를 적거나 대괄호를 지워 주세요.",
    }));
}

function openFences({ frontmatter: { body } }: LinkedNote): Remark[] {
  const lines = outsideFences(body);
  let opened = -1;
  for (const [index, { isCode, opens, closes }] of lines.entries()) {
    if (opens) opened = index;
    if (closes || !isCode) opened = -1;
  }
  if (opened < 0) return [];
  return [
    {
      code: "code/unclosed",
      line: opened + 1,
      column: 1,
      message: "코드 블록이 닫히지 않아 노트의 끝까지 코드가 됩니다.",
      hint: `코드가 끝나는 곳에 ${/`{3,}|~{3,}/.exec(lines[opened]!.line)?.[0] ?? "```"}만 적은 줄을 넣어 주세요.`,
    },
  ];
}

function droppedTags({ note, frontmatter: { body }, compiled: { document } }: LinkedNote): Remark[] {
  if (document === undefined || note.format !== "md") return [];
  const remarks: Remark[] = [];
  visit(unpackTree(document.tree, body), "html", ({ value, position }) => {
    for (const { 1: name = "", index } of value.matchAll(/<(?!!--)([A-Za-z][\w.:-]*)/g)) {
      const small = name.toLowerCase();
      if (allowedElements.has(small) || NOTE_TAGS.has(name)) continue;
      const before = value.slice(0, index).split("\n");
      const start = position?.start ?? { line: 1, column: 1 };
      const line = start.line + before.length - 1;
      const column = before.length === 1 ? start.column + index : before.at(-1)!.length + 1;
      const tag = withJosa(`<${name}>`, "은/는");
      remarks.push(
        HTML_NAMES.has(small)
          ? {
              code: "html/dropped",
              line,
              column,
              message: `${tag} 싣지 않는 태그라 페이지에서 빠집니다.`,
              hint: "글자로 보이려면 백틱으로 감싸 주세요.",
            }
          : {
              code: "html/unknown",
              line,
              column,
              message: `${tag} HTML 태그가 아닙니다.`,
              hint: `글자로 보이려면 백틱으로 감싸 주세요: \`<${name}>\``,
            },
      );
    }
  });
  return remarks;
}

const NOTE_TAGS: ReadonlySet<string> = new Set(["Callout", "Term", "Live", "Num", "Out"]);

function brokenJson({ frontmatter: { body } }: LinkedNote): Remark[] {
  return readFences(body).flatMap(({ language, code, line }) => {
    // Comments and dots say that it is not meant to be read by a machine.
    if (language !== "json" || /\.\.\.|…|^\s*(?:\/\/|#|\/\*)/m.test(code) || code.trim() === "") return [];
    try {
      JSON.parse(code);
      return [];
    } catch (error) {
      const said = error instanceof Error ? error.message : "";
      const position = Number(/position (\d+)/.exec(said)?.[1] ?? 0);
      const before = code.slice(0, position).split("\n");
      return [
        {
          code: "example/json-syntax" as const,
          line: line + before.length - 1,
          column: before.at(-1)!.length + 1,
          message: "예제의 JSON을 읽을 수 없습니다.",
          hint: "쉼표와 따옴표, 괄호를 살펴보세요. 마지막 항목 뒤에는 쉼표를 쓰지 않습니다.",
        },
      ];
    }
  });
}
