import { expect, test } from "vitest";
import { readDiagram, writeText } from "./read-diagram.ts";
import { plainLabel } from "./reading.ts";

const textOf = (type: string, answers: Record<string, unknown>) =>
  writeText(readDiagram(type, answers), type, answers, ["가", "나"], "fig-x-");

test("labels are one line without markup", () => {
  expect(plainLabel("합쳐진 루트<br/>파일 시스템")).toBe("합쳐진 루트 파일 시스템");
  expect(plainLabel("**굵게** `코드` #quot;말#quot; fa:fa-ban")).toBe('굵게 코드 "말"');
});

test("a flowchart names its groups, tells like boxes apart, and leaves out what is not drawn", () => {
  const text = textOf("flowchart-v2", {
    getVertices: [
      { id: "a", domId: "flowchart-a-0", text: "게스트" },
      { id: "b", domId: "flowchart-b-1", text: "게스트" },
      { id: "한글", domId: "flowchart-한글-2", text: "데몬" },
    ],
    getSubGraphs: [
      { id: "two", title: "둘", nodes: ["b"] },
      { id: "one", title: "하나", nodes: ["a"] },
    ],
    getEdges: [
      { id: "L_a_b_0", start: "a", end: "b", type: "arrow_point", text: "요청", stroke: "normal" },
      { id: "L_b_a_0", start: "b", end: "한글", type: "double_arrow_point", text: "", stroke: "dotted" },
      { id: "L_a_c_0", start: "a", end: "한글", stroke: "invisible" },
    ],
  });
  expect(text.relations).toEqual([
    { sentence: "하나의 게스트에서 둘의 게스트로: 요청", element: "fig-x-e-1" },
    { sentence: "둘의 게스트와 데몬 사이 (점선)", element: "fig-x-e-2" },
  ]);
  expect(text.groups.map((group) => group.label)).toEqual(["둘", "하나"]);
  expect(text.nodes.map((node) => node.id)).toEqual(["fig-x-n-a", "fig-x-n-b", "fig-x-n-3"]);
  expect(text.summary).toBe("흐름도: 묶음 2개, 항목 3개, 관계 2개");
});

test("steps of a sequence name the block they stand in", () => {
  const text = textOf("sequence", {
    getActors: [
      { name: "P", description: "프로세스" },
      { name: "M", description: "merged" },
    ],
    getMessages: [
      { id: "0", from: "P", to: "M", message: "쓰기 요청", type: 0 },
      { id: "1", type: 10, message: "재시도" },
      { id: "2", from: "M", to: "P", message: "응답", type: 1 },
      { id: "3", from: "P", to: "P", message: "확인", type: 0 },
      { id: "4", type: 11, message: "" },
      { id: "5", from: "M", to: "M", message: "그대로", type: 2 },
    ],
  });
  expect(text.steps?.map((step) => step.sentence)).toEqual([
    "1. 프로세스가 merged에 ‘쓰기 요청’을 보낸다.",
    "2. merged가 프로세스에 ‘응답’을 돌려준다. (반복: 재시도)",
    "3. 프로세스가 스스로 ‘확인’을 한다. (반복: 재시도)",
    "4. 메모(merged): 그대로",
  ]);
  expect(text.steps?.[0]?.elements).toEqual(["fig-x-n-P", "fig-x-e-1", "fig-x-e-1-t", "fig-x-n-M"]);
});

test("states inside states, start and end", () => {
  const state = (id: string, rest = {}) => ({ stmt: "state", id, ...rest });
  const text = textOf("stateDiagram", {
    getRootDocV2: {
      doc: [
        { stmt: "relation", state1: state("root_start", { start: true }), state2: state("대기") },
        state("run", {
          description: "실행 중",
          doc: [{ stmt: "relation", state1: state("안"), state2: state("밖"), description: "이동" }],
        }),
        {
          stmt: "relation",
          state1: state("run"),
          state2: state("root_end", { start: false }),
          description: "docker stop",
        },
      ],
    },
  });
  expect(text.steps?.map((step) => step.sentence)).toEqual([
    "1. 시작에서 대기로 간다.",
    "2. 안에서 ‘이동’이면 밖으로 간다.",
    "3. 실행 중에서 ‘docker stop’이면 끝으로 간다.",
  ]);
  expect(text.groups).toEqual([{ label: "실행 중", members: ["안", "밖"] }]);
});

test("classes, entities, time and trees", () => {
  expect(
    textOf("class", {
      getClasses: [{ id: "Animal", methods: [{ text: "\\+eat()" }] }, { id: "Dog" }],
      getRelations: [
        { id1: "Animal", id2: "Dog", title: "상속", relation: { type1: 1, type2: "none", lineType: 0 } },
      ],
    }).relations[0]?.sentence,
  ).toBe("Dog에서 Animal로: 상속 (상속)");
  expect(
    textOf("er", {
      getEntities: [
        { id: "entity-A-0", label: "A", attributes: [{ type: "int", name: "id", keys: ["PK"] }] },
        { id: "entity-B-1", label: "B" },
      ],
      getRelationships: [
        {
          entityA: "entity-A-0",
          entityB: "entity-B-1",
          roleA: "갖는다",
          relSpec: { cardA: "ZERO_OR_MORE", cardB: "ONLY_ONE" },
        },
      ],
    }),
  ).toMatchObject({
    nodes: [{ label: "A", details: ["int id PK"] }, { label: "B" }],
    relations: [{ sentence: "A와 B: ‘갖는다’, A 쪽은 하나, B 쪽은 여럿(없을 수 있음)" }],
  });
  expect(
    textOf("gantt", {
      getSections: ["설계"],
      getTasks: [
        {
          id: "a",
          section: "설계",
          task: "조사 ",
          startTime: "2024-01-01T00:00:00.000Z",
          endTime: "2024-01-11T00:00:00.000Z",
          done: true,
        },
      ],
    }).relations[0]?.sentence,
  ).toBe("조사: 2024-01-01부터 2024-01-11까지 (끝남)");
  expect(
    textOf("mindmap", { getMindmap: { id: 0, descr: "뿌리", children: [{ id: 1, descr: "가지" }] } })
      .relations,
  ).toEqual([{ sentence: "뿌리: 가지" }]);
});

test("a type without a reader says what is written in it", () => {
  expect(textOf("pie", {})).toMatchObject({
    summary: "원그림: 항목 2개",
    nodes: [{ label: "가" }, { label: "나" }],
  });
});
