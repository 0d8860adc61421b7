import type { ModelError } from "../model-error.ts";
import { parseGoDuration } from "./go-duration.ts";

/** The values that a field allows; `star` = it was written as `*` or `?` (with no step above 1). */
export type CronField = { readonly values: ReadonlySet<number>; readonly star: boolean };

/** Months 1–12, days of the week 0 = Sunday to 6. */
export type CronFields = {
  readonly minute: CronField;
  readonly hour: CronField;
  readonly dayOfMonth: CronField;
  readonly month: CronField;
  readonly dayOfWeek: CronField;
};

/** A schedule on the clock, or one that waits a fixed time; `timeZone` only if the text names one itself. */
export type CronSchedule =
  | { readonly fields: CronFields; readonly timeZone?: string }
  | { readonly everyMs: number; readonly timeZone?: string };

type Bounds = { readonly min: number; readonly max: number; readonly names?: readonly string[] };

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const WEEKDAYS = "sun mon tue wed thu fri sat".split(" ");

const MINUTE: Bounds = { min: 0, max: 59 };
const HOUR: Bounds = { min: 0, max: 23 };
const DAY_OF_MONTH: Bounds = { min: 1, max: 31 };
const MONTH: Bounds = { min: 1, max: 12, names: MONTHS };
const DAY_OF_WEEK: Bounds = { min: 0, max: 6, names: WEEKDAYS };

const DESCRIPTORS: ReadonlyMap<string, string> = new Map([
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
  ["@monthly", "0 0 1 * *"],
  ["@weekly", "0 0 * * 0"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@hourly", "0 * * * *"],
]);

/** Why a schedule cannot be read, in upstream's words. */
class CronError extends Error {}

/**
 * Reads a schedule of five fields (minute, hour, day of month, month, day of week), `@hourly` and its
 * kin, or `@every 1h30m`; `TZ=` or `CRON_TZ=` may stand before it. Errors carry upstream's text.
 *
 * Source: `robfig/cron` v3 `parser.go` ParseStandard, which Kubernetes' CronJob uses.
 */
export function parseCron(text: string): CronSchedule | ModelError {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof CronError) return { error: error.message };
    throw error;
  }
}

function parse(text: string): CronSchedule {
  if (text === "") throw new CronError("empty spec string");
  const [, timeZone, inZone] = /^(?:CRON_)?TZ=([^ ]*) (.*)$/s.exec(text) ?? [];
  const spec = inZone === undefined ? text : inZone.trim();
  if (!spec.startsWith("@")) return { fields: parseFields(spec), timeZone };

  const written = DESCRIPTORS.get(spec);
  if (written !== undefined) return { fields: parseFields(written), timeZone };
  const [, every] = /^@every (.*)$/s.exec(spec) ?? [];
  if (every === undefined) throw new CronError(`unrecognized descriptor: ${spec}`);
  const durationMs = parseGoDuration(every);
  if (typeof durationMs !== "number") {
    throw new CronError(`failed to parse duration ${spec}: ${durationMs.error}`);
  }
  return { everyMs: Math.max(1000, Math.trunc(durationMs / 1000) * 1000), timeZone };
}

function parseFields(spec: string): CronFields {
  const fields = spec.split(/\s+/).filter((field) => field !== "");
  if (fields.length !== 5) {
    throw new CronError(`expected exactly 5 fields, found ${fields.length}: [${fields.join(" ")}]`);
  }
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = ""] = fields;
  return {
    minute: parseField(minute, MINUTE),
    hour: parseField(hour, HOUR),
    dayOfMonth: parseField(dayOfMonth, DAY_OF_MONTH),
    month: parseField(month, MONTH),
    dayOfWeek: parseField(dayOfWeek, DAY_OF_WEEK),
  };
}

function parseField(field: string, bounds: Bounds): CronField {
  const ranges = field
    .split(",")
    .filter((range) => range !== "")
    .map((range) => parseRange(range, bounds));
  return {
    values: new Set(ranges.flatMap(({ values }) => [...values])),
    star: ranges.some(({ star }) => star),
  };
}

/** `*`, `N`, `N-M`, each with `/step`; `N/step` runs from N to the end. */
function parseRange(range: string, { min, max, names }: Bounds): CronField {
  const [span = "", stepText, ...moreSteps] = range.split("/");
  const [low = "", high, ...moreHyphens] = span.split("-");
  const isAll = low === "*" || low === "?";
  const start = isAll ? min : parseNumber(low, min, names);
  if (!isAll && moreHyphens.length > 0) throw new CronError(`too many hyphens: ${range}`);
  let end = isAll ? max : high === undefined ? start : parseNumber(high, min, names);
  if (moreSteps.length > 0) throw new CronError(`too many slashes: ${range}`);
  const step = stepText === undefined ? 1 : parseNumber(stepText);
  if (stepText !== undefined && high === undefined) end = max;

  const reject = (problem: string) => new CronError(`${problem}: ${range}`);
  if (start < min) throw reject(`beginning of range (${start}) below minimum (${min})`);
  if (end > max) throw reject(`end of range (${end}) above maximum (${max})`);
  if (start > end) throw reject(`beginning of range (${start}) beyond end of range (${end})`);
  if (step === 0) throw reject("step of range should be a positive number");
  const values = new Set<number>();
  for (let value = start; value <= end; value += step) values.add(value);
  return { values, star: isAll && step === 1 };
}

function parseNumber(text: string, min = 0, names: readonly string[] = []): number {
  const name = names.indexOf(text.toLowerCase());
  if (name !== -1) return name + min;
  if (!/^[+-]?[0-9]+$/.test(text)) {
    throw new CronError(
      `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  const value = Number(text);
  if (value < 0) throw new CronError(`negative number (${value}) not allowed: ${text}`);
  return value;
}
