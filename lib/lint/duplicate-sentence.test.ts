import { expect, test } from "vitest";
import { findDuplicateSentences } from "./duplicate-sentence.ts";
import { sampleSource, sayRemarks } from "./sample.ts";

const SAME = "컨테이너는 커널을 함께 쓰는 프로세스의 묶음이다.";
const duplicates = (...texts: string[]) => {
  const sources = texts.map((text, index) => sampleSource(text, { file: `${index + 1}.md` }));
  const found = findDuplicateSentences(sources);
  return sources.map((source) => found.get(source) ?? []);
};

test("a sentence that stands in an earlier note is reported in the later one, and names the other place", () => {
  const later = `글이다. **컨테이너**는 커널을\n함께 쓰는 프로세스의 묶음이다.[^a]`;
  const [first, second] = duplicates(`\n${SAME}`, later);
  expect(first).toEqual([]);
  expect(sayRemarks(later, second!)).toMatchInlineSnapshot(`
    "a.md:1:6  hint  lint/duplicate-sentence
      같은 문장이 1.md:2에도 있습니다.
      한 곳에만 두고 다른 곳에서는 링크로 이어 주세요.
        1 | 글이다. **컨테이너**는 커널을
          |         ^"
  `);
});

test("short sentences, repeats inside one note and different code are no duplicates", () => {
  expect(duplicates("짧은 문장이다.", "짧은 문장이다.").flat()).toEqual([]);
  expect(duplicates(`${SAME}\n\n${SAME}`).flat()).toEqual([]);
  const command = (name: string) => `이 명령은 \`${name}\`으로 컨테이너 목록을 보여 준다.`;
  expect(duplicates(command("docker ps"), command("podman ps")).flat()).toEqual([]);
});
