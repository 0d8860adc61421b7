/** The text of one section of a note as a page shows it, and where in the page each letter of it stands. */
export type SectionText = {
  /** "" before the first heading. */
  readonly id: string;
  readonly heading: Element | undefined;
  readonly text: string;
  /** The range of letters from `start`, exclusive `end`. */
  readonly rangeOf: (start: number, end: number) => Range;
  /** Where a point of the page is in the text; undefined where it is not in this section. */
  readonly offsetOf: (node: Node, offset: number) => number | undefined;
};

const BLOCKS = "p,li,dt,dd,td,th,pre,h2,h3,h4,h5,h6,figcaption,blockquote";
/** What is no text of the note: questions, buttons, drawings, numbers of sources. */
const LEFT_OUT = ".quiz,.section-labs,.h-share,button,svg,sup,.sr,.no,.old-id,.goes-on,.fig-text";

/** The sections of a note, in order. Blocks stand apart by an empty line, cells of a row by a blank. */
export function readSectionTexts(article: Element): SectionText[] {
  const sections: { id: string; heading: Element | undefined; nodes: Text[] }[] = [
    { id: "", heading: undefined, nodes: [] },
  ];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(LEFT_OUT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof Element && node.localName === "h2" && node.id !== "")
      sections.push({ id: node.id, heading: node, nodes: [] });
    else if (node instanceof Text && node.data.trim() !== "") sections.at(-1)!.nodes.push(node);
  }
  return sections.map(({ id, heading, nodes }) => {
    const starts: number[] = [];
    let text = "";
    let before: Element | null = null;
    for (const node of nodes) {
      const block: Element | null = node.parentElement!.closest(BLOCKS);
      if (text !== "" && block !== before)
        text += block?.matches("td,th") && block.parentElement === before?.parentElement ? " " : "\n\n";
      starts.push(text.length);
      text += node.data;
      before = block;
    }
    const placeAt = (offset: number, isEnd: boolean): readonly [Text, number] => {
      let index = starts.findLastIndex((start) => (isEnd ? start < offset : start <= offset));
      index = Math.max(0, index);
      return [nodes[index]!, Math.min(nodes[index]!.data.length, offset - starts[index]!)];
    };
    return {
      id,
      heading,
      text,
      rangeOf: (start, end) => {
        const range = document.createRange();
        range.setStart(...placeAt(start, false));
        range.setEnd(...placeAt(end, true));
        return range;
      },
      offsetOf: (node, offset) => {
        const at = node instanceof Text ? nodes.indexOf(node) : -1;
        if (at >= 0) return starts[at]! + offset;
        // A point between elements: the next text behind it.
        const point = document.createRange();
        point.setStart(node, offset);
        const next = nodes.findIndex((one) => point.comparePoint(one, 0) >= 0);
        const isInside = nodes.length > 0 && point.comparePoint(nodes[0]!, 0) <= 0;
        return isInside && next >= 0 ? starts[next] : undefined;
      },
    };
  });
}
