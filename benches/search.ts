import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { parse } from "yaml";
import type { IndexInput } from "../lib/search/build-index.ts";
import { buildIndex } from "../lib/search/build-index.ts";
import type { SearchDocument } from "../lib/search/documents.ts";
import { joinPostings, readAsks } from "../lib/search/index-file.ts";
import type { PassageFile } from "../lib/search/passages.ts";
import { SearchIndex } from "../lib/search/search-index.ts";
import type { Bench, Measure } from "./bench.ts";

/** How often the collection is repeated, each time with words of its own, to make a large one. */
const SIZES = [1, 4, 40];
const SUFFIXES = ["", "판", "형", "계", "식", "용"];

/** Our own collection, as the export holds it; of its questions the index keeps the terms. */
function ownInput(out: string): IndexInput {
  const index = new SearchIndex(readFileSync(join(out, "search/index.json"), "utf8"));
  const { notes, documents, aliases, lexicon, concepts } = index.file;
  const passages = new Map(
    notes.flatMap((_, note) => {
      const file = JSON.parse(readFileSync(join(out, `search/passages/${note}.json`), "utf8")) as PassageFile;
      return file.sections;
    }),
  );
  const asks = new Map<number, string[]>();
  for (const { document, terms } of readAsks(index.file.asks))
    asks.set(document, [
      ...(asks.get(document) ?? []),
      terms.map((term) => index.vocabulary.terms[term]!).join(" "),
    ]);
  const all = documents.map(
    ([note, anchor, title], number): SearchDocument => ({
      note,
      anchor,
      title,
      trail: [],
      passages: (passages.get(number) ?? []).map(([kind, text]) => ({ kind, text })),
      asks: asks.get(number) ?? [],
    }),
  );
  return { notes, documents: all, aliases, lexicon, concepts };
}

/** A larger collection: every copy has other words, or its vocabulary would not grow as it does in life. */
function enlarge(input: IndexInput, times: number): IndexInput {
  const copies = Array.from({ length: times }, (_, copy) => copy);
  const vary = (text: string, copy: number) =>
    copy === 0
      ? text
      : text.replace(/[가-힣]{3,}(?=[은는이가을를의]?(?:\s|$))/g, (word) =>
          word.length % 7 === copy % 7 ? word + SUFFIXES[copy % SUFFIXES.length] + (copy % 13) : word,
        );
  return {
    ...input,
    notes: copies.flatMap((copy) => input.notes.map((note) => ({ ...note, slug: `${note.slug}-${copy}` }))),
    documents: copies.flatMap((copy) =>
      input.documents.map((document) => ({
        ...document,
        note: document.note + copy * input.notes.length,
        title: vary(document.title, copy),
        passages: document.passages.map(({ kind, text }) => ({ kind, text: vary(text, copy) })),
        asks: (document.asks ?? []).map((ask) => vary(ask, copy)),
      })),
    ),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

/** Every beginning of every judged query, as it is typed. */
function keystrokes(root: string): string[] {
  const judged = parse(readFileSync(join(root, "tests/search/judged.yaml"), "utf8")) as { q: string }[];
  return judged.flatMap(({ q }) => Array.from({ length: q.length }, (_, at) => q.slice(0, at + 1)));
}

/** Size and speed of search, alone in one thread: a browser at a quarter of the speed takes four times as long. */
export const search: Bench = {
  name: "search",
  run: async ({ root, say }) => {
    const own = ownInput(join(root, "out"));
    const typed = keystrokes(root);
    const measures = SIZES.flatMap((times): Measure[] => {
      say(`검색: 노트 ${own.notes.length * times}편`);
      const input = enlarge(own, times);
      const text = input.documents
        .map(({ title, passages }) => [title, ...passages.map((one) => one.text)].join("\n"))
        .join("\n");
      const built = buildIndex(input);
      const file = JSON.stringify({
        ...built.core,
        version: "bench",
        postings: joinPostings(built.postings),
      });
      const [textSize, indexSize] = [text, file].map((one) => brotliCompressSync(one).length) as [
        number,
        number,
      ];
      const started = performance.now();
      const index = new SearchIndex(file);
      index.search("컨테이너");
      const ready = performance.now() - started;
      const spent = typed.map((query) => {
        const before = performance.now();
        index.search(query);
        return performance.now() - before;
      });
      spent.sort((one, other) => one - other);
      const subject = `${input.notes.length}편, ${Math.round(text.length / 1000)}천 자`;
      return [
        { subject, metric: "색인 brotli", unit: "KB", value: indexSize, floor: textSize },
        { subject, metric: "준비", unit: "ms", value: ready },
        { subject, metric: "글쇠 p50", unit: "ms", value: quantile(spent, 0.5) },
        { subject, metric: "글쇠 p95", unit: "ms", value: quantile(spent, 0.95) },
        { subject, metric: "글쇠 최대", unit: "ms", value: spent.at(-1)! },
      ];
    });
    return [{ title: "검색", measures, notes: ["바닥은 색인이 다루는 글 자체의 brotli 크기다."] }];
  },
};
