import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../tests/support/seeds.ts";
import { freeText, int } from "./event-schema.ts";
import { isLabHash, LONGEST_HASH, readFields, readHash, writeFields, writeHash, writeState } from "./hash.ts";
import { type Lab, stepLab } from "./lab.ts";
import { drawInteger, drawNumber, seedRandom, shuffle } from "./random.ts";
import { rememberedInSlices } from "./remember.ts";
import { AHEAD, forkRun, MOST_CHOICES, MOST_FRAMES, startRun } from "./run.ts";
import { createTimeline } from "./timeline.ts";

type State = { readonly water: number; readonly random: number };
type Event = { readonly type: "drip" } | { readonly type: "pour"; readonly amount: number };

/** A glass that drips full by itself, by one to three, until it holds ten. */
const glass: Lab<State, Event, { readonly water: number }> = {
  id: "test-glass",
  version: 1,
  scenarios: [
    { id: "empty", title: "빈 잔", about: "차는 것을 본다.", params: { water: 0 } },
    {
      id: "scripted",
      title: "정해진 잔",
      about: "붓고 나서 떨어진다.",
      params: { water: 1 },
      seed: 7,
      script: [{ type: "pour", amount: 2 }],
    },
  ],
  init: ({ water }, seed) => ({ water, random: seedRandom(seed) }),
  rules: [
    {
      name: "drip",
      on: "drip",
      when: ({ water }) => water < 10 || "잔이 가득 찼습니다.",
      make: ({ water, random }) => {
        const drawn = drawInteger(random, 3);
        return { water: Math.min(10, water + 1 + drawn.value), random: drawn.random };
      },
    },
    {
      name: "pour",
      on: "pour",
      when: ({ water }, { amount }) => water + amount <= 10 || "잔이 넘칩니다.",
      make: (state, { amount }) => ({ ...state, water: state.water + amount }),
    },
  ],
  next: ({ water }) => (water < 10 ? { type: "drip" } : undefined),
  describe: ({ water }) => `잔에 ${water}만큼 있다.`,
  tables: ({ water }) => [{ caption: "잔", columns: ["것", "양"], rows: [["물", water]] }],
  events: { drip: {}, pour: { fields: { amount: int(0, 9) } } },
};

const POURS = fc.integer({ min: 0, max: 4 }).map((amount): Event => ({ type: "pour", amount }));
/** What a reader may do with a timeline. */
const ACTS = fc.array(
  fc.oneof(
    POURS.map((event) => ({ kind: "send" as const, event })),
    fc.nat(12).map((at) => ({ kind: "seek" as const, at })),
    fc.constantFrom({ kind: "forward" as const }, { kind: "back" as const }, { kind: "reset" as const }),
  ),
  { maxLength: 20 },
);

test("the same seed draws the same numbers, within their bounds", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 1000 }), (seed, below) => {
      const first = drawInteger(seedRandom(seed), below);
      expect(drawInteger(seedRandom(seed), below)).toEqual(first);
      expect(first.value).toBeGreaterThanOrEqual(0);
      expect(first.value).toBeLessThan(below);
    }),
    RUNS,
  );
});

