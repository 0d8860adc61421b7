import { expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { readAsks } from "./read-asks.ts";

const said = (text: string) =>
  readAsks(text, "pods.asks.yaml", "error")
    .findings.map((finding) => formatFinding(finding))
    .join("\n");

test("ids and their questions are read, with the place of each id", () => {
  const { asked, findings } = readAsks(
    "pod:\n  - 파드가 뭐야\n  - 파드 왜 써\n  - 파드랑 컨테이너 차이\nconstructor: [하나, 둘, 셋]\n",
    "pods.asks.yaml",
    "error",
  );
  expect(findings).toEqual([]);
  expect(asked).toEqual([
    { id: "pod", questions: ["파드가 뭐야", "파드 왜 써", "파드랑 컨테이너 차이"], line: 1, column: 1 },
    { id: "constructor", questions: ["하나", "둘", "셋"], line: 5, column: 1 },
  ]);
});

test("what is wrong with one id is said at its place and takes no other with it", () => {
  const text = `pod:\n  - 하나\n  - 둘\nnode: 노드가 뭐야\nservice:\n  - 하나\n  - 둘\n  - 둘\n  - {a: b}\n  - ${"가".repeat(81)}\n`;
  expect(said(text)).toMatchInlineSnapshot(`
    "pods.asks.yaml:1:1  warning  asks/count
      "pod"의 물음이 2개입니다. 3개에서 12개를 적습니다.
      짧은 말, 증상, 하는 법처럼 저마다 다르게 물어 주세요.
    pods.asks.yaml:4:7  error  asks/shape
      "node"는 물음의 목록이 아닙니다.
      "- 왜 안 되죠"처럼 붙임표로 시작하는 줄로 적어 주세요.
    pods.asks.yaml:8:5  warning  asks/twice
      물음 "둘"이 두 번 나옵니다.
      하나를 지우거나 다르게 물어 주세요.
    pods.asks.yaml:9:5  error  asks/shape
      "service"의 3번째 물음을 글자로 읽을 수 없습니다.
      물음을 글자로 적어 주세요. 콜론(:)이 있으면 따옴표로 감싸 주세요.
    pods.asks.yaml:10:5  warning  asks/too-long
      물음이 81자입니다. 80자까지 쓸 수 있습니다.
      사람이 검색창에 칠 만큼 짧게 적어 주세요.
    pods.asks.yaml:5:1  warning  asks/count
      "service"의 물음이 2개입니다. 3개에서 12개를 적습니다.
      짧은 말, 증상, 하는 법처럼 저마다 다르게 물어 주세요."
  `);
  expect(readAsks(text, "pods.asks.yaml", "error").asked.map(({ id }) => id)).toEqual(["pod", "service"]);
});

test("a file that is no mapping, or no YAML, is one finding", () => {
  expect(said("- 하나\n- 둘\n")).toMatchInlineSnapshot(`
    "pods.asks.yaml:1:1  error  asks/shape
      절의 id와 물음 목록의 묶음이 아닙니다.
      절 id를 적고 그 아래에 물음을 한 줄씩 적어 주세요."
  `);
  expect(said('pod:\n  - "닫히지 않음\n')).toMatchInlineSnapshot(`
    "pods.asks.yaml:2:12  error  asks/syntax
      YAML을 읽을 수 없습니다(MISSING_CHAR).
      따옴표와 들여쓰기를 살펴보세요. 물음에 콜론(:)이 있으면 따옴표로 감싸 주세요."
  `);
  expect(said("pod:\n  - 하나\npod:\n  - 둘\n")).toMatchInlineSnapshot(`
    "pods.asks.yaml:3:1  error  asks/syntax
      같은 절이 두 번 나옵니다.
      하나로 합쳐 주세요."
  `);
  expect(said("")).toBe("");
});
