/** Room between parts that are put under one another. */
const APART = 16;
/** A line ends a little before the box that it reaches; parts are farther apart. */
const GAP = 9;
/** What is seen of a graph: every one lies on one side of a gap. */
const PIECES =
  "g.cluster, g.cluster-label, .edgePaths > :not(.edge-thickness-invisible), g.edgeLabel, g.node";

type Part = {
  readonly pieces: SVGGraphicsElement[];
  left: number;
  right: number;
  top: number;
  bottom: number;
};

/**
 * Puts the parts of a drawing that stand side by side, and have no line between them,
 * under one another, where two of them do not fit in a row.
 * @param root a drawing of a graph that is laid out in the page; it is changed
 * @param most how wide a part may be
 * @returns whether there are such parts, all of them narrow enough; else nothing is changed
 */
export function stackParts(root: SVGSVGElement, most: number): boolean {
  const toRoot = root.getScreenCTM()!.inverse();
  const pieces = [...root.querySelectorAll<SVGGraphicsElement>(PIECES)].filter(
    (piece) => !piece.parentElement!.closest(PIECES),
  );
  const boxes = pieces.flatMap((piece): Part[] => {
    const { left, right, top, bottom } = piece.getBoundingClientRect();
    if (right - left === 0 && bottom - top === 0) return [];
    const [from, to] = [new DOMPoint(left, top), new DOMPoint(right, bottom)].map((point) =>
      point.matrixTransform(toRoot),
    );
    return [{ pieces: [piece], left: from!.x, right: to!.x, top: from!.y, bottom: to!.y }];
  });
  boxes.sort((one, other) => one.left - other.left);
  const parts: Part[] = [];
  for (const box of boxes) {
    const part = parts.at(-1);
    if (!part || box.left > part.right + GAP) {
      parts.push(box);
      continue;
    }
    part.pieces.push(...box.pieces);
    part.right = Math.max(part.right, box.right);
    part.top = Math.min(part.top, box.top);
    part.bottom = Math.max(part.bottom, box.bottom);
  }
  if (parts.length < 2 || parts.some(({ left, right }) => right - left > most)) return false;
  let [x, y, low] = [0, 0, 0];
  for (const { pieces: inside, left, right, top, bottom } of parts) {
    if (x > 0 && x + right - left > most) [x, y] = [0, low + APART];
    for (const piece of inside) {
      const own = piece.getAttribute("transform") ?? "";
      piece.setAttribute("transform", `translate(${x - left}, ${y - top}) ${own}`.trim());
    }
    x += right - left + APART;
    low = Math.max(low, y + bottom - top);
  }
  return true;
}
