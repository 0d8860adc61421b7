import { afterEach, expect, test, vi } from "vitest";
import { loadPart, verify } from "./load-part.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A document whose scripts name parts, and that counts what is preloaded. @param failing addresses that cannot be fetched */
function stubPage(parts: Readonly<Record<string, string>>, failing = new Set<string>()) {
  const preloaded: string[] = [];
  const fetched: string[] = [];
  const named = new Map(Object.entries(parts).map(([name, part]) => [`[data-part-${name}]`, part]));
  vi.stubGlobal("document", {
    querySelector: (selector: string) => ({ getAttribute: () => named.get(selector) }),
    createElement: () => ({ relList: { supports: () => true } }),
    head: {
      append: (link: { href: string; onload: () => void }) => {
        preloaded.push(link.href);
        link.onload();
      },
    },
  });
  vi.stubGlobal("fetch", async (href: string) => {
    fetched.push(href);
    if (failing.has(href)) throw new TypeError("no network");
  });
  return { preloaded, fetched };
}

const partCalled = (name: string) => `data:text/javascript,export const name = ${JSON.stringify(name)};`;

test("a part that is asked for again and again is loaded once", async () => {
  const href = partCalled("viewer").replaceAll(" ", "%20");
  const { preloaded, fetched } = stubPage({ viewer: `${href} sha384-a` });
  const asked = await Promise.all([loadPart("viewer"), loadPart("viewer")]);
  asked.push(await loadPart("viewer"));
  expect(asked.map((part) => (part as { name: string }).name)).toEqual(["viewer", "viewer", "viewer"]);
  expect(fetched).toEqual([href]);
  expect(preloaded).toEqual([href]);
});

test("a part that failed is loaded afresh by the next who asks", async () => {
  const href = partCalled("search").replaceAll(" ", "%20");
  const failing = new Set([href]);
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { fetched } = stubPage({ search: `${href} sha384-a` }, failing);
  await expect(loadPart("search")).rejects.toThrow("no network");
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: "no network" }));
  failing.clear();
  expect(await loadPart("search")).toHaveProperty("name", "search");
  expect(fetched).toEqual([href, href]);
});

test("a file that several islands need is verified once", async () => {
  const { preloaded, fetched } = stubPage({});
  await Promise.all([verify("/react.js", "sha384-a"), verify("/react.js", "sha384-a")]);
  await verify("/react.js", "sha384-a");
  expect(fetched).toEqual(["/react.js"]);
  expect(preloaded).toEqual(["/react.js"]);
});
