import { josa } from "es-hangul";
import { expect, test } from "vitest";
import { withJosa } from "./josa.ts";

test("words that are read with a final consonant take its particle", () => {
  expect(
    ["ResumeTimeout", "SchedulerType", "`SuspendTime`", "rollout"].map((word) => withJosa(word, "을/를")),
  ).toEqual(["ResumeTimeout을", "SchedulerType을", "`SuspendTime`을", "rollout을"]);
  expect(withJosa("0초(제자리)", "으로/로")).toBe("0초(제자리)로");
});

test("the particle follows the final consonant of the last syllable", () => {
  expect(withJosa("노트", "을/를")).toBe("노트를");
  expect(withJosa("이미지층", "을/를")).toBe("이미지층을");
  expect(withJosa("서버", "은/는")).toBe("서버는");
  expect(withJosa("볼륨", "이/가")).toBe("볼륨이");
});

test("ㄹ 받침 뒤에는 으로가 아니라 로를 쓴다", () => {
  expect(withJosa("커널", "으로/로")).toBe("커널로");
  expect(withJosa("볼륨", "으로/로")).toBe("볼륨으로");
  expect(withJosa("노트", "으로/로")).toBe("노트로");
});

test("a digit counts as it is read in Sino-Korean", () => {
  const withParticle = Array.from("0123456789", (digit) => withJosa(digit, "이/가"));
  expect(withParticle.join(" ")).toBe("0이 1이 2가 3이 4가 5가 6이 7이 8이 9가");
  expect(withJosa("v1", "으로/로")).toBe("v1로");
});

test("a Latin word counts by the name of its last letter", () => {
  expect(withJosa("URL", "을/를")).toBe("URL을");
  expect(withJosa("VM", "이/가")).toBe("VM이");
  expect(withJosa("CLI", "은/는")).toBe("CLI는");
  expect(withJosa("docker", "은/는")).toBe("docker은");
  expect(withJosa("group", "이/가")).toBe("group가");
});

test("closing quotes, brackets, backticks and angle brackets are looked through", () => {
  expect(withJosa('"노트"', "은/는")).toBe('"노트"는');
  expect(withJosa("`볼륨`", "은/는")).toBe("`볼륨`은");
  expect(withJosa("이미지(image)", "을/를")).toBe("이미지(image)를");
  expect(withJosa("<Term>", "은/는")).toBe("<Term>은");
  expect(withJosa("{1}", "은/는")).toBe("{1}은");
});

test("a word without a sound still gets a particle", () => {
  expect(withJosa("", "을/를")).toBe("를");
  expect(withJosa("!?", "은/는")).toBe("!?는");
  expect(withJosa("ㅋ", "은/는")).toBe("ㅋ는");
});

test("every pair is chosen as es-hangul chooses it", () => {
  const pairs = [
    "이/가",
    "을/를",
    "은/는",
    "으로/로",
    "와/과",
    "이나/나",
    "이란/란",
    "아/야",
    "이랑/랑",
    "이에요/예요",
    "으로서/로서",
    "으로써/로써",
    "으로부터/로부터",
    "이라/라",
  ] as const;
  for (const word of ["노트", "용량", "볼륨", "모델", "값", "파드", "서울", "길", "흙"])
    for (const pair of pairs) expect(withJosa(word, pair)).toBe(josa(word, pair));
});
