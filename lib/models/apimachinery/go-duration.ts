import type { ModelError } from "../model-error.ts";

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ["ns", 1e-6],
  ["us", 1e-3],
  ["µs", 1e-3],
  ["μs", 1e-3],
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/**
 * Reads a duration of Go (`1h30m`, `1.5s`, `-2m`, `0`) as ms. Errors carry Go's text.
 *
 * Source: Go `time/format.go` ParseDuration.
 */
export function parseGoDuration(text: string): number | ModelError {
  const error = (problem: string) => ({ error: `time: ${problem}${JSON.stringify(text)}` });
  const [, sign, amounts = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (amounts === "0") return 0;
  if (amounts === "") return error("invalid duration ");
  let totalMs = 0;
  for (let rest = amounts; rest !== ""; ) {
    const [part, number = "", unit = ""] = /^([0-9]*\.?[0-9]*)([^0-9.]*)/.exec(rest) ?? [""];
    if (number === "" || number === ".") return error("invalid duration ");
    if (unit === "") return error("missing unit in duration ");
    const unitMs = UNIT_MS.get(unit);
    if (unitMs === undefined) return error(`unknown unit ${JSON.stringify(unit)} in duration `);
    totalMs += Number(number) * unitMs;
    rest = rest.slice(part.length);
  }
  return sign === "-" ? -totalMs : totalMs;
}
