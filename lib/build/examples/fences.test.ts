import { expect, test } from "vitest";
import { isFragment, readFences } from "./fences.ts";

test("a fence is read with its language, meta and first line", () => {
  const text = '글\n\n```yaml title="a.yaml" {1}\na: 1\n\nb: 2\n```\n\n~~~bash\nls\n~~~\n';
  expect(readFences(text)).toEqual([
    { language: "yaml", meta: 'title="a.yaml" {1}', code: "a: 1\n\nb: 2", line: 4, margins: [0, 0, 0] },
    { language: "bash", meta: "", code: "ls", line: 10, margins: [0] },
  ]);
});

test("a fence in a list or a quotation loses its margin, which is counted", () => {
  const list = readFences("- 글\n  ```sh\n  ls\n    cd\n  ```\n")[0];
  expect([list?.code, list?.margins]).toEqual(["ls\n  cd", [2, 2]]);
  const quote = readFences("> [!TIP]\n> ```sh\n> ls\n> ```\n> 글\n")[0];
  expect([quote?.code, quote?.line, quote?.margins]).toEqual(["ls", 3, [2]]);
});

test("a quotation that ends takes its fence along, and one that is never closed ends with the note", () => {
  expect(readFences("> ```sh\n> ls\n\n글").map((fence) => fence.code)).toEqual(["ls"]);
  expect(readFences("```sh\nls\ncd").map((fence) => fence.code)).toEqual(["ls\ncd"]);
});

test("a fence inside a longer fence is text, inline code is none", () => {
  expect(readFences("````md\n```sh\nls\n```\n````\n").map((fence) => fence.language)).toEqual(["md"]);
  expect(readFences("```sh ls``` 글\n")).toEqual([]);
});

test("marks of added and removed lines are taken out, and lines keep their numbers", () => {
  const [fence] = readFences("```dockerfile\nCOPY . . # [!code --]\nCOPY a b # [!code ++]\nRUN x\n```\n");
  expect(fence?.code).toBe("\nCOPY a b\nRUN x");
});

test("fragment in the meta marks a part, in a title it does not", () => {
  expect(isFragment({ meta: 'title="a" fragment' })).toBe(true);
  expect(isFragment({ meta: 'title="a fragment of b"' })).toBe(false);
});
