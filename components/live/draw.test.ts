import { expect, test } from "vitest";
import { attributesOf, flatten } from "./draw.ts";
import { Fragment, jsx } from "./jsx.ts";
import { stepped } from "./steps.ts";

test("functions are called, nothing is left of what is nothing, and neighbouring texts are one", () => {
  const Twice = ({ text }: Readonly<Record<string, unknown>>) => [text, jsx("b", { children: text })];
  const content = [
    "a",
    1,
    null,
    false,
    undefined,
    "",
    jsx(Fragment, { children: ["b", jsx(Twice, { text: "c" })] }),
    "d",
  ];
  expect(flatten(content)).toEqual(["a1bc", { type: "b", props: { children: "c" } }, "d"]);
});

test("attributes have the names of HTML and of SVG, and listeners are none", () => {
  const props = {
    className: "x",
    tabIndex: 0,
    strokeDasharray: "3 3",
    viewBox: "0 0 1 1",
    "aria-hidden": true,
    "data-on": false,
    hidden: false,
    disabled: true,
    x: undefined,
    onClick: () => {},
    children: "a",
  };
  expect(Object.fromEntries(attributesOf(props, true))).toEqual({
    class: "x",
    tabindex: "0",
    "stroke-dasharray": "3 3",
    viewBox: "0 0 1 1",
    "aria-hidden": "true",
    "data-on": "false",
    disabled: "",
  });
  expect(attributesOf({ colSpan: 2 }, false)).toEqual(new Map([["colspan", "2"]]));
});

test("steps go along the values and stop at their ends, also from between them", () => {
  const values = [64, 128, 256, 1024];
  expect([1, -1, 10, -10].map((steps) => stepped(values, 128, steps))).toEqual([256, 64, 1024, 64]);
  expect(stepped(values, 300, 1)).toBe(1024);
});
