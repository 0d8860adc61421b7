import { civilTimeAt, UTC_OFFSET } from "../apimachinery/civil-time.ts";
import { at, listAt } from "./cluster.ts";

/** Parts of objects as text, as rows of tables and descriptions print them. */

export type Texts = Readonly<Record<string, string>>;

export const textAt = (value: unknown, ...path: readonly string[]): string =>
  String(at(value, ...path) ?? "");
export const countAt = (value: unknown, ...path: readonly string[]): number =>
  Number(at(value, ...path) ?? 0);

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A time as Go's RFC1123Z: `Mon, 30 Nov 2026 00:00:03 +0000`. */
export function longTime(time: string): string {
  const { year, month, day, weekday, hour, minute, second } = civilTimeAt(Date.parse(time) || 0, UTC_OFFSET);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${DAYS[weekday]}, ${pad(day)} ${MONTHS[month - 1]} ${year} ${pad(hour)}:${pad(minute)}:${pad(second)} +0000`;
}

/** `a=b,c=d`, sorted. Source: apimachinery `labels.FormatLabels`. */
export function flatLabels(map: unknown): string {
  const entries = Object.entries((map ?? {}) as Texts).sort();
  return entries.map(([key, value]) => `${key}=${value}`).join(",") || "<none>";
}

const OPERATORS: Readonly<Record<string, string>> = { In: "in", NotIn: "notin" };

/** A selector as text. Source: apimachinery `meta/v1` FormatLabelSelector. */
export function selectorText(selector: unknown): string {
  const own = Object.entries((at(selector, "matchLabels") ?? {}) as Texts).map(
    ([key, value]) => [key, `${key}=${value}`] as const,
  );
  const expressions = listAt(selector, "matchExpressions").map((one) => {
    const key = textAt(one, "key");
    const operator = textAt(one, "operator");
    const values = [...(listAt(one, "values") as readonly string[])].sort().join(",");
    const text =
      operator === "Exists"
        ? key
        : operator === "DoesNotExist"
          ? `!${key}`
          : `${key} ${OPERATORS[operator] ?? operator} (${values})`;
    return [key, text] as const;
  });
  const sorted = [...own, ...expressions].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, text]) => text).join(",") || "<none>";
}
