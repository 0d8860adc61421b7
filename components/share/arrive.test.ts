import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { arriveAt } from "./arrive.ts";

const read = vi.hoisted(() => vi.fn());
vi.mock("./read-page.ts", () => ({
  PageReading: class {
    page = { findTolerantly: read };
  },
}));
vi.mock("../boot/toast.ts", () => ({ showToast: () => {} }));

const location = { href: "" };
const loaded: (() => void)[] = [];

beforeEach(() => {
  loaded.length = 0;
  vi.stubGlobal("location", location);
  vi.stubGlobal("document", { readyState: "loading", getElementById: () => null, querySelector: () => null });
  vi.stubGlobal("addEventListener", (_: string, hear: () => void) => loaded.push(hear));
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => setTimeout(draw));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test.each([
  ["to the anchor that the link named", "https://a.example/notes/a/#one", 1],
  ["where the browser leaves the directive", "https://a.example/notes/a/#one:~:text=sentence", 1],
  ["elsewhere on the page", "https://a.example/notes/a/#two", 0],
  ["to its beginning", "https://a.example/notes/a/", 0],
])(
  "once the page has loaded the sentence is looked for only if the reader still is there: %s",
  async (_, now, times) => {
    location.href = "https://a.example/notes/a/#one";
    const arriving = arriveAt("https://a.example/notes/a/#one:~:text=sentence");
    location.href = now;
    for (const hear of loaded) hear();
    await arriving;
    expect(read).toHaveBeenCalledTimes(times);
  },
);

test("a link without an anchor is followed too", async () => {
  location.href = "https://a.example/notes/a/";
  const arriving = arriveAt("https://a.example/notes/a/#:~:text=sentence");
  for (const hear of loaded) hear();
  await arriving;
  expect(read).toHaveBeenCalledOnce();
});
