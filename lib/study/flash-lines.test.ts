import { expect, test } from "vitest";
import { flashLines } from "./flash-lines.ts";

const outline = [
  { id: "pod", text: "파드" },
  { id: "node", text: "노드" },
];
const BODY = `#flashcards

## 파드
파드::가장 작은 배포 단위
- HPA ::: 수평 파드 오토스케일러

\`\`\`yaml
a:: b
\`\`\`
## 노드 [#node]
std::vector 이야기는 카드가 된다
노드 :: 파드가 도는 기계
`;

test("lines with two colons are cards in a note that says so, at the heading they stand under", () => {
  const cards = flashLines(BODY, "k8s/base", outline);
  expect(cards.map(({ section, front, back }) => [section, front, back])).toEqual([
    ["pod", "파드", "가장 작은 배포 단위"],
    ["pod", "HPA", "수평 파드 오토스케일러"],
    ["pod", "수평 파드 오토스케일러", "HPA"],
    ["node", "std", "vector 이야기는 카드가 된다"],
    ["node", "노드", "파드가 도는 기계"],
  ]);
  expect(cards.every(({ id }) => /^k8s-base-c[1-9]\d*$/.test(id))).toBe(true);
});

test("a note that does not say so has none, and a card is known by its front", () => {
  expect(flashLines(BODY.replace("#flashcards", "#other"), "a", outline)).toEqual([]);
  const [first] = flashLines(BODY, "a", outline);
  const [moved] = flashLines(`#flashcard/k8s\n\n파드::다른 뒷면`, "a", []);
  expect([moved?.id, moved?.section]).toEqual([first?.id, ""]);
});