test("numbers spread evenly over tenths, also over neighbouring seeds", () => {
  const tenths = Array(10).fill(0) as number[];
  for (let seed = 0; seed < 10_000; seed++) tenths[Math.floor(drawNumber(seedRandom(seed)).value * 10)]! += 1;
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test("shuffling keeps every item and lets each order come", () => {
  const orders = new Set<string>();
  for (let seed = 0; seed < 500; seed++) {
    const { items } = shuffle(seedRandom(seed), ["a", "b", "c"]);
    orders.add(items.join(""));
    expect([...items].sort()).toEqual(["a", "b", "c"]);
  }
  expect(orders.size).toBe(6);
});

test("a guard that refuses says why, and nothing changes", () => {
  const full = { water: 10, random: 1 };
  expect(stepLab(glass, full, { type: "drip" })).toEqual({ ok: false, reason: "잔이 가득 찼습니다." });
  const timeline = createTimeline(glass);
  timeline.seek(99);
  const before = timeline.getSnapshot();
  expect(timeline.send({ type: "pour", amount: 4 })).toBe("잔이 넘칩니다.");
  expect(timeline.getSnapshot()).toBe(before);
});

test("a scenario follows its script, then what the lab does by itself", () => {
  const { frames } = startRun(glass, glass.scenarios[1]!);
  expect(frames.slice(0, 3).map((frame) => frame.rule)).toEqual(["", "pour", "drip"]);
  expect(frames.at(-1)?.text).toBe("잔에 10만큼 있다.");
  expect(frames.every((frame) => !frame.chosen)).toBe(true);
});

test("moving back and forth changes nothing, intervening forgets what was to come", () => {
  const timeline = createTimeline(glass);
  const before = timeline.getSnapshot().run;
  timeline.stepForward();
  timeline.stepBack();
  expect(timeline.getSnapshot()).toMatchObject({ at: 0, asked: true });
  expect(timeline.getSnapshot().run).toBe(before);
  expect(timeline.send({ type: "pour", amount: 4 })).toBeUndefined();
  const { at, run } = timeline.getSnapshot();
  expect([at, run.stateAt(1).water, run.isChosen(1)]).toEqual([1, 4, true]);
  expect(before.isChosen(1)).toBe(false);
  timeline.reset();
  expect(timeline.getSnapshot().run.frames).toEqual(before.frames);
});

test("only what the reader asked for counts as asked", () => {
  const timeline = createTimeline(glass);
  timeline.tick();
  expect(timeline.getSnapshot()).toMatchObject({ at: 1, asked: false });
  timeline.stepForward();
  expect(timeline.getSnapshot()).toMatchObject({ at: 2, asked: true });
});

test("listeners hear each change once, and none after they left", () => {
  const timeline = createTimeline(glass);
  let heard = 0;
  const leave = timeline.subscribe(() => heard++);
  timeline.stepForward();
  timeline.seek(1);
  expect(heard).toBe(1);
  leave();
  timeline.stepForward();
  expect(heard).toBe(1);
});

test("whatever a reader does, the address opens the same state again", () => {
  fc.assert(
    fc.property(fc.constantFrom(...glass.scenarios), fc.nat(2 ** 31 - 1), ACTS, (scenario, seed, acts) => {
      const timeline = createTimeline(glass);
      timeline.choose(scenario, seed);
      for (const act of acts) {
        if (act.kind === "send") timeline.send(act.event);
        else if (act.kind === "seek") timeline.seek(act.at);
        else if (act.kind === "forward") timeline.stepForward();
        else if (act.kind === "back") timeline.stepBack();
        else timeline.reset();
      }
      const shown = timeline.getSnapshot();
      const opened = readHash(glass, `#${writeHash(shown.run, shown.at)}`);
      expect(opened.problem).toBeUndefined();
      expect(opened.at).toBe(shown.at);
      expect(opened.run.frames.slice(0, shown.at + 1)).toEqual(shown.run.frames.slice(0, shown.at + 1));
    }),
    RUNS,
  );
});

test("a short address for a plain step", () => {
  expect(writeHash(startRun(glass, glass.scenarios[1]!), 2)).toBe("v=1&s=scripted&at=2");
  expect(writeHash(startRun(glass, glass.scenarios[0], 5), 0)).toBe("v=1&s=empty&at=0&seed=5");
});

test("a broken address opens the start and says why", () => {
  const said = (hash: string) => readHash(glass, hash).problem;
  expect(said("")).toBeUndefined();
  expect([
    said("#v=2&s=empty"),
    said("#v=1&s=gone"),
    said("#v=1&s=empty&at=99"),
    said("#v=1&s=empty&at=-1"),
    said("#v=1&s=empty&seed=1e3"),
    said("#v=1&s=empty&e=1.pour.99"),
    said("#v=1&s=scripted&at=1&e=5.pour.0&e=2.pour.1"),
    said("#v=1&s=scripted&at=1&e=1.pour.4&e=2.pour.4&e=3.pour.4"),
    said("#v=1&s=empty&x=1"),
    said("#v=1&v=1"),
    said("#v=1&s=%E0%A4%A"),
    said(`#v=1&s=${"a".repeat(1_000_001)}`),
  ]).toMatchInlineSnapshot(`
    [
      "이 실습의 지금 판이 아닌 주소입니다. 처음 상태로 열었습니다.",
      "주소에 적힌 예제가 없습니다. 처음 상태로 열었습니다.",
      "단계는 0부터 7까지 쓸 수 있습니다. 처음 상태로 열었습니다.",
      "단계는 0부터 7까지 쓸 수 있습니다. 처음 상태로 열었습니다.",
      "주소에 적힌 씨앗값은 쓸 수 없습니다. 처음 상태로 열었습니다.",
      "주소에 적힌 조작을 읽을 수 없습니다. 처음 상태로 열었습니다.",
      "주소에 적힌 조작의 차례가 맞지 않습니다. 처음 상태로 열었습니다.",
      "주소에 적힌 조작은 할 수 없는 일입니다: 잔이 넘칩니다. 처음 상태로 열었습니다.",
      "주소에 모르는 값이 있습니다. 처음 상태로 열었습니다.",
      "이 실습의 지금 판이 아닌 주소입니다. 처음 상태로 열었습니다.",
      "주소를 읽을 수 없습니다. 처음 상태로 열었습니다.",
      "주소가 너무 깁니다. 처음 상태로 열었습니다.",
    ]
  `);
});

test("no address, however hostile, does more than open a state the rules allow", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc
      .array(
        fc.tuple(
          fc.constantFrom("v", "s", "at", "seed", "e", "__proto__", "constructor"),
          fc.oneof(
            fc.string({ maxLength: 8 }),
            fc.constantFrom("1", "empty", "scripted", "1.pour.2", "2.drip", "NaN", "9e9", "%00"),
          ),
        ),
        { maxLength: 6 },
      )
      .map((fields) => fields.map(([key, value]) => `${key}=${value}`).join("&")),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const { run, at, problem } = readHash(glass, `#v=1&${text}`);
      expect(run.stateAt(at)).toBeDefined();
      expect(run.frames.every((frame) => frame.state.water >= 0 && frame.state.water <= 10)).toBe(true);
      if (problem !== undefined) {
        expect(problem).toMatch(/처음 상태로 열었습니다\.$/);
        expect([run.scenario.id, at]).toEqual(["empty", 0]);
      }
    }),
    RUNS,
  );
});

