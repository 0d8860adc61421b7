import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIVE_LABS } from "../lib/labs/live-labs.ts";
import { clusterTable } from "../lib/models/raft/quorum.ts";
import { bisectionOf, farthestOf, worstFailure } from "../lib/models/topology/network.ts";
import { makeNetwork, type Shape } from "../lib/models/topology/shapes.ts";

/** Numbers that a note states and a lab computes: the model says the same. */

const ROOT = join(import.meta.dirname, "..");
const noteOf = (slug: string) => readFileSync(join(ROOT, `content/notes/${slug}.mdx`), "utf8");

/** The rows of the table with a caption, cells without links and marks. */
function rowsOf(slug: string, caption: string): readonly (readonly string[])[] {
  const [, after = ""] = noteOf(slug).split(`표: ${caption}\n`);
  const lines = after.trimStart().split("\n");
  const end = lines.findIndex((line) => !line.startsWith("|"));
  return lines.slice(2, end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.replace(/\[([^\]]+)\]\([^)]+\)/g, "$1").trim()),
  );
}

const CLAIM = /\[(\d[^\]]*)\]\(\/labs\/([a-z0-9-]+)\/#([^)]+)\)/g;
const claims = globSync("content/notes/*.mdx", { cwd: ROOT })
  .sort()
  .flatMap((path) =>
    [...readFileSync(join(ROOT, path), "utf8").matchAll(CLAIM)].map(
      ([, text = "", lab = "", state = ""]) => [`${path}: ${text}`, text, lab, state] as const,
    ),
  );

test("some notes link a number to the state of a lab that shows it", () => {
  expect(claims.length).toBeGreaterThan(5);
});

test.each(claims)("%s is what the lab says in that state", async (_, text, lab, state) => {
  expect(Object.keys(LIVE_LABS)).toContain(lab);
  const live = await LIVE_LABS[lab]!();
  const { shown, problem } = live.open(state);
  expect(problem).toBeUndefined();
  expect(live.results.map((name) => shown.result(name))).toContain(text);
});

const SHAPES: ReadonlyMap<string, Shape> = new Map([
  ["버스(공유 매체)", "bus"],
  ["일렬", "line"],
  ["스타(스위치 1대)", "star"],
  ["스타", "star"],
  ["링", "ring"],
  ["완전 메시", "mesh"],
  ["2층 트리(스위치 3대)", "tree"],
  ["2층 트리", "tree"],
  ["스파인 2·리프 4", "leaf-spine"],
]);

test("network-topology: links, diameter and bisection of eight servers", () => {
  const rows = rowsOf("network-topology", "서버 8대를 이을 때");
  expect(rows).toHaveLength(6);
  for (const [name = "", links, diameter, bisection] of rows) {
    const network = makeNetwork(SHAPES.get(name)!, 8);
    const measured = [network.links.length, farthestOf(network).hops, bisectionOf(network)];
    expect(measured.map(String), name).toEqual([links, diameter, bisection]);
  }
});

test("network-topology: the pairs that one failure cuts off at worst", () => {
  const rows = rowsOf("network-topology", "고장 하나가 끊는 쌍(28쌍 가운데 최악)");
  expect(rows).toHaveLength(6);
  for (const [name = "", link, device] of rows) {
    const network = makeNetwork(SHAPES.get(name)!, 8);
    const worst = (["links", "devices"] as const).map((of) => `${worstFailure(network, of).lost}쌍`);
    expect(
      [link, device].map((cell) => cell?.replace(/\(.*\)/, "")),
      name,
    ).toEqual(worst);
  }
});

test("docker-swarm: how many managers must agree, and may fail", () => {
  const rows = rowsOf("docker-swarm", "매니저 수와 견디는 장애");
  expect(rows).toHaveLength(5);
  for (const row of rows) {
    const { size, quorum, tolerates } = clusterTable(Number(row[0]));
    expect([size, quorum, tolerates].map(String)).toEqual(row);
  }
});
