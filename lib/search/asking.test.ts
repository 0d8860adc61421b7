import { expect, test } from "vitest";
import { isAsking, kindOf, looksInflected, onlySaysKind, startOfQuestion } from "./asking.ts";

test.each([
  [
    "뭐 and the copula",
    "뭐야 뭐임 뭐죠 뭐지 뭔데 뭔가요 뭔지 뭐냐 뭐예요 뭐였지 뭐더라 뭐길래 머예요 무엇인가요 뭐라고 뭔소리",
  ],
  ["other words that ask", "왜 어떻게 언제 어디서 얼마나 무슨 어떤 누가 몇"],
  ["empty nouns", "것은 거임 거야 건가요 게 수 줄 때문에 이유가 뜻이 의미는 말이야 대해서"],
  [
    "verbs that go with every noun",
    "하는지 하나요 해야 되나요 돼요 있나요 없나 궁금해요 모르겠음 모르겠는데 알려주세요 알려줘 설명해줘 쓰는 씀 쓰나 사용하는 싶은데 필요한가요 다른지",
  ],
  ["polite verbs, and who is asked", "알려주실 설명해주실 주실 뭥미 왤케 실무에서 질문있음"],
  ["so and so many", "두개 몇대까지 두배로 한번"],
  ["particles that stand apart", "랑 을 에서 이랑 하고"],
  ["negations of what goes with every noun", "안됨 안돼요 안되던데 안되나요"],
  ["a verb of every noun before the kind of answer", "하는법 쓰는법 사용하는방법"],
  ["what one says of anything", "이해가 어렵누 어려워요 감 듯"],
  ["adverbs and connectives", "좀 정말 그냥 자꾸 안 못 그리고 근데"],
])("%s ask and name nothing", (_, words) => {
  for (const word of words.split(" ")) expect([word, isAsking(word)]).toEqual([word, true]);
});

test("names, and verbs that say something, do not only ask", () => {
  for (const word of "게임 파드 줄이기 줄여요 떠요 죽으면 날아갔어요 늘어나요 컨테이너가 이미지는 노드야 안정화 수직 이어서 데몬 게이트웨이".split(
    " ",
  ))
    expect([word, isAsking(word)]).toEqual([word, false]);
});

test.each([
  ["define", "사이드카가 뭐임"],
  ["define", "컨피그맵 그게 뭔데"],
  ["compare", "도커랑 쿠버네티스 차이"],
  ["compare", "롤이랑 클러스터롤 뭐가 다른지"],
  ["howto", "이미지 용량 줄이는 법"],
  ["howto", "이전 버전으로 되돌리기"],
  ["howto", "무중단으로 배포하려면"],
  ["howto", "카나리 배포 어떻게 해"],
  ["symptom", "파드가 안 떠요"],
  ["symptom", "오류 나는데 원인"],
  ["list", "서비스 타입 종류"],
  [undefined, "스토리지클래스 왜 필요"],
  [undefined, "컨테이너 런타임"],
  [undefined, "다른 호스트"],
])("%s: %s", (kind, query) => {
  expect(kindOf(query.split(" "))).toBe(kind);
});

test("words that only name the kind of answer", () => {
  for (const word of "예제 방법을 모음 추천 원리 동작 장단점 면접".split(" "))
    expect([word, onlySaysKind(word)]).toEqual([word, true]);
  expect(onlySaysKind("목록")).toBe(false);
});

test("눌러도 and 늘려도 are verbs that nobody searches for, 제주도 and 온도 are not", () => {
  expect(["눌러도", "늘려도", "제주도", "온도"].map(looksInflected)).toEqual([true, true, false, false]);
  expect(["꽉꽉", "쭉쭉", "볼륨"].map(looksInflected)).toEqual([true, true, false]);
});

test("a question written right behind what is asked about begins there", () => {
  expect(
    ["도커뭐임", "도커란뭐예요", "컨테이너왜쓰냐", "볼륨어케씀", "파드지우는법", "롤뭐임"].map(
      startOfQuestion,
    ),
  ).toEqual([2, 3, 4, 2, 5, 1]);
  expect(["왜냐", "뭐임", "컨테이너", "점심뭐먹지", "파드머신"].map(startOfQuestion)).toEqual([
    0, 0, 0, 0, 0,
  ]);
});
