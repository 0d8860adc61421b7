import fc from "fast-check";
import { expect, test } from "vitest";
import {
  LOOK_CHOICES,
  type Look,
  type LookName,
  propertiesOf,
  readLook,
  USUAL_LOOK,
  writeLook,
} from "./look.ts";

const looks = fc.record(
  Object.fromEntries(
    Object.entries(LOOK_CHOICES).map(([name, choices]) => [name, fc.constantFrom(...choices)]),
  ) as { [Name in LookName]: fc.Arbitrary<Look[Name]> },
);

test("a look comes back as it was kept, and the usual one keeps nothing", () => {
  fc.assert(
    fc.property(looks, (look) => {
      expect(readLook(writeLook(look))).toEqual(look);
    }),
  );
  expect(writeLook(USUAL_LOOK)).toBeNull();
  expect(propertiesOf(USUAL_LOOK)).toEqual({});
});

test.each([
  null,
  "",
  "null",
  "3",
  "{",
  '{"v":1}',
  '{"v":1,"look":null}',
  '{"v":2,"look":{"size":"large"}}',
  '{"v":1,"look":{"size":"enormous","__proto__":{"font":"serif"}}}',
])("%s is the usual look", (kept) => {
  expect(readLook(kept)).toEqual(USUAL_LOOK);
});

test("what is known of a look is kept where the rest is not", () => {
  expect(readLook('{"v":1,"look":{"size":"large","font":"comic"}}')).toEqual({
    ...USUAL_LOOK,
    size: "large",
  });
});

test("theme.js finds what to set before the first paint", () => {
  const kept = writeLook({ ...USUAL_LOOK, size: "large", motion: "less" });
  expect(JSON.parse(kept!)).toMatchObject({
    css: { "--text": "112.5%", "--quick": "0ms" },
    data: { motion: "less" },
  });
});
