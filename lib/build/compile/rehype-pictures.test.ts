import type { Element, Root } from "hast";
import { expect, test } from "vitest";
import { rehypePictures } from "./rehype-names.ts";

const element = (tagName: string, ...children: Root["children"]) =>
  ({ type: "element", tagName, properties: {}, children }) as Element;
const img = () => element("img");
const text = (value: string) => ({ type: "text", value }) as const;

/** The tree in short: `p(img:line)`. */
function placed(...children: Root["children"]): string {
  const root: Root = { type: "root", children };
  rehypePictures()(root);
  const show = (node: Root["children"][number]): string =>
    node.type !== "element"
      ? "…"
      : node.tagName === "img"
        ? `img:${node.properties.dataPlace ?? "box"}`
        : `${node.tagName}(${node.children.map((child) => show(child as Element)).join(" ")})`;
  return root.children.map(show).join(" ");
}

test("a picture on a line of its own leaves its paragraph", () => {
  expect(placed(element("p", img()))).toBe("img:alone");
  expect(placed(element("p", img(), element("br"), text("\n"), img()))).toBe("img:alone img:alone");
});

test("a row of badges and pictures among words stay in the line, one in a link is said", () => {
  expect(placed(element("p", img(), text(" "), img()))).toBe("p(img:line … img:line)");
  expect(placed(element("p", text("글 "), img()))).toBe("p(… img:line)");
  expect(placed(element("p", element("a", img()), text(" "), element("a", img())))).toBe(
    "p(a(img:link) … a(img:link))",
  );
  expect(placed(element("li", img()))).toBe("li(img:line)");
});

test("of pictures between blocks, neighbours are a row", () => {
  expect(placed(img(), element("p", text("글")))).toBe("img:alone p(…)");
  expect(placed(img(), text("\n"), img())).toBe("img:line … img:line");
});

test("a box that an author made stays one", () => {
  expect(placed(element("figure", img()))).toBe("figure(img:box)");
  expect(placed(element("p"))).toBe("p()");
});
