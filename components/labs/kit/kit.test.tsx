import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { compare } from "../../../lib/sim/compare.ts";
import { standingOf } from "../../../lib/sim/goals.ts";
import { hiderOf, sentenceAt, tablesAt } from "../../../lib/sim/guess.ts";
import type { Plot } from "../../../lib/sim/plot/plot.ts";
import { startRun } from "../../../lib/sim/run.ts";
import { Counter } from "../../../tests/fixtures/counter/Counter.tsx";
import { counter } from "../../../tests/fixtures/counter/counter.ts";
import { ClockBar } from "./ClockBar.tsx";
import { LongRun } from "./LongRun.tsx";
import { roomOf } from "./PlotDrawing.tsx";
import { PlotView } from "./PlotView.tsx";
import { SideBySide } from "./SideBySide.tsx";
import { Terminal } from "./Terminal.tsx";
import { TextEditor } from "./TextEditor.tsx";

test("the smallest lab says what it is for, what is asked, and all its steps, without JavaScript", () => {
  const html = renderToStaticMarkup(<Counter title="수" />);
  for (const said of [
    "더하기와 반으로 나누기로 수를 맞춘다.",
    "7점을 만든다.",
    "6을 반으로 나누고 3을 더하면 얼마일까요?",
    "3점이 6점이 되었다.",
    "상태를 표로 보기",
  ])
    expect(html).toContain(said);
});

test("a number that is asked for is taken out of sentences and tables until it is there", () => {
  const run = startRun(counter, counter.scenarios[0]);
  expect([0, 1, 2].map((at) => sentenceAt(run, at))).toEqual([
    "?점에서 시작한다.",
    "?점이 3점이 되었다.",
    "3점이 6점이 되었다.",
  ]);
  expect(tablesAt(run, 0)[0]!.rows).toEqual([["수", "?"]]);
  expect(tablesAt(run, 2)[0]!.rows).toEqual([["수", 6]]);
  expect(hiderOf(run, 2)).toBeUndefined();
});

test("a goal counts the reader's own acts, and only so many", () => {
  const [goal] = counter.scenarios[0].goals!;
  const start = startRun(counter, counter.scenarios[0]);
  const add = (times: number) => {
    let run = start;
    for (let at = 0; at < times; at++) {
      const acted = run.act(at, { type: "add", amount: 1 });
      if (acted.ok) run = acted.run;
    }
    return standingOf(goal!, run, times);
  };
  expect(add(0)).toEqual({ kind: "open", hint: "홀수는 짝수에 홀수를 더해야 나온다.", left: 2 });
  expect(add(1)).toEqual({ kind: "met", steps: 1 });
  expect(add(2)).toMatchObject({ kind: "open", left: 0 });
});

test("a plot is a slider with its value in words, and names its series", () => {
  const plot: Plot = {
    title: "응답 시간",
    x: { label: "이용률", unit: "%", min: 0, max: 100 },
    y: { label: "평균", unit: "ms", min: 0, max: 50 },
    marks: [
      {
        kind: "line",
        name: "한 대",
        points: [
          [0, 10],
          [80, 50],
        ],
      },
      {
        kind: "line",
        name: "두 대",
        points: [
          [0, 5],
          [80, 12],
        ],
      },
      { kind: "rule", axis: "y", at: 40, name: "목표" },
    ],
  };
  const handle = { label: "이용률", value: 80, values: [0, 80], onChange: () => {} };
  const html = renderToStaticMarkup(<PlotView plot={plot} handle={handle} />);
  expect(html).toContain('role="slider"');
  expect(html).toContain('aria-valuetext="이용률 80%, 한 대 50ms, 두 대 12ms"');
  for (const name of ["한 대</text>", "두 대</text>", "목표</text>", "평균, ms"])
    expect(html).toContain(name);
  const read = renderToStaticMarkup(<PlotView plot={plot} />);
  expect(read).toContain('aria-label="이용률: 값 읽기"');
});