test("fields survive any text, and keep common signs readable", () => {
  expect(writeFields([["e", "3.COPY b.bin /data/"]])).toBe("e=3.COPY+b.bin+/data/");
  const values = fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(values, (texts) => {
      const read = readFields(writeFields(texts.map((text) => ["a", text] as const)));
      expect(read?.get("a")).toEqual(texts);
    }),
    RUNS,
  );
});

test("hashes of sections and the skip link are left alone", () => {
  expect(["#main", "", "#v", "#transcript"].map(isLabHash)).toEqual([false, false, false, false]);
  expect(isLabHash("#v=1&s=a")).toBe(true);
});

/** Ticks without end. */
const counting: Lab<number, { type: "tick" }, undefined> = {
  id: "test-count",
  version: 1,
  scenarios: [{ id: "a", title: "a", about: "a", params: undefined }],
  init: () => 0,
  rules: [{ name: "tick", on: "tick", make: (state) => state + 1 }],
  next: () => ({ type: "tick" }),
  describe: (state) => `${state}`,
  tables: () => [],
  events: { tick: {} },
};

test("a lab that runs on without end stops, and so do endless interventions", () => {
  const run = startRun(counting, counting.scenarios[0]);
  expect([run.last, run.ended]).toEqual([AHEAD, false]);
  const all = run.lookAhead(MOST_FRAMES * 2);
  expect([all.last, all.ended]).toEqual([MOST_FRAMES, true]);
  const timeline = createTimeline({ ...counting, next: undefined });
  const answers = Array.from({ length: MOST_CHOICES + 1 }, () => timeline.send({ type: "tick" }));
  expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
  const shown = timeline.getSnapshot();
  const hash = writeHash(shown.run, shown.at)!;
  expect(hash.length).toBeLessThan(LONGEST_HASH);
  expect(readHash(counting, hash).run.stateAt(MOST_CHOICES)).toBe(MOST_CHOICES);
});

