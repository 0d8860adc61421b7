const DATE = /\/(CreationDate|ModDate) \(D:\d{14}[^)]*\)/g;
const NODE = /\(node(\d{8})\)/g;

/**
 * Takes out of a PDF what depends on the moment of printing, in place, so that the same book is the
 * same bytes: its dates, and the ids of its tags, which count what the browser happened to look at.
 * @param day the date to write, as `2026-11-22`; "" gives 1980-01-01
 * @throws Error when the document holds no date where Chromium writes it
 */
export function makeRepeatable(pdf: Uint8Array, day: string): Uint8Array {
  // Latin-1 keeps every byte as one letter, there and back.
  const text = Buffer.from(pdf).toString("latin1");
  const stamp = `${(day === "" ? "1980-01-01" : day).replaceAll("-", "")}000000+00'00'`;
  // Numbered anew in the old order: the tree that finds tags by id stays sorted.
  const ids = [...new Set(Array.from(text.matchAll(NODE), ([, id]) => id!))].sort();
  const newIds = new Map(ids.map((id, index) => [id, String(index).padStart(8, "0")]));
  let dates = 0;
  const repeatable = text
    .replace(NODE, (_, id: string) => `(node${newIds.get(id)})`)
    .replace(DATE, (whole, name: string) => {
      dates++;
      const dated = `/${name} (D:${stamp})`;
      // The table at the end counts bytes: nothing may move.
      return dated.length === whole.length ? dated : whole;
    });
  if (dates === 0) throw new Error("PDF에 만든 날짜가 없습니다. 크로미움의 출력이 바뀌었는지 확인하세요.");
  return Buffer.from(repeatable, "latin1");
}
