const RELATIVE_ERROR = 1e-9;

/**
 * Whether a result is the expected one: integers exactly, other numbers to 1e-9 of the larger one,
 * arrays and objects part by part. `{ errorContains: s }` is met by any `{ error }` whose text
 * contains `s`. A key that is undefined counts as missing.
 */
export function matches(expected: unknown, actual: unknown): boolean {
  if (typeof expected === "number" && typeof actual === "number") return isSameNumber(expected, actual);
  if (Array.isArray(expected) || Array.isArray(actual)) {
    if (!Array.isArray(expected) || !Array.isArray(actual)) return false;
    return expected.length === actual.length && expected.every((one, index) => matches(one, actual[index]));
  }
  if (!isObject(expected) || !isObject(actual)) return expected === actual;
  if (typeof expected.errorContains === "string") {
    return typeof actual.error === "string" && actual.error.includes(expected.errorContains);
  }
  const keys = keysOf(expected);
  return (
    keys.length === keysOf(actual).length &&
    keys.every((key) => Object.hasOwn(actual, key) && matches(expected[key], actual[key]))
  );
}

function isSameNumber(expected: number, actual: number): boolean {
  if (Number.isInteger(expected) && Number.isInteger(actual)) return expected === actual;
  const largest = Math.max(Math.abs(expected), Math.abs(actual));
  return Math.abs(expected - actual) <= RELATIVE_ERROR * largest;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function keysOf(value: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined);
}
