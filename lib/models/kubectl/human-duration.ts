/**
 * How kubectl writes a duration in seconds: `61s`, `5m30s`, `3h`, `2d4h`, `7y364d`. Fractions are cut; a
 * zero second part is left out. Below −1 s `<invalid>`, any other negative `0s` (clocks differ a little).
 *
 * Source: `kubernetes/apimachinery` `pkg/util/duration/duration.go` HumanDuration.
 */
export function humanDuration(seconds: number): string {
  const whole = Math.trunc(seconds);
  if (whole < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  if (whole < 120) return `${whole}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return `${minutes}m${rest(whole % 60, "s")}`;
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return `${hours}h${rest(minutes % 60, "m")}`;
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (hours < 192) return `${days}d${rest(hours % 24, "h")}`;
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return days < 2920 ? `${years}y${rest(days % 365, "d")}` : `${years}y`;
}

function rest(amount: number, unit: string): string {
  return amount === 0 ? "" : `${amount}${unit}`;
}

/** The time from `from` to `to` (RFC 3339) as kubectl writes it; `<unknown>` without a start. */
export function timeSince(from: string | undefined, to: string): string {
  return from === undefined ? "<unknown>" : humanDuration((Date.parse(to) - Date.parse(from)) / 1000);
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** Seconds of a duration as Go writes it; undefined for none. */
export function secondsOf(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit!]!, 0);
}
