/** How Korean says the letters of the Latin alphabet (Hangul orthography of loan words), longest first. */
const NAMES: readonly (readonly [string, string])[] = [
  ["더블유", "w"],
  ["에이치", "h"],
  ["에이", "a"],
  ["에프", "f"],
  ["에스", "s"],
  ["제이", "j"],
  ["케이", "k"],
  ["아이", "i"],
  ["아르", "r"],
  ["브이", "v"],
  ["엑스", "x"],
  ["와이", "y"],
  ["제트", "z"],
  ["비", "b"],
  ["씨", "c"],
  ["시", "c"],
  ["디", "d"],
  ["이", "e"],
  ["지", "g"],
  ["엘", "l"],
  ["엠", "m"],
  ["엔", "n"],
  ["오", "o"],
  ["피", "p"],
  ["큐", "q"],
  ["알", "r"],
  ["티", "t"],
  ["유", "u"],
];

/** An abbreviation that was written as it is said: 에이피아이 → `api`; undefined for other words. */
export function spelledOut(word: string): string | undefined {
  if (word === "") return "";
  for (const [name, letter] of NAMES) {
    if (!word.startsWith(name)) continue;
    const rest = spelledOut(word.slice(name.length));
    if (rest !== undefined) return letter + rest;
  }
  return undefined;
}
