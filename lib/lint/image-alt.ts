import { BLOCK, CODE } from "./mask.ts";
import type { Remark } from "./rule.ts";
import type { LintSource } from "./source.ts";

const IMAGE = /!\[([^\]]*)\](?=[([])|<img\b([^<>]*)>?/gi;

/** A picture without alternative text. `<img alt="">` says on purpose that it has none. */
export function checkImageAlt({ code, lines }: LintSource): Remark[] {
  const remarks: Remark[] = [];
  for (const [index, line] of code.entries()) {
    if (!line.includes("![") && !line.includes("<")) continue;
    for (const found of line.matchAll(IMAGE)) {
      const [whole, alt, attributes] = found;
      if (whole.includes(CODE) || whole.includes(BLOCK)) continue;
      const described =
        attributes === undefined ? alt!.trim() !== "" : hasAlt(attributes, code, index, whole);
      if (described || lines[index]![found.index - 1] === "\\") continue;
      remarks.push({
        code: "lint/image-alt",
        line: index + 1,
        column: found.index + 1,
        message: "그림에 대체 텍스트가 없습니다.",
        hint:
          attributes === undefined
            ? "그림을 못 봐도 알 수 있게 ![설명](주소)처럼 적어 주세요."
            : '그림을 못 봐도 알 수 있게 alt="설명"을 적어 주세요. 꾸밈이라면 alt=""를 적습니다.',
      });
    }
  }
  return remarks;
}

/** A tag may go on over the next lines. */
function hasAlt(attributes: string, code: readonly string[], index: number, whole: string): boolean {
  let all = attributes;
  if (!whole.endsWith(">")) {
    for (const line of code.slice(index + 1, index + 10)) {
      all += ` ${line.split(">")[0]}`;
      if (line.includes(">")) break;
    }
  }
  return /(?:^|\s)alt(?:\s*=|\s|\/|$)/i.test(all);
}
