import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { milliCpuToQuota, milliCpuToShares, sharesToWeight, sharesToWeightLegacy } from "./cpu-shares.ts";
import { readDecimal, writeDecimal } from "./decimal.ts";
import { canonicalQuantity, formatQuantity } from "./format-quantity.ts";
import { memorySwapToV2 } from "./memory-swap.ts";
import { parseQuantity } from "./parse-quantity.ts";
import { podCgroup } from "./pod-cgroup.ts";
import { compareQuantity, milliValue, wholeValue } from "./quantity-values.ts";
import type { QuantityFormat } from "./suffixes.ts";

const FORMATS = fc.constantFrom<QuantityFormat>("DecimalSI", "BinarySI", "DecimalExponent");
const NANOS = fc.oneof(
  fc.bigInt(-(10n ** 30n), 10n ** 30n),
  fc.bigInt(-2000n, 2000n),
  // Round numbers, which take the long suffixes.
  fc.tuple(fc.bigInt(-999n, 999n), fc.nat(26)).map(([digits, power]) => digits * 10n ** BigInt(power)),
  fc
    .tuple(fc.bigInt(-1023n, 1023n), fc.nat(5))
    .map(([digits, power]) => digits * 2n ** BigInt(10 * power) * 10n ** 9n),
);
const VALUES = NANOS.map((nanos) => writeDecimal({ unscaled: nanos, scale: 9 }));

/** The value in billionths, by an own reading of the text that `parseQuantity` gives back. */
function nanosOf(text: string): bigint {
  const [whole = "", fraction = ""] = (parseQuantity(text) as { value: string }).value.split(".");
  return BigInt(`${whole}${fraction.padEnd(9, "0")}`);
}

test("what is written can be read again without loss", () => {
  const most = 2n ** 63n - 1n;
  fc.assert(
    fc.property(VALUES, FORMATS, (value, format) => {
      const text = formatQuantity(value, format) as string;
      const again = parseQuantity(text) as { value: string };
      const { unscaled } = readDecimal(value)!;
      const isCapped = text.endsWith("i") && (unscaled > most || unscaled < -most);
      expect(text).toMatch(/^-?\d+(?:[numkMGTPE]|[KMGTPE]i|e-?\d+)?$/);
      expect(again.value).toBe(isCapped ? (unscaled < 0n ? `-${most}` : `${most}`) : value);
    }),
    RUNS,
  );
});

test("the canonical form of a canonical form is itself", () => {
  const number = fc.stringMatching(/^[+-]?(\d{1,20}\.?\d{0,12}|\.\d{1,12})$/);
  const suffix = fc.constantFrom(..."n u m k M G T P E Ki Mi Gi Ti Pi Ei e3 E-3 e+7 e-14".split(" "), "");
  fc.assert(
    fc.property(number, suffix, (written, unit) => {
      const once = canonicalQuantity(written + unit);
      expect(typeof once).toBe("string");
      expect(canonicalQuantity(once as string)).toBe(once);
      expect(compareQuantity(written + unit, once as string)).toBe(0);
    }),
    RUNS,
  );
});

test("quantities are totally ordered, as their values are", () => {
  const text = fc.tuple(VALUES, FORMATS).map(([value, format]) => formatQuantity(value, format) as string);
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      const order = compareQuantity(a, b) as number;
      const [left, right] = [nanosOf(a), nanosOf(b)];
      expect(order).toBe(left < right ? -1 : left > right ? 1 : 0);
      expect(compareQuantity(b, a)).toBe(order === 0 ? 0 : -order);
      if (order <= 0 && (compareQuantity(b, c) as number) <= 0) {
        expect(compareQuantity(a, c)).toBeLessThanOrEqual(0);
      }
    }),
    RUNS,
  );
});

test("thousandths and whole units are the nearest ones that are not smaller in magnitude", () => {
  const nanos = fc.bigInt(-(10n ** 18n), 10n ** 18n);
  fc.assert(
    fc.property(nanos, (value) => {
      const text = writeDecimal({ unscaled: value, scale: 9 });
      for (const [result, unit] of [
        [milliValue(text), 10n ** 6n],
        [wholeValue(text), 10n ** 9n],
      ] as const) {
        const excess = BigInt(result as number) * unit - value;
        expect(value < 0n ? -excess : excess).toBeGreaterThanOrEqual(0n);
        expect(value < 0n ? -excess : excess).toBeLessThan(unit);
      }
    }),
    RUNS,
  );
});

test("what is finer than a billionth is rounded away from zero, however small", () => {
  for (const text of ["0.1n", "1e-400", "1e-99999999999999999999", "0.000000000000000000001"]) {
    expect(parseQuantity(text), text).toHaveProperty("value", "0.000000001");
    expect(parseQuantity(`-${text}`), text).toHaveProperty("value", "-0.000000001");
  }
  expect(parseQuantity("0e-400")).toEqual({ value: "0", format: "DecimalExponent" });
});

test("only binary magnitudes are capped, on both sides", () => {
  expect(parseQuantity("-9Ei")).toEqual({ value: "-9223372036854775807", format: "BinarySI" });
  expect(parseQuantity("8Ei")).toEqual({ value: "9223372036854775807", format: "BinarySI" });
  expect(parseQuantity("7.5Ei")).toEqual({ value: "8646911284551352320", format: "BinarySI" });
  expect(parseQuantity("-100E")).toEqual({ value: "-100000000000000000000", format: "DecimalSI" });
  expect(parseQuantity("1e30")).toHaveProperty("value", `1${"0".repeat(30)}`);
});

