/**
 * What the site promises to everybody who reads it, criterion by criterion: WCAG 2.2, levels A and AA, and the items
 * of KWCAG 2.2 (KS X OT0003) by the criteria that they are made of. Each names the tests that fail when its promise is
 * broken, or says why there is nothing to keep, who looked and when, or what is missing.
 */

/** `file › name`, the file below `tests/`, the name as it stands in the file. */
type TestName = `${string}.test.ts › ${string}`;

export type Proof =
  | { readonly tests: readonly TestName[] }
  /** Why the criterion says nothing about this site. */
  | { readonly none: string }
  /** Looked at by hand: the day, what was done and seen. */
  | { readonly looked: string; readonly on: string; readonly tests?: readonly TestName[] }
  /** What is not kept, and what one can do instead. */
  | { readonly missing: string; readonly tests?: readonly TestName[] };

export type Criterion = {
  readonly id: string;
  readonly name: string;
  readonly level: "A" | "AA";
  readonly proof: Proof;
};

const AXE: TestName = "browser/accessibility.test.ts › axe finds nothing";
const EVERY_PAGE: TestName = "deep/site/every-page.test.ts › axe finds nothing on %s";
const promise = (name: string): TestName => `browser/promises.test.ts › ${name}`;
const spoken = (name: string): TestName => `browser/spoken.test.ts › ${name}`;
const WALK = promise("Tab goes on through the whole of it, under no bar, and stays on the page");
const TARGETS = promise("at %d px every target is 24 px, or has room around it");
const STILL = promise(
  "nothing makes a sound, shows a film, loads itself anew or asks for a way to hold the device",
);
const NO_FILMS: Proof = { none: "소리와 영상을 싣지 않습니다." };
const LOOKED_ON = "2026-11-30";

const a = (id: string, name: string, proof: Proof): Criterion => ({ id, name, level: "A", proof });
const aa = (id: string, name: string, proof: Proof): Criterion => ({ id, name, level: "AA", proof });

