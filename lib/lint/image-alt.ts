import { placesOf } from "./prose.ts";
import type { Remark } from "./rule.ts";
import type { LintSource, Place } from "./source.ts";

const HINT_MARKDOWN = "그림을 못 봐도 알 수 있게 ![설명](주소)처럼 적어 주세요.";
const HINT_HTML = '그림을 못 봐도 알 수 있게 alt="설명"을 적어 주세요. 꾸밈이라면 alt=""를 적습니다.';

/** A picture without alternative text. `<img alt="">` says on purpose that it has none. */
export function checkImageAlt({ images, html, jsx, note, placeAt }: LintSource): Remark[] {
  const found: (Place & { readonly hint: string })[] = [];
  for (const { alt, position } of images)
    if (!alt?.trim()) found.push({ ...position!.start, hint: HINT_MARKDOWN });
  for (const { value, position } of html) {
    if (value.startsWith("<!--")) continue;
    const tags = [...value.matchAll(/<img\b([^<>]*)>?/gi)];
    if (tags.length === 0) continue;
    const places = placesOf(value, note.body, position!.start.offset!);
    for (const { index, 1: attributes } of tags)
      if (!/(?:^|\s)alt(?:\s*=|\s|\/|$)/i.test(attributes!))
        found.push({ ...placeAt(places[index]!), hint: HINT_HTML });
  }
  for (const { name, attributes, position } of jsx)
    if (name === "img" && !attributes.some((one) => one.type === "mdxJsxAttribute" && one.name === "alt"))
      found.push({ ...position!.start, hint: HINT_HTML });
  return found
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map(({ line, column, hint }) => ({
      code: "lint/image-alt",
      line,
      column,
      message: "그림에 대체 텍스트가 없습니다.",
      hint,
    }));
}