test("a binary quantity below one becomes a decimal one, with either sign, and zero stays", () => {
  expect(parseQuantity("-0.0005Ki")).toEqual({ value: "-0.512", format: "DecimalSI" });
  expect(parseQuantity("0.0009765625Ki")).toEqual({ value: "1", format: "BinarySI" });
  expect(parseQuantity("-0.0Ki")).toEqual({ value: "0", format: "BinarySI" });
});

test("neither a number nor a suffix may be missing, doubled or spaced", () => {
  const wrong = [". - + -. m Ki .Gi e3 1e 1E- 1e1.5 1ee3 1Ki3 1ki 1K 1g 1kk 1μ --1 +-1 1,5 0x10 1_000 ∞ NaN"]
    .flatMap((list) => list.split(" "))
    .concat("1 Gi", "1Gi ", "\t1", "1\n", "１");
  for (const text of wrong) expect(parseQuantity(text), text).toEqual({ error: "invalid quantity" });
  for (const result of [canonicalQuantity("x"), milliValue("x"), compareQuantity("1", "x")]) {
    expect(result).toEqual({ error: "invalid quantity" });
  }
});

test("E is a suffix alone and an exponent before digits", () => {
  expect(parseQuantity("2E")).toEqual({ value: "2000000000000000000", format: "DecimalSI" });
  expect(parseQuantity("2E2")).toEqual({ value: "200", format: "DecimalExponent" });
});

test("a binary quantity takes decimal suffixes below 1024 and no decimal ones from there on", () => {
  expect(formatQuantity("1000", "BinarySI")).toBe("1k");
  expect(formatQuantity("2000", "BinarySI")).toBe("2000");
  expect(formatQuantity("2048.5", "BinarySI")).toBe("2048500m");
});

test("numbers beyond the last suffix keep their size", () => {
  expect(canonicalQuantity("1000E")).toBe("1e21");
  expect(formatQuantity(`${2n ** 70n}`, "BinarySI")).toBe("1024Ei");
  expect(formatQuantity("-0.0800", "DecimalSI")).toBe("-80m");
  expect(formatQuantity("-1024", "BinarySI")).toBe("-1Ki");
  expect(formatQuantity("1Ki", "BinarySI")).toEqual({ error: "invalid quantity" });
});

test("a larger request never gets smaller shares, weight or quota, and all stay in range", () => {
  const milli = fc.oneof(fc.nat(2000), fc.nat(400_000));
  fc.assert(
    fc.property(milli, milli, (a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      const weight = (cpu: number) => sharesToWeight(milliCpuToShares(cpu));
      const legacy = (cpu: number) => sharesToWeightLegacy(milliCpuToShares(cpu));
      const quota = (cpu: number) => milliCpuToQuota(cpu, 100_000);
      for (const value of [milliCpuToShares, weight, legacy, quota]) {
        expect(value(less)).toBeLessThanOrEqual(value(more));
      }
      for (const value of [weight, legacy]) {
        expect(value(a)).toBeGreaterThanOrEqual(1);
        expect(value(a)).toBeLessThanOrEqual(10_000);
      }
    }),
    RUNS,
  );
});

test("both conversions agree at the ends, and only the new one keeps the default", () => {
  for (const [shares, weight] of [
    [0, 0],
    [2, 1],
    [262_144, 10_000],
  ] as const) {
    expect(sharesToWeight(shares)).toBe(weight);
    expect(sharesToWeightLegacy(shares)).toBe(weight);
  }
  expect([sharesToWeight(1024), sharesToWeightLegacy(1024)]).toEqual([100, 39]);
});

test("swap can be set only beside a limit of memory that it is not smaller than", () => {
  expect(memorySwapToV2(0, -1)).toBe(-1);
  expect(memorySwapToV2(-1, 0)).toBe(-1);
  expect(memorySwapToV2(0, 1000)).toBe(0);
  expect(memorySwapToV2(1000, 1000)).toBe(0);
  for (const [swap, memory] of [
    [300, 0],
    [300, -1],
    [300, -300],
    [300, 500],
    [-2, 100],
  ] as const) {
    expect(memorySwapToV2(swap, memory), `${swap} ${memory}`).toHaveProperty("error");
  }
});

test("one container without a limit takes the limit from the pod", () => {
  const limit = fc.oneof(fc.constant(0), fc.nat(4000));
  const container = fc.record({
    cpuRequest: limit,
    memRequestBytes: limit,
    cpuLimit: limit,
    memLimitBytes: limit,
  });
  fc.assert(
    fc.property(fc.array(container, { maxLength: 4 }), fc.boolean(), (containers, enforceCpuLimits) => {
      const pod = podCgroup({ containers, enforceCpuLimits, periodUs: 100_000 });
      const unlimited = (key: "cpuLimit" | "memLimitBytes") =>
        containers.length === 0 || containers.some((one) => one[key] === 0);
      expect(pod.cpuQuotaUs === null).toBe(unlimited("cpuLimit"));
      expect(pod.cpuPeriodUs === null).toBe(unlimited("cpuLimit"));
      expect(pod.memoryBytes === null).toBe(unlimited("memLimitBytes"));
      if (pod.cpuQuotaUs !== null) expect(pod.cpuQuotaUs === -1).toBe(!enforceCpuLimits);
      expect(pod.cpuShares).toBeGreaterThanOrEqual(2);
    }),
    RUNS,
  );
});
