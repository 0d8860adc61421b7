import { type Document, isMap, isScalar, type LineCounter, type Node } from "yaml";

/** One document of a stream, with a way to find the place of anything in it. */
export type YamlExample = {
  readonly value: unknown;
  /** The place of a value; of the nearest there is above it. */
  readonly placeOf: (path: readonly (string | number)[]) => { line: number; column: number };
  /** The place of a name in the map at a path. */
  readonly placeOfKey: (path: readonly (string | number)[], key: string) => { line: number; column: number };
};

/** A document with its places. `value` is what the document says as plain data. */
export function exampleOf(document: Document.Parsed, counter: LineCounter, value: unknown): YamlExample {
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  const nodeAt = (path: readonly (string | number)[]): Node | undefined =>
    path.length === 0 ? (document.contents ?? undefined) : (document.getIn(path, true) as Node | undefined);
  const placeOf = (path: readonly (string | number)[]): { line: number; column: number } => {
    for (let length = path.length; length >= 0; length--) {
      const range = nodeAt(path.slice(0, length))?.range;
      if (range) return place(range[0]);
    }
    return { line: 1, column: 1 };
  };
  return {
    value,
    placeOf,
    placeOfKey: (path, key) => {
      const map = nodeAt(path);
      if (isMap(map))
        for (const { key: own } of map.items)
          if (isScalar(own) && String(own.value) === key && own.range) return place(own.range[0]);
      const last = path.at(-1);
      // Where the name is missing: at the name of the map that lacks it.
      if (typeof last === "string") {
        const above = nodeAt(path.slice(0, -1));
        if (isMap(above))
          for (const { key: own } of above.items)
            if (isScalar(own) && String(own.value) === last && own.range) return place(own.range[0]);
      }
      return placeOf(path);
    },
  };
}

/** Whether a value is a map of names, neither a list nor nothing. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