export const WCAG: readonly Criterion[] = [
  a("1.1.1", "텍스트가 아닌 콘텐츠", {
    tests: [
      AXE,
      "browser/diagrams.test.ts › the text form says what is drawn, and nothing else",
      spoken("a figure: one picture with a name, its tools, its text"),
    ],
  }),
  a("1.2.1", "소리만 또는 영상만 있는 것", NO_FILMS),
  a("1.2.2", "자막(녹화)", NO_FILMS),
  a("1.2.3", "화면 해설 또는 대체 수단(녹화)", NO_FILMS),
  aa("1.2.4", "자막(생방송)", NO_FILMS),
  aa("1.2.5", "화면 해설(녹화)", NO_FILMS),
  a("1.3.1", "정보와 관계", {
    tests: [
      "browser/small-windows.test.ts › a table has the name of its caption, and each row that of its first cell",
      "site/export.test.ts › every reference to another element's id resolves",
      spoken("a note: its frame, its title, what it answers"),
      AXE,
    ],
  }),
  a("1.3.2", "의미 있는 순서", {
    tests: [
      "browser/journeys.test.ts › a reader comes from home to a note, to the next note and to a term",
      spoken("a lab: its bench before and after a step"),
    ],
  }),
  a("1.3.3", "감각적 특성", {
    looked:
      "노트와 실습의 안내 문장을 모두 읽었습니다. 모양, 색, 위치만으로 가리키는 곳은 없고, 단추는 이름으로 부릅니다.",
    on: LOOKED_ON,
  }),
  aa("1.3.4", "화면 방향", { tests: [STILL] }),
  aa("1.3.5", "입력 목적", { none: "이름, 주소, 연락처처럼 사람에 관한 것을 묻지 않습니다." }),
  a("1.4.1", "색의 사용", {
    tests: [
      AXE,
      "browser/viewer.test.ts › forced colours keep the step and the ring visible",
      promise("in forced colours axe finds nothing, and the focus is a line"),
    ],
  }),
  a("1.4.2", "소리 조절", { tests: [STILL] }),
  aa("1.4.3", "명암 대비(최소)", {
    tests: [EVERY_PAGE, "deep/site/contrast.test.ts › letters stand out where axe cannot tell, %s %s"],
  }),
  aa("1.4.4", "글자 크기 조정", {
    tests: [
      promise("at 200 % nothing is cut off or scrolls sideways"),
      "browser/small-windows.test.ts › a reader whose letters are twice as large is told the section that a link leads to",
    ],
  }),
  aa("1.4.5", "글자 이미지", {
    tests: ["browser/diagrams.test.ts › a sketch shows the same labels and is not kept"],
    looked: "그림의 글자는 모두 글자입니다. 그림 파일로 된 글자는 없습니다. 공유 카드는 대화방에만 보입니다.",
    on: LOOKED_ON,
  }),
  aa("1.4.10", "재배치", {
    tests: [
      promise("at 400 % nothing scrolls sideways, and what scrolls by itself is reached by keyboard"),
      "browser/journeys.test.ts › nothing scrolls sideways on %s, from 320 to 1920 px",
    ],
  }),
  aa("1.4.11", "글자가 아닌 것의 대비", {
    tests: [
      promise("the edges of fields and buttons stand out, %s"),
      "browser/small-windows.test.ts › a long run has a handle to take, which stays in forced colours",
    ],
  }),
  aa("1.4.12", "글자 간격", {
    tests: [promise("with wide spacing of lines, words and letters nothing is cut off")],
  }),
  aa("1.4.13", "가리키거나 초점이 갈 때 나오는 것", {
    tests: [
      "browser/journeys.test.ts › a term shows its definition on hover and on keyboard focus, and hides on Escape",
      "browser/small-windows.test.ts › Tab leads from a term into its card, through its links, and on to what follows the term",
    ],
  }),
  a("2.1.1", "키보드", {
    tests: [
      "browser/labs.test.ts › %s runs to its end by keyboard alone, and each step is announced",
      "browser/study.test.ts › every kind of question is answered with keys alone",
      "browser/live.test.ts › by keyboard: a step, ten, the first value; what is said comes a moment later",
      "browser/viewer.test.ts › goes along the steps, says nodes and relations, and leaves",
    ],
  }),
  a("2.1.2", "키보드 함정 없음", { tests: [WALK] }),
  a("2.1.4", "문자 단축키", {
    tests: [
      "browser/settings.test.ts › a letter alone opens nothing where the reader wants none; with Ctrl it does",
      "browser/palette.test.ts › in a field ? is a letter",
    ],
  }),
  a("2.2.1", "시간 조절", { tests: [STILL] }),
  a("2.2.2", "멈춤, 정지, 숨김", {
    tests: [
      "browser/labs.test.ts › nothing plays by itself; playing is not announced, and stops when the page is hidden",
      "browser/viewer.test.ts › nothing plays by itself, and with reduced motion nothing fades",
      STILL,
    ],
  }),
  a("2.3.1", "세 번 넘는 번쩍임", { tests: [STILL] }),
  a("2.4.1", "블록 건너뛰기", {
    tests: [
      "browser/accessibility.test.ts › the first stop is the skip link, and it leads to the text",
      promise("a link of its own leads past the bench of %s"),
    ],
  }),
  a("2.4.2", "페이지 제목", {
    tests: [promise("no two pages have the same title, and each says the site's name")],
  }),
  a("2.4.3", "초점 순서", {
    tests: [
      "browser/small-windows.test.ts › Tab leads from a term into its card, through its links, and on to what follows the term",
      "browser/viewer.test.ts › opens modal with its own ids, and gives the focus back",
    ],
  }),
  a("2.4.4", "링크의 목적(맥락)", { tests: [AXE, EVERY_PAGE] }),
  aa("2.4.5", "여러 방법", {
    tests: [
      "browser/search.test.ts › shows the concept first, marks what answers, and follows the chosen one with Enter",
      "browser/journeys.test.ts › on a phone the menu and the list of sections open and lead on",
      "browser/map.test.ts › says in its list all that its charts show, without a script",
    ],
  }),
  aa("2.4.6", "제목과 레이블", {
    tests: [
      "site/export.test.ts › each page has a title, a description, one h1, a main region and a language",
      AXE,
    ],
  }),
  aa("2.4.7", "초점 보임", {
    tests: [
      "browser/accessibility.test.ts › every stop shows where the focus is",
      promise("in forced colours axe finds nothing, and the focus is a line"),
    ],
  }),
  aa("2.4.11", "초점이 가려지지 않음(최소)", { tests: [WALK] }),
  a("2.5.1", "포인터 동작", {
    tests: ["browser/viewer.test.ts › buttons and keys change the size, and 맞춤 shows all of it"],
  }),
  a("2.5.2", "포인터 취소", {
    tests: [promise("a press that is taken off a button before it ends does nothing")],
  }),
  a("2.5.3", "이름에 든 레이블", { tests: [promise("what is seen of a name is part of what is spoken")] }),
  a("2.5.4", "움직임으로 조작", { none: "기기를 흔들거나 기울여서 하는 일이 없습니다." }),
  aa("2.5.7", "끌기", {
    tests: [
      "browser/live.test.ts › a number is pressed instead of dragged: left of its middle less, right of it more",
      "browser/labs.test.ts › on a plan a stroke cuts what it crosses, one between devices wires them, a tap breaks and buttons mend",
    ],
  }),
  aa("2.5.8", "누르는 곳의 크기(최소)", { tests: [TARGETS] }),
  a("3.1.1", "페이지의 언어", {
    tests: [
      "site/export.test.ts › each page has a title, a description, one h1, a main region and a language",
    ],
  }),
  aa("3.1.2", "부분의 언어", {
    tests: [promise("English names say that they are English")],
    looked: "문장 속에서 괄호로 붙인 영어 낱말은 기술 용어라서 따로 표시하지 않습니다(3.1.2의 예외).",
    on: LOOKED_ON,
  }),
  a("3.2.1", "초점을 받을 때", { tests: [WALK] }),
  a("3.2.2", "입력할 때", {
    tests: [
      "browser/settings.test.ts › change the page at once, and hold on every page, before it is painted",
      "browser/reference.test.ts › is filtered by 초성, English, abbreviation, and keeps the query in the address",
    ],
  }),
  aa("3.2.3", "일관된 내비게이션", {
    tests: [promise("the header has the same links with the same names in the same order")],
  }),
  aa("3.2.4", "일관된 식별", {
    tests: [promise("the header has the same links with the same names in the same order")],
  }),
  a("3.2.6", "일관된 도움말", {
    none: "물어볼 사람이나 창구를 두지 않습니다. 검색과 ‘할 일과 단축키’는 모든 쪽의 같은 자리에 있습니다.",
  }),
  a("3.3.1", "오류 알림", {
    tests: [
      "browser/labs.test.ts › what a rule refuses is said, and nothing changes",
      "browser/labs.test.ts › a broken link opens the start and says why, in view and aloud",
    ],
  }),
  a("3.3.2", "레이블이나 설명", {
    tests: [AXE, "browser/search.test.ts › its start explains the ways to ask and offers questions"],
  }),
  aa("3.3.3", "오류를 고칠 방법", {
    tests: [
      "browser/search.test.ts › Enter with nothing found keeps the dialog, which says what is not here and how to go on",
      "browser/study.test.ts › a wrong answer says why, leads to the section, and is heard once",
    ],
  }),
  aa("3.3.4", "오류 막기(법률, 금융, 자료)", {
    tests: ["browser/study.test.ts › what is exported, wiped and brought back is the same"],
  }),
  a("3.3.7", "되풀이 입력", { none: "여러 단계에 걸쳐 입력하는 일이 없습니다." }),
  aa("3.3.8", "접근하기 쉬운 인증(최소)", { none: "로그인이 없습니다." }),
  a("4.1.2", "이름, 역할, 값", {
    tests: [
      AXE,
      spoken("the cluster: drawing, terminal, time"),
      spoken("search: what was found, and which is chosen"),
      spoken("review: a card before and after its answer"),
    ],
  }),
  aa("4.1.3", "상태 메시지", {
    tests: [
      "browser/labs.test.ts › %s runs to its end by keyboard alone, and each step is announced",
      "browser/search.test.ts › announces briefly, and axe finds nothing",
      "browser/cluster.test.ts › runs a command, says what it printed, and keeps it in the history",
    ],
  }),
];

