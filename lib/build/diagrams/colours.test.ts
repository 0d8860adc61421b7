import { expect, test } from "vitest";
import { normaliseColour, placeholder, tokenOf } from "./colours.ts";

const NONE: ReadonlySet<string> = new Set();

test("a role becomes another token for each use", () => {
  const note = placeholder("note");
  expect(tokenOf(note, "fill", NONE)).toBe("var(--amber-tint)");
  expect(tokenOf(note, "text", NONE)).toBe("var(--ink)");
  expect(tokenOf(placeholder("slab"), "stroke", NONE)).toBe("none");
  expect(tokenOf("rgba(0, 0, 0, 0)", "fill", NONE)).toBe("none");
});

test("every placeholder is a colour of its own", () => {
  const roles = [
    "paper",
    "ink",
    "line",
    "edge",
    "rule",
    "slab",
    "note",
    "part0",
    "part5",
    "mark0",
    "mark5",
  ] as const;
  expect(new Set(roles.map(placeholder)).size).toBe(roles.length);
});

test("colours are compared in one form", () => {
  expect(normaliseColour("rgb(8, 126, 191)")).toBe("#087ebf");
  expect(normaliseColour("#ABC")).toBe("#aabbcc");
  expect(normaliseColour("rgba(1, 2, 3, 0.5)")).toBe("#010203");
  expect(normaliseColour("transparent")).toBe("none");
});

test("an author's colour keeps its hue, and its letters stay readable", () => {
  const authors = new Set(["#ff99ff", "#1f6feb", "#22c55e", "#eeeeee", "#dc2626"]);
  expect(tokenOf("#ff99ff", "fill", authors)).toBe("var(--wine-tint)");
  expect(tokenOf("#1f6feb", "fill", authors)).toBe("var(--sea-tint)");
  expect(tokenOf("#22c55e", "stroke", authors)).toBe("var(--kelp)");
  expect(tokenOf("#dc2626", "fill", authors)).toBe("var(--coral-tint)");
  expect(tokenOf("#eeeeee", "fill", authors)).toBe("var(--well)");
  expect(tokenOf("#1f6feb", "text", authors)).toBe("var(--ink)");
});

test("in somebody else's drawing any colour goes to the nearest token", () => {
  expect(tokenOf("#4e79a7", "fill", NONE, true)).toBe("var(--sea-tint)");
  expect(tokenOf("#e15759", "stroke", NONE, true)).toBe("var(--coral)");
  expect(tokenOf("#123456", "text", NONE, true)).toBe("var(--ink)");
  expect(tokenOf("currentcolor", "stroke", NONE, true)).toBe("var(--ink-2)");
});

test("a colour nobody knows is an error that names it", () => {
  expect(() => tokenOf("rgb(18, 52, 86)", "fill", NONE)).toThrow("#123456 (fill)");
});
