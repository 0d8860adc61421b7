import { expect, test } from "vitest";
import { spelledOut } from "../text/letter-names.ts";
import { mayFollow, nounsIn } from "../text/particles.ts";
import { buildIndex } from "./build-index.ts";
import { collectInput } from "./collect.ts";
import { hrefOfPlace, type SearchDocument } from "./documents.ts";
import { nounsOfVerb, stemsOfVerb } from "./endings.ts";
import {
  FORMAT,
  joinPostings,
  readAsks,
  readNumbers,
  readPostings,
  readTerms,
  UnknownFormat,
  writeAsks,
  writeNumbers,
  writePostings,
  writeTerms,
} from "./index-file.ts";
import { excerptsOf } from "./passages.ts";
import { toSound } from "./phonetic.ts";
import { SearchIndex } from "./search-index.ts";
import { foldCase, partsOf, tokenise } from "./tokens.ts";

const SECTIONS: readonly (readonly [string, string])[] = [
  ["컨테이너", "컨테이너는 이미지를 실행한 것이다. 컨테이너가 죽으면 다시 만든다."],
  ["가상 머신", "가상 머신은 커널을 따로 둔다. 하이퍼바이저가 자원을 나눈다."],
  ["배포", "서비스를 배포하는 방법은 여럿이다. 배포된 파드를 되돌린다. 배포하기 전에 이미지를 만든다."],
  ["데몬셋", "데몬셋은 노드마다 파드를 하나씩 둔다. 데몬셋을 지우면 파드도 지운다."],
  ["저장 위치", "이미지는 /var/lib/docker 아래에 있다. v1.33부터 maxSurge를 쓴다. kubectl rollout undo."],
  ["서비스", "서비스는 파드 앞에 선다. 노드를 나눠 쓴다. 노드를 나누는 기준이다."],
];

function indexOf(sections = SECTIONS, aliases: readonly string[][] = []): SearchIndex {
  const documents = sections.map(
    ([title, text], at): SearchDocument => ({
      note: 0,
      anchor: `s${at}`,
      title,
      trail: [],
      passages: [{ kind: "text", text }],
    }),
  );
  const { core, postings } = buildIndex({
    notes: [{ slug: "note", title: "노트", group: "container" }],
    documents,
    aliases,
    lexicon: [],
    concepts: [],
  });
  return new SearchIndex(JSON.stringify({ ...core, version: "1", postings: joinPostings(postings) }));
}

const index = indexOf(SECTIONS, [["파드", "Pod", "포드"]]);
const first = (query: string) => {
  const hit = index.search(query).hits[0];
  return hit && index.file.documents[hit.document]![2];
};
const why = (query: string) => index.search(query).hits[0]?.reason;

test.each([
  ["컨테이너", "컨테이너"],
  ["컨테이너를", "컨테이너"],
  ["배포했던", "배포"],
  ["가상머신", "가상 머신"],
  ["데몬 셋", "데몬셋"],
  ["ㅋㅌㅇㄴ", "컨테이너"],
  ["ㄱㅅ ㅁㅅ", "가상 머신"],
  ["컨텡", "컨테이너"],
  ["컨테이ㄴ", "컨테이너"],
  ["zjsxpdlsj", "컨테이너"],
  ["ㅡㅁㅌ녁ㅎㄷ", "저장 위치"],
  ["콘테이너", "컨테이너"],
  ["데몬 세트", "데몬셋"],
  ["컨테이나", "컨테이너"],
  ["/var/lib/docker", "저장 위치"],
  ["1.33", "저장 위치"],
  ["maxsurge", "저장 위치"],
  ["노드를 나누면", "서비스"],
  ["컨테이너가 죽으면 어떻게 되나요?", "컨테이너"],
])("%s finds %s", (query, title) => {
  expect(first(query)).toBe(title);
});

