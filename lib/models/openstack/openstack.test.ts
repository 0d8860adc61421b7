import { expect, test } from "vitest";
import { FAULT_IDS, FAULTS, faultAhead, runBoot, STEPS, statusOf } from "./boot.ts";
import { createOutput, LOOK_IDS, look, TELLING } from "./screens.ts";

const stopped = (...faults: (typeof FAULT_IDS)[number][]) => runBoot({ done: 0, faults });

test("without a fault every step is done; each fault stops its own, and of several the first", () => {
  expect(stopped().done).toBe(STEPS.length);
  for (const fault of FAULT_IDS) expect(STEPS[stopped(fault).done]).toBe(FAULTS[fault]);
  expect(faultAhead(stopped(...FAULT_IDS.toReversed()))).toBe("password");
});

test("the status is what the note's table says for each step", () => {
  const status = Object.fromEntries(FAULT_IDS.map((fault) => [fault, statusOf(stopped(fault), true)]));
  expect(status).toEqual({
    password: undefined,
    quota: undefined,
    resources: "ERROR",
    "compute-down": "BUILD",
    "glance-route": "ERROR",
    "port-binding": "ERROR",
    "volume-backend": "ERROR",
    "domain-type": "ERROR",
    "security-group": "ACTIVE",
  });
});

test("the command itself tells 401 and 403, and else returns with BUILD", () => {
  expect(createOutput(stopped("password"), true).text).toContain("(HTTP 401)");
  expect(createOutput(stopped("quota"), true).text).toContain("(HTTP 403)");
  expect(createOutput(stopped("domain-type"), true)).toMatchObject({ ok: true });
  expect(createOutput(stopped("domain-type"), true).text).toContain("BUILD");
});

test("three causes share one message, and only elsewhere can they be told apart", () => {
  const alike = ["glance-route", "port-binding", "domain-type"] as const;
  expect(new Set(alike.map((fault) => look("server", stopped(fault)))).size).toBe(1);
  expect(new Set(alike.map((fault) => look("compute", stopped(fault)))).size).toBe(3);
});

test("a cause is told at its own places, where nothing of the kind stands when all is well", () => {
  for (const fault of FAULT_IDS)
    for (const what of TELLING[fault])
      expect(look(what, stopped(fault)), `${fault} ${what}`).not.toBe(look(what, stopped()));
});

test("a place that does not tell a cause does not look broken because of it", () => {
  // What a service further along says is missing, not wrong.
  for (const fault of FAULT_IDS)
    for (const what of LOOK_IDS) {
      if (TELLING[fault].includes(what) || what === "server" || what === "ssh") continue;
      const text = look(what, stopped(fault));
      const fine = look(what, stopped());
      if (fault === "volume-backend" && (what === "volumes" || what === "compute")) continue;
      expect(fine.startsWith(text.split("\n")[0] ?? ""), `${fault} ${what}: ${text}`).toBe(true);
      expect(text).not.toMatch(/ERROR|XXX|down {2}\|/);
    }
});
