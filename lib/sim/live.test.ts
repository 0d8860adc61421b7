import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../tests/support/seeds.ts";
import { live as layers } from "../labs/layer-stacker/live.ts";
import { live as cost } from "../labs/remote-cost/live.ts";
import { live as storm } from "../labs/retry-storm/live.ts";
import { readNumber, STEP, startOf } from "./live.ts";
import { readLiveHash, writeLiveHash } from "./live-address.ts";
import { roomOf } from "./live-room.ts";

test("a number that moves takes its results along, and the address holds where it is", () => {
  const { shown } = cost.open("");
  expect([shown.number("remotePercent").value, shown.result("relative")]).toEqual([0, "1배"]);
  const moved = shown.set("remotePercent", 10);
  expect([moved.number("remotePercent").value, moved.result("relative")]).toEqual([10, "2.9배"]);
  expect(moved.hash()).toMatch(/remotePercent:10$/);
  expect(cost.open(moved.hash()!).shown.result("relative")).toBe("2.9배");
  expect(shown.result("relative")).toBe("1배");
});

test("however far it is dragged, one act is left of it, and none where it came back", () => {
  const { shown } = cost.open("");
  const values = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(values, (way) => {
      const end = way.reduce((now, value) => now.set("remotePercent", value), shown);
      expect(end.number("remotePercent").value).toBe(way.at(-1));
      expect(end.hash()!.split("&e=").length).toBeLessThanOrEqual(2);
      expect(end.set("remotePercent", 0).hash()).toBe(shown.hash());
    }),
    RUNS,
  );
});

test("steps of a scenario are a number like any other, also beyond its end", () => {
  const { shown } = layers.open("s=delete");
  expect(shown.number(STEP)).toMatchObject({ value: 0, values: [0, 1, 2, 3, 4, 5] });
  const third = shown.set(STEP, 3);
  expect([third.result("total"), third.result("visible"), third.hash()]).toEqual([
    "100MB",
    "40MB",
    "v=1&s=delete&at=3",
  ]);
  expect(third.set(STEP, 9)).toBe(third);
});

test("what a lab asks is no secret in a figure: its sentence says the number", () => {
  expect(layers.open("s=delete&at=3").shown.sentence).toContain("합계는 100MB다");
});

test("a value that a number cannot have changes nothing, a name that is none is an error", () => {
  const { shown } = cost.open("");
  expect(shown.set("remotePercent", 3.5)).toBe(shown);
  expect(() => shown.set("constructor", 1)).toThrow(RangeError);
  expect(() => shown.result("toString")).toThrow(RangeError);
});

test("an address that cannot be followed says why", () => {
  expect(cost.open("s=none").problem).toBe("주소에 적힌 예제가 없습니다. 처음 상태로 열었습니다.");
  expect(cost.open("v=9&s=remote").problem).toMatch(/지금 판이 아닌/);
});

test("the numbers of a sentence are where the figure starts", () => {
  const numbers = [
    { name: "remotePercent", text: "10" },
    { name: "remoteNs", text: "1,000" },
  ];
  expect(startOf(cost, { state: "", numbers }).shown.result("relative")).toBe("1.9배");
  expect(["1,024", "-3", "0.5"].map(readNumber)).toEqual([1024, -3, 0.5]);
  expect(["", "열", "1e3", "Infinity", "1 024"].map(readNumber)).toEqual(Array(5).fill(Number.NaN));
});

test("room is kept for the longest that each text gets", () => {
  const { shown } = cost.open("");
  const room = roomOf(shown, ["remotePercent"], ["average", "relative"]);
  expect(room.numbers).toEqual({ remotePercent: "100" });
  expect(room.results.average).toMatch(/^\d,\d{3}ns$/);
  expect(room.results.relative).toMatch(/^\d\d\.\d\d배$/);
  for (const value of [0, 37, 100])
    expect(shown.set("remotePercent", value).sentence.length).toBeLessThanOrEqual(room.sentence.length);
});

test("a figure's address is a section's, then the lab's; what browsers take off is not part of it", () => {
  const address = { section: "latency", lab: "a-b", state: "v=1&s=x&e=1.a:~=b" };
  expect(writeLiveHash(address)).toBe("latency~a-b=v=1&s=x&e=1.a:~=b");
  expect(readLiveHash("#latency~a-b=v=1&s=x&e=1.a:%7E=b")?.state).toBe("v=1&s=x&e=1.a:%7E=b");
  expect(readLiveHash("#latency~a-b=v=1:~:text=가")).toEqual({
    section: "latency",
    lab: "a-b",
    state: "v=1",
  });
  for (const other of ["", "#latency", "#latency:~:text=a", "#:~:text=a~b=c", "#latency~", "#fig-a-n-b"])
    expect(readLiveHash(other), other).toBeUndefined();
});

test("what takes long is computed in slices, not where a figure opens or a number moves", () => {
  const { shown } = storm.open("");
  const next = shown.set("perSecond", 16);
  expect(next.number("perSecond").value).toBe(16);
  let slices = 0;
  for (let work = next.prepare(); !work.next().done; ) slices++;
  expect(slices).toBeGreaterThan(10);
  // Now it is known: nothing is left to do, also for whoever opens the same state.
  expect(next.prepare().next().done).toBe(true);
  expect(storm.open(next.hash()!).shown.prepare().next().done).toBe(true);
  expect(next.sentence).toContain("초당 16건");
});
