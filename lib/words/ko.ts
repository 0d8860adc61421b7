import { formatNumber } from "../text/format-number.ts";
import type { withJosa } from "../text/josa.ts";

// A sentence in which something is set apart, as a link or a number, is a function from how it is set apart to
// the parts of the sentence in their order, which another language may choose. Where a particle depends on the
// word before it, who says the sentence hands in `withJosa`: the library behind it would come with every script.

// Everywhere

export const language = "ko";
export const locale = "ko_KR";
export const siteName = "고래노트";
export const notes = "노트";
export const allNotes = "모든 노트";
export const labs = "실습";
export const glossary = "용어집";
export const sources = "출처";
export const corrections = "바로잡기";
export const versions = "버전 현황";
export const cheatSheet = "명령어 모음";
export const original = "원본 노트";
export const search = "검색";
export const share = "공유";
export const shareOf = (name: string) => `${name} 공유`;
export const close = "닫기";
export const tryAgain = "다시 시도";
export const next = "다음";
export const note = "노트";
export const figure = "그림";
export const table = "표";
export const code = "코드";
export const inPreparation = "준비 중";
export const inPreparationAfter = " (준비 중)";
export const minutes = (count: number) => `${count}분`;
export const sectionCount = (count: number) => `${count}절`;
export const otherSpellings = (names: readonly string[]) => `다른 표기 · ${names.join(", ")}`;
export const sourceLabel = (number: number | string | undefined, title: string) => `출처 ${number}: ${title}`;

// Around every page

export const skipToText = "본문으로 건너뛰기";
export const oldBrowser =
  "이 브라우저는 오래되어 모양과 검색, 실습이 나오지 않습니다. 글은 모두 읽을 수 있습니다.";
export const breadcrumbs = "위치";
export const listOfNotes = "노트 목록";
export const mainMenu = "주 메뉴";
export const openSearch = "개념·명령·초성 검색";
export const searchField = "찾을 말";
export const searchPlaceholder = "개념·명령·초성";
export const switchTheme = "화면 밝기 바꾸기";
export const themeButton = { system: "자동", light: "밝게", dark: "어둡게" };
export const keptOnDevice = "모든 기록은 이 기기에만 남습니다.";
export const sidebarHeading = (count: number) => `노트 ${count}편`;
export const sidebarWhole = (count: number) => `${count}편 모두 보기`;
export const placeOnPath = <T>(path: T, at: number, of: number) => [
  path,
  ` 경로의 ${at} / ${of}번째 노트입니다.`,
];
export const otherPaths = "다른 경로 보기";

// The reader's settings

export const settings = "보기 설정";
export const settingsMark = "가";
export const settingsTheme = "화면";
export const settingsThemes = { system: "기기대로", light: "밝게", dark: "어둡게" };
export const settingsNames = {
  size: "글자 크기",
  leading: "줄 간격",
  width: "글 너비",
  font: "글꼴",
  terms: "용어",
  motion: "움직임",
  keys: "한 글자 단축키",
};
export const settingsChoices = {
  size: { small: "작게", usual: "보통", large: "크게", largest: "아주 크게" },
  leading: { tight: "좁게", usual: "보통", loose: "넓게" },
  width: { narrow: "좁게", usual: "보통", wide: "넓게" },
  font: { usual: "고딕", serif: "명조" },
  terms: { usual: "한국어", both: "둘 다", english: "영어" },
  motion: { usual: "기기대로", less: "줄이기" },
  keys: { usual: "켜기", off: "끄기" },
};
export const settingsReset = "처음대로";
export const settingsKept = "이 기기에만 남고, 다음에 열 때도 그대로입니다.";

// What can be done on a page

export const palette = {
  title: "할 일과 단축키",
  find: "할 일 찾기",
  offered: "할 일",
  none: "그런 일은 여기 없습니다. 글을 찾으려면 검색을 여세요.",
  keys: "단축키",
  copyAddress: "이 쪽의 주소 복사",
  print: "인쇄",
  review: "복습",
  mine: "내 기록",
  home: "첫 화면",
  go: (page: string) => `가기: ${page}`,
  also: {
    search: ["search"],
    next: ["next"],
    previous: ["previous"],
    lab: ["lab"],
    copy: ["copy", "link", "링크"],
    share: ["share"],
    print: ["print", "pdf"],
    theme: ["theme", "다크 모드"],
    settings: ["settings", "글자 크기", "글꼴"],
    review: ["review"],
    mine: ["my"],
    offline: ["offline", "담아 두기"],
    notes: ["notes"],
    labs: ["labs"],
    glossary: ["glossary"],
    map: ["map"],
    home: ["home", "처음"],
  },
  keyList: [
    [["/"], "검색"],
    [["Ctrl K", "⌘ K"], "검색"],
    [["?"], "할 일과 단축키(검색에서는 >)"],
    [["Enter"], "그림에 들어가 요소를 하나씩 보기"],
    [["←", "→"], "실습에서 한 단계씩, 그림에서 옆 요소로"],
    [["Esc"], "닫기, 그림에서 나오기"],
  ],
} as const;

// Without a line

export const offline = "오프라인으로 읽기";
export const offlineLost = "지금은 연결되지 않습니다";
export const offlineLead =
  "한 번 읽은 글은 연결이 끊겨도 다시 열립니다. 비행기나 지하철에서 읽을 것은 주제째 담아 두세요.";
export const offlineLostLead =
  "이 글은 아직 이 기기에 없습니다. 연결되면 다시 열어 보세요. 아래의 글은 지금도 읽을 수 있습니다.";
export const offlineSubjects = "담아 두기";
export const offlineKept = "이 기기에 있는 글";
export const offlineAll = "모든 주제";
export const offlineKeep = "담아 두기";
export const offlineKeepRest = "나머지 담기";
export const offlineKeepSubject = "이 주제를 담아 두기";
export const offlineRemove = "지우기";
export const offlineState = (count: number, of: number, bytes: number) =>
  count === of
    ? `${of}쪽을 모두 담았습니다`
    : `${count} / ${of}쪽 · 약 ${bytes < 100_000 ? "0.1" : (bytes / 1_000_000).toFixed(1)}MB`;
export const offlineFailed = "일부를 담지 못했습니다. 연결을 확인하고 다시 눌러 주세요.";
export const offlineNeedsScript = "담아 두려면 자바스크립트가 필요합니다.";
export const offlineNoCaches = "이 브라우저는 글을 기기에 담아 두지 못합니다.";
export const hitAway = "연결되면 열립니다";
export const noteChanged = "고쳐진 글이 있습니다. 새로 고치면 보입니다.";

// What could not be loaded

export const searchNotLoaded = "검색을 불러오지 못했습니다. 다시 열어 주세요.";
export const partNotLoaded = "불러오지 못했습니다. 다시 눌러 주세요.";
export const islandNotLoaded =
  "이 부분을 움직이게 할 스크립트를 불러오지 못했습니다. 글은 그대로 읽을 수 있습니다. ";

// Home

