/** What a number measures; a bare number measures nothing. */
type Dimension = "time" | "ratio" | "times" | "cpu" | "bytes" | "count" | "none";

export type Quantity = {
  readonly dimension: Dimension;
  /** In seconds, parts of one, cores, bytes, or as it is. */
  readonly value: number;
  /** As it was written, before its unit. */
  readonly written: number;
  /** 이상, 이하, 최대 …; "" where there is none. */
  readonly bound: string;
};

const UNITS: Readonly<Record<Exclude<Dimension, "none">, Readonly<Record<string, number>>>> = {
  time: {
    밀리초: 0.001,
    ms: 0.001,
    초: 1,
    초간: 1,
    s: 1,
    sec: 1,
    secs: 1,
    second: 1,
    seconds: 1,
    분: 60,
    분간: 60,
    min: 60,
    mins: 60,
    minute: 60,
    minutes: 60,
    시간: 3600,
    h: 3600,
    hour: 3600,
    hours: 3600,
    일: 86_400,
    day: 86_400,
    days: 86_400,
    주: 604_800,
  },
  ratio: { "%": 0.01, 퍼센트: 0.01, 프로: 0.01, percent: 0.01 },
  times: { 배: 1, x: 1 },
  cpu: { 코어: 1, core: 1, cores: 1, m: 0.001, 밀리코어: 0.001, cpu: 1, vcpu: 1 },
  bytes: bytesUnits(),
  count: Object.fromEntries(
    "개 대 번 명 회 가지 곳 종 장 편 단계 층 표 계층 개의 노드 비트 글자 바퀴 차례 군데 쪽"
      .split(" ")
      .map((word) => [word, 1]),
  ),
};

function bytesUnits(): Record<string, number> {
  const units: Record<string, number> = { B: 1, byte: 1, bytes: 1, 바이트: 1 };
  [..."KMGTPE"].forEach((letter, index) => {
    const decimal = 1000 ** (index + 1);
    const binary = 1024 ** (index + 1);
    Object.assign(units, {
      [`${letter}i`]: binary,
      [`${letter}iB`]: binary,
      [`${letter}B`]: decimal,
      [letter]: decimal,
    });
  });
  // Kubernetes writes the decimal kilo small.
  return Object.assign(units, { k: 1000, kB: 1000, 킬로바이트: 1e3, 메가바이트: 1e6, 기가바이트: 1e9 });
}

const BOUND = /^(?:최대|최소|적어도|많아야)\s*|\s*(?:이상|이하|초과|미만|넘게)$/;
const DIGITS: Readonly<Record<string, number>> = {
  영: 0,
  일: 1,
  이: 2,
  삼: 3,
  사: 4,
  오: 5,
  육: 6,
  칠: 7,
  팔: 8,
  구: 9,
};
const TENS: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1000 };
const MYRIADS: Readonly<Record<string, number>> = { 만: 1e4, 억: 1e8, 조: 1e12 };
const COUNTED: Readonly<Record<string, number>> = {
  한: 1,
  하나: 1,
  두: 2,
  둘: 2,
  세: 3,
  셋: 3,
  네: 4,
  넷: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  열: 10,
};
const NUMBER =
  /^(?:(\d+(?:\.\d+)?)\s*(?:\^|\*\*|의)\s*(\d+)(?:\s*(?:제곱|승))?|(\d+(?:\.\d+)?)\s*\/\s*(\d+)|(\d+)\s*분의\s*(\d+)|(\d[\d,]*(?:\.\d+)?|\.\d+)\s*([만억조천백](?!분율))?|([영일이삼사오육칠팔구십백천만억조]+)|(한|하나|두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟|아홉|열)(?=\s|[가-힣]|$))\s*/;

