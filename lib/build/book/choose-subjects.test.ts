import { expect, test } from "vitest";
import { chooseSubjects } from "./choose-subjects.ts";

const subjects = [
  { id: "container", name: "컨테이너", notes: [] },
  { id: "kubernetes", name: "쿠버네티스", notes: [] },
];

test("a subject is asked for by its id or its name, and all are meant where none is", () => {
  expect(chooseSubjects(subjects, "kubernetes")).toEqual([subjects[1]]);
  expect(chooseSubjects(subjects, "컨테이너")).toEqual([subjects[0]]);
  expect(chooseSubjects(subjects, "컨테이너".normalize("NFD"))).toEqual([subjects[0]]);
  expect(chooseSubjects(subjects, undefined)).toEqual(subjects);
});

test("an unknown subject names those there are, and the nearest", () => {
  expect(() => chooseSubjects(subjects, "kubernets")).toThrowErrorMatchingInlineSnapshot(
    `[Error: --subject "kubernets"는 없는 주제입니다. 쓸 수 있는 주제: container(컨테이너), kubernetes(쿠버네티스). 혹시 kubernetes인가요?]`,
  );
  expect(() => chooseSubjects(subjects, "요리")).toThrowErrorMatchingInlineSnapshot(
    `[Error: --subject "요리"는 없는 주제입니다. 쓸 수 있는 주제: container(컨테이너), kubernetes(쿠버네티스).]`,
  );
});