const LEANING: typeof SECTIONS = [
  ["요청의 흐름(파드 하나가 뜨기까지)", "요청은 API 서버를 지나 kube-scheduler에 이른다."],
  ["쓰기 레이어", "쓰기 레이어는 컨테이너가 지워지면 없어진다."],
  ["연결 끊기", "연결을 끊을 때 네 조각이 오간다. 끊고 다시 잇는다. git으로 남긴다."],
  ["동작 원리", "동작은 세 단계로 이루어진다. kube-proxy가 동작을 되풀이한다."],
  ["크론잡(CronJob)", "정해진 때에 잡을 만든다."],
  ["크론잡을 고치는 법", "크론잡의 시각을 고친다."],
];
const leaning = indexOf(LEANING);

test.each([
  ["shift on the other keyboard", "Tmrl", "쓰기 레이어"],
  ["a phone's capital letter", "Dusruf Rmsgrl", "연결 끊기"],
  ["a slip in a word of two syllables", "흠름", "요청의 흐름(파드 하나가 뜨기까지)"],
  ["two slips in a heading", "여결 끈기", "연결 끊기"],
  ["letters swapped in a short command", "gti", "연결 끊기"],
  ["a slip in a name of several parts", "kube-shceduler", "요청의 흐름(파드 하나가 뜨기까지)"],
  ["a verb made a noun, with a particle", "끊기가 뭐예요?", "연결 끊기"],
  ["what only asks", "쓰기 레이어는 무슨 뜻이야", "쓰기 레이어"],
  ["what is asked about before how it works", "쓰기 레이어는 어떻게 동작해?", "쓰기 레이어"],
  ["a heading explained in a parenthesis", "크론잡", "크론잡(CronJob)"],
])("%s: %s", (_, query, title) => {
  const [hit] = leaning.search(query).hits;
  expect(hit && leaning.file.documents[hit.document]![2]).toBe(title);
});

test("folded reference stands behind what explains, unless its own heading is asked for", () => {
  const titles = ["서킷 브레이커 설정", "끊어 주는 장치"];
  const documents = titles.map((title, at): SearchDocument => {
    const text = "서킷 브레이커는 실패가 잦으면 부르지 않는다. 서킷 브레이커의 상태는 셋이다.";
    const passages = [{ kind: "text" as const, text }];
    return { note: 0, anchor: `s${at}`, title, trail: [], passages, ...(at === 0 && { folded: true }) };
  });
  const { core, postings } = buildIndex({
    notes: [{ slug: "note", title: "노트", group: "container" }],
    documents,
    aliases: [],
    lexicon: [],
    concepts: [
      {
        id: "breaker",
        ko: "서킷 브레이커",
        en: "circuit breaker",
        aliases: [],
        short: "",
        note: 0,
        section: "s1",
      },
    ],
  });
  const found = new SearchIndex(JSON.stringify({ ...core, version: "1", postings: joinPostings(postings) }));
  const order = (query: string) => found.search(query).hits.map(({ document }) => titles[document]);
  expect(order("서킷 브레이커")).toEqual([titles[1], titles[0]]);
  expect(order("서킷 브레이커 설정")[0]).toBe(titles[0]);
});

test("half of a query that nothing knows is not made up for by a common word", () => {
  expect(leaning.search("연결 떡볶이").hits).toEqual([]);
});

test.each(["떡볶이 맛집", "휴가 계획", "ㅠㅠㅠㅠ", "wqpeoiruty", "뷁", "!!!", "", "   "])(
  "%s finds nothing",
  (query) => {
    expect(index.search(query).hits).toEqual([]);
  },
);

test("what is not literal says why, and what is literal does not", () => {
  expect(why("컨테이너")).toBeUndefined();
  expect(why("zjsxpdlsj")).toMatchObject({ kind: "keyboard", to: "컨테이너" });
  expect(why("ㅋㅌㅇㄴ")).toMatchObject({ kind: "initials" });
  expect(why("pod")).toMatchObject({ kind: "alias", from: "pod" });
  expect(why("콘테이너")).toMatchObject({ kind: "sound" });
});

test("asked literally, nothing is guessed", () => {
  expect(index.search("zjsxpdlsj", { literal: true }).hits).toEqual([]);
  expect(index.search("컨테이너", { literal: true }).hits).not.toEqual([]);
});

