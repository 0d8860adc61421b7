type Point = { readonly x: number; readonly y: number };

const LEAST = 0.1;
const MOST = 8;
const MARGIN = 24;
/** Below this size letters of 14 px are under 10. */
const READABLE = 0.7;
const KEY_STEP = 60;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Pixels a finger or mouse may tremble and still click. */
const SLACK = 5;

/**
 * A drawing one can move about: by dragging, two fingers, wheel and keys. What is seen is
 * the drawing's own viewBox, so lines and letters stay sharp at every size.
 */
export class Stage {
  readonly #area: HTMLElement;
  readonly #drawing: SVGSVGElement;
  readonly #whole: DOMRect;
  readonly #onChange: (scale: number) => void;
  readonly #pointers = new Map<number, Point>();
  readonly #resizing: ResizeObserver;
  #x = 0;
  #y = 0;
  #scale = 1;
  #fitted = true;
  #moved = 0;

  /** @param area the box that shows `drawing`; both are taken over */
  constructor(area: HTMLElement, drawing: SVGSVGElement, onChange: (scale: number) => void) {
    this.#area = area;
    this.#drawing = drawing;
    this.#onChange = onChange;
    const { x, y, width, height } = drawing.viewBox.baseVal;
    this.#whole = new DOMRect(x, y, width, height);
    drawing.setAttribute("width", "100%");
    drawing.setAttribute("height", "100%");
    area.addEventListener("pointerdown", (event) => this.#onDown(event));
    area.addEventListener("pointermove", (event) => this.#onMove(event));
    for (const type of ["pointerup", "pointercancel"] as const)
      area.addEventListener(type, (event) => this.#pointers.delete(event.pointerId));
    area.addEventListener("wheel", (event) => this.#onWheel(event), { passive: false });
    area.addEventListener("dragstart", (event) => event.preventDefault());
    // The click that ends a drag is none.
    area.addEventListener(
      "click",
      (event) => {
        if (this.#moved <= SLACK) return;
        event.preventDefault();
        event.stopPropagation();
      },
      true,
    );
    this.#resizing = new ResizeObserver(() => (this.#fitted ? this.fit() : this.#show()));
    this.#resizing.observe(area);
  }

  close(): void {
    this.#resizing.disconnect();
  }

  /**
   * The first sight: the whole, unless that would be too small to read; then its start at
   * the size it has in the page, or the element that was asked for.
   */
  open(element?: Element): void {
    this.fit();
    if (this.#scale >= READABLE) return;
    const box = element?.getBoundingClientRect();
    const area = this.#area.getBoundingClientRect();
    const middle = box && { x: box.x + box.width / 2 - area.x, y: box.y + box.height / 2 - area.y };
    this.actualSize(middle);
    if (middle) {
      this.pan(middle.x - area.width / 2, middle.y - area.height / 2);
      return;
    }
    if (this.#whole.width > area.width) this.#x = this.#whole.x - MARGIN;
    if (this.#whole.height > area.height) this.#y = this.#whole.y - MARGIN;
    this.#show();
  }

  /** The whole drawing, in the middle. */
  fit(): void {
    const { clientWidth: width, clientHeight: height } = this.#area;
    this.#scale = clamp(
      Math.min((width - 2 * MARGIN) / this.#whole.width, (height - 2 * MARGIN) / this.#whole.height, 2),
    );
    this.#x = this.#whole.x + (this.#whole.width - width / this.#scale) / 2;
    this.#y = this.#whole.y + (this.#whole.height - height / this.#scale) / 2;
    this.#show();
    this.#fitted = true;
  }

  /** As large as it stands in the page. */
  actualSize(at?: Point): void {
    this.zoom(1 / this.#scale, at);
  }

  /** @param at a point of the box that stays where it is; its middle when left out */
  zoom(factor: number, at: Point = { x: this.#area.clientWidth / 2, y: this.#area.clientHeight / 2 }): void {
    const scale = clamp(this.#scale * factor);
    this.#x += at.x / this.#scale - at.x / scale;
    this.#y += at.y / this.#scale - at.y / scale;
    this.#scale = scale;
    this.#show();
  }

  /** Moves what is seen by pixels of the screen. */
  pan(x: number, y: number): void {
    this.#x += x / this.#scale;
    this.#y += y / this.#scale;
    this.#show();
  }

  /** @returns whether the key meant something here */
  onKey(key: string): boolean {
    const [x = 0, y = 0] = ARROWS[key] ?? [];
    if (x || y) this.pan(x * KEY_STEP, y * KEY_STEP);
    else if (key === "+" || key === "=") this.zoom(1.25);
    else if (key === "-" || key === "_") this.zoom(0.8);
    else if (key === "0") this.fit();
    else if (key === "1") this.actualSize();
    else return false;
    return true;
  }

  #onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.#pointers.size === 0) this.#moved = 0;
    this.#pointers.set(event.pointerId, this.#pointOf(event));
  }

  #onMove(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = this.#pointOf(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    this.#moved += distance(before, now);
    // Captured only once it is a drag: a captured pointer clicks on nothing inside.
    if (this.#moved > SLACK && !this.#area.hasPointerCapture(event.pointerId))
      this.#area.setPointerCapture(event.pointerId);
    if (!other) {
      this.pan(before.x - now.x, before.y - now.y);
      return;
    }
    const middle = (point: Point) => ({ x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 });
    const [from, to] = [middle(before), middle(now)];
    this.pan(from.x - to.x, from.y - to.y);
    this.zoom(distance(now, other) / Math.max(1, distance(before, other)), to);
  }

  #onWheel(event: WheelEvent): void {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 16);
    // A pinch on a touch pad comes as small wheel turns with Ctrl.
    this.zoom(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), this.#pointOf(event));
  }

  #pointOf(event: MouseEvent): Point {
    const box = this.#area.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** Shows the current part, and never lets the drawing leave the box altogether. */
  #show(): void {
    this.#fitted = false;
    const width = this.#area.clientWidth / this.#scale;
    const height = this.#area.clientHeight / this.#scale;
    const rest = (3 * MARGIN) / this.#scale;
    const keep = (at: number, seen: number, start: number, size: number) =>
      Math.max(start - seen + rest, Math.min(start + size - rest, at));
    this.#x = keep(this.#x, width, this.#whole.x, this.#whole.width);
    this.#y = keep(this.#y, height, this.#whole.y, this.#whole.height);
    if (width > 0 && height > 0)
      this.#drawing.setAttribute(
        "viewBox",
        [this.#x, this.#y, width, height].map((n) => n.toFixed(2)).join(" "),
      );
    this.#onChange(this.#scale);
  }
}

const clamp = (scale: number) => Math.max(LEAST, Math.min(MOST, scale));
const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);
