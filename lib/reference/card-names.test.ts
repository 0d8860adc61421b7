import { expect, test } from "vitest";
import { cardNames, nameOf } from "./card-names.ts";
import type { Term } from "./schemas.ts";

const term = (id: string, ko: string, note: string, part: Partial<Term> = {}): Term => ({
  id,
  ko,
  en: id,
  aliases: [],
  short: "뜻.",
  note,
  section: "a",
  ...part,
});
const GROUPS = new Map([
  ["docker-containers", "container"],
  ["storage", "kubernetes"],
]);
const TERMS = [
  term("volume", "볼륨(도커)", "docker-containers"),
  term("volume-k8s", "볼륨(쿠버네티스)", "storage"),
  term("container", "컨테이너", "docker-containers", { in: ["all"] }),
  term("stack", "스택", "docker-containers", { in: ["docker-swarm"] }),
  term("health", "헬스 체크", "docker-containers", {
    in: ["kubernetes"],
    aliases: ["상태 검사", "healthcheck"],
  }),
];

function namesOn(slug: string, group: string, ...meant: string[]) {
  const { byName, unsettled } = cardNames(TERMS, { slug, group, meant }, (note) => GROUPS.get(note));
  return { ...Object.fromEntries([...byName].map(([name, { id }]) => [name, id])), unsettled };
}

test("a name is what stands in text, without the brackets that tell homonyms apart", () => {
  expect(nameOf({ ko: "볼륨(도커)" })).toBe("볼륨");
  expect(nameOf({ ko: "네임스페이스 (리눅스)" })).toBe("네임스페이스");
  expect(nameOf({ ko: "컨테이너" })).toBe("컨테이너");
});

test("a term holds in the subject of its note, or where it says", () => {
  expect(namesOn("docker-images", "container")).toEqual({
    볼륨: "volume",
    컨테이너: "container",
    unsettled: [],
  });
  expect(namesOn("workloads", "kubernetes")).toEqual({
    볼륨: "volume-k8s",
    컨테이너: "container",
    "헬스 체크": "health",
    "상태 검사": "health",
    unsettled: [],
  });
  expect(namesOn("openstack", "cloud")).toEqual({ 컨테이너: "container", unsettled: [] });
  expect(namesOn("docker-swarm", "container")).toMatchObject({ 스택: "stack" });
});

test("a page says which is meant, and what is not", () => {
  expect(namesOn("workloads", "kubernetes", "volume")).toMatchObject({ 볼륨: "volume" });
  expect(namesOn("openstack", "cloud", "volume-k8s")).toMatchObject({ 볼륨: "volume-k8s" });
  expect(namesOn("docker-images", "container", "-volume")).not.toHaveProperty("볼륨");
});

test("two terms with one name and equal right are told, and neither gets a card", () => {
  const terms = [...TERMS, term("volume-x", "볼륨", "docker-containers")];
  const page = { slug: "docker-images", group: "container", meant: [] };
  const { byName, unsettled } = cardNames(terms, page, (note) => GROUPS.get(note));
  expect(unsettled).toEqual([{ name: "볼륨", ids: ["volume", "volume-x"] }]);
  expect(byName.has("볼륨")).toBe(false);
  // The one that names the note goes before.
  const closer = [...TERMS, term("volume-x", "볼륨", "storage", { in: ["docker-images"] })];
  expect(cardNames(closer, page, (note) => GROUPS.get(note)).byName.get("볼륨")?.id).toBe("volume-x");
});
