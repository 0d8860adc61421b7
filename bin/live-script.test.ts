import { runInNewContext } from "node:vm";
import { expect, test, vi } from "vitest";
import { LIVE_SCRIPT } from "./live-script.ts";

/** A page with the script, whose fetches wait to be answered. */
function openPage() {
  const answers: ((text: string | Error) => void)[] = [];
  const shown: string[] = [];
  const reload = vi.fn();
  const source: { onmessage?: () => Promise<void> } = {};
  runInNewContext(LIVE_SCRIPT, {
    EventSource: class {
      constructor() {
        // biome-ignore lint/correctness/noConstructorReturn: the script sets its listener on what it gets
        return source;
      }
    },
    Event: class {},
    DOMParser: class {
      parseFromString = (text: string) => ({
        title: text,
        querySelector: (name: string) => (name === "main" ? text : null),
      });
    },
    document: {
      querySelector: (name: string) =>
        name === "main" ? { replaceWith: (text: string) => shown.push(text) } : null,
      adoptNode: (text: string) => text,
    },
    location: { href: "/notes/a/", reload },
    console: { warn: () => {} },
    dispatchEvent: () => {},
    fetch: () =>
      new Promise((done, fail) => {
        answers.push((text) =>
          text instanceof Error ? fail(text) : done({ ok: true, text: async () => text }),
        );
      }),
  });
  return { answers, shown, reload, save: () => source.onmessage!() };
}

test("of two saves the text of the second stays, whichever answer comes first", async () => {
  const { answers, shown, save, reload } = openPage();
  const both = [save(), save()];
  answers[1]!("second");
  await both[1];
  answers[0]!("first");
  await both[0];
  expect(shown).toEqual(["second"]);
  expect(reload).not.toHaveBeenCalled();
});

test("a text that cannot be had reloads the page, unless a later one is on its way", async () => {
  const { answers, shown, save, reload } = openPage();
  const both = [save(), save()];
  answers[0]!(new Error("gone"));
  await both[0];
  expect(reload).not.toHaveBeenCalled();
  answers[1]!(new Error("gone"));
  await both[1];
  expect(reload).toHaveBeenCalledOnce();
  expect(shown).toEqual([]);
});
