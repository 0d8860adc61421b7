import { afterEach, expect, test, vi } from "vitest";
import { withPart } from "./load-part.ts";
import { showToast } from "./toast.ts";

vi.mock("./toast.ts", () => ({ showToast: vi.fn() }));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A document whose scripts name parts, and that counts what is preloaded and lost. @param failing addresses that cannot be fetched */
function stubPage(parts: Readonly<Record<string, string>>, failing = new Set<string>()) {
  const preloaded: string[] = [];
  const fetched: string[] = [];
  const lost: { lost?: string } = {};
  const named = new Map(Object.entries(parts).map(([name, part]) => [`[data-part-${name}]`, part]));
  vi.stubGlobal("document", {
    documentElement: { dataset: lost },
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
  return { preloaded, fetched, lost };
}

const partCalled = (name: string) => `data:text/javascript,export const name = ${JSON.stringify(name)};`;

/** What a use of a part is given. */
const use = (name: string) => new Promise<unknown>((done) => withPart(name, done));

test("a part that is asked for again and again is loaded once", async () => {
  const href = partCalled("viewer").replaceAll(" ", "%20");
  const { preloaded, fetched } = stubPage({ viewer: `${href} sha384-a` });
  const asked = await Promise.all([use("viewer"), use("viewer")]);
  asked.push(await use("viewer"));
  expect(asked.map((part) => (part as { name: string }).name)).toEqual(["viewer", "viewer", "viewer"]);
  expect(fetched).toEqual([href]);
  expect(preloaded).toEqual([href]);
});

test("a part that failed is told, its cause too, and loaded afresh by the next who asks", async () => {
  const href = partCalled("search").replaceAll(" ", "%20");
  const failing = new Set([href]);
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { fetched, lost } = stubPage({ search: `${href} sha384-a` }, failing);
  withPart("search", () => {}, "다시 열어 주세요.");
  await vi.waitFor(() => expect(showToast).toHaveBeenCalledExactlyOnceWith("다시 열어 주세요."));
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: "no network" }));
  expect(lost).toEqual({ lost: "search" });
  failing.clear();
  expect(await use("search")).toHaveProperty("name", "search");
  expect(fetched).toEqual([href, href]);
});
