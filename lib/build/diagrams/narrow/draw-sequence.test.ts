import { expect, test } from "vitest";
import { plainLabel } from "../reading/reading.ts";
import { drawSequence, type Sequence } from "./draw-sequence.ts";
import { type Measure, NARROW } from "./markup.ts";

const measure: Measure = (text, size) =>
  [...text].reduce((sum, letter) => sum + (/[가-힣]/.test(letter) ? size : size / 2), 0);
const names = { plain: plainLabel, actor: (name: string) => `n-${name}` };
const draw = (sequence: Partial<Sequence>) =>
  drawSequence({ actors: [], boxes: [], messages: [], ...sequence }, "fig-x-", names, measure)!;
const actors = (...list: string[]) => list.map((name) => ({ name, description: name }));

test("names stand edge to edge, messages have their number above the arrow", () => {
  const { svg, width } = draw({
    actors: actors("docker", "dockerd", "registry", "disk"),
    messages: [
      { from: "docker", to: "dockerd", message: "pull nginx:1.30", type: 0 },
      { from: "dockerd", to: "registry", message: "GET 매니페스트", type: 0 },
      { from: "registry", to: "dockerd", message: "설정 1, 레이어 7", type: 1 },
      { from: "dockerd", to: "dockerd", message: "확인", type: 0 },
    ],
  });
  expect(width).toBe(NARROW);
  expect(svg).not.toMatch(/ id=| class=| style=|NaN|undefined/);
  expect(svg).toContain(">1 pull nginx:1.30<");
  expect(svg).toContain(">3 설정 1, 레이어 7<");
  const marked = [...svg.matchAll(/data-node="fig-x-([^"]*)"/g)].map(([, name]) => name);
  expect(new Set(marked)).toEqual(
    new Set([
      ...["docker", "dockerd", "registry", "disk"].map((name) => `n-${name}`),
      ...[1, 2, 3, 4].flatMap((step) => [`e-${step}`, `e-${step}-t`]),
    ]),
  );
  // An answer is dashed.
  expect(svg).toMatch(/data-node="fig-x-e-3"><path [^>]*stroke-dasharray/);
});

test("too many names for one row take two, and none covers the line of another", () => {
  const list = ["사용자 kubectl", "API 서버", "etcd", "컨트롤러 매니저", "스케줄러", "kubelet"];
  const { svg, width } = draw({ actors: actors(...list) });
  expect(width).toBe(NARROW);
  const boxes = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map(
    ([, ...numbers]) => numbers.map(Number) as [number, number, number, number],
  );
  expect(new Set(boxes.map(([, y]) => y)).size).toBe(2);
  for (const [index, [x, y, own]] of boxes.entries())
    for (const [other, [x2, y2, own2]] of boxes.entries()) {
      const middle = x2 + own2 / 2;
      // The line of a name in the first row passes those of the second.
      if (index !== other && y2 < y) expect(middle < x || middle > x + own).toBe(true);
      if (index !== other && y2 === y) expect(x2 >= x + own || x2 + own2 <= x).toBe(true);
    }
});

test("blocks are frames with their word, other ways through them are told apart, notes have their ground", () => {
  const { svg } = draw({
    actors: actors("가", "나"),
    messages: [
      { type: 12, message: "성공" },
      { from: "가", to: "나", message: "200", type: 1 },
      { type: 13, message: "실패" },
      { from: "가", to: "나", message: "500", type: 3 },
      { type: 14 },
      { from: "가", to: "나", message: "메모", type: 2, placement: 2 },
    ],
  });
  expect(svg).toContain(">alt 성공<");
  expect(svg).toContain(">실패<");
  expect(svg).toMatch(/<g data-node="fig-x-e-3"><rect [^>]*var\(--amber-tint\)/);
});
