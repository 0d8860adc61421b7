/**
 * The search engine in a worker of its own: loads the index with the first
 * question, keeps every file in the browser's store so that it answers at once
 * the next time and without a network, and quotes texts as they arrive.
 */
import type { Passage } from "../../lib/search/documents.ts";
import { type PassageFile, passagesOf } from "../../lib/search/passages.ts";
import { SearchIndex } from "../../lib/search/search-index.ts";
import { notesOf, showAnswer } from "./answer.ts";
import type { Question, Reply } from "./protocol.ts";

const STORE = "whale-search";
const ROOT = "/search/";

let loading: Promise<SearchIndex> | undefined;
let latest = 0;
const texts = new Map<number, ReadonlyMap<number, readonly Passage[]>>();

const reply = (message: Reply) => postMessage(message);

async function store(): Promise<Cache | undefined> {
  try {
    return await caches.open(STORE);
  } catch {
    // Private windows and insecure origins have none.
    return undefined;
  }
}

/** A file from the network, kept; from the store where there is no network. */
async function fetchText(path: string): Promise<string> {
  const kept = await store();
  try {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(String(answer.status));
    await kept?.put(path, answer.clone()).catch(() => {});
    return await answer.text();
  } catch (error) {
    const old = await kept?.match(path);
    if (old === undefined) throw error;
    return old.text();
  }
}

/** The index from the store at once, while the network is asked whether there is a newer one. */
async function openIndex(): Promise<SearchIndex> {
  const path = `${ROOT}index.json`;
  const old = await (await store())?.match(path);
  if (old === undefined) return new SearchIndex(await fetchText(path));
  const text = await old.text();
  void fetchText(path).then(
    (fresh) => {
      if (fresh !== text) replaceIndex(fresh);
    },
    () => {},
  );
  try {
    return new SearchIndex(text);
  } catch {
    return new SearchIndex(await fetchText(path));
  }
}

function replaceIndex(text: string): void {
  const index = new SearchIndex(text);
  texts.clear();
  loading = Promise.resolve(index);
}

function load(): Promise<SearchIndex> {
  loading ??= openIndex();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function loadTexts(index: SearchIndex, notes: readonly number[]): Promise<void> {
  await Promise.all(
    notes.map(async (note) => {
      if (texts.has(note)) return;
      const file = JSON.parse(await fetchText(`${ROOT}passages/${note}.json`)) as PassageFile;
      // Texts of another release belong to other places.
      texts.set(note, file.version === index.file.version ? passagesOf(file) : new Map());
    }),
  );
}

async function answer({ id, query, literal }: Question): Promise<void> {
  const index = await load();
  if (query.trim() === "") return reply({ kind: "ready" });
  const reading = index.read(query, literal);
  const missing = index.missing(reading);
  await Promise.all(
    missing.map(async ([first, path]) => index.load(first, JSON.parse(await fetchText(path)) as string)),
  );
  if (id < latest) return;
  const found = index.find(reading, { limit: 60 });
  const first = showAnswer(index, id, query, found, texts);
  reply(first);
  if (first.kind !== "answer" || !first.partial) return;
  await loadTexts(index, notesOf(index, found)).catch(() => {});
  if (id === latest) reply({ ...showAnswer(index, id, query, found, texts), partial: false } as Reply);
}

addEventListener("message", (event: MessageEvent<Question>) => {
  latest = event.data.id;
  answer(event.data).catch((error: unknown) =>
    reply({
      kind: "failed",
      message:
        error instanceof Error && error.name === "UnknownFormat"
          ? error.message
          : "검색 색인을 불러오지 못했습니다. 연결을 확인하고 다시 시도해 주세요.",
    }),
  );
});
