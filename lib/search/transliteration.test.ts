import { expect, test } from "vitest";
import { consonantsOfHangul, consonantsOfLatin, maySoundAlike } from "./transliteration.ts";

test.each(
  (
    "유즈이펙트 useeffect|쿠버네티스 kubernetes|자바스크립트 javascript|타입스크립트 typescript|스프링 spring|" +
    "포스트그레스 postgres|프로메테우스 prometheus|그라파나 grafana|엘라스틱서치 elasticsearch|젠킨스 jenkins|테라폼 terraform|" +
    "앤서블 ansible|컴포넌트 component|미들웨어 middleware|어노테이션 annotation|인터페이스 interface|퍼미션 permission|" +
    "마이크로서비스 microservice|아키텍처 architecture|인스턴스 instance|트랜잭션 transaction|파티션 partition|디스패치 dispatch"
  )
    .split("|")
    .map((pair) => pair.split(" ") as [string, string]),
)("%s is %s", (hangul, latin) => {
  expect(consonantsOfLatin(latin)).toContain(consonantsOfHangul(hangul));
  expect(maySoundAlike(hangul, latin)).toBe(true);
});

test("words of few consonants tell nothing, nor does what is no word", () => {
  expect(consonantsOfHangul("도커")).toBe("");
  expect(consonantsOfHangul("ㄷㅋ")).toBe("");
  expect(consonantsOfLatin("docker")).toEqual([]);
  expect(consonantsOfLatin("/var/lib")).toEqual([]);
});

test("short words are alike by chance", () => {
  expect(consonantsOfLatin("checking")).toContain(consonantsOfHangul("치킨"));
  expect(maySoundAlike("치킨", "checking")).toBe(false);
});

test("other words are others", () => {
  expect(consonantsOfLatin("component")).not.toContain(consonantsOfHangul("컨테이너"));
  expect(consonantsOfLatin("service")).not.toContain(consonantsOfHangul("서버"));
});
