/**
 * The search engine in a worker of its own: loads the index with the first
 * question, keeps every file in the browser's store so that it answers at once
 * the next time and without a network, and quotes texts as they arrive.
 */
import { addressOf } from "../../lib/address/base.ts";
import type { Passage } from "../../lib/search/documents.ts";
import { type PassageFile, passagesOf } from "../../lib/search/passages.ts";
import { SearchIndex } from "../../lib/search/search-index.ts";
import * as words from "../../lib/words/words.ts";
import { notesOf, showAnswer } from "./answer.ts";
import type { Question, Reply } from "./protocol.ts";

const STORE = "whale-search";
const INDEX = addressOf("/search/index.json");

/** An index and what belongs to it alone: its texts, and the search for a newer one. */
type Release = {
  readonly index: SearchIndex;
  /** The file it was read from. */
  readonly file: string;
  readonly texts: Map<number, ReadonlyMap<number, readonly Passage[]>>;
  renewal?: Promise<void>;
};

let loading: Promise<Release> | undefined;
/** The release that answers; what arrives for any other is of no use any more. */
let current: Release | undefined;
let latest: Question | undefined;

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

function take(file: string): Release {
  current = { index: new SearchIndex(file), file, texts: new Map() };
  return current;
}

/** The index from the store at once, while the network is asked whether there is a newer one. */
async function openIndex(): Promise<Release> {
  const old = await (await store())?.match(INDEX);
  if (old === undefined) return take(await fetchText(INDEX));
  const file = await old.text();
  let release: Release;
  try {
    release = take(file);
  } catch {
    // Of another format than this page's; the network has the one that belongs to it.
    return take(await fetchText(INDEX));
  }
  void renew(release);
  return release;
}

/** Looks for a newer index than a release has; with it the latest question is answered again. */
function renew(release: Release): Promise<void> {
  release.renewal ??= fetchText(INDEX)
    .then((file) => {
      if (file === release.file || release !== current) return;
      loading = Promise.resolve(take(file));
      if (latest) ask(latest);
    })
    .catch((error: unknown) => {
      release.renewal = undefined;
      console.warn(error);
    });
  return release.renewal;
}

function load(): Promise<Release> {
  loading ??= openIndex();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function loadTexts(release: Release, notes: readonly number[]): Promise<void> {
  const { index, texts } = release;
  await Promise.all(
    notes.map(async (note) => {
      if (texts.has(note)) return;
      const file = JSON.parse(await fetchText(addressOf(`/search/passages/${note}.json`))) as PassageFile;
      const fits = file.version === index.file.version;
      // Texts of another release belong to other places, and say that there is another index.
      texts.set(note, fits ? passagesOf(file) : new Map());
      if (!fits) void renew(release);
    }),
  );
}

async function answer(question: Question): Promise<void> {
  const { id, query, literal } = question;
  const release = await load();
  const { index, texts } = release;
  if (query.trim() === "") return reply({ kind: "ready" });
  const reading = index.read(query, literal);
  const missing = index.missing(reading);
  await Promise.all(
    missing.map(async ([first, path]) =>
      index.load(first, JSON.parse(await fetchText(addressOf(path))) as string),
    ),
  ).catch(async (error: unknown) => {
    // The site has dropped the files of an older release; with a newer index the question is asked again.
    await renew(release);
    if (release === current) throw error;
  });
  if (question !== latest || release !== current) return;
  const found = index.find(reading, { limit: 60 });
  const first = showAnswer(index, id, query, found, texts);
  reply(first);
  if (first.kind !== "answer" || !first.partial) return;
  await loadTexts(release, notesOf(index, found)).catch((error: unknown) => console.warn(error));
  if (question !== latest || release !== current) return;
  reply({ ...showAnswer(index, id, query, found, texts), partial: false } as Reply);
}

function ask(question: Question): void {
  answer(question).catch((error: unknown) => {
    console.warn(error);
    reply({
      kind: "failed",
      message:
        error instanceof Error && error.name === "UnknownFormat" ? error.message : words.searchIndexNotLoaded,
    });
  });
}

addEventListener("message", ({ data: question }: MessageEvent<Question>) => {
  latest = question;
  ask(question);
});
