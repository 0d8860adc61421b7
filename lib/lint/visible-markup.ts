import type { Prose } from "./prose.ts";
import type { Remark } from "./rule.ts";
import type { LintSource } from "./source.ts";

/** Marks of Markdown that stand in text are marks that were not understood; `$` begins a formula nowhere here. */
const LITERAL: readonly (readonly [RegExp, string])[] = [
  [
    /\*\*|(?<=[^\s*])\*(?![\s*])|(?<![\s*])\*(?=[^\s*])|(?<=^|\s)\*(?=[^\s*])/g,
    "강조를 뜻하는 *가 글자로 보입니다.",
  ],
  [/(?<![\p{L}\p{N}_])__(?=\S)|(?<=\S)__(?![\p{L}\p{N}_])/gu, "강조를 뜻하는 __가 글자로 보입니다."],
  [/~~/g, "취소선을 뜻하는 ~~가 글자로 보입니다."],
  [/`/g, "코드를 뜻하는 백틱이 글자로 보입니다."],
  [/\$(?=[\\{A-Za-z(])/g, "$가 글자로 보입니다."],
];
/** Our own marks that were not understood: well-formed ones are not part of the text. */
const OWN = /\[\[[^[\]\n]*\]\]/g;
const ENDING = / (?:은|는|을|를|과|와|의|으로|에서|에게|까지|부터|다|라는|이라는)(?=[\s.,:;)…]|$)/g;

/** What a reader would see wrongly though it parses: marks as letters, numbers that ran together, a particle torn off its word. */
export function checkVisibleMarkup({ passages, placeAt, note }: LintSource): Remark[] {
  return passages.flatMap(({ prose, original }) =>
    original
      ? []
      : [
          ...literalMarks(prose),
          ...wikiMarks(prose),
          ...joinedNumbers(prose, note.body),
          ...tornParticles(prose, note.body),
        ].map(({ at, message, hint }): Remark => {
          const { line, column } = placeAt(prose.places[at]!);
          return { code: "lint/visible-markup", severity: "warning", line, column, message, hint };
        }),
  );
}

type Found = { readonly at: number; readonly message: string; readonly hint: string };

function literalMarks({ masked }: Prose): Found[] {
  return LITERAL.flatMap(([pattern, message]) =>
    [...masked.matchAll(pattern)].map(({ index }) => ({
      at: index,
      message,
      hint: "짝이 맞는지 보고, 글자 그대로라면 백틱으로 감싸 주세요.",
    })),
  );
}

function wikiMarks({ shown, masked }: Prose): Found[] {
  const rest = shown.replace(OWN, (mark) => " ".repeat(mark.length));
  return [...rest.matchAll(/\[\[|\]\]/g)]
    .filter(({ index }) => masked[index] !== "\uE000")
    .map(({ index }) => ({
      at: index,
      message: "링크를 뜻하는 대괄호가 글자로 보입니다.",
      hint: "[[이름|글]]처럼 짝을 맞춰 주세요.",
    }));
}

/** Two digits that stand side by side for the reader and apart in the note: a mark between them went away. */
function joinedNumbers({ masked, places }: Prose, body: string): Found[] {
  return [...masked.matchAll(/\d(?=\d)/g)].flatMap(({ index }): Found[] => {
    const between = body.slice(places[index]! + 1, places[index + 1]!);
    if (between === "" || !/[*_~`[\]]/.test(between)) return [];
    return [
      {
        at: index,
        message: "서로 다른 수가 붙어 보입니다.",
        hint: "수와 수 사이에 띄어쓰기나 말을 넣어 주세요.",
      },
    ];
  });
}

/** A mark's end, a blank, and a particle: `**볼륨** 은`. */
function tornParticles({ masked, places }: Prose, body: string): Found[] {
  return [...masked.matchAll(ENDING)].flatMap(({ index }): Found[] => {
    const before = body[places[index]! - 1] ?? "";
    const marked =
      /[*_`]/.test(before) || (index > 0 && places[index]! - places[index - 1]! > 1 && /[)\]]/.test(before));
    // What follows begins with a mark of its own: a word, and no particle.
    if (!marked || places[index + 1]! - places[index]! > 1) return [];
    return [
      {
        at: index + 1,
        message: "조사나 어미가 앞말에서 떨어져 보입니다.",
        hint: "표시 바로 뒤에 붙여 적어 주세요.",
      },
    ];
  });
}