export const homeTitle = ["컨테이너에서 하드웨어까지,", "한 층씩 내려가며 읽는 노트"] as const;
export const homeLead = <T>(count: number, meanings: (text: string) => T) => [
  `도커, 쿠버네티스, 하이퍼바이저, 마이크로서비스를 ${count}편에 나누어 담습니다. 처음 나오는 말에는 `,
  meanings("뜻"),
  "이 붙고, 사실에는 출처가 붙습니다.",
];
export const homeLeadOfOthers = (count: number) => `노트 ${count}편을 모았습니다.`;
export const resumeReading = "이어서 읽기";
export const fromTheStart = "처음부터";
export const readingTime = "읽는 시간";
export const readingMinutes = (count: number | undefined) => `읽는 시간 ${count}분`;
export const routeChart = "항로도";
export const routeChartLabel = "노트의 항로도";
export const routeChartLead = "왼쪽에서 오른쪽으로, 선을 따라 읽습니다.";
export const asList = "목록으로 보기";
export const routeChartNote = <T>(strong: (text: string) => T) => [
  "번호는 권하는 순서입니다. ",
  strong("4번 노트"),
  "에서 네 갈래로 나뉘고, 점선은 함께 알면 좋은 노트를 잇습니다.",
];
export const routeInOrder = "읽는 순서";
export const routeAlso = "함께 필요한 노트";
export const routePlanned = "준비 중인 노트";
export const whereToStart = "어디서 시작할까";
export const pathIsRead = "이 길의 노트를 모두 읽었습니다.";
export const readFrom = (number: number | undefined, time: number) => `${number}번부터 읽기 · ${time}분`;
export const strataLabel = "컴퓨터를 나누어 쓰는 층";
export const strataLab = "실습에서 이 상태 보기";
export const strata = {
  services: {
    name: "서비스",
    about: "로드 밸런싱, 인그레스",
    adds: "파드가 바뀌어도 그대로인 주소를 주고, 들어온 요청을 여러 곳에 나눕니다.",
    measured: "같은 요청 100건 가운데 99건이 끝나는 시간(p99)",
    without: "아무 데나 보내면",
    with: "한가한 곳에 보내면",
    short: (count: number) => `p99 ${count}ms`,
    amount: (count: number) => `${formatNumber(count)}ms`,
  },
  pods: {
    name: "파드",
    about: "쿠버네티스가 배치하는 단위",
    adds: "몇 개를 바라는지만 적어 두면 모자랄 때마다 새로 만들어 채웁니다.",
    measured: "파드 셋이 다시 준비되기까지",
    without: "노드가 꺼지면",
    with: "파드를 지우면",
    short: (count: number) => `${count}초면 다시`,
    amount: (count: number) => `${count}초`,
  },
  containers: {
    name: "컨테이너",
    about: "이미지, 레이어, 볼륨",
    adds: "앱과 앱이 기대는 것을 레이어로 묶습니다. 이미 있는 레이어는 다시 받지 않습니다.",
    measured: "이미지 하나를 내려받는 양",
    without: "처음 받으면",
    with: "기반이 같으면",
    short: (count: number) => `${count}MB만`,
    amount: (count: number) => `${count}MB`,
  },
  kernel: {
    name: "커널",
    about: "네임스페이스와 cgroup",
    adds: "운영체제 하나를 여럿이 나누어 씁니다. 네임스페이스가 보이는 것을, cgroup이 쓰는 양을 가릅니다.",
    measured: "메모리 64GiB 서버 한 대에 256MiB 앱",
    without: "VM마다 하나씩",
    with: "컨테이너로",
    short: (count: number) => `앱 ${count}개`,
    amount: (count: number) => `${count}개`,
  },
  hypervisor: {
    name: "하이퍼바이저",
    about: "한 하드웨어, 여러 운영체제",
    adds: "한 대를 여러 대처럼 보여 줍니다. 그 대신 주소를 두 벌의 표로 바꿉니다.",
    measured: "TLB에 없는 주소 하나에 표를 읽는 횟수",
    without: "가상화 없이",
    with: "VM 안에서",
    short: (count: number) => `표 ${count}번`,
    amount: (count: number) => `${count}번`,
  },
  hardware: {
    name: "하드웨어",
    about: "CPU, 메모리, 디스크",
    adds: "프로그램이 쓰는 주소를 메모리의 실제 자리로 바꿉니다. 한번 찾은 것은 TLB가 기억합니다.",
    measured: "주소 하나에 표를 읽는 횟수",
    without: "TLB에 있으면",
    with: "처음 찾으면",
    short: (count: number) => `표 ${count}번`,
    amount: (count: number) => `${count}번`,
  },
} as const;

/** What pages of every folder are about, for chats and search pages. */
export const pageAbout = {
  notes: "주제별로 모은 모든 노트입니다.",
  glossary: "노트에 나오는 용어의 뜻과 다른 표기, 설명하는 절을 모았습니다.",
  map: "개념이 서로 어떻게 기대는지, 무엇을 먼저 알아야 하는지, 무엇과 견주는지를 주제별로 그렸습니다.",
  search: "개념과 명령을 초성, 다른 표기, 잘못 친 글자로도 찾습니다.",
  review: "노트의 카드와 용어를 잊을 때쯤 다시 묻습니다. 기록은 읽는 사람의 기기에만 남습니다.",
  my: "이 사이트가 기기에 남긴 모든 것을 보고, 파일로 옮기고, 지웁니다.",
};

// What programs are told of the site (`llms.txt`)

/** @param own whether the notes are ours, which are in Korean */
export const copiesBelow = (own: boolean): string =>
  own
    ? "아래 링크는 노트의 Markdown 사본입니다. 노트는 한국어이고, 인용한 출처는 각주로 있습니다."
    : "아래 링크는 노트의 Markdown 사본입니다.";
export const copyOfSection = (example: string) =>
  `절 하나만 받으려면 \`index\` 자리에 절의 id를 적으세요: \`${example}\``;
export const termsAndSources = "용어와 출처";
export const termsData = "용어집 데이터";
export const aboutTermsData = "용어의 뜻과 다른 표기를 모두 적은 JSON-LD 파일입니다.";
export const labNamed = (title: string) => `${title} 실습`;

// Lists of notes, labs, sources, corrections; pages that are gone

export const notesLead = "번호는 권하는 읽기 순서입니다.";
export const noteSize = (time: number, sections: number) => `${time}분 · 절 ${sections}`;
export const labsLead = (count: number, time: number) =>
  `노트에서 읽은 것을 직접 실행해 봅니다. 실습 ${count}개가 실제 시스템의 규칙을 그대로 계산하고, 상태마다 주소가 있어 그대로 보낼 수 있습니다. 모두 하면 ${Math.round(time / 60)}시간쯤 걸립니다.`;
export const labsAndMinutes = (count: number, time: number) => `실습 ${count}개 · ${time}분`;
export const subjectsOfLabs = "실습의 주제";
export const afterwards = "해 보면";
export const goalCount = (count: number) => `목표 ${count}개`;
export const goalsMetOf = (met: number, count: number) =>
  met === 0
    ? goalCount(count)
    : met < count
      ? `목표 ${count}개 중 ${met}개 풂`
      : count === 1
        ? "목표를 풂"
        : `목표 ${count}개를 모두 풂`;