test("an index of another version is refused in a sentence, not read as empty", () => {
  const text = JSON.stringify({ ...index.file, format: "whale-search/0" });
  expect(() => new SearchIndex(text)).toThrow(UnknownFormat);
  expect(() => new SearchIndex(text)).toThrow(`whale-search/0)이 이 프로그램의 것(${FORMAT})과 다릅니다`);
  expect(() => new SearchIndex("[]")).toThrow(UnknownFormat);
  expect(() => new SearchIndex("{")).toThrow(UnknownFormat);
});

test("postings in files of their own give the same answers", () => {
  const { core, postings } = buildIndex({
    notes: [{ slug: "note", title: "노트", group: "container" }],
    documents: SECTIONS.map(([title, text], at) => ({
      note: 0,
      anchor: `s${at}`,
      title,
      trail: [],
      passages: [{ kind: "text" as const, text }],
    })),
    aliases: [],
    lexicon: [],
    concepts: [],
  });
  const half = Math.floor(postings.length / 2);
  const shards = [
    [0, "/a"],
    [half, "/b"],
  ] as const;
  const split = new SearchIndex(JSON.stringify({ ...core, version: "1", postings: shards }));
  const reading = split.read("배포하는 파드");
  for (const [from] of split.missing(reading))
    split.load(from, joinPostings(postings, from, from === 0 ? half : undefined));
  expect(split.missing(reading)).toEqual([]);
  expect(split.find(reading).hits).toEqual(indexOf().search("배포하는 파드").hits);
});

test("numbers, postings and terms are read as they were written", () => {
  const numbers = [0, 1, 43, 44, 45, 46, 1979, 1980, 2024, 2025, 2026, 100_000, 12_345_678];
  expect([...readNumbers(writeNumbers(numbers))]).toEqual(numbers);
  const slots = [[3, 900], [0, 4], [], [2], [], [70_000]];
  expect(readPostings(writePostings(slots))).toEqual(slots);
  const terms = ["a", "ab", "abc", "가", "가상", "가상화"];
  expect(readTerms(writeTerms(terms))).toEqual(terms);
  expect(readTerms(writeTerms([]))).toEqual([]);
});

test("particles follow the sound before them", () => {
  expect([mayFollow("볼륨", "을"), mayFollow("볼륨", "를"), mayFollow("파드", "를")]).toEqual([
    true,
    false,
    true,
  ]);
  expect([mayFollow("모델", "로"), mayFollow("볼륨", "로"), mayFollow("볼륨", "으로")]).toEqual([
    true,
    false,
    true,
  ]);
  expect(nounsIn("컨테이너들을")).toContain("컨테이너");
  for (const chain of "로만 로부터는 에서의 까지도 만으로".split(" "))
    expect(nounsIn(`컨테이너${chain}`)).toContain("컨테이너");
});

test.each([
  ["나눈다", "나누"],
  ["나눠", "나누"],
  ["걸려서", "걸리"],
  ["비웠다가", "비우"],
  ["먹는다", "먹"],
  // 으: 뜨다, 크다, 바쁘다.
  ["떠요", "뜨"],
  ["떴는데", "뜨"],
  ["커서", "크"],
  ["바빠", "바쁘"],
  // 르: 빠르다, 흐르다, 다르다.
  ["빨라요", "빠르"],
  ["흘러서", "흐르"],
  ["달랐다", "다르"],
  // ㅂ: 가볍다, 돕다.
  ["가벼워요", "가볍"],
  ["가벼운", "가볍"],
  ["도와", "돕"],
  // ㄷ: 듣다, 묻다.
  ["들으면", "듣"],
  ["물어", "묻"],
  // ㅅ: 잇다, 낫다.
  ["이어서", "잇"],
  ["나은", "낫"],
  // ㅎ: 빨갛다.
  ["빨간", "빨갛"],
  // ㄹ falls: 만들다, 늘다.
  ["만드는", "만들"],
  ["만든", "만들"],
  ["느네요", "늘"],
  // Contractions.
  ["해요", "하"],
  ["됐는데", "되"],
  ["보내요", "보내"],
  ["가서", "가"],
  // What people type.
  ["죽음", "죽"],
  ["안나옴".slice(1), "나오"],
  ["뜨던데", "뜨"],
  ["지웠더니", "지우"],
  ["날아갔어여", "날아가"],
  ["없어졌네", "없어지"],
  ["꺼지면", "꺼지"],
  ["줄여요", "줄이"],
  ["보여서", "보이"],
  ["줄이기", "줄이"],
  ["늘어남", "늘어나"],
])("%s has the stem %s among its stems", (word, stem) => {
  expect(stemsOfVerb(word).map((one) => one.stem)).toContain(stem);
});

