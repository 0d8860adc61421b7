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
import type { Bench, Measure, Table } from "./bench.ts";

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

/** How people ask about a term, in the registers in which they do. `_` is the term; none needs a particle that sounds. */
const FRAMES =
  "_ 뭐임|_ 뭔 소리야|_ 언제 씀|_ 왜 씀|_ 안 됨|_ 안되던데 왜이럼|_ 에러남|_ 터짐|_ 느려요|_ 줄이는 법|_ 지우는 법|_ 만드는 방법|_ 세팅 방법|_ 설정 어케 함|_ 차이|_ 장단점|_ 동작 원리|_ 역할이 뭐예요|_ 예시|_ 확인하는 명령어|_에서 오류나는데|_ 왤케 어렵누|_ 쓰는 듯|_ 실무에서 씀?|_ 이해가 안 감|_ 없으면 어떻게 됨|_뭐임".split(
    "|",
  );

/** Every term of the glossary in every frame: how often nothing answers, and how often its own note or section is first. */
function askAll(root: string): Table {
  const index = new SearchIndex(readFileSync(join(root, "out/search/index.json"), "utf8"));
  const { concepts, documents } = index.file;
  const measures = FRAMES.flatMap((frame): Measure[] => {
    const firsts = concepts.map((concept) => {
      const term = concept.ko.replace(/\s*\([^()]*\)$/, "");
      const asked = frame === "_뭐임" ? term.replaceAll(" ", "") : term;
      const [hit] = index.search(frame.replace("_", asked), { limit: 1 }).hits;
      const place = hit && !hit.near ? documents[hit.document]! : undefined;
      // Homonyms share a name: the place of any of them is right.
      const own = concepts.filter(({ ko }) => ko.replace(/\s*\([^()]*\)$/, "") === term);
      return {
        empty: place === undefined,
        note: own.some(({ note }) => place?.[0] === note),
        section: own.some(({ note, section }) => place?.[0] === note && place[1] === section),
      };
    });
    const share = (key: "empty" | "note" | "section") =>
      (100 * firsts.filter((first) => first[key]).length) / firsts.length;
    const subject = frame.replace("_", "○○");
    return [
      { subject, metric: "빈 화면", unit: "%", value: share("empty") },
      { subject, metric: "노트가 먼저", unit: "%", value: share("note") },
      { subject, metric: "절이 먼저", unit: "%", value: share("section") },
    ];
  });
  return {
    title: "말투마다 용어 묻기",
    measures,
    notes: [`용어 ${concepts.length}개를 말투마다 물었다. 노트와 절은 용어집이 그 용어에 적은 곳이다.`],
  };
}

/** Size and speed of search, and how it takes what is asked in spoken style, alone in one thread: a browser at a quarter of the speed takes four times as long. */
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
    const notes = ["바닥은 색인이 다루는 글 자체의 brotli 크기다."];
    return [{ title: "검색", measures, notes }, askAll(root)];
  },
};
