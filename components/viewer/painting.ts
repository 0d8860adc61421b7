/**
 * Paints a drawing on a canvas, shape by shape. The usual way, an image made from the
 * SVG, needs `img-src blob:` or `data:`, which a strict Content-Security-Policy does not
 * grant. Drawings hold only what `lib/build/diagrams` writes: groups, basic shapes, markers,
 * symbols and text.
 */

const MOST_PIXELS = 32e6;

type Paints = { readonly fill: string; readonly stroke: string };

/**
 * @param drawing a copy without marks that stands in the page
 * @throws Error when the browser has no memory for the picture
 */
export async function toPng(drawing: SVGSVGElement, paper: string): Promise<Blob> {
  const box = drawing.viewBox.baseVal;
  const scale = Math.min(
    3,
    Math.sqrt(MOST_PIXELS / (box.width * box.height)),
    16_000 / box.width,
    16_000 / box.height,
  );
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(box.width * scale);
  canvas.height = Math.ceil(box.height * scale);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.translate(-box.x, -box.y);
  paintChildren(context, drawing);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png"),
  );
}

function paintChildren(context: CanvasRenderingContext2D, parent: Element, around?: Paints): void {
  for (const child of parent.children) if (child instanceof SVGGraphicsElement) paint(context, child, around);
}

function paint(context: CanvasRenderingContext2D, element: SVGGraphicsElement, around?: Paints): void {
  const style = getComputedStyle(element);
  if (style.display === "none") return;
  context.save();
  const matrix = element.transform.baseVal.consolidate()?.matrix;
  if (matrix) context.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
  context.globalAlpha *= Number(style.opacity);
  if (element instanceof SVGGeometryElement) paintShape(context, element, style, around);
  else if (element instanceof SVGTextElement) paintText(context, element);
  else if (element instanceof SVGSVGElement) {
    enter(context, element, placeOf(element));
    paintChildren(context, element, around);
  } else if (element instanceof SVGUseElement) {
    const used = document.getElementById(element.href.baseVal.slice(1));
    const place = placeOf(element);
    if (used instanceof SVGSymbolElement) {
      enter(context, used, place);
      paintChildren(context, used, around);
    } else if (used instanceof SVGGraphicsElement) {
      context.translate(place.x, place.y);
      paint(context, used, around);
    }
  } else if (/^(?:g|a|switch)$/.test(element.localName)) paintChildren(context, element, around);
  context.restore();
}

type Place = { x: number; y: number; width: number; height: number };

/** A length that the element has as an attribute, in its own units. */
function lengthOf(element: SVGElement, name: string): number {
  return (element as unknown as Record<string, SVGAnimatedLength | undefined>)[name]?.baseVal.value ?? 0;
}

function placeOf(element: SVGElement): Place {
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => lengthOf(element, name));
  return { x: x!, y: y!, width: width!, height: height! };
}

/** Goes into a viewBox of its own; a marker's reference point comes to the place's corner. */
function enter(
  context: CanvasRenderingContext2D,
  element: SVGSVGElement | SVGSymbolElement | SVGMarkerElement,
  place: Place,
): void {
  const box = element.viewBox.baseVal;
  context.translate(place.x, place.y);
  const has = box !== null && box.width > 0 && box.height > 0;
  const scale = has && place.width > 0 ? Math.min(place.width / box.width, place.height / box.height) : 1;
  if (element instanceof SVGMarkerElement) {
    context.scale(scale, scale);
    context.translate(-lengthOf(element, "refX"), -lengthOf(element, "refY"));
  } else if (has) {
    context.translate((place.width - box.width * scale) / 2, (place.height - box.height * scale) / 2);
    context.scale(scale, scale);
    context.translate(-box.x, -box.y);
  }
  if (getComputedStyle(element).overflow === "visible") return;
  const clip = has ? box : place;
  context.beginPath();
  context.rect(has ? clip.x : 0, has ? clip.y : 0, clip.width, clip.height);
  context.clip();
}

function pathOf(element: SVGGeometryElement): Path2D {
  const number = (name: string) => lengthOf(element, name);
  if (element instanceof SVGPathElement) return new Path2D(element.getAttribute("d") ?? "");
  const path = new Path2D();
  if (element instanceof SVGRectElement) {
    const { x, y, width, height } = placeOf(element);
    path.roundRect(x, y, width, height, Math.min(number("rx") || number("ry"), width / 2, height / 2));
  } else if (element instanceof SVGLineElement) {
    path.moveTo(number("x1"), number("y1"));
    path.lineTo(number("x2"), number("y2"));
  } else if (element instanceof SVGPolygonElement || element instanceof SVGPolylineElement) {
    for (const point of element.points) path.lineTo(point.x, point.y);
    if (element instanceof SVGPolygonElement) path.closePath();
  } else
    path.ellipse(
      number("cx"),
      number("cy"),
      number("rx") || number("r"),
      number("ry") || number("r"),
      0,
      0,
      2 * Math.PI,
    );
  return path;
}

