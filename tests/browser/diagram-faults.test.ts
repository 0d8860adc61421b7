import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createDrawer, keyOf } from "../../lib/build/diagrams/draw-diagrams.ts";
import { openStore } from "../../lib/build/store/store.ts";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "diagram-faults-"));
const drawer = createDrawer({ root: ROOT, store: openStore(ROOT, folder), environment: process.env });
afterAll(async () => {
  await drawer.close();
  rmSync(folder, { recursive: true, force: true });
});

async function answerTo(source: string) {
  const job = { id: "x", source, lenient: true };
  return (await drawer.draw([job])).get(keyOf(job))!;
}

/**
 * What Mermaid refuses, with the line and the column of the mistake, what is said of it, and how the line must be
 * written to be drawn.
 */
const FAULTS: readonly (readonly [string, string, number, number, string, string])[] = [
  [
    "a date that there is not",
    "gantt\n  dateFormat YYYY-MM-DD\n  section 설계\n  조사 :a1, 2026-13-45, 10d\n",
    4,
    11,
    "‘2026-13-45’는 없는 날짜이거나 dateFormat과 다릅니다. / dateFormat이 YYYY-MM-DD이므로 2026-01-31처럼 적어 주세요. 기간은 3d, 다른 일의 다음은 after 이름으로 적습니다.",
    "  조사 :a1, 2026-01-31, 10d",
  ],
  [
    "a task without a colon",
    "gantt\n  dateFormat YYYY-MM-DD\n  조사 2026-01-31, 3d\n",
    3,
    3,
    "할 일 ‘조사 2026-01-31, 3d’에 쌍점(:)이 없습니다. / 이름과 날짜 사이에 적어 주세요: 조사 :2026-01-31, 3d",
    "  조사 :2026-01-31, 3d",
  ],
  [
    "a second root",
    "mindmap\n  뿌리\n    가지\n  둘째 뿌리\n    잎\n",
    4,
    3,
    "마인드맵의 뿌리는 하나인데 ‘둘째 뿌리’도 뿌리 자리에 있습니다. / 줄을 뿌리(뿌리)보다 안으로 들여 주세요. 뿌리가 둘이면 그림을 둘로 나눕니다.",
    "    둘째 뿌리",
  ],
  [
    "a semicolon in a message",
    "sequenceDiagram\n  participant A\n  A->>B: #quot;저장#quot;; 그리고 응답\n",
    3,
    24,
    "세미콜론(;)은 줄을 끝내는 기호라 그 뒤를 읽지 못합니다. / 글에 넣으려면 #59;로 적어 주세요: A->>B: #quot;저장#quot;#59; 그리고 응답",
    "  A->>B: #quot;저장#quot;#59; 그리고 응답",
  ],
  [
    "a relation without a name",
    "erDiagram\n  CUSTOMER ||--o{ ORDER\n  ORDER ||--|{ LINE : 담는다\n",
    2,
    3,
    '관계 ‘CUSTOMER ||--o{ ORDER’에 이름이 없습니다. / 쌍점과 이름을 뒤에 적어 주세요: CUSTOMER ||--o{ ORDER : "이름". 이름 없이 두려면 : ""로 적습니다.',
    '  CUSTOMER ||--o{ ORDER : ""',
  ],
  [
    "`end` as a box",
    "flowchart LR\n  시작 --> end[끝]\n",
    2,
    10,
    '‘end’는 묶음을 닫는 말이라 이름으로 쓸 수 없습니다. / End처럼 적거나, 다른 이름에 보일 글을 적어 주세요: last["end"]',
    '  시작 --> last["end"]',
  ],
  [
    "`end` as a participant",
    "sequenceDiagram\n  A->>end: 말\n",
    2,
    7,
    "‘end’는 묶음을 닫는 말이라 이름으로 쓸 수 없습니다. / 참여자를 다른 이름으로 두고 보일 글만 적어 주세요: participant last as end",
    "  participant last as end\n  A->>last: 말",
  ],
  [
    "a group that nothing closes",
    "flowchart LR\n  subgraph 앞\n    a --> b\n  subgraph 뒤\n    c\n  end\n",
    2,
    3,
    "‘subgraph 앞’을 닫는 end가 없습니다. / 묶음이 끝나는 곳에 end만 적은 줄을 두어 주세요.",
    "  subgraph 앞\n  end",
  ],
  [
    "a branch in Hangul",
    "gitGraph\n  commit\n  branch 기능\n  commit\n",
    3,
    10,
    '‘기능’은 따옴표로 묶어야 읽습니다. / 이렇게 적어 주세요: branch "기능"',
    '  branch "기능"',
  ],
  [
    "a requirement in Hangul",
    "requirementDiagram\n  requirement 로그인 {\n    id: 1\n    text: x\n    risk: high\n    verifymethod: test\n  }\n",
    2,
    15,
    '‘로그인’은 따옴표로 묶어야 읽습니다. / 이렇게 적어 주세요: requirement "로그인" {',
    '  requirement "로그인" {',
  ],
  [
    "an axis in Hangul",
    "xychart\n  x-axis [1월, 2월]\n  bar [10, 20]\n",
    2,
    11,
    '‘1월’은 따옴표로 묶어야 읽습니다. / 이렇게 적어 주세요: x-axis ["1월", "2월"]',
    '  x-axis ["1월", "2월"]',
  ],
  [
    "a range in Hangul",
    "xychart\n  y-axis 달 매출 0 --> 100\n  bar [10, 20]\n",
    2,
    10,
    '‘달 매출’은 따옴표로 묶어야 읽습니다. / 이렇게 적어 주세요: y-axis "달 매출" 0 --> 100',
    '  y-axis "달 매출" 0 --> 100',
  ],
  [
    "a slice in Hangul",
    "pie title 애완동물\n  고양이 : 85\n",
    2,
    3,
    '‘고양이’는 따옴표로 묶어야 읽습니다. / 이렇게 적어 주세요: "고양이" : 85',
    '  "고양이" : 85',
  ],
  [
    "a person in Hangul",
    "C4Context\n  Person(u, 사용자)\n",
    2,
    13,
    '‘사용자’는 따옴표로 묶어야 읽습니다. / 이렇게 적어 주세요: Person(u, "사용자")',
    '  Person(u, "사용자")',
  ],
  [
    "a service called in Hangul",
    "architecture-beta\n  service 서버(server)[웹]\n",
    2,
    11,
    '이름 ‘서버’는 로마자와 숫자로만 적을 수 있습니다. / 보일 글은 대괄호와 따옴표에 적어 주세요: service server(server)["서버"]',
    '  service server(server)["서버"]',
  ],
  [
    "brackets in a label",
    "flowchart LR\n  a[함수(인자)] --> b\n",
    2,
    3,
    '글에 괄호가 있어 ‘a[함수(인자)]’를 읽을 수 없습니다. / 글을 따옴표로 묶어 주세요: a["함수(인자)"]',
    '  a["함수(인자)"] --> b',
  ],
];

test.each(FAULTS)(
  "%s is said where it stands, and drawn as it is said",
  async (_, source, line, column, said, right) => {
    const answer = await answerTo(source);
    if (answer.kind !== "failed") throw new Error(answer.kind);
    expect(`${answer.line}:${answer.column} ${answer.message} / ${answer.hint}`).toBe(
      `${line}:${column} ${said}`,
    );
    const fixed = source
      .split("\n")
      .map((text, index) => (index === line - 1 ? right : text))
      .join("\n");
    expect(await answerTo(fixed)).toMatchObject({ kind: "drawn" });
  },
);