export const solvedIn = (steps: number) => `${steps}번 만에 푼 풀이`;
export const chooseLabs = "실습 고르기";
export const byTime = "걸리는 시간";
export const labTimes = { all: "모두", short: "5분 안", middle: "6–10분", long: "더 길게" } as const;
export const byGoals = "내가 한 것";
export const labGoals = { all: "모두", open: "남은 목표", met: "다 푼 것" } as const;
export const labsShown = (shown: number, count: number) =>
  shown === 0
    ? "맞는 실습이 없습니다."
    : shown === count
      ? `실습 ${count}개`
      : `실습 ${count}개 중 ${shown}개`;
export const noSuchLab = "고른 것에 모두 맞는 실습이 없습니다.";
export const allLabs = "모두 보기";
export const metInSteps = (count: number) => `${count}번 만에 풀었습니다`;
export const labTitle = (title: string) => `${title} 실습`;
export const sourcesLead = (count: number) =>
  `노트가 인용한 출처 ${count}건을 주제별로 모았습니다. 출처마다 그 내용에 기댄 절과 확인한 날짜가 있습니다. 규격과 공식 문서를 먼저 따릅니다.`;
export const sourceChecked = (date: string) => `${date} 확인`;
export const correctionsLead = (count: number) =>
  `흔히 하는 설명 가운데 고치거나 보탠 것 ${count}건입니다. 무엇이라고들 하고, 무엇이 정확하고, 왜 그런지를 출처와 함께 적었습니다.`;
export const versionsLead = (count: number) =>
  `노트가 이름을 드는 제품의 버전과 바뀐 것 ${count}가지를 출처와 확인한 날짜와 함께 모았습니다. 노트에는 낡지 않는 것만 남기고, 날짜가 걸린 것은 여기서 고칩니다.`;
export const cheatSheetLead =
  "노트에서 찾아볼 명령과 표만 모은 치트시트입니다. 제목을 누르면 설명이 있는 절로 가고, 그대로 인쇄해도 됩니다.";
export const noCheatSheet = "모을 명령과 표가 아직 없습니다.";
export const howCheatSheetComes = "노트의 제목에 [#이름 ref]를 붙여 접은 절에서 명령과 표를 모읍니다.";
export const originalLead =
  "이 사이트는 이 노트 하나에서 자랐습니다. 적힌 그대로 한 줄씩 두었고, 줄을 열면 지금은 어떻게 설명하는지와 그것을 풀어 쓴 절이 나옵니다.";
export const noOriginal = "실을 원본 노트가 없습니다.";
export const emptyLine = "(빈 줄)";
export const seeOriginal = "원본 노트를 한 줄씩 보기";
export const noVersions = "적어 둔 버전이 없습니다.";
export const jumpToProduct = "제품으로 건너뛰기";
export const noCorrections = "바로잡은 것이 없습니다.";
export const howCorrectionsCome = "노트에 바로잡기를 적으면 여기에 모입니다.";
export const correctionWas = "흔한 설명";
export const correctionNow = "정확한 설명";
export const correctionWhy = "이유";
export const seeInNote = "노트에서 보기";
export const seeInNoteLabel = (section: string) => `노트에서 보기: ${section}`;
export const jumpToSubject = "주제로 건너뛰기";
export const noSuchAddress = "없는 주소";
export const lostTitle = "없는 주소입니다";
export const lostLead = "주소를 잘못 적었거나 노트의 이름이 바뀌었을 수 있습니다.";
export const lostSearch = "다른 말로 찾기";
export const lostAll = "노트를 차례로 보려면";
export const lostNearest = "혹시 이 노트를 찾으셨나요?";
export const movedTerms = "옮긴 용어";
export const movedVersions = "옮긴 항목";
export const movedSections = "옮긴 절";
export const movedNoteTitle = (title: string) => `옮긴 노트: ${title}`;
export const movedNoteAbout = (title: string) => `이 노트는 옮겼습니다. 이제 ${title}에서 읽습니다.`;
export const movedNote = "옮긴 노트입니다";
export const movedWhole = "이제 여기에서 읽습니다";
export const movedInParts = "여러 노트로 나뉘었습니다. 이어지는 노트";
export const movedBySection = "절마다 옮긴 곳";

// Glossary

export const glossaryLead = (count: number) =>
  `노트에 나오는 용어 ${count}개의 뜻과 다른 표기, 설명하는 절을 모았습니다.`;
export const terms = "용어";
export const filterTerms = "용어 거르기";
export const filterTermsPlaceholder = "한글, 영어, 줄임말, 초성";
export const jumpToLetter = "첫 글자로 건너뛰기";
export const koreanLetters = "한글";
export const englishLetters = "영어";
export const noSuchTerm = "그런 용어가 없습니다.";
export const howToFilterTerms = "다른 표기나 초성으로 찾아보세요.";
export const byEnglishName = "영어 이름으로 찾기";
export const abbreviations = <T>(names: T) => ["줄임말 · ", names];
export const termCount = (count: number) => `${count}개`;
export const explainedIn = "설명하는 절";

// Concept map

export const conceptMap = "개념 지도";
export const conceptMapLead = (count: number) =>
  `개념 ${count}개가 서로 어떻게 기대는지 주제별로 그렸습니다. 왼쪽 것을 알면 오른쪽 것이 풀립니다. 이름을 누르면 아래 목록에서 뜻과 둘레, 거기까지 가는 길이 나옵니다.`;
export const noConcepts = "이을 개념이 아직 없습니다.";
export const howConceptsCome = "용어집의 용어에 needs, partOf, contrasts, replaces를 적으면 지도가 됩니다.";
export const conceptFilter = "개념 거르기";
export const conceptRelations = "보이는 관계";
export const conceptLegendNeeds = "먼저 알아야 함";
export const conceptLegendParts = "전체와 부분";
export const conceptLegendGuest = "다른 주제의 개념";
export const conceptChartFor = (subject: string) =>
  `${subject}의 개념 지도. 같은 내용이 아래 목록에 있습니다.`;
export const conceptCount = (count: number) => `개념 ${count}개`;
export const conceptWay = (count: number) => `여기까지 오는 길 · ${count}개`;
/** Of what comes before it the reader has read some. */
export const conceptWayLeft = (left: number, count: number) =>
  left === 0
    ? `여기까지 오는 길 · ${count}개를 모두 지났습니다`
    : `여기까지 오는 길 · ${count}개 중 ${left}개 남음`;
export const compareWith = (other: string, particle: typeof withJosa) => `${particle(other, "와/과")} 견주기`;
export const ownProgress = "내 진도";
export const noProgressYet = "읽고 복습한 개념이 여기 나옵니다.";
/** How a concept stands with its reader. */
export const conceptStates = {
  all: "모두",
  due: "복습할 때",
  known: "기억함",
  read: "읽음",
  next: "다음에 배울 것",
};
export const conceptsOfNote = "이 노트의 개념과 그 둘레";
export const onTheMap = "개념 지도에서 보기";
export const relationWords = {
  needs: "먼저",
  neededBy: "다음",
  partOf: "전체",
  parts: "부분",
  contrasts: "견줄 것",
  replaces: "대신한 것",
  replacedBy: "대신하는 것",
};
export const relationFilters = {
  needs: "먼저와 다음",
  partOf: "전체와 부분",
  contrasts: "견줄 것",
  replaces: "대신",
};