test("a noun made a verb is found in what people make of it", () => {
  for (const word of "배포됨 배포했는데 배포하던데 배포시키려면 배포돼요 배포하기".split(" "))
    expect([word, nounsOfVerb(word)]).toEqual([word, expect.arrayContaining(["배포"])]);
  expect(nounsOfVerb("오류났어요")).toContain("오류");
  expect(nounsOfVerb("끝나요")).toEqual([]);
});

test("a nominal and its verb are one term, in the text and in the query", () => {
  const folded = indexOf([
    ["용량", "이미지를 줄인다. 이미지를 줄이는 길이다. 줄이면 빠르다. 줄 하나."],
    ["다른 것", "이미지를 본다. 줄을 선다. 줄이 길다. 줄은 둘이다."],
  ]);
  expect(folded.search("줄이기").hits.map(({ document }) => document)).toEqual([0]);
});

test("what never stands alone and has the endings of a verb is no noun: 지우는, 지우면, 지우지만", () => {
  const { vocabulary } = indexOf([
    ["삭제", "파드를 지우는 길이다. 지우면 사라진다. 지우지만 남는다. 지우고 지운다. 지울 때 지우나."],
    ["서버", "서버는 크다. 서버가 있다. 서버를 둔다. 서버면 서버의 값이다."],
  ]);
  expect(["지우", "지우다", "서버"].map(vocabulary.has)).toEqual([false, true, true]);
});

test("a word that only looks like a noun with a particle stays whole", () => {
  const { hits } = indexOf([
    ["회의", "회의를 한다. 회의가 길다. 회의 기록."],
    ["도로", "도로를 놓는다. 도로가 넓다."],
  ]).search("회");
  expect(hits.every(({ reason }) => reason?.kind === "completion")).toBe(true);
});

test("paths, versions, flags and humps are words and have parts", () => {
  expect(tokenise(foldCase("Pod가 /var/lib/docker 와 v1.33에서 C++")).map(({ text }) => text)).toEqual([
    "pod",
    "가",
    "var/lib/docker",
    "와",
    "v1.33",
    "에서",
    "c++",
  ]);
  expect(partsOf("maxSurge")).toEqual(["max", "surge"]);
  expect(partsOf("v1.33")).toEqual(["1.33"]);
  expect(foldCase("ＡＢＣ　１")).toBe("abc 1");
});

test("spellings of one sound share it, and letters are read by their names", () => {
  expect(toSound("콘테이너")).toBe(toSound("컨테이너"));
  expect(toSound("세트")).toBe(toSound("셋"));
  expect(toSound("아키텍쳐")).toBe(toSound("아키텍처"));
  expect(toSound("볼륨")).not.toBe(toSound("파드"));
  expect(spelledOut("에이피아이")).toBe("api");
  expect(spelledOut("컨테이너")).toBeUndefined();
});

test("an excerpt is a whole sentence with the words marked that answer by their stem", () => {
  const { marks } = index.search("배포했다");
  const { best } = excerptsOf(
    [{ kind: "text", text: "앞 문장이다. 서비스를 배포하는 방법은 여럿이다." }],
    new Set(marks),
  );
  expect(best?.text).toEqual(["서비스를 ", "배포", "하는 방법은 여럿이다."]);
});

test("a page that is no note is found, and so is each of its entries", () => {
  const page = {
    href: "/versions/",
    title: "버전 현황",
    about: ["제품의 버전을 모았다."],
    entries: [{ href: "/versions/#docker-29", title: "도커 엔진 29", texts: ["이미지 저장소가 바뀌었다."] }],
  };
  const { core, postings } = buildIndex(collectInput([], [], [], [], [], [], [page]));
  const pages = new SearchIndex(JSON.stringify({ ...core, version: "1", postings: joinPostings(postings) }));
  const places = (query: string) =>
    pages.search(query).hits.map(({ document }) => {
      const [note, anchor] = pages.file.documents[document]!;
      return hrefOfPlace(pages.file.notes[note]!.slug, anchor);
    });
  expect(places("버전 현황")[0]).toBe("/versions/");
  expect(places("도커 29")).toEqual(["/versions/#docker-29"]);
});

