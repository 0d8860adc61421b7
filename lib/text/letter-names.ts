/** How Korean says the letters of the Latin alphabet (Hangul orthography of loan words), longest first. */
const NAMES =
  "더블유w 에이치h 에이a 에프f 에스s 제이j 케이k 아이i 아르r 브이v 엑스x 와이y 제트z 비b 씨c 시c 디d 이e 지g 엘l 엠m 엔n 오o 피p 큐q 알r 티t 유u".split(
    " ",
  );

/** An abbreviation that was written as it is said: 에이피아이 → `api`; undefined for other words. */
export function spelledOut(word: string): string | undefined {
  if (word === "") return "";
  for (const entry of NAMES) {
    const [name, letter] = [entry.slice(0, -1), entry.slice(-1)];
    if (!word.startsWith(name)) continue;
    const rest = spelledOut(word.slice(name.length));
    if (rest !== undefined) return letter + rest;
  }
  return undefined;
}
