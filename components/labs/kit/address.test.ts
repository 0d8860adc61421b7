import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { replaceAddress, writeAddressNow, writeAddressSoon } from "./address.ts";

/** A browser's address, as far as it matters here. */
let hash = "";
let refuses = false;
let leave = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  hash = "";
  refuses = false;
  vi.stubGlobal("location", {
    get hash() {
      return hash;
    },
  });
  vi.stubGlobal("history", {
    state: null,
    replaceState: (_: unknown, __: string, address: string) => {
      if (refuses) throw new DOMException("more than 100 times per 30 seconds", "SecurityError");
      hash = address;
    },
  });
  vi.stubGlobal("addEventListener", (_: string, listener: () => void) => {
    leave = listener;
  });
});
afterEach(() => {
  writeAddressNow();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a hundred changes in a row write the address once, when the reader pauses", () => {
  let made = 0;
  for (let change = 0; change < 100; change++) {
    writeAddressSoon(expect, () => {
      made++;
      return `v=1&at=${change}`;
    });
    vi.advanceTimersByTime(50);
  }
  expect([hash, made]).toEqual(["", 0]);
  vi.advanceTimersByTime(1000);
  expect([hash, made]).toEqual(["#v=1&at=99", 1]);
});

test("what waits is written when the page is left", () => {
  writeAddressSoon(expect, () => "v=1&at=4");
  leave();
  expect(hash).toBe("#v=1&at=4");
});

test("a browser that refuses changes nothing, and the next change tries again", () => {
  refuses = true;
  writeAddressSoon(expect, () => "v=1&at=1");
  expect(() => vi.advanceTimersByTime(1000)).not.toThrow();
  expect([hash, replaceAddress("?pane=a")]).toEqual(["", false]);
  refuses = false;
  writeAddressSoon(expect, () => "v=1&at=2");
  vi.advanceTimersByTime(1000);
  expect(hash).toBe("#v=1&at=2");
});

test("an address that was opened meanwhile is not written over", () => {
  writeAddressSoon(expect, () => "v=1&at=1");
  hash = "#v=1&s=other";
  vi.advanceTimersByTime(1000);
  expect(hash).toBe("#v=1&s=other");
});