// A note

export const sectionsOfNote = "이 노트의 절";
export const shareNote = "이 노트 공유";
export const shareSection = "이 절 공유";
export const shareTable = "표 공유";
export const prerequisites = "먼저 읽을 노트";
export const contains = "담은 것";
export const containsCount = (sections: number, figures: number) =>
  figures > 0 ? `절 ${sections} · 그림 ${figures}` : `절 ${sections}`;
export const writtenBy = "글쓴이";
export const writtenOn = "쓴 날";
export const factsChecked = "사실 확인";
export const questionsAnswered = "이 노트가 답하는 것";
export const relatedNotes = "함께 읽을 노트";
export const backlinks = "이 노트를 가리키는 곳";
export const wholeNote = "노트 전체";
export const printedLinks = "링크의 주소";
export const neighbours = "앞뒤 노트";
export const previousNote = "이전 노트";
export const nextNote = "다음 노트";
export const noteTooLarge = "노트가 너무 커서 싣지 않았습니다.";
export const noteBroken = "노트에 고칠 곳이 있어 싣지 못했습니다.";
export const findings = "고칠 곳";
export const findingCount = (count: number) => `고칠 곳 ${count}개`;
export const figureNumber = (number: string) => `그림 ${number}`;
export const tableNumber = (number: string) => `표 ${number}`;
export const figureAsText = "글로 보기";
/** Below a figure or a table that is wider than its place. */
export const goesOn = "옆으로 밀면 이어집니다";
export const footnotes = "각주";
export const backToText = "본문으로 돌아가기";
export const thisParagraph = "이 문단";
export const figureGroup = "묶음";
export const figureRest = "그 밖";
export const figureItems = "항목";
export const formula = "식";
export const figureElsewhere = "바깥 그림";
/** A file that is shown like a picture: what it is and how much is to be loaded. */
export const kindOfFile = (href: string, bytes: number) =>
  `${/\.([a-z\d]+)$/i.exec(href)?.[1]?.toUpperCase() ?? ""} 파일, ${sizeOfFile(bytes)}`.trim();