/** A quantity that is all of a text, or undefined. @param text cleaned; case counts: m is milli, M is mega */
export function parseQuantity(text: string): Quantity | undefined {
  const bound = BOUND.exec(text)?.[0].trim() ?? "";
  let rest = text
    .replace(BOUND, "")
    .replace(BOUND, "")
    .replace(/^약\s*/, "")
    .trim();
  let sum: Quantity | undefined;
  while (rest !== "") {
    const found = NUMBER.exec(rest);
    const written = found === null ? undefined : numberIn(found);
    if (found === null || written === undefined) return undefined;
    rest = rest.slice(found[0].length);
    const unit = unitAt(rest);
    if (unit !== undefined) rest = rest.slice(unit.name.length).trim();
    const part: Quantity = {
      dimension: unit?.dimension ?? "none",
      value: written * (unit?.factor ?? 1),
      written,
      bound,
    };
    // 1분 15초 is one quantity; 3개 5초 is none.
    if (sum !== undefined && (sum.dimension !== "time" || part.dimension !== "time")) return undefined;
    sum = sum === undefined ? part : { ...part, value: sum.value + part.value, written: Number.NaN };
    if (unit === undefined && rest !== "") return undefined;
  }
  return sum;
}

function numberIn(found: RegExpExecArray): number | undefined {
  const [, base, power, top, bottom, below, above, digits, scale, sino, counted] = found;
  if (base !== undefined) return Number(base) ** Number(power);
  if (top !== undefined) return Number(top) / Number(bottom);
  if (below !== undefined) return Number(above) / Number(below);
  if (digits !== undefined) {
    if (digits.includes(",") && !/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) return undefined;
    const factor = scale === undefined ? 1 : (TENS[scale] ?? MYRIADS[scale]!);
    return Number(digits.replaceAll(",", "")) * factor;
  }
  return sino !== undefined ? readSino(sino) : COUNTED[counted!];
}

/** 삼백이십오 → 325. */
function readSino(text: string): number | undefined {
  let [whole, myriad, digit] = [0, 0, 0];
  for (const letter of text) {
    if (DIGITS[letter] !== undefined) {
      // 삼사 is no number that anybody writes.
      if (digit !== 0) return undefined;
      digit = DIGITS[letter]!;
    } else if (TENS[letter] !== undefined) {
      myriad += (digit || 1) * TENS[letter]!;
      digit = 0;
    } else {
      whole += (myriad + digit || 1) * MYRIADS[letter]!;
      [myriad, digit] = [0, 0];
    }
  }
  return whole + myriad + digit;
}

function unitAt(
  text: string,
): { readonly name: string; readonly dimension: Dimension; readonly factor: number } | undefined {
  const word = /^(?:%|[A-Za-z]+|[가-힣]+)/.exec(text)?.[0] ?? "";
  for (let size = word.length; size > 0; size--) {
    const name = word.slice(0, size);
    // 초당 is another unit than 초; the rest of a Latin word is part of it.
    if (size < word.length && /[A-Za-z]/.test(word[size]!)) continue;
    for (const [dimension, units] of Object.entries(UNITS) as [
      Exclude<Dimension, "none">,
      Record<string, number>,
    ][]) {
      const exact = Object.hasOwn(units, name) ? name : undefined;
      const small =
        dimension !== "bytes" && name.length > 1 && Object.hasOwn(units, name.toLowerCase())
          ? name.toLowerCase()
          : undefined;
      const key = exact ?? small;
      if (key !== undefined && size === word.length) return { name, dimension, factor: units[key]! };
    }
  }
  return undefined;
}

export type QuantityGrade = "right" | "almost" | "wrong";

/** Holds one quantity against another: a different number is never a typing slip. */
export function compareQuantities(answer: Quantity, wanted: Quantity): QuantityGrade {
  const bounded = answer.bound === wanted.bound ? "right" : "almost";
  const equal = (one: number, other: number) =>
    Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
  const loose = (dimension: Dimension) => dimension === "none" || dimension === "count";
  const [has, wants] = [answer.dimension, wanted.dimension];
  if (has === wants || (loose(has) && loose(wants)))
    return equal(answer.value, wanted.value) ? bounded : "wrong";
  // 25 % is a quarter; half a core may be written without its unit, and so may a factor.
  const bare = new Set<Dimension>(["ratio", "cpu", "bytes"]);
  if ((bare.has(has) && loose(wants)) || (bare.has(wants) && loose(has))) {
    if (equal(answer.value, wanted.value)) {
      const named = answer.written === wanted.written && wants === "bytes" && wanted.value !== wanted.written;
      return named ? "almost" : bounded;
    }
  }
  // A measuring unit left out.
  if (has === "none" && !loose(wants) && equal(answer.written, wanted.written)) return "almost";
  return "wrong";
}
