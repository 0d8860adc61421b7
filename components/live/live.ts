/**
 * What brings the figures of a note to life: `live.js`, fetched at the first interaction with a page that has
 * any. A figure's own files come when it is near, when a reader turns to it, or when the address holds its state.
 */
import { readLiveHash } from "../../lib/sim/live-address.ts";
import { verify } from "../boot/load-part.ts";
import type { FigureRegistry } from "./figures.ts";
import type { Alive } from "./mount.ts";
import { nearestIndex, stepped } from "./steps.ts";

/** What the first of a figure's files holds. */
type Entry = { readonly figures: FigureRegistry; readonly mount: typeof import("./mount.ts").mount };

/** Where that is while the site is being written. */
const ENTRY_IN_DEV = "/islands/figures.js";
const NEAR = "25% 0px";
/** A drag over all values of a number is about so long, and at least so much for each. */
const WAY_PX = 260;
const LEAST_PX = 4;
const MOST_PX = 28;
/** A press that goes no further is no drag: it steps down on the left half of a number, up on the right. */
const STILL_PX = 4;

const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  End: Number.POSITIVE_INFINITY,
};

const awake = new WeakMap<HTMLElement, Promise<Alive>>();
let drag: { readonly number: HTMLElement; readonly from: number; start?: number; moved?: true } | undefined;

const roots = () => document.querySelectorAll<HTMLElement>("[data-live]");
const numberAt = ({ target }: Event) => (target as Element).closest?.<HTMLElement>("[data-number]");
const rootOf = (element: Element) => element.closest<HTMLElement>("[data-live]")!;

/** Loads what a figure names, once. What fails is tried again when somebody turns to it. */
function wake(root: HTMLElement): Promise<Alive> {
  const known = awake.get(root) ?? load(root);
  awake.set(root, known);
  known.catch((error: unknown) => {
    console.warn(error);
    awake.delete(root);
  });
  return known;
}

async function load(root: HTMLElement): Promise<Alive> {
  const files = root.dataset.files?.split(" ") ?? [ENTRY_IN_DEV];
  const starts = files.flatMap((_, index) => (index % 2 === 0 ? [index] : []));
  await Promise.all(starts.map((at) => verify(files[at]!, files[at + 1])));
  const { figures, mount } = (await import(files[0]!)) as Entry;
  const loaded = await figures[root.dataset.figure!]!();
  const data = root.querySelector('script[type="application/json"]')?.textContent ?? "";
  const figure = typeof loaded === "function" ? loaded(root.dataset.live!, JSON.parse(data)) : loaded;
  const alive = mount(root, figure);
  alive.follow(location.hash);
  return alive;
}

/** Every number is a slider from now on, also one whose figure is not near yet: the keyboard finds it. */
function offerNumbers(): void {
  for (const number of document.querySelectorAll<HTMLElement>("[data-number]")) {
    const { label = "", min = "", max = "", now = "" } = number.dataset;
    const said = { role: "slider", tabindex: "0", "aria-label": label, "aria-valuenow": now };
    for (const [name, value] of Object.entries({ ...said, "aria-valuemin": min, "aria-valuemax": max }))
      number.setAttribute(name, value);
  }
}

async function move(number: HTMLElement, to: (alive: Alive, name: string) => number): Promise<void> {
  const alive = await wake(rootOf(number));
  const name = number.dataset.number!;
  alive.set(name, to(alive, name));
}

function onDrag({ clientX }: PointerEvent): void {
  const now = drag;
  if (now === undefined || (!now.moved && Math.abs(clientX - now.from) < STILL_PX)) return;
  now.moved = true;
  void move(now.number, (alive, name) => {
    const { values, value } = alive.number(name);
    now.start ??= nearestIndex(values, value);
    const step = Math.min(MOST_PX, Math.max(LEAST_PX, WAY_PX / values.length));
    return stepped(values, values[now.start]!, Math.round((clientX - now.from) / step));
  });
}

function onRelease({ type, clientX }: PointerEvent): void {
  const now = drag;
  drag = undefined;
  if (now === undefined || now.moved || type === "pointercancel") return;
  const { left, width } = now.number.getBoundingClientRect();
  const step = clientX < left + width / 2 ? -1 : 1;
  void move(now.number, (alive, name) => {
    const { values, value } = alive.number(name);
    return stepped(values, value, step);
  });
}

function onKey(pressed: KeyboardEvent): void {
  const number = numberAt(pressed);
  const steps = KEYS[pressed.key];
  if (!number || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
  if (steps === undefined && pressed.key !== "Home") return;
  pressed.preventDefault();
  void move(number, (alive, name) => {
    const { values, value } = alive.number(name);
    return steps === undefined
      ? alive.firstOf(name)
      : stepped(values, value, steps * (pressed.shiftKey ? 10 : 1));
  });
}

/** Shows what the address holds: the figure in its state, or else the section that it is said to be in. */
function follow(): void {
  const address = readLiveHash(location.hash);
  if (address === undefined) return;
  const root = [...roots()].find(
    ({ dataset }) => dataset.live === address.lab && dataset.section === address.section,
  );
  (root ?? document.getElementById(address.section))?.scrollIntoView();
  if (root) void wake(root).then((alive) => alive.follow(location.hash));
}

offerNumbers();
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      void wake(target as HTMLElement);
    }
  },
  { rootMargin: NEAR },
);
for (const root of roots()) watcher.observe(root);
for (const type of ["pointerdown", "focusin"])
  document.addEventListener(type, ({ target }) => {
    const root = (target as Element).closest?.<HTMLElement>("[data-live]");
    if (root) void wake(root);
  });
document.addEventListener("pointerdown", (pressed) => {
  const number = numberAt(pressed);
  if (!number || pressed.button > 0) return;
  drag = { number, from: pressed.clientX };
  number.setPointerCapture(pressed.pointerId);
  number.focus({ preventScroll: true });
  // No text is selected on the way.
  pressed.preventDefault();
});
document.addEventListener("pointermove", onDrag);
for (const type of ["pointerup", "pointercancel"] as const) document.addEventListener(type, onRelease);
document.addEventListener("keydown", onKey);
addEventListener("hashchange", follow);
follow();
