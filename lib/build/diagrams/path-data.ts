type Point = { x: number; y: number };

/** One decimal, without a minus before nothing: `-0.04` → `0`, `12.96` → `13`. */
export function roundNumber(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

/** Rounds every number in an attribute and leaves units alone: `translate(1.234, 5)` → `translate(1.2,5)`. */
export function roundAll(text: string): string {
  return text
    .replace(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi, (number) => roundNumber(Number(number)))
    .replace(/\s*,\s*/g, ",")
    .replace(/\s+/g, " ")
    .trim();
}

/** Path data with rounded numbers, and without the points of straight or nearly straight runs. */
export function compactPath(data: string): string {
  const parts = data.match(/[a-df-z][^a-df-z]*/gi) ?? [];
  // Arc flags may be glued together and relative points add up their rounding: those are only rounded.
  const simple = parts.every((part) => "MLCZQHV".includes(part[0]!));
  if (!simple) return roundParts(parts);
  const out: string[] = [];
  let run: Point[] = [];
  let pen: Point = { x: 0, y: 0 };
  const flush = () => {
    if (run.length > 1)
      out.push(
        ...simplify(run)
          .slice(1)
          .map((point) => `L${show(point)}`),
      );
    run = [];
  };
  for (const part of parts) {
    const command = part[0]!;
    const numbers = numbersOf(part);
    if (command === "L" || command === "H" || command === "V") {
      if (run.length === 0) run = [pen];
      if (command === "L")
        for (let at = 0; at + 1 < numbers.length; at += 2) run.push({ x: numbers[at]!, y: numbers[at + 1]! });
      else
        for (const number of numbers) {
          const last = run.at(-1)!;
          run.push(command === "H" ? { x: number, y: last.y } : { x: last.x, y: number });
        }
      pen = run.at(-1)!;
      continue;
    }
    flush();
    if (command === "Z") out.push("Z");
    else {
      out.push(command + numbers.map(roundNumber).join(" "));
      pen = { x: numbers.at(-2) ?? 0, y: numbers.at(-1) ?? 0 };
    }
  }
  flush();
  return out.join("");
}

const NUMBER = String.raw`-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
/** Radii, turn, two flags that need nothing after them, and the end. */
const ARC = new RegExp(
  ["", NUMBER, NUMBER, NUMBER, "[01]", "[01]", NUMBER, NUMBER]
    .map((part) => part && `(${part})`)
    .join(String.raw`[\s,]*`),
  "gi",
);

function roundParts(parts: readonly string[]): string {
  return parts
    .map((part) => {
      if (!/^a/i.test(part)) return part[0] + numbersOf(part).map(roundNumber).join(" ");
      const numbers: string[] = [];
      for (const found of part.slice(1).matchAll(ARC))
        numbers.push(
          found
            .slice(1)
            .map((number) => roundNumber(Number(number)))
            .join(" "),
        );
      return part[0] + numbers.join(" ");
    })
    .join("");
}

/** Numbers may follow one another without anything between: `1.5.3-2`. */
function numbersOf(text: string): number[] {
  return (text.match(new RegExp(NUMBER, "gi")) ?? []).map(Number);
}

/** Ramer–Douglas–Peucker: keeps the points without which the line would move by more than the eye sees. */
function simplify(points: readonly Point[], tolerance = 0.12): Point[] {
  const first = points[0]!;
  const last = points.at(-1)!;
  let far = 0;
  let distance = 0;
  for (let index = 1; index < points.length - 1; index++) {
    const away = distanceToLine(points[index]!, first, last);
    if (away > distance) [far, distance] = [index, away];
  }
  if (distance <= tolerance) return [first, last];
  return [
    ...simplify(points.slice(0, far + 1), tolerance).slice(0, -1),
    ...simplify(points.slice(far), tolerance),
  ];
}

function distanceToLine(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const on = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - on * dx, point.y - from.y - on * dy);
}

const show = (point: Point) => `${roundNumber(point.x)} ${roundNumber(point.y)}`;
