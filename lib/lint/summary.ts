import type { Blockquote, ListItem, Nodes } from "mdast";
import type { Remark } from "./rule.ts";
import type { LintSource } from "./source.ts";

const MOST_LINES = 12;
const MARK = /^\[!summary\]/i;
/** `[[#section|words]]`, `[[note#section]]`. */
const WIKI_SECTION = /\[\[[^[\]|\n]*#[^[\]\n]+\]\]/;

/** The note on one screen, `> [!SUMMARY]`: before the first heading, at most twelve lines, each with a link to a section. */
export function checkSummary({ note, headings }: LintSource): Remark[] {
  const place = (node: Nodes | undefined) => node?.position?.start ?? { line: 1, column: 1 };
  if (note.tree === undefined || headings.length === 0) return [];
  const blocks = note.tree.children.filter(isSummary);
  const [summary] = blocks;
  if (summary === undefined) {
    const { line, column } = headings[0]!;
    return [
      {
        code: "lint/no-summary",
        severity: "warning",
        line,
        column,
        message: "첫 절 앞에 한 화면 요약이 없습니다.",
        hint: "> [!SUMMARY] 아래에 절로 가는 링크가 든 줄을 12개까지 적어 주세요.",
      },
    ];
  }
  const remarks: Remark[] = [];
  const add = (node: Nodes, message: string, hint: string) => {
    const { line, column } = place(node);
    remarks.push({ code: "lint/summary", line, column, message, hint });
  };
  for (const other of blocks.slice(1)) add(other, "한 화면 요약이 두 번 나옵니다.", "하나로 합쳐 주세요.");
  if (place(summary).line > headings[0]!.line)
    add(summary, "한 화면 요약이 첫 제목 뒤에 있습니다.", "첫 제목 앞으로 옮겨 주세요.");
  const items = itemsOf(summary);
  if (items.length === 0)
    add(summary, "한 화면 요약에 목록이 없습니다.", "한 줄에 하나씩, 절로 가는 링크를 넣어 적어 주세요.");
  if (items.length > MOST_LINES)
    add(
      items[MOST_LINES]!,
      `한 화면 요약이 ${items.length}줄입니다. ${MOST_LINES}줄까지 적을 수 있습니다.`,
      "가장 중요한 것만 남겨 주세요.",
    );
  for (const item of items)
    if (!hasSectionLink(item))
      add(item, "요약의 이 줄에 절로 가는 링크가 없습니다.", "예: - [레이어는 바뀌지 않는다](#layers).");
  return remarks;
}

/** Whether a block of a note is its summary. */
export function isSummary(node: Nodes): node is Blockquote {
  const lead = node.type === "blockquote" ? node.children[0] : undefined;
  const first = lead?.type === "paragraph" ? lead.children[0] : undefined;
  return first?.type === "text" && MARK.test(first.value);
}

function itemsOf({ children }: Blockquote): ListItem[] {
  return children.flatMap((child) => (child.type === "list" ? child.children : []));
}

function hasSectionLink(node: Nodes): boolean {
  if (node.type === "link") return node.url.includes("#") && !/^[a-z][a-z0-9+.-]*:/i.test(node.url);
  if (node.type === "text") return WIKI_SECTION.test(node.value);
  return "children" in node && node.children.some(hasSectionLink);
}
