import { normaliseColour, placeholder } from "../colours.ts";

/**
 * Small corrections to what Mermaid drew, before it is written down: names that can be
 * told apart, titles that lines do not cross, labels that hide the line under them.
 */
export function arrange(root: SVGSVGElement): void {
  // The line of today would draw another picture every day.
  for (const today of root.querySelectorAll(".today")) today.remove();
  quietScales(root);
  shortenLifelines(root);
  markMessages(root);
  markTransitions(root);
  centreNames(root);
  const slabs = slabsOf(root);
  raiseTitles(slabs);
  groundLabels(root, slabs);
}

/** Paper and slab take turns, so that a group inside a group can be seen. */
function groundOf(depth: number): string {
  return depth % 2 === 1 ? "var(--well)" : "var(--paper)";
}

/** Titles of slabs stand at their left corner and above the lines. */
function raiseTitles(slabs: readonly Slab[]): void {
  for (const { rect, depth } of slabs) {
    // An author's own colour stays.
    if (normaliseColour(getComputedStyle(rect).fill) === placeholder("slab"))
      rect.setAttribute("data-ground", groundOf(depth));
    const cluster = rect.parentElement!;
    const label = cluster.querySelector(":scope > g.cluster-label");
    const parent = cluster.closest("g.root") ?? cluster.parentElement?.parentElement;
    const text = label?.querySelector("text");
    if (!label || !parent || !text) continue;
    const start = text.getBBox();
    const [x, y] = [Number(rect.getAttribute("x")), Number(rect.getAttribute("y"))];
    label.setAttribute("transform", `translate(${x + 10 - start.x}, ${y + 6 - start.y})`);
    text.setAttribute("data-halo", groundOf(depth));
    text.setAttribute("data-id", cluster.id.replace(/^drawn-/, ""));
    parent.append(label);
  }
}

/** A label on a line gets the ground it stands on as background: paper, or the slab. */
function groundLabels(root: SVGSVGElement, slabs: readonly Slab[]): void {
  for (const back of root.querySelectorAll("g.edgeLabel rect")) {
    const { x, y, width, height } = back.getBoundingClientRect();
    const depth = slabs.filter(({ box }) => contains(box, x + width / 2, y + height / 2)).length;
    back.setAttribute("data-ground", groundOf(depth));
  }
  for (const text of root.querySelectorAll(
    "text.messageText, g.architecture-service text, g.c4-rel text, text.c4-rel",
  ))
    text.setAttribute("data-halo", "var(--paper)");
  for (const line of root.querySelectorAll<SVGElement>('line[data-et="life-line"]'))
    line.style.strokeWidth = "1px";
}

type Slab = { readonly rect: Element; readonly box: DOMRect; readonly depth: number };

function slabsOf(root: SVGSVGElement): Slab[] {
  const rects = [...root.querySelectorAll("g.cluster > rect")].map((rect) => ({
    rect,
    box: rect.getBoundingClientRect(),
  }));
  return rects.map(({ rect, box }) => ({
    rect,
    box,
    depth: rects.filter(
      (other) => contains(other.box, box.x + box.width / 2, box.y + 1) && other.box.width >= box.width,
    ).length,
  }));
}

function contains(box: DOMRect, x: number, y: number): boolean {
  return x > box.left && x < box.right && y > box.top && y < box.bottom;
}

/** A text that begins where the measured one would stand in the middle must do so in narrower fonts, too. */
function centreNames(root: SVGSVGElement): void {
  const names =
    "g.statediagram-state g.label text, g.node > g.label.name text, g.label-group text, g.annotation-group text, g.mindmap-node g.label text";
  for (const text of root.querySelectorAll<SVGTextElement>(names)) {
    if (getComputedStyle(text).textAnchor !== "start") continue;
    const { x, width } = text.getBBox();
    text.style.textAnchor = "middle";
    for (const row of text.querySelectorAll<SVGTSpanElement>("tspan")) {
      row.style.textAnchor = "middle";
      if (row.hasAttribute("x")) row.setAttribute("x", String(x + width / 2));
    }
  }
}

/** Grid lines are fainter than what they carry, and labels of a scale do not run into one another. */
function quietScales(root: SVGSVGElement): void {
  for (const line of root.querySelectorAll<SVGElement>(".grid .tick line"))
    line.style.stroke = placeholder("hair");
  let end = Number.NEGATIVE_INFINITY;
  for (const label of root.querySelectorAll<SVGElement>(".grid .tick text")) {
    label.style.fontSize = "12px";
    const { left, right } = label.getBoundingClientRect();
    if (left < end + 4) label.remove();
    else end = right;
  }
  // Commits without a name get one by chance, which says nothing.
  for (const label of root.querySelectorAll(".commit-label")) {
    if (!/^\d+-[0-9a-f]{7}$/.test(label.textContent ?? "")) continue;
    label.parentElement?.querySelector(".commit-label-bkg")?.remove();
    label.remove();
  }
}

/** Without actors at the foot Mermaid leaves lifelines 2,000 long and cuts them off; they end below the last message. */
function shortenLifelines(root: SVGSVGElement): void {
  const lines = [...root.querySelectorAll('line[data-et="life-line"]')];
  if (lines.length === 0) return;
  const parents = lines.map((line) => [line, line.parentNode!, line.nextSibling] as const);
  for (const line of lines) line.remove();
  const { y, height } = root.getBBox();
  for (const [line, parent, before] of parents.reverse()) {
    parent.insertBefore(line, before);
    if (Number(line.getAttribute("y2")) > y + height + 12) line.setAttribute("y2", String(y + height + 12));
  }
}

/** Transitions share one count with notes; told apart, the kth transition is the kth of the source. */
function markTransitions(root: Element): void {
  const number = (element: Element) =>
    Number(/^edge(\d+)$/.exec(element.getAttribute("data-id") ?? "")?.[1] ?? -1);
  const edges = [...root.querySelectorAll("path[data-edge]")].filter((edge) => number(edge) >= 0);
  const labels = [...root.querySelectorAll("g.label[data-id]")];
  const order = edges
    .map((edge) => edge.getAttribute("data-id"))
    .sort((a, b) => Number(a?.slice(4)) - Number(b?.slice(4)));
  for (const element of [...edges, ...labels]) {
    const place = order.indexOf(element.getAttribute("data-id"));
    if (place >= 0) element.setAttribute("data-id", `transition:${place}`);
  }
}

/** A message of a sequence is drawn as a text and, after it, a line; the text learns whose it is. */
function markMessages(root: Element): void {
  for (const line of root.querySelectorAll('[data-et="message"]')) {
    for (let before = line.previousElementSibling; before; before = before.previousElementSibling) {
      if (before.localName !== "text" || !before.classList.contains("messageText")) break;
      before.setAttribute("data-et", "message");
      before.setAttribute("data-id", line.getAttribute("data-id") ?? "");
    }
  }
}
