import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startSharing } from "./sharing.ts";

const share = { arriveAt: vi.fn(), press: vi.fn(), offerSelection: vi.fn() };
let loaded: () => void;
vi.mock("./load-part.ts", () => ({
  loadPart: () =>
    new Promise((done) => {
      loaded = () => done(share);
    }),
}));

let heard: Map<string, () => void>;
const location = { href: "" };

beforeEach(() => {
  heard = new Map();
  vi.stubGlobal("document", { addEventListener: () => {} });
  vi.stubGlobal("addEventListener", (type: string, hear: () => void) => heard.set(type, hear));
  vi.stubGlobal("location", location);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

const goTo = (href: string) => {
  location.href = href;
  heard.get("hashchange")?.();
};
const settle = () => new Promise((done) => setTimeout(done));

test("a link to a sentence is followed, until the reader goes elsewhere on the page", async () => {
  location.href = "/notes/a/#one:~:text=sentence";
  startSharing();
  loaded();
  await settle();
  expect(share.arriveAt).toHaveBeenCalledOnce();
  const [address, , isWanted] = share.arriveAt.mock.calls[0] as [string, boolean, () => boolean];
  expect(address).toBe("/notes/a/#one:~:text=sentence");
  expect(isWanted()).toBe(true);
  goTo("/notes/a/#two");
  expect(isWanted()).toBe(false);
});

test("a reader who has gone elsewhere while the script came is not called back", async () => {
  location.href = "/notes/a/#one:~:text=sentence";
  startSharing();
  goTo("/notes/a/#two");
  loaded();
  await settle();
  expect(share.arriveAt).not.toHaveBeenCalled();
});