function paintShape(
  context: CanvasRenderingContext2D,
  element: SVGGeometryElement,
  style: CSSStyleDeclaration,
  around?: Paints,
): void {
  // Inside a marker a colour may be that of the line it ends.
  const colour = (value: string) =>
    value === "context-stroke"
      ? (around?.stroke ?? "none")
      : value === "context-fill"
        ? (around?.fill ?? "none")
        : value;
  const paints: Paints = { fill: colour(style.fill), stroke: colour(style.stroke) };
  const path = pathOf(element);
  if (paints.fill !== "none" && !paints.fill.startsWith("url(")) {
    context.fillStyle = paints.fill;
    context.fill(path, style.fillRule as CanvasFillRule);
  }
  const width = Number.parseFloat(style.strokeWidth);
  if (paints.stroke === "none" || !(width > 0)) return;
  context.save();
  context.strokeStyle = paints.stroke;
  context.lineWidth = width;
  context.lineCap = style.strokeLinecap as CanvasLineCap;
  context.lineJoin = style.strokeLinejoin as CanvasLineJoin;
  context.miterLimit = 4;
  context.setLineDash(
    style.strokeDasharray
      .split(/[\s,]+/)
      .map(Number.parseFloat)
      .filter((dash) => dash >= 0),
  );
  context.stroke(path);
  context.restore();
  paintMarker(context, element, style.markerStart, width, paints, true);
  paintMarker(context, element, style.markerEnd, width, paints, false);
}

function paintMarker(
  context: CanvasRenderingContext2D,
  element: SVGGeometryElement,
  reference: string,
  lineWidth: number,
  paints: Paints,
  atStart: boolean,
): void {
  const marker = document.getElementById(/#([^"')]+)/.exec(reference)?.[1] ?? "");
  if (!(marker instanceof SVGMarkerElement)) return;
  const length = element.getTotalLength();
  const at = element.getPointAtLength(atStart ? 0 : length);
  const near = element.getPointAtLength(atStart ? Math.min(0.5, length) : Math.max(0, length - 0.5));
  let angle = atStart ? Math.atan2(near.y - at.y, near.x - at.x) : Math.atan2(at.y - near.y, at.x - near.x);
  const orient = marker.getAttribute("orient") ?? "0";
  if (!orient.startsWith("auto")) angle = (Number.parseFloat(orient) * Math.PI) / 180;
  else if (atStart && orient !== "auto") angle += Math.PI;
  context.save();
  context.translate(at.x, at.y);
  context.rotate(angle);
  if (marker.markerUnits.baseVal !== SVGMarkerElement.SVG_MARKERUNITS_USERSPACEONUSE)
    context.scale(lineWidth, lineWidth);
  const place = {
    x: 0,
    y: 0,
    width: lengthOf(marker, "markerWidth"),
    height: lengthOf(marker, "markerHeight"),
  };
  enter(context, marker, place);
  paintChildren(context, marker, paints);
  context.restore();
}

/** Each run of characters is painted where the browser has laid out its first one. */
function paintText(context: CanvasRenderingContext2D, element: SVGTextContentElement): void {
  const style = getComputedStyle(element);
  let index = 0;
  for (const child of element.childNodes) {
    if (child instanceof SVGTextContentElement) {
      paintText(context, child);
      index += child.getNumberOfChars();
      continue;
    }
    const count = element.getNumberOfChars();
    let text = (child.textContent ?? "").replace(/\s+/g, " ");
    // Space at the start of a line is not laid out, so it does not count.
    if (element.childNodes.length === 1 && count < text.length) text = text.trim();
    if (text === "" || index >= count) continue;
    const at = element.getStartPositionOfChar(index);
    index += text.length;
    context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.fillStyle = style.fill;
    context.fillText(text, at.x, at.y);
    const size = Number.parseFloat(style.fontSize);
    const { width } = context.measureText(text);
    if (style.textDecorationLine.includes("underline")) context.fillRect(at.x, at.y + size * 0.12, width, 1);
    if (style.textDecorationLine.includes("line-through"))
      context.fillRect(at.x, at.y - size * 0.3, width, 1);
  }
}