test("of homonyms the one that leads comes first, and another word says which is meant", () => {
  const document = (at: number, title: string, text: string): SearchDocument => ({
    note: 0,
    anchor: `s${at}`,
    title,
    trail: [],
    passages: [{ kind: "text", text }],
  });
  const concept = (id: string, ko: string, section: string, leads?: string[]) => ({
    id,
    ko,
    en: id,
    aliases: ["PV"],
    short: "뜻.",
    leads,
    note: 0,
    section,
  });
  const { core, postings } = buildIndex({
    notes: [{ slug: "note", title: "노트", group: "container" }],
    documents: [
      document(0, "반가상화", "게스트가 하이퍼콜을 부른다. 반가상화는 PV라고도 한다."),
      document(1, "퍼시스턴트볼륨", "클러스터의 저장 공간이다. PV와 PVC가 짝이다."),
    ],
    aliases: [],
    lexicon: [],
    concepts: [concept("pv", "반가상화", "s0"), concept("persistent", "퍼시스턴트볼륨", "s1", ["PV"])],
  });
  const homonyms = new SearchIndex(
    JSON.stringify({ ...core, version: "1", postings: joinPostings(postings) }),
  );
  const best = (query: string) => homonyms.file.documents[homonyms.search(query).hits[0]!.document]![2];
  expect(best("PV")).toBe("퍼시스턴트볼륨");
  expect(best("PV가 뭐임")).toBe("퍼시스턴트볼륨");
  expect(best("하이퍼콜 PV")).toBe("반가상화");
  expect(best("반가상화")).toBe("반가상화");
});

const pods = (asks: readonly string[], rest: Partial<Parameters<typeof buildIndex>[0]> = {}) => {
  const titles = ["파드 라이프사이클", "스케줄러", "서킷 브레이커", "노드"];
  const texts = [
    "파드의 단계는 다섯이다.",
    "파드를 놓을 노드를 고른다. 실행할 자리가 없다.",
    "서킷 브레이커는 실패가 잦으면 부르지 않는다.",
    "노드는 파드를 실행한다. 노드가 종료되면 파드도 종료된다.",
  ];
  const documents = titles.map(
    (title, at): SearchDocument => ({
      note: 0,
      anchor: `s${at}`,
      title,
      trail: [],
      passages: [{ kind: "text", text: texts[at]! }],
      ...(at === 1 && { asks }),
    }),
  );
  const { core, postings } = buildIndex({
    notes: [{ slug: "note", title: "노트", group: "container" }],
    documents,
    aliases: [],
    lexicon: [],
    concepts: [
      {
        id: "breaker",
        ko: "서킷 브레이커",
        en: "circuit breaker",
        aliases: [],
        short: "",
        note: 0,
        section: "s2",
      },
    ],
    ...rest,
  });
  const found = new SearchIndex(JSON.stringify({ ...core, version: "1", postings: joinPostings(postings) }));
  return (query: string) =>
    found.search(query).hits.map(({ document, near }) => (near ? "~" : "") + titles[document]);
};

test("a section is found by the questions that it answers, in words that it does not use", () => {
  expect(pods([])("파드가 계속 대기 중이에요")[0]).not.toBe("스케줄러");
  expect(
    pods(["파드가 계속 대기 중", "파드가 안 떠요", "자리가 없대요"])("파드가 계속 대기 중이에요")[0],
  ).toBe("스케줄러");
});

test("questions are read as they were written, by document", () => {
  const asks = [
    { document: 0, terms: [3, 70_000] },
    { document: 0, terms: [1] },
    { document: 900, terms: [0, 2, 4] },
  ];
  expect(readAsks(writeAsks(asks))).toEqual(asks);
  expect(readAsks("")).toEqual([]);
});