test("after 10,000 steps an act, and a jump ten back, take at most 80 steps of the lab", () => {
  let steps = 0;
  const [tick] = counting.rules;
  const counted = {
    ...counting,
    rules: [
      {
        ...tick!,
        make: (state: number) => {
          steps++;
          return state + 1;
        },
      },
    ],
  };
  const timeline = createTimeline(counted);
  timeline.seek(10_000);
  const cost = (deed: () => void) => {
    steps = 0;
    deed();
    const { run, at } = timeline.getSnapshot();
    run.stateAt(at);
    return steps;
  };
  expect(cost(() => timeline.send({ type: "tick" }))).toBeLessThanOrEqual(80);
  expect(cost(() => timeline.seek(9_991))).toBeLessThanOrEqual(80);
  expect(cost(() => timeline.seek(5_000))).toBeLessThanOrEqual(80);
  expect(cost(() => timeline.send({ type: "tick" }))).toBeLessThanOrEqual(80);
});

test("states that were forgotten are made again, wherever one looks", () => {
  const run = startRun(counting, counting.scenarios[0]).lookAhead(10_000);
  fc.assert(
    fc.property(fc.nat(10_000), (at) => {
      expect(run.stateAt(at)).toBe(at);
      expect(run.textAt(at)).toBe(`${at}`);
    }),
    RUNS,
  );
  const forked = forkRun(run, 9_000, { type: "tick" });
  expect(forked.ok && [forked.run.last, forked.run.choices()]).toEqual([
    9_002,
    [{ at: 9_001, event: { type: "tick" } }],
  ]);
});

type Edit = { readonly type: "write"; readonly text: string } | { readonly type: "build" };
/** A text that is edited; building it remembers what was built. */
const editor: Lab<{ readonly text: string; readonly built: string }, Edit, undefined> = {
  id: "test-editor",
  version: 1,
  scenarios: [{ id: "a", title: "a", about: "a", params: undefined }],
  init: () => ({ text: "", built: "" }),
  rules: [
    {
      name: "write",
      on: "write",
      when: (state, { text }) => state.text !== text || "같은 글입니다.",
      make: (state, { text }) => ({ ...state, text }),
    },
    { name: "build", on: "build", make: (state) => ({ ...state, built: state.text }) },
  ],
  describe: ({ text }) => `${text}.`,
  tables: () => [],
  events: { write: { fields: { text: freeText(2000) }, replaces: [] }, build: {} },
};

test("an address drops the edits that a later one made pointless, and is deflated when it is long", () => {
  const timeline = createTimeline(editor);
  for (const text of ["a", "ab", "abc"]) timeline.send({ type: "write", text });
  timeline.send({ type: "build" });
  timeline.send({ type: "write", text: "d" });
  const short = timeline.getSnapshot();
  expect(writeHash(short.run, short.at)).toBe("v=1&s=a&at=3&e=1.write:abc&e=.build&e=.write:d");
  const text = "# 이 줄은 지워도 아래 레이어에 그대로 남는다 & 용량이 100%+줄지 않는다\n".repeat(20);
  for (let edit = 0; edit < 12; edit++) {
    timeline.send({ type: "write", text: text + edit });
    timeline.send({ type: "build" });
  }
  const long = timeline.getSnapshot();
  const hash = writeHash(long.run, long.at)!;
  expect(hash).toMatch(/^v=1&z=[\w-]+$/);
  expect(hash.length).toBeLessThan(1000);
  for (const written of [hash, writeState(long.run, long.at)]) {
    const opened = readHash(editor, written);
    expect(opened.problem).toBeUndefined();
    expect(opened.run.stateAt(opened.at)).toEqual(long.run.stateAt(long.at));
  }
});