test("no name of a plot stands on another, at its top, its foot, or where the cursor is", () => {
  const flat = (name: string, y: number) => ({
    kind: "line" as const,
    name,
    points: [
      [0, y],
      [20, y],
    ] as const,
  });
  for (const heights of [
    [100, 99.9, 99.8],
    [0, 0, 0],
    [50, 51, 100],
  ]) {
    const plot: Plot = {
      title: "모두 성공",
      x: { label: "단계", unit: "단계", min: 0, max: 20 },
      y: { label: "모두 성공", unit: "%", min: 0, max: 100 },
      marks: heights.map((height, index) => flat(`선 ${index}`, height)),
    };
    const handle = { label: "단계", value: 20, values: [0, 20], onChange: () => {} };
    const html = renderToStaticMarkup(<PlotView plot={plot} handle={handle} />);
    const heightOf = (name: string) =>
      Number(html.match(new RegExp(`<text[^>]* y="([^"]+)"[^>]*>${name}</text>`))?.[1]);
    const names = heights.map((_, index) => heightOf(`선 ${index}`)).sort((a, b) => a - b);
    for (const [index, y] of names.entries()) {
      // A line below the name of the axis, which stands at the left of the drawing.
      expect(y - heightOf("모두 성공, %")).toBeGreaterThanOrEqual(16);
      if (index > 0) expect(y - names[index - 1]!).toBeGreaterThanOrEqual(16);
    }
    // The name of the axis, which says what it counts once, and the value below the handle at its end.
    expect(heightOf("단계") - heightOf("20단계")).toBeGreaterThanOrEqual(14);
  }
});

test("a terminal names its line, says what failed, and lets its output be reached by keyboard", () => {
  const html = renderToStaticMarkup(
    <Terminal
      label="kubectl"
      prompt="$"
      lines={[{ command: "kubectl get pods", text: "No resources found", ok: false }]}
      keys={["get"]}
      onRun={() => {}}
    />,
  );
  expect(html).toContain("$ kubectl get pods");
  expect(html).toContain("실패");
  expect(html).toMatch(/role="log"[^>]*tabindex="0"|tabindex="0"[^>]*role="log"/i);
  expect(html).toContain("kubectl: 명령");
});

test("an editor numbers its lines and says the errors with theirs", () => {
  const html = renderToStaticMarkup(
    <TextEditor
      label="Dockerfile"
      text={"FROM base\nRUNN x"}
      errors={[{ line: 2, message: "모르는 명령입니다." }]}
      submit="빌드"
      onSubmit={() => {}}
    />,
  );
  expect(html).toMatch(/<li class="wrong">2<\/li>/);
  expect(html).toMatch(/2행<\/b> 모르는 명령입니다\./);
  expect(html).toContain("Esc 다음 Tab은 나갑니다.");
});

test("settings side by side say each mean with its error, and the difference in a sentence", () => {
  const compared = compare(["무작위", "가장 짧은 줄"], [1, 2, 3, 4], (setting, seed) =>
    setting === "무작위" ? 100 + seed : 60 + seed,
  );
  const html = renderToStaticMarkup(<SideBySide what="p99" unit="ms" compared={compared} />);
  expect(html).toContain("102.5 ± 2.1");
  expect(html).toContain("가장 짧은 줄은 무작위보다 p99가 40.00 ± 0.00ms 작다.");
  expect(html).toContain("같은 씨앗 4개로");
});

test("a clock says the time it stands at, and a long run offers to start", () => {
  const clock = renderToStaticMarkup(
    <ClockBar
      flow={{
        moments: { now: 3_200_000, watchers: new Set() },
        end: 10_000_000,
        going: false,
        speed: 1,
        setGoing: () => {},
        setSpeed: () => {},
        seek: () => {},
      }}
      write={(time) => `${time / 1e6}초`}
      onNext={() => {}}
    />,
  );
  expect(clock).toContain('aria-valuetext="3.2초"');
  function* slices(): Generator<number, number> {
    yield 0.5;
    return 1;
  }
  expect(
    renderToStaticMarkup(<LongRun label="끝까지" start={slices} share={(one) => one} onDone={() => {}} />),
  ).toContain("끝까지");
});

test("rows of a timeline stand above its axis, however many there are", () => {
  for (const count of [1, 2, 5]) {
    const rows = Array.from({ length: count }, (_, row) => ({
      name: `${row}`,
      spans: [{ from: 0, to: 9, state: "함" }],
    }));
    const plot: Plot = {
      title: "줄",
      x: { label: "시각", unit: "분", min: 0, max: 10 },
      y: { label: "줄", unit: "", min: 0, max: count },
      marks: [{ kind: "spans", rows }],
    };
    const room = roomOf(plot, 640);
    const html = renderToStaticMarkup(<PlotView plot={plot} />);
    const bars = [...html.matchAll(/class="span"[^>]* y="(\d+)"[^>]* height="(\d+)"/g)];
    expect(bars).toHaveLength(count);
    for (const [, y, height] of bars)
      expect(Number(y) + Number(height)).toBeLessThanOrEqual(room.height - room.bottom);
  }
});