export type KoreanItem = {
  readonly id: string;
  readonly name: string;
  /** The criteria of WCAG 2.2 that keep it; none where it has a proof of its own. */
  readonly by: readonly string[];
  readonly proof?: Proof;
};

export const KWCAG: readonly KoreanItem[] = [
  { id: "5.1.1", name: "적절한 대체 텍스트 제공", by: ["1.1.1"] },
  { id: "5.2.1", name: "자막 제공", by: ["1.2.1", "1.2.2", "1.2.3"] },
  { id: "5.3.1", name: "표의 구성", by: ["1.3.1"] },
  { id: "5.3.2", name: "콘텐츠의 선형구조", by: ["1.3.2"] },
  { id: "5.3.3", name: "명확한 지시사항 제공", by: ["1.3.3"] },
  { id: "5.4.1", name: "색에 무관한 콘텐츠 인식", by: ["1.4.1"] },
  { id: "5.4.2", name: "자동 재생 금지", by: ["1.4.2"] },
  { id: "5.4.3", name: "텍스트 콘텐츠의 명도 대비", by: ["1.4.3"] },
  {
    id: "5.4.4",
    name: "콘텐츠 간의 구분",
    by: [],
    proof: {
      looked:
        "이웃한 것은 선, 여백, 바탕색 가운데 하나로 나뉩니다. 밝은 화면과 어두운 화면, 360px과 1440px에서 보았습니다.",
      on: LOOKED_ON,
    },
  },
  { id: "6.1.1", name: "키보드 사용 보장", by: ["2.1.1"] },
  { id: "6.1.2", name: "초점 이동과 표시", by: ["2.4.3", "2.4.7"] },
  { id: "6.1.3", name: "조작 가능", by: ["2.5.8"] },
  { id: "6.1.4", name: "문자 단축키", by: ["2.1.4"] },
  { id: "6.2.1", name: "응답시간 조절", by: ["2.2.1"] },
  { id: "6.2.2", name: "정지 기능 제공", by: ["2.2.2"] },
  { id: "6.3.1", name: "깜빡임과 번쩍임 사용 제한", by: ["2.3.1"] },
  { id: "6.4.1", name: "반복 영역 건너뛰기", by: ["2.4.1"] },
  { id: "6.4.2", name: "제목 제공", by: ["2.4.2", "2.4.6"] },
  { id: "6.4.3", name: "적절한 링크 텍스트", by: ["2.4.4"] },
  {
    id: "6.4.4",
    name: "고정된 참조 위치 정보",
    by: [],
    proof: { none: "쪽 번호가 있는 전자출판물이 아닙니다. 절과 문단은 변하지 않는 주소로 가리킵니다." },
  },
  { id: "6.5.1", name: "단일 포인터 입력 지원", by: ["2.5.1", "2.5.7"] },
  { id: "6.5.2", name: "포인터 입력 취소", by: ["2.5.2"] },
  { id: "6.5.3", name: "레이블과 네임", by: ["2.5.3"] },
  { id: "6.5.4", name: "동작기반 작동", by: ["2.5.4"] },
  { id: "7.1.1", name: "기본 언어 표시", by: ["3.1.1"] },
  { id: "7.2.1", name: "사용자 요구에 따른 실행", by: ["3.2.1", "3.2.2"] },
  { id: "7.2.2", name: "찾기 쉬운 도움 정보", by: ["3.2.6"] },
  { id: "7.3.1", name: "오류 정정", by: ["3.3.1", "3.3.3"] },
  { id: "7.3.2", name: "레이블 제공", by: ["3.3.2"] },
  { id: "7.3.3", name: "접근 가능한 인증", by: ["3.3.8"] },
  { id: "7.3.4", name: "반복 입력 정보", by: ["3.3.7"] },
  {
    id: "8.1.1",
    name: "마크업 오류 방지",
    by: [],
    proof: {
      tests: [
        "site/export.test.ts › the HTML is valid",
        "site/export.test.ts › ids are unique on every page",
      ],
    },
  },
  { id: "8.2.1", name: "웹 애플리케이션 접근성 준수", by: ["4.1.2", "4.1.3"] },
];

/** How a proof stands: kept by tests, by somebody who looked, with nothing to keep, or not wholly kept. */
export function standOf(proof: Proof): "tested" | "looked" | "none" | "missing" {
  if ("missing" in proof) return "missing";
  if ("none" in proof) return "none";
  return "looked" in proof && proof.tests === undefined ? "looked" : "tested";
}
