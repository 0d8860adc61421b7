import type { Fields } from "../../sim/hash.ts";
import { seedRandom, shuffle } from "../../sim/random.ts";
import { readAddress } from "../../sim/read-address.ts";
import type { Task } from "../lab-file.ts";

/** What was answered, by the id of the item: a place (from 0), an item's id, a bin's id, or a text. */
export type Answers = Readonly<Record<string, string>>;

export type Mark = {
  readonly item: string;
  readonly right: boolean;
  /** Shown beside the answer: why it is right, or why it is not. */
  readonly reason: string;
};

/** The items as they stand on screen at first: always the same order for the same task, never the right one. */
export function shuffledItems<T extends Task["items"][number]>(task: {
  readonly id: string;
  readonly items: readonly T[];
}): readonly T[] {
  for (let seed = seedOfText(task.id); ; seed++) {
    const { items } = shuffle(seedRandom(seed), task.items);
    if (task.items.length < 2 || items.some((item, index) => item !== task.items[index])) return items;
  }
}

function seedOfText(text: string): number {
  let seed = 7;
  for (const letter of text) seed = (Math.imul(seed, 31) + letter.codePointAt(0)!) >>> 0;
  return seed;
}

/** Before the reader did anything: the shuffled order, or nothing. */
export function startAnswers(task: Task): Answers {
  if (task.kind !== "order") return {};
  return Object.fromEntries(shuffledItems(task).map((item, place) => [item.id, String(place)]));
}

/** The items of an order task as answered. */
export function orderOf(task: Extract<Task, { kind: "order" }>, answers: Answers): string[] {
  return task.items.map((item) => item.id).sort((a, b) => Number(answers[a] ?? 0) - Number(answers[b] ?? 0));
}

/** The answers after an item has moved up (−1) or down (1); at the ends nothing changes. */
export function moveItem(
  task: Extract<Task, { kind: "order" }>,
  answers: Answers,
  item: string,
  by: -1 | 1,
): Answers {
  const order = orderOf(task, answers);
  const from = order.indexOf(item);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return answers;
  [order[from], order[to]] = [order[to]!, order[from]!];
  return Object.fromEntries(order.map((id, place) => [id, String(place)]));
}

export function isComplete(task: Task, answers: Answers): boolean {
  return task.items.every((item) => (answers[item.id] ?? "").trim() !== "");
}

/** What is right and what is not, each with its reason, in the order of the task's file. */
export function markTask(task: Task, answers: Answers): readonly Mark[] {
  switch (task.kind) {
    case "order": {
      const order = orderOf(task, answers);
      return task.items.map((item, place) => ({
        item: item.id,
        right: order[place] === item.id,
        reason: item.why,
      }));
    }
    case "match":
      return task.items.map((item) => mark(item, answers[item.id], answers[item.id] === item.id));
    case "classify":
      return task.items.map((item) => mark(item, answers[item.id], answers[item.id] === item.bin));
    case "fill":
      return task.items.map((item) => {
        const given = answers[item.id];
        const accepted = item.accept.map(fold);
        return mark(item, given, given !== undefined && accepted.includes(fold(given)));
      });
  }
}

function mark(
  item: { readonly id: string; readonly why: string; readonly wrong: Readonly<Record<string, string>> },
  given: string | undefined,
  right: boolean,
): Mark {
  const own = Object.entries(item.wrong).find(
    ([answer]) => given !== undefined && fold(answer) === fold(given),
  );
  return { item: item.id, right, reason: right ? item.why : (own?.[1] ?? item.why) };
}

/** Case, blanks at the ends and doubled blanks make no answer wrong. */
function fold(text: string): string {
  return text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}

/** What stands in the place of a scenario where a device remembers which tasks of an exercise were solved. */
export const TASKS = "tasks";

/** All answers of an exercise by task. */
export type Sheet = Readonly<Record<string, Answers>>;

/** The address of a sheet, without `#`: only what differs from the start. */
export function writeSheet(tasks: readonly Task[], sheet: Sheet, checked: readonly string[]): Fields {
  return [
    ["v", "1"],
    ...tasks.flatMap((task) =>
      Object.entries(sheet[task.id] ?? {})
        .filter(([item, answer]) => answer !== "" && startAnswers(task)[item] !== answer)
        .map(([item, answer]) => ["a", `${task.id}.${item}.${answer}`] as const),
    ),
    ...checked.map((task) => ["c", task] as const),
  ];
}

/** The sheet an address holds; what does not fit the tasks opens an empty one, with the reason. */
export function readSheet(
  tasks: readonly Task[],
  hash: string,
): { readonly sheet: Sheet; readonly checked: readonly string[]; readonly problem: string | undefined } {
  const start = Object.fromEntries(tasks.map((task) => [task.id, startAnswers(task)]));
  const refuse = (reason: string) => ({
    sheet: start,
    checked: [],
    problem: `${reason} 처음 상태로 열었습니다.`,
  });
  const text = hash.replace(/^#/, "");
  if (text === "") return { sheet: start, checked: [], problem: undefined };
  const fields = readAddress(text);
  if (fields === undefined) return refuse("주소를 읽을 수 없습니다.");
  if (fields.get("v")?.join() !== "1") return refuse("이 실습의 지금 판이 아닌 주소입니다.");
  if ([...fields.keys()].some((key) => !["v", "a", "c"].includes(key))) {
    return refuse("주소에 모르는 값이 있습니다.");
  }
  const sheet: Record<string, Record<string, string>> = Object.fromEntries(
    Object.entries(start).map(([task, answers]) => [task, { ...answers }]),
  );
  for (const field of fields.get("a") ?? []) {
    const [, taskId = "", itemId = "", answer = ""] = /^([a-z0-9-]+)\.([a-z0-9-]+)\.(.*)$/s.exec(field) ?? [];
    const task = tasks.find((one) => one.id === taskId);
    if (task === undefined || !task.items.some((item) => item.id === itemId) || !fits(task, answer)) {
      return refuse("주소에 적힌 답이 이 문제에 맞지 않습니다.");
    }
    sheet[taskId]![itemId] = answer;
  }
  for (const task of tasks) {
    if (task.kind !== "order") continue;
    const places = new Set(Object.values(sheet[task.id]!));
    if (places.size !== task.items.length) return refuse("주소에 적힌 순서가 맞지 않습니다.");
  }
  const checked = fields.get("c") ?? [];
  if (checked.some((id) => !tasks.some((task) => task.id === id))) {
    return refuse("주소에 없는 문제가 적혀 있습니다.");
  }
  return { sheet, checked, problem: undefined };
}

function fits(task: Task, answer: string): boolean {
  switch (task.kind) {
    case "order":
      return /^\d{1,2}$/.test(answer) && Number(answer) < task.items.length;
    case "match":
      return task.items.some((item) => item.id === answer);
    case "classify":
      return task.bins.some((bin) => bin.id === answer);
    case "fill":
      return answer.length <= 80;
  }
}