test("a name that was joined is found with a slip, and as part of a longer word", () => {
  const find = pods([]);
  expect(find("서킷브레이커")[0]).toBe("서킷 브레이커");
  expect(find("써킷브레이카")[0]).toBe("서킷 브레이커");
  expect(find("파드라이프사이클이")[0]).toBe("파드 라이프사이클");
});

test("where a subject is known but nothing answers, it is offered as near; a common word is no subject", () => {
  const find = pods([]);
  expect(find("서킷브레이커 떡볶이 맛집 추천")).toEqual(["~서킷 브레이커"]);
  expect(find("노드 떡볶이 맛집 추천")).toEqual([]);
});

test("a query of known words has an answer where one with a word that nothing knows has none", () => {
  const find = pods(["파드가 계속 대기 중"]);
  expect(find("파드 대기 실패")[0]).toBe("스케줄러");
  expect(find("파드 대기 꽉꽉")[0]).toBe("스케줄러");
  expect(find("파드 대기 떡볶이 비빔밥")).toEqual([]);
});

test("a name that means nothing else has an answer beside words that nothing knows", () => {
  const find = pods(["파드가 계속 대기 중"]);
  expect(find("서킷브레이커 삽질 후기 정주행")[0]).toBe("서킷 브레이커");
});

test("what stands but once under a particle is a word, and a name without its hyphen is that name", () => {
  const found = indexOf([
    ["장애", "허브에 고리가 생기면 인터넷에 못 나간다."],
    ["입출력", "SR-IOV는 장치를 나눈다."],
  ]);
  const reasons = (query: string) => found.search(query).hits.map(({ reason }) => reason?.kind);
  expect(reasons("인터넷 고리")).toEqual([undefined]);
  expect(reasons("SRIOV")).toEqual(["alias"]);
  expect(reasons("SRXOV")).toEqual([]);
});

test("a joined word is taken apart at the words that are known as they are, also around 안 and 못", () => {
  const joined = indexOf([
    ["쿠버네티스", "쿠버네티스는 크다. 쿠버네티스의 스토리지 클래스. 스토리지를 쓴다. 클래스가 있다."],
    ["HPA", "HPA는 파드를 늘린다. 늘어나는 파드. 파드가 늘어난다."],
  ]);
  const words = (query: string) => joined.read(query).slots.map(({ text }) => text);
  expect(words("쿠버네티스스토리지클래스")).toEqual(["쿠버네티스", "스토리지", "클래스"]);
  expect(words("에이치피에이안늘어나요")).toEqual(["에이치피에이", "안", "늘어나요"]);
});

test("what is wanted of a subject is taken off where it is written right behind it", () => {
  const named = indexOf(
    [
      ["컨테이너", "컨테이너는 크다. 컨테이너의 롤. 롤은 권한이다. 롤을 쓴다."],
      [
        "삭제",
        "파드를 지우는 길이다. 파드가 있다. 파드는 작다. 지우면 사라진다. 지우지만 남는다. 지우고 지운다. 지울 때 지우나.",
      ],
    ],
    [
      ["롤", "role"],
      ["인가", "권한"],
    ],
  );
  const words = (query: string) => named.read(query).slots.map(({ text }) => text);
  expect(words("컨테이너쓰는법")).toEqual(["컨테이너", "쓰는", "법"]);
  expect(words("컨테이너안됨")).toEqual(["컨테이너", "안됨"]);
  expect(words("파드지우는법")).toEqual(["파드", "지우는", "법"]);
  expect(words("롤뭐임")).toEqual(["롤", "뭐임"]);
  expect(words("리뭐임")).toEqual(["리뭐임"]);
  // 인가 asks behind a word, and is a name where a query begins with it.
  const weighs = (query: string) => named.read(query).slots.map(({ importance }) => importance > 0);
  expect(weighs("인가 방법")).toEqual([true, true]);
  expect(weighs("롤 인가")).toEqual([true, false]);
});

test("a question written right behind what it asks about is taken from it, where nothing knows the whole", () => {
  const words = (query: string) => index.read(query).slots.map(({ text }) => text);
  expect(words("컨테이너뭐임")).toEqual(["컨테이너", "뭐임"]);
  expect(first("데몬셋이란뭐예요")).toBe("데몬셋");
  expect(first("가상머신왜써")).toBe("가상 머신");
});