export const fileOfSize = (name: string, bytes: number) => `${name} (${sizeOfFile(bytes)})`;
const sizeOfFile = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)}KB` : `${(bytes / 1024 / 1024).toFixed(1)}MB`;
export const figureLost = "그림을 찾을 수 없습니다";
export const figureLostLabel = (about: string) => `그림을 찾을 수 없습니다. ${about}`.trim();
export const calloutNote = "참고";
export const calloutTip = "도움말";
export const calloutWarning = "주의";
export const calloutInfo = "정보";
export const calloutImportant = "중요";
export const calloutTodo = "할 일";
export const calloutAbstract = "요약";
export const calloutQuestion = "질문";
export const calloutExample = "예";
export const calloutQuote = "인용";
export const calloutDetails = "더 보기";
export const calloutSuccess = "성공";
export const calloutDanger = "위험";
export const calloutFailure = "실패";
export const calloutBug = "버그";
export const allTags = "태그";
export const tagsLead = (count: number) => `노트에 붙은 태그 ${count}개입니다.`;
export const calloutVersion = "버전";
export const calloutCorrection = "바로잡기";
export const calloutSummary = "한 화면 요약";
/** What a folded part holds, on the line that opens it. */
export const foldedReference = (tables: number, codes: number, figures: number) =>
  [
    "참고 자료",
    tables > 0 && `표 ${tables}개`,
    codes > 0 && `코드 ${codes}개`,
    figures > 0 && `그림 ${figures}개`,
  ]
    .filter(Boolean)
    .join(" · ");
export const codeOfShell = "셸";
export const codeOfTerminal = "터미널";
export const codeOfSettings = "설정";
export const codeOfText = "글";
export const copy = "복사";

// A lab that stands in the text of a note

export const liveByKey = <T>(key: (name: string) => T) => [
  key("←"),
  " ",
  key("→"),
  " 한 칸 · ",
  key("Shift"),
  " 함께 열 칸 · ",
  key("Home"),
  " 처음 값",
];
export const liveByTouch = "숫자를 좌우로 밀어 바꿉니다.";
export const liveFirst = "처음 값";
export const liveLarge = "실습에서 크게 보기";
export const shareLive = "움직인 그림 공유";

// Figures

export const figureTools = (figureName: string) => `${figureName} 도구`;
export const enlarge = "크게";
export const enlargePicture = (about: string) => (about ? `크게 보기: ${about}` : "그림 크게 보기");
export const stepThrough = "따라가기";
export const elementGone = "주소가 가리키던 요소는 이제 없습니다.";
export const unknownView = "알 수 없는 보기여서 그림이 있는 자리로 왔습니다.";
export const namelessElement = "이름 없는 요소";
export const previousStep = "이전";
export const showAllSteps = "모두 보기";
export const stepByStep = "한 단계씩 따라가기";
export const allSteps = (count: number) => `모두 ${count}단계`;
export const seeingAllSteps = "모든 단계를 보고 있습니다. 다음을 누르면 처음부터 따라갑니다.";
export const notCopied = "복사하지 못했습니다. 클립보드를 허용해 주세요.";
export const elementSpoken = (label: string, isLink: boolean, at: number, of: number) =>
  `${label}${isLink ? ", 링크" : ""} (${at}/${of})`;
export const keysOfFigure = "Enter 요소 하나씩 보기 · 방향키 옮기기 · Esc 나가기";
export const leftFigure = "그림의 요소에서 나왔습니다.";
export const stageLabel = "그림. 방향키로 옮기고 더하기와 빼기로 크기를 바꾸고 0으로 전체를 봅니다.";
export const size = "크기";
export const sizeSpoken = (percent: string | null) => `크기 ${percent}`;
export const elementChosen = (label: string) => `고른 요소: ${label}`;
export const savedSvg = "SVG 파일로 저장했습니다.";
export const savedPng = "PNG 파일로 저장했습니다.";
export const noPng = "PNG를 만들지 못했습니다. SVG로 저장해 주세요.";
export const copiedSvg = "SVG를 복사했습니다.";
export const smaller = "작게";
export const larger = "크게";
export const fit = "맞춤";
export const takeAway = "가져가기";
export const copySvg = "SVG 복사";
export const saveSvg = "SVG 저장";
export const savePng = "PNG 저장";

// Search

export const searchNeedsScript = <T>(toGlossary: (text: string) => T, toNotes: (text: string) => T) => [
  "검색에는 자바스크립트가 필요합니다. ",
  toGlossary("용어집"),
  "과 ",
  toNotes("노트 목록"),
  "에서도 찾을 수 있습니다.",
];
export const searchNeedsScriptHere = <T>(toNotes: (text: string) => T) => [
  "검색에는 자바스크립트가 필요합니다. ",
  toNotes("노트 목록"),
  "에서도 찾을 수 있습니다.",
];
export const searchNotStarted = "검색을 시작하지 못했습니다. 다시 시도해 주세요.";
export const searchIndexNotLoaded = "검색 색인을 불러오지 못했습니다. 연결을 확인하고 다시 시도해 주세요.";
export const searchFilters = "걸러 보기";
export const searchResults = "검색 결과";
export const searchPreview = "미리 보기";
export const shareChosenResult = "고른 결과 공유";
export const shareSearch = "이 검색 공유";
export const keyChoose = "고르기";
export const keyOpen = "열기";
export const keyNewTab = "새 탭";
export const keyCopyLink = "링크 복사";
export const searchInManyWays = "여러 방법으로 찾기";
export const searchLiterally = "글자 그대로 찾기";
export const searchedLiterally = "글자 그대로 찾았습니다.";
export const noResults = "결과가 없습니다.";
export const resultCount = (count: number) => `결과 ${count}건`;
export const copiedResult = "결과의 주소를 복사했습니다.";
export const foundInText = "본문";
export const foundInFigure = "그림 속";
export const foundInTitle = "제목";
export const tabAll = "전체";
export const tabSections = "절";
export const tabData = "표·코드";
export const readAsInitials = "초성";
export const readAsKeyboard = "한/영 변환";
export const readAsAlias = "별칭";
export const readAsTypo = "오타 교정";
export const readAsSound = "다른 표기";
export const readAsCompletion = "이어 쓰기";
export const howRead = <T>(
  kind: string,
  from: string,
  to: string,
  strong: (text: string) => T,
  josa: typeof withJosa,
) => [
  `${kind} `,
  strong(from),
  `${josa(from, "을/를").slice(from.length)} `,
  strong(to),
  `${josa(to, "으로/로").slice(to.length)} 찾았습니다.`,
];
export const nothingFits = <T>(query: string, strong: (text: string) => T) => [
  strong(`‘${query}’`),
  "에 맞는 곳이 없습니다.",
];
export const nearConcepts = "글자가 가까운 개념";
export const recentQueries = "최근에 찾은 말 ";
export const forget = "지우기";
export const searchAlsoFinds = "이렇게도 찾습니다";
export const searchExamples = [
  ["ㅎㅇㅍㅂㅇㅈ", "첫소리만"],
  ["zjsxpdlsj", "한/영을 바꾸지 않고"],
  ["로드벨런서", "틀리게"],
  ["k8s 오토 스케일링", "줄임말로"],
  ["kubectl rollout undo", "명령 그대로"],
] as const;
export const askedOften = "자주 묻는 것";
export const popularQuestions = [
  "파드가 안 떠요",
  "도커랑 쿠버네티스 차이",
  "이미지 용량 줄이는 법",
  "컨테이너를 지우면 데이터도 사라지나",
  "HPA가 뭐예요",
] as const;
export const areNotHere = (names: readonly string[], josa: typeof withJosa) =>
  `${josa(names.join(", "), "은/는")} 이 노트에 없습니다.`;
export const nearPlaces = "비슷한 곳을 찾았습니다.";
export const goOnFrom = <T>(toGlossary: (text: string) => T, toNotes: (text: string) => T) => [
  toGlossary("용어집"),
  "이나 ",
  toNotes("주제별 노트 목록"),
  "에서 이어 찾을 수 있습니다.",
];

// Sharing

export const sharedSentenceChanged = (inSection: boolean) =>
  `찾는 문장은 바뀌었습니다. 이 ${inSection ? "절" : "글"}에서 읽어 보세요.`;
export const sharedSentenceEdited = "그 뒤 조금 고쳐진 문장입니다.";
export const address = "주소";
export const textToCopy = "복사할 글";
export const copied = "복사했습니다.";
export const copiedAddress = "주소를 복사했습니다.";
export const theAddress = "주소를";
export const notSent = "보내지 못했습니다. 주소를 복사해 보내세요.";
export const copyMarkdown = "마크다운 링크로 복사";
export const copyMarkdownForm = "[제목](주소)";
export const copiedMarkdown = "마크다운 링크를 복사했습니다.";
export const theLink = "링크를";
export const copyQuotation = "문장과 출처를 함께 복사";
export const copyQuotationForm = "인용";
export const copiedQuotation = "문장과 출처를 복사했습니다.";
export const theText = "글을";
export const sendElsewhere = "다른 앱으로 보내기";
export const sendElsewhereTo = "카카오톡 등";
export const copyByHand = "손으로 복사하기";
export const pressToCopy = (what: string) => `${what} 길게 눌러 복사하세요.`;
export const pressKeysToCopy = (what: string) => `${what} 선택했습니다. Ctrl C(맥에서는 ⌘ C)로 복사하세요.`;
export const sharedCard = (title: string) => `공유 카드: ${title}`;
export const aboutCard = "대화방에는 이 그림과 첫 문장이 함께 보입니다.";
export const copiedFrom = "원문";
export const toThisSection = "이 절로 가기";
export const shareSentence = "이 문장 공유";
export const shareSentenceByKey = "고른 문장을 공유하려면 Tab을 누르세요.";
export const searchFor = (query: string) => `‘${query}’ 검색`;
export const shareThisTable = "이 표 공유";
export const shareThisCode = "이 코드 공유";
export const shareFigure = "이 그림 공유";
export const shareElement = "고른 요소 공유";
export const shareTerm = "이 용어 공유";
export const shareLab = "이 실습 공유";
export const shareResult = "이 결과 공유";

/** Where a quotation stands; a note's title or a section's may be "". */
export const quotedFrom = (noteTitle: string, title: string) =>
  [noteTitle && `「${noteTitle}」`, title && `‘${title}’`].filter(Boolean).join(" 중 ");

// What is promised to everybody

export const accessibility = "접근성";
export const accessibilityLead = (tested: number, of: number) =>
  `웹 콘텐츠 접근성 지침(WCAG 2.2)의 A와 AA 항목 ${of}개와 한국형 지침(KWCAG 2.2)의 33개 항목을 하나씩 적었습니다. ${tested}개는 약속이 깨지면 실패하는 테스트가 지켜봅니다.`;
export const accessibilityStands = {
  tested: "테스트가 지켜봅니다",
  looked: "사람이 보았습니다",
  none: "해당 없음",
  missing: "다 지키지 못합니다",
};
export const accessibilityCount = (stand: string, count: number) => `${stand} ${count}개`;
export const accessibilityTests = (count: number) => `테스트 ${count}개`;
export const lookedOn = (date: string) => `${date}에 봄`;
export const keptByCriteria = "WCAG ";
export const wcag = "WCAG 2.2";
export const kwcag = "KWCAG 2.2";
export const notKeptFirst = "다 지키지 못하는 것";
export const skipBench = "실습 다음으로 건너뛰기";

// A lab's page

export const kindSimulator = "실험대";
export const kindExercise = "연습 문제";
export const kindChooser = "고르기";
export const kindCalculator = "계산기";
export const labWatch = "여기서 볼 것";
export const labLearns = "해 보고 나면";
export const labLimits = "이 모형이 줄인 것";
export const labOfSections = <T>(sections: T) => [sections, " 절에서 다룬 것을 해 본다."];

// The bench of a lab

export const scenario = "예제";
export const steps = "단계";
export const toStart = "처음으로";
export const stepBack = "뒤로";
export const pause = "멈춤";
export const play = "재생";
export const stop = "그만";
export const stepSpoken = (at: number, of: number, sentence: string) =>
  `${of}단계 가운데 ${at}단계. ${sentence}`;
export const labNeedsScript =
  "실습을 움직이려면 자바스크립트가 필요합니다. 여기 보이는 것은 처음 모습입니다.";
export const stepsAsText = "단계를 글로 읽기";
export const earlierSteps = (last: number) => `${last}단계까지는 앞으로 가면 보입니다.`;
export const laterSteps = "다음 단계는 예상을 견주어 본 뒤에 보입니다.";
export const ownDeed = "직접 한 일";
export const stateAsTables = "상태를 표로 보기";
export const tableOf = (caption: string) => `표: ${caption}`;
export const noRows = "없음";
export const addressOfState = "이 상태의 주소";
export const tooLongForAddress = (most: string) =>
  `이 상태는 주소에 담을 수 있는 ${most}자보다 깁니다. 파일로 저장하면 나중에 그대로 다시 열 수 있습니다.`;
export const saveFile = "파일로 저장";
export const openFile = "파일 열기";
export const goal = "목표";
export const hint = "힌트";
export const goalMet = (count: number, ask: string) => `목표를 ${count}번 조작해 이루었습니다: ${ask}`;
export const stepsLeft = (count: number) => `남은 조작 ${count}번`;
export const stepsSpent = (count: number | undefined) => `${count}번을 다 썼습니다`;
export const metBefore = (count: number) => ` · 전에 ${metInSteps(count)}`;
export const goalLate = (count: number, within: number | undefined) =>
  `이루었지만 ${count}번 걸렸습니다. 처음으로 돌아가 ${within}번 안에 해 보세요.`;
export const fewestSteps = (count: number) => `가장 적게는 ${count}번이었습니다. `;
export const shareSolution = "이 풀이 공유";
export const guessFirst = "먼저 예상해 보기";
export const keepGuess = "예상 남기기";
export const keptGuess = "남긴 예상";
export const guessAgain = "다시 예상하기";
export const comparedAtStep = (step: number) => `. ${step}단계에서 견주어 봅니다.`;
export const comparedThen = ". 그 일이 일어나면 견주어 봅니다.";
export const answer = "답";
export const verdicts = {
  right: "예상이 맞았습니다",
  near: "예상이 가깝습니다",
  wrong: "예상과 다릅니다",
};
export const guessAndResult = <T>(guess: T, result: T, gap: T | undefined) => [
  "예상 ",
  guess,
  ", 결과 ",
  result,
  ...(gap === undefined ? [] : [" (차이 ", gap, ")"]),
];

// What a lab's view is made of

export const panes = "볼 것";
export const formulas = "셈";
export const curve = "곡선";
export const paneChanged = "바뀜";
export const unknownPane = "주소에 적힌 보기가 없어 처음 보기로 열었습니다.";
export const valuesAsTable = "값을 표로 보기";
export const readValues = (axis: string) => `${axis}: 값 읽기`;
export const howCompared = (count: string) => `같은 씨앗 ${count}개로 견주었고, ±는 95% 신뢰 구간입니다.`;
export const dragToChange = "끌어서 바꾸기";
export const clock = "시간";
export const clockTime = "시각";
export const letTimeFlow = "흐르게";
export const nextEvent = "다음 사건";
export const speed = "빠르기";
export const timesAsFast = (times: number | string) => `${times}배`;
export const outputOf = (terminal: string) => `${terminal}: 출력`;
export const commandFor = (terminal: string) => `${terminal}: 명령`;
export const failed = "실패";
export const copyOutput = (command: string) => `${command}의 출력 복사`;
export const terminalKeys = "자주 쓰는 말";
export const previousCommand = "이전 명령";
export const interrupt = "Ctrl-C";
export const lineNumber = (line: number) => `${line}행`;
export const tabIndents = "Tab은 들여 쓰고, Esc 다음 Tab은 나갑니다.";
export const tabLeaves = "Tab으로 나갑니다.";
export const revert = "되돌리기";

// An exercise

export const check = "확인하기";
export const solveAgain = "다시 풀기";
export const startedOver = "처음으로 되돌렸습니다.";
export const fillToCheck = "빈 곳을 모두 채우면 확인할 수 있습니다.";
export const rightOf = <T>(right: number, of: number, strong: (text: string) => T) => [
  `${of}개 가운데 `,
  strong(`${right}개`),
  "가 맞았습니다.",
];
export const readPlaceAgain = (title: string) => `${title} 다시 읽기`;
export const solution = "정답과 까닭";
export const markRight = "맞음";
export const markWrong = "다시";
export const itemMoved = (item: string, to: number) => `${item}: ${to}번째로 옮겼습니다.`;
export const moveUp = (item: string) => `${item} 위로`;
export const moveDown = (item: string) => `${item} 아래로`;
export const answerTo = (item: string) => `${item}의 답`;
export const chooseOne = "고르세요";
export const gap = "빈칸";
export const gapIn = (text: string) => `빈칸: ${text}`;

// A chooser

export const noneFits = "맞는 것이 없다";
export const caseTitle = <N, T>(number: N, title: T) => ["상황 ", number, ": ", title];
export const whichFits = "어느 것이 맞을까요?";
export const guessRight = "맞았습니다.";
export const guessWrong = (guess: string) => `${guess}: 아닙니다.`;
export const changeAnswers = "아래에서 답을 하나씩 바꾸어 보세요.";
export const nextCase = "다음 상황";
export const equallyGood = "같이 좋음";
export const recommended = "권함";
export const ruledOut = "맞지 않음";
export const readPlace = (title: string) => `${title} 읽기`;
export const chooserAsText = "답마다 무엇을 권하는지 글로 읽기";
export const dropsOut = (result: string, josa: typeof withJosa) => `${josa(result, "은/는")} 빠진다.`;
export const answerFirst = "물음에 답하면 권하는 것과 그 까닭이 나옵니다.";
export const nothingRecommended = "답한 것만으로는 권할 것이 없습니다.";
export const oneRecommended = (result: string, isOpen: boolean) =>
  `지금까지의 답으로는 ${result}: ${isOpen ? "아직 답하지 않은 물음이 있습니다." : "모든 물음에 답했습니다."}`;
export const severalRecommended = (
  results: readonly string[],
  because: string | undefined,
  josa: typeof withJosa,
) => {
  const names = josa(results.join(", "), "이/가");
  return because === undefined
    ? `${names} 아직 똑같이 좋습니다. 남은 물음이 가릅니다.`
    : `${names} 똑같이 좋습니다. ${because}`;
};
export const answersConflict = (answers: readonly string[], because: readonly string[]) =>
  `함께 들어줄 곳이 없습니다. ${answers.join(" 그리고 ")}: 이 답이 서로 부딪힙니다. ${because.join(" ")}`;

// Questions and cards of a note

export const question = "물음";
export const checkOfNote = "확인 문제";
export const checkLead = (count: number) =>
  `읽은 것을 떠올려 보는 물음 ${count}개입니다. 답을 고르면 까닭과 다시 읽을 절을 알려 드립니다.`;
export const showAnswer = "답 보기";
export const answerIs = "정답";
export const pickedAnswer = "고른 답";
export const statements = { itIs: "맞다", itIsNot: "틀리다" };
export const severalMayBeRight = "맞는 것을 모두 고르세요.";
export const chooseLine = "줄을 고르세요.";
export const orderItems = "위아래 단추로 차례를 맞추세요.";
export const answerButton = "답하기";
export const yourAnswer = "답";
export const gradeRight = "맞았습니다.";
export const gradeAlmost = "거의 맞았습니다.";
export const gradeWrong = "다시 볼 곳입니다.";
export const properForm = (form: string) => `바른 표기: ${form}.`;
export const rightAnswer = (text: string) => `정답: ${text}.`;
export const answerAgain = "다시 풀기";
export const lookAt = (title: string) => `${title}에서 확인하기`;
export const intoBox = "복습 카드로 남기기";
export const inBox = "복습 카드에 있습니다";
export const notKept = "저장이 막혀 있어 남지 않습니다.";
export const cardsOfNote = (count: number) => `이 노트의 카드 ${count}장`;
export const cardsLead = "복습에 넣으면 잊을 때쯤 다시 물어봅니다. 기록은 이 기기에만 남습니다.";
export const cardsIntoBox = (count: number) => `카드 ${count}장 복습에 넣기`;
export const cardsInBox = (count: number) => `${count}장을 복습에 넣었습니다.`;
export const toReview = "복습하러 가기";
export const checkResult = (right: number, of: number) => `${of}문제 가운데 ${right}문제를 맞혔습니다.`;
export const checkAgain = "다시 읽을 절";

// Review

export const review = "복습";
export const reviewToday = "오늘 복습";
export const reviewLead = "잊을 때쯤 다시 물어봅니다. 기록은 이 기기에만 남습니다.";
export const reviewWithoutScripts =
  "복습은 무엇을 기억하는지 이 기기에 적어 두어야 하므로 스크립트가 있어야 합니다. 카드는 노트의 끝에서 그대로 읽을 수 있습니다.";
export const reviewAt = (at: number, of: number) => `${of}장 중 ${at}번째`;
export const reviewProgress = (done: number, of: number, again: number) =>
  `${of}장 중 ${done}장을 마쳤고 ${again}장은 다시 볼 차례입니다.`;
export const card = "카드";
export const showBack = "답 보기";
export const howWell = "얼마나 기억났나요";
export const ratings = ["다시", "어려움", "알맞음", "쉬움"] as const;
export const dueIn = (minutes: number) =>
  minutes < 60
    ? `${Math.max(1, Math.round(minutes))}분 뒤`
    : minutes < 1440
      ? `${Math.round(minutes / 60)}시간 뒤`
      : minutes < 60 * 1440
        ? `${Math.round(minutes / 1440)}일 뒤`
        : `${Math.round(minutes / 43_200)}달 뒤`;
export const undoLast = "방금 것 되돌리기";
export const undone = "방금 것을 되돌렸습니다.";
export const restCard = "이 카드 쉬게 하기";
export const editCard = "고치기";
export const outOfBox = "상자에서 빼기";
export const readAt = (place: string) => `${place}에서 읽기`;
export const cardsLeft = "남은 카드";
export const leftAgain = "다시 볼 것";
export const leftDue = "복습";
export const leftNew = "새 카드";
export const oftenForgotten = "자주 틀리는 것";
export const timesForgotten = (count: number) => `${count}번`;
export const leechAdvice = "여러 번 잊은 카드입니다. 말을 바꾸거나 둘로 나누어 보세요.";
export const remembering = "기억하고 있는 비율";
export const last30Days = "지난 30일";
export const percent = (value: number) => `${Math.round(value * 100)}%`;
export const enoughForToday = "오늘은 여기까지";
export const stopHere = "오늘은 여기까지 하기";
export const doneToday = (count: number) => `오늘 ${count}장을 봤습니다.`;
export const nextDue = (when: string, count: number) => `다음은 ${when}, ${count}장입니다.`;
export const nothingDue = "오늘 볼 카드가 없습니다.";
export const behind = (all: number, today: number) =>
  `밀린 카드 ${all}장 가운데 잊기 쉬운 ${today}장만 먼저 봅니다.`;
export const moreCards = (count: number) => `${count}장 더 보기`;
export const boxEmpty = "아직 상자에 카드가 없습니다.";
export const boxEmptyLead = "아래에서 노트를 고르면 오늘부터 몇 장씩 물어봅니다.";
export const fillBox = "카드 넣기";
export const take = "넣기";
export const taken = "모두 넣음";
export const kindsOfCards = { card: "카드", term: "용어", question: "물음" };
export const ownCards = "내 카드";
export const cardFront = "앞";
export const cardBack = "뒤";
export const save = "저장";
export const cancel = "그만두기";
export const cardSaved = "카드를 저장했습니다.";
export const hideSelected = "고른 말 가리기";
export const clozeHint = "앞면에서 고른 말은 복습할 때 빈칸이 됩니다. {{읽기 전용}}처럼 직접 감싸도 됩니다.";
export const bookmarkThis = "책갈피";
export const bookmarkKeptHere = "저장된 것에 남기거나 뺍니다";
export const bookmarkGone = "책갈피를 뺐습니다.";
export const askOfFigure = (title: string) => `${title}: 무엇을 보여 주나?`;
export const lookThere = (place: string) => `${place} 보기`;
export const thatLab = "그 상태의 실습";
export const recentPlaces = "최근에 본 곳";
export const placeKinds = { section: "절", figure: "그림", lab: "실습", term: "용어" };
export const restingCards = (count: number) => `쉬고 있는 카드 ${count}장`;
export const wakeCard = "깨우기";
export const lostCard = "이 카드는 사이트에서 없어졌습니다.";
export const reviewSettings = "설정";
export const newPerDay = "하루에 새 카드";
export const reviewsPerDay = "하루에 복습";
export const retentionWanted = "기억할 비율(%)";
export const dayStartsAt = "하루가 시작되는 시각";
export const examDay = "시험 날";
export const examAbout = "시험 전 한 주 동안 모든 카드가 한 번씩 돌아옵니다.";
export const settingsAbout = "그대로 두어도 됩니다. 비율을 바꾸면 다음 답부터 쓰입니다.";
export const lastWeeks = (weeks: number) => `지난 ${weeks}주`;
export const reviewedDays = (days: number, cards: number) => `복습한 날 ${days}일, 카드 ${cards}장`;
export const reviewedOn = (date: string, count: number) => `${date}: ${count}장`;
export const notKeptReview =
  "이 브라우저가 저장을 막고 있습니다. 이 창을 닫으면 오늘 한 복습이 사라지니, 내보내기로 파일에 남기세요.";
export const exportReminder = (count: number) =>
  `복습 ${count}번이 이 기기에만 있습니다. 파일로 한 벌 남겨 두세요.`;
export const deckNotLoaded = "카드를 불러오지 못했습니다.";
export const loading = "불러오는 중입니다.";

// What this device holds

export const myRecords = "저장된 것";
export const myLead =
  "이 사이트가 이 기기에 남긴 모든 것입니다. 어디로도 보내지 않으며, 무엇이든 여기서 지울 수 있습니다.";
export const myWithoutScripts =
  "스크립트가 꺼져 있으면 아무것도 저장하지 않습니다. 저장된 것을 보려면 켜 주세요.";
export const nothingReadable = "이 브라우저가 저장을 막고 있어 아무것도 남지 않습니다.";
export const carry = "옮기고 지키기";
export const carryLead = "파일 하나에 모두 담아 다른 기기로 옮기거나 따로 보관합니다.";
export const neverExported = "아직 내보낸 적이 없습니다.";
export const exportedOn = (when: string) => `마지막으로 내보낸 때: ${when}.`;
export const exportFile = "내보내기";
export const shareFile = "공유로 보내기";
export const importFile = "가져오기";
export const importPreview = "가져올 것";
export const importLine = (name: string, count: number, fresh: number) =>
  `${name} ${count}건, 그 가운데 새것 ${fresh}건`;
export const importMerge = (count: number) => `합치기(새것 ${count}건)`;
export const importReplace = "지금 것을 지우고 바꾸기";
export const importDropped = (count: number) => `읽을 수 없는 ${count}건은 건너뜁니다.`;
export const importFailed = {
  json: "JSON 파일이 아닙니다. 내보낸 파일을 골라 주세요.",
  format: "고래노트에서 내보낸 파일이 아닙니다.",
  newer: "더 새로운 판에서 내보낸 파일입니다. 페이지를 새로 고친 다음 다시 해 보세요.",
};
export const imported = "가져왔습니다.";
export const whatIsKept = "이 기기에 있는 것";
export const nothingKept = "아직 아무것도 없습니다.";
export const keptColumns = ["무엇", "건수", "크기", "지우기"] as const;
export const entryKinds = {
  review: "복습 기록",
  undo: "되돌린 복습",
  keep: "상자에 넣고 뺀 카드",
  rest: "쉬게 한 카드",
  own: "내 카드",
  answer: "푼 물음",
  read: "읽은 절",
  mark: "형광펜과 메모",
  bookmark: "책갈피",
  setting: "복습 설정",
};
export const metGoals = "실습에서 이룬 목표";
export const keyNames: ReadonlyMap<string, string> = new Map([
  ["place", "읽던 곳"],
  ["paragraph", "읽던 문단"],
  ["searches", "최근 검색"],
  ["theme", "화면 밝기"],
  ["reader", "복습 요약"],
  ["exported", "내보낸 때"],
  ["recent", "최근에 본 곳"],
  ["seen", "노트마다 지난번에 본 판"],
]);
export const otherKey = "그 밖";
export const storedSize = (own: string, all: string, isKept: boolean) =>
  `모두 ${own}, 브라우저가 이 사이트에 쓰는 자리는 ${all}입니다. ${isKept ? "브라우저가 지우지 않겠다고 했습니다." : "브라우저가 자리가 모자라면 지울 수 있으니 가끔 내보내 두세요."}`;
export const deleteIt = "지우기";
export const deleteOf = (name: string) => `${name} 지우기`;
export const deleteForSure = "정말 지우기";
export const deleteAll = "모두 지우기";
export const deleted = "지웠습니다.";

// Progress and marks

export const sectionIsRead = " (읽음)";
export const noteIsRead = "모두 읽음으로 표시";
export const noteIsUnread = "읽지 않음으로 표시";
export const cardsToday = "오늘 복습";
export const cardsTodayCount = (count: number) => `오늘 볼 카드 ${count}장`;
export const readAll = "다 읽음";
export const readSome = (read: number, of: number) =>
  of > 0 ? `${of}절 가운데 ${read}절 읽음` : `${read}절 읽음`;
export const cardsDue = (count: number) => `복습 ${count}장`;
export const cardsLost = (count: number) => `잊은 듯한 카드 ${count}장`;
export const signs = [
  ["read", "다 읽은 노트"],
  ["begun", "읽고 있는 노트"],
  ["due", "오늘 복습할 카드가 있는 노트"],
  ["lost", "잊은 듯한 카드가 있는 노트: 지난번에 못 떠올렸거나, 열에 셋은 잊을 때가 지남"],
] as const;
export const newlyChanged = "새로 바뀐 절";
export const changedSince = "지난번 뒤로 바뀐 절";
export const andSectionsMore = (count: number) => `그 밖에 ${count}절`;
export const inks = { key: "핵심", question: "의문", quote: "인용" };
export const markAs = { key: "핵심으로 표시", question: "의문으로 표시", quote: "인용으로 표시" };
export const highlighter = "형광펜";
export const markWith = "형광펜의 종류";
export const marked = "표시했습니다. 노트의 끝에서 메모를 적을 수 있습니다.";
export const notMarkable = "이 부분은 표시할 수 없습니다.";
export const markLost = "찾지 못한 표시:";
export const marksOfNote = (count: number) => `이 노트에 남긴 표시 ${count}개`;
export const ownNoteOn = (quote: string) => `메모: ${quote}`;
export const removeMark = (quote: string) => `표시 지우기: ${quote}`;
export const exportAnki = "카드를 Anki로 내보내기";
export const exportMarkdown = "Markdown으로 내보내기";
export const searchMarks = "표시와 메모에서 찾기";
export const allInks = "모든 표시";
export const bookmarkSection = "이 절에 책갈피";
export const bookmarked = "책갈피를 남겼습니다. 저장된 것에서 볼 수 있습니다.";
export const sentenceToCard = "복습 카드로 만들기";
export const chooseGaps = "가릴 말을 누르세요. 복습할 때 그 자리가 빈칸이 됩니다.";
export const ownRecord = "내 기록";
export const ownMark = (ink: string) => `형광펜 · ${ink}`;
export const ownFinds = (count: number) => `내 기록 ${count}개가 함께 있습니다.`;
export const recallNow = (cards: number, recall: number) =>
  `상자에 ${cards}장, 지금 물으면 ${Math.round(recall * 100)}%쯤 기억합니다.`;
export const concepts = "개념마다 지금 기억할 가능성";
export const conceptsAbout =
  "지금 물었을 때 기억할 것으로 내다보는 비율입니다. 복습하지 않으면 날마다 내려갑니다.";
export const conceptRecall = (cards: number, recall: number) =>
  `${Math.round(recall * 100)}% · 카드 ${cards}장`;
export const unseenCards = (cards: number) => `상자에 ${cards}장, 아직 보지 않았습니다.`;
