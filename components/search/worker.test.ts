import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { buildIndex } from "../../lib/search/build-index.ts";
import type { SearchDocument } from "../../lib/search/documents.ts";
import { joinPostings } from "../../lib/search/index-file.ts";
import type { PassageFile } from "../../lib/search/passages.ts";
import type { Question, Reply } from "./protocol.ts";

type Answer = Extract<Reply, { kind: "answer" }>;

const INDEX = "/search/index.json";
const TEXTS = "/search/passages/0.json";
const NEW_TEXT = "컨테이너는 이미지를 실행한 것이다.";

/** What a release publishes of one note. @param shard where its postings are, for a collection too large for one file */
function release(version: string, text: string, shard?: string): Map<string, string> {
  const document: SearchDocument = {
    note: 0,
    anchor: "a",
    title: "컨테이너",
    trail: [],
    passages: [{ kind: "text", text }],
  };
  const notes = [{ slug: "note", title: "노트", group: "container" }];
  const { core, postings } = buildIndex({
    notes,
    documents: [document],
    aliases: [],
    lexicon: [],
    concepts: [],
  });
  const whole = joinPostings(postings);
  const passages: PassageFile = { version, sections: [[0, [["text", text]]]] };
  return new Map([
    [INDEX, JSON.stringify({ ...core, version, postings: shard === undefined ? whole : [[0, shard]] })],
    [TEXTS, JSON.stringify(passages)],
    ...(shard === undefined ? [] : [[shard, JSON.stringify(whole)] as const]),
  ]);
}

let network: ReadonlyMap<string, string>;
let kept: Map<string, string>;
let replies: Answer[];
let failures: string[];
/** Addresses whose requests wait, and those that do, each with the way to let it go. */
const hold = new Set<string>();
let held: Map<string, () => void>;
let ask: (question: Question) => void;

beforeEach(async () => {
  kept = new Map();
  replies = [];
  failures = [];
  held = new Map();
  vi.stubGlobal("caches", {
    open: async () => ({
      match: async (path: string) => (kept.has(path) ? new Response(kept.get(path)) : undefined),
      put: async (path: string, answer: Response) => void kept.set(path, await answer.text()),
    }),
  });
  vi.stubGlobal("fetch", async (path: string) => {
    if (hold.has(path)) await new Promise<void>((letGo) => held.set(path, letGo));
    const text = network.get(path);
    return text === undefined ? new Response("", { status: 404 }) : new Response(text);
  });
  vi.stubGlobal("postMessage", (reply: Reply) => {
    if (reply.kind === "answer") replies.push(reply);
    if (reply.kind === "failed") failures.push(reply.message);
  });
  vi.stubGlobal("addEventListener", (_: string, hear: (event: { data: Question }) => void) => {
    ask = (data) => hear({ data });
  });
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.resetModules();
  await import("./worker.ts");
});
afterEach(() => {
  hold.clear();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const question = (id: number): Question => ({ id, query: "컨테이너", literal: false });
/** The last word on a question: what it quotes. */
const quoted = (id: number) =>
  vi.waitFor(() => {
    const last = replies.filter((reply) => reply.id === id).at(-1);
    expect(last?.partial).toBe(false);
    return last!.rows.map(({ excerpt }) => excerpt?.join(""));
  });

for (const [first, second] of [
  [INDEX, TEXTS],
  [TEXTS, INDEX],
] as const) {
  test(`after a release the old index gives way: ${first} arrives before ${second}`, async () => {
    network = release("new", NEW_TEXT);
    kept.set(INDEX, release("old", "컨테이너는 상자다.").get(INDEX)!);
    hold.add(INDEX).add(TEXTS);
    ask(question(1));
    await vi.waitFor(() => expect([...held.keys()].sort()).toEqual([INDEX, TEXTS]));
    hold.clear();
    const before = replies.length;
    held.get(first)!();
    await vi.waitFor(() => expect(replies.length).toBeGreaterThan(before));
    held.get(second)!();
    await vi.waitFor(async () => expect(await quoted(1)).toEqual([NEW_TEXT]));
    ask(question(2));
    expect(await quoted(2)).toEqual([NEW_TEXT]);
    expect(failures).toEqual([]);
  });
}

test("texts of a release that came while the page was open bring its index with them", async () => {
  network = release("old", "컨테이너는 상자다.");
  ask({ ...question(1), query: "" });
  await vi.waitFor(() => expect(kept.has(INDEX)).toBe(true));
  network = release("new", NEW_TEXT);
  ask(question(2));
  await vi.waitFor(async () => expect(await quoted(2)).toEqual([NEW_TEXT]));
});

test("postings that a release has taken away bring its index with them", async () => {
  network = release("old", "컨테이너는 상자다.", "/search/postings/0-old.json");
  ask({ ...question(1), query: "" });
  await vi.waitFor(() => expect(kept.has(INDEX)).toBe(true));
  network = release("new", NEW_TEXT, "/search/postings/0-new.json");
  ask(question(2));
  await vi.waitFor(async () => expect(await quoted(2)).toEqual([NEW_TEXT]));
  expect(failures).toEqual([]);
});

test("without a network the store answers, with the texts that belong to its index", async () => {
  network = new Map();
  kept = release("old", "컨테이너는 상자다.");
  ask(question(1));
  expect(await quoted(1)).toEqual(["컨테이너는 상자다."]);
});

test("a question without an index is told, and asked again once there is one", async () => {
  network = new Map();
  ask(question(1));
  await vi.waitFor(() => expect(failures).toHaveLength(1));
  network = release("new", NEW_TEXT);
  ask(question(2));
  expect(await quoted(2)).toEqual([NEW_TEXT]);
});