test("a place that has nothing of a subject that is named counts less, the note that explains it more, others as before", () => {
  const texts = ["노드는 파드를 실행한다. 노드가 있다.", "실패가 잦으면 부르지 않는다.", "노드의 실패."];
  const documents = texts.map(
    (text, at): SearchDocument => ({
      note: at,
      anchor: `s${at}`,
      title: `${at}`,
      trail: [],
      passages: [{ kind: "text", text }],
    }),
  );
  const node = { id: "node", ko: "노드", en: "node", aliases: [], short: "", note: 0, section: "s0" };
  const scores = (concepts: (typeof node)[]) => {
    const notes = texts.map((_, at) => ({ slug: `note-${at}`, title: "노트", group: "container" }));
    const { core, postings } = buildIndex({ notes, documents, aliases: [], lexicon: [], concepts });
    const file = JSON.stringify({ ...core, version: "1", postings: joinPostings(postings) });
    const { hits } = new SearchIndex(file).search("노드 실패");
    return documents.map((_, at) => hits.find(({ document }) => document === at)?.score ?? 0);
  };
  const [before, after] = [scores([]), scores([node])];
  expect(after[1]).toBeLessThan(before[1]! * 0.8);
  expect(after[0]).toBeGreaterThan(before[0]!);
  expect(after[2]).toBe(before[2]);
});

test("a heading of several words in Latin letters is found as it sounds, written as one", () => {
  const latin = indexOf([
    ["Binary Translation", "The VMM rewrites what is sensitive."],
    ["Full Virtualization", "The guest runs as it is."],
  ]);
  const found = (query: string) => latin.search(query).hits.map(({ document }) => document);
  expect(found("바이너리트랜슬레이션")).toEqual([0]);
  expect(found("풀버추얼라이제이션이")).toEqual([1]);
  // A short word is a name in its own alphabet first: 싸이드카 sounds like Stack too.
  const short = indexOf([
    ["Stack", "The last in is the first out."],
    ["파드", "사이드카는 앱 옆에 선다. 사이드카를 둔다. 사이드카가 있다."],
  ]);
  expect(short.search("싸이드카").hits.map(({ document }) => document)).toEqual([1]);
});

test("the lexicon leads from what people say to what notes say, behind what says it itself", () => {
  expect(pods([])("죽으면")).toEqual([]);
  expect(pods([], { lexicon: [["죽다", "종료되다"]] })("죽으면")).toEqual(["노드"]);
});

test("an abbreviation in capitals is not read as the other keyboard, and what nothing knows is told", () => {
  const { core, postings } = buildIndex({
    notes: [{ slug: "note", title: "노트", group: "container" }],
    documents: [
      {
        note: 0,
        anchor: "a",
        title: "차다",
        trail: [],
        passages: [{ kind: "text", text: "차고 차면 찬 물이 차다. 차는 물." }],
      },
    ],
    aliases: [],
    lexicon: [],
    concepts: [],
  });
  const found = new SearchIndex(JSON.stringify({ ...core, version: "1", postings: joinPostings(postings) }));
  expect(found.search("CKA").hits).toEqual([]);
  expect(found.search("CKA가 뭐야").unknown).toEqual(["CKA"]);
  expect(found.search("ArgoCD는 뭔가요").unknown).toEqual(["ArgoCD"]);
  expect(found.search("차는 언제").unknown).toEqual([]);
});

test("a word that sounds like a known one is not taken apart, and joined words may have a particle behind them", () => {
  const joined = indexOf([
    ["하이퍼바이저", "하이퍼바이저는 가상 머신을 돌린다. 하이퍼 커널도 있다. 바다와 바다가 바다를 본다."],
    ["플로팅 IP", "플로팅 IP는 붙였다 떼는 주소다."],
  ]);
  const words = (query: string) => joined.read(query).slots.map(({ text }) => text);
  expect(words("하이퍼바이져")).toEqual(["하이퍼바이져"]);
  expect(words("플로팅아이피가")).toEqual(["플로팅", "아이피"]);
});
