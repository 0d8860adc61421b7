const NAME = "shared";

/** Marks a range as shared; the one before is no longer. Styled by `::highlight(shared)` below `data-shared`, and by `mark.shared`. */
export function highlight(range: Range): void {
  if ("highlights" in CSS) {
    CSS.highlights.set(NAME, new Highlight(range));
    document.documentElement.dataset.shared = "";
    return;
  }
  unmark();
  for (const { node, from, to } of textsIn(range)) {
    const part = node.splitText(from);
    part.splitText(to - from);
    const mark = document.createElement("mark");
    mark.className = NAME;
    part.replaceWith(mark);
    mark.append(part);
  }
}

function unmark(): void {
  for (const mark of document.querySelectorAll(`mark.${NAME}`)) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent?.normalize();
  }
}

/** The pieces of text in a range, collected before any is split. */
function textsIn(range: Range): { node: Text; from: number; to: number }[] {
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  const found: { node: Text; from: number; to: number }[] = [];
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
    if (!(node instanceof Text) || !range.intersectsNode(node)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (from < to && node.data.trim() !== "") found.push({ node, from, to });
  }
  return found;
}
