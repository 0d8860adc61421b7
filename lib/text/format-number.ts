/** A number for readers: at most two decimals, whole digits in groups of three (1,234.5). */
export function formatNumber(value: number): string {
  const [whole = "", part] = String(Math.round(value * 100) / 100).split(".");
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ",") + (part === undefined ? "" : `.${part}`);
}