test("a state that fits into no address is known when it is written, and still opens from a file", () => {
  const timeline = createTimeline(editor);
  let noise = seedRandom(3);
  for (let edit = 0; edit < 6; edit++) {
    const signs = Array.from({ length: 1000 }, () => {
      const drawn = drawInteger(noise, 11_172);
      noise = drawn.random;
      return String.fromCharCode(0xac00 + drawn.value);
    });
    timeline.send({ type: "write", text: signs.join("") });
    timeline.send({ type: "build" });
  }
  const { run, at } = timeline.getSnapshot();
  expect(writeHash(run, at)).toBeUndefined();
  const opened = readHash(editor, writeState(run, at));
  expect([opened.problem, opened.run.stateAt(opened.at)]).toEqual([undefined, run.stateAt(at)]);
});

test("a gesture is one act, and going back to where it began is none", () => {
  const timeline = createTimeline(editor);
  timeline.send({ type: "write", text: "a" });
  timeline.send({ type: "build" });
  for (const text of ["b", "c", "d"]) timeline.send({ type: "write", text }, true);
  expect(timeline.getSnapshot().run.choices()).toHaveLength(3);
  expect(timeline.getSnapshot().run.stateAt(3)).toEqual({ text: "d", built: "a" });
  timeline.send({ type: "write", text: "a" }, true);
  expect([timeline.getSnapshot().at, timeline.getSnapshot().run.choices().length]).toEqual([2, 2]);
});

test("packed addresses that are broken or bombs open the start", () => {
  for (const packed of ["", "AAAA", "____", "A".repeat(4001), "7cEBDQAAAMKg908tBwEAAAAA"]) {
    expect(readHash(glass, `#v=1&z=${packed}`).problem).toMatch(/처음 상태로 열었습니다\.$/);
  }
});

test("what takes long is shown when it is computed, and what was superseded never", () => {
  const said: number[] = [];
  const computed = rememberedInSlices(function* (water: number) {
    yield;
    said.push(water);
    return water;
  }, 99);
  const slow = { ...glass, next: undefined, prepare: ({ water }: State) => computed.prepare(water) };
  const waiting: (() => boolean)[] = [];
  const timeline = createTimeline<State, Event, { readonly water: number }>(slow, (next) =>
    waiting.push(next),
  );
  let told = 0;
  timeline.subscribe(() => told++);
  const shown = () => timeline.getSnapshot().run.stateAt(timeline.getSnapshot().at).water;
  const coming = () => timeline.getComing().run.stateAt(timeline.getComing().at).water;
  const finish = () => {
    for (const next of waiting.splice(0)) while (next());
  };

  expect(timeline.send({ type: "pour", amount: 2 })).toBeUndefined();
  expect([shown(), coming(), told]).toEqual([0, 2, 1]);
  expect(waiting[0]?.()).toBe(true);
  // The next act goes on from the one that is not shown yet, and takes its place.
  expect(timeline.send({ type: "pour", amount: 3 })).toBeUndefined();
  expect([shown(), coming()]).toEqual([0, 5]);
  finish();
  expect([shown(), coming(), timeline.getSnapshot().at, told]).toEqual([5, 5, 2, 3]);
  expect(timeline.getSnapshot().asked).toBe(true);
  // The frame before is compared with, so it was computed as well; the start is what follows from nothing.
  expect(said).toEqual([2, 5]);
  expect(timeline.send({ type: "pour", amount: 9 })).toBe("잔이 넘칩니다.");
  expect(waiting).toEqual([]);
  // What is known is shown at once.
  timeline.stepBack();
  timeline.stepForward();
  finish();
  expect(timeline.send({ type: "pour", amount: 0 })).toBeUndefined();
  expect([shown(), timeline.getSnapshot().at, waiting.length]).toEqual([5, 3, 0]);
});
