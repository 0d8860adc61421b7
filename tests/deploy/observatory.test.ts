import { expect, test } from "vitest";
import { responseHeaders } from "../../lib/headers/response-headers.ts";
import { type Scan, scoreObservatory } from "./observatory.ts";

const headersFor = (tls: boolean) =>
  Object.fromEntries(
    Object.entries(responseHeaders("/", { tls })).map(([name, value]) => [name.toLowerCase(), value]),
  );

const best: Scan = {
  headers: headersFor(true),
  html: '<script src="/boot.js" integrity="sha384-x"></script>',
  host: "example.org",
  redirectsTo: "https://example.org/",
};

test("our headers reach 135, the most without cookies and preload list", () => {
  const { score, marks } = scoreObservatory(best);
  expect(
    marks.filter(({ modifier }) => modifier !== 0).map(({ test, modifier }) => `${test} ${modifier}`),
  ).toEqual([
    "content-security-policy 10",
    "referrer-policy 5",
    "subresource-integrity 5",
    "x-frame-options 5",
    "cross-origin-resource-policy 10",
  ]);
  expect(score).toBe(135);
});

test("each thing left out costs what the published rules say", () => {
  const without = (...names: string[]): Scan => ({
    ...best,
    headers: Object.fromEntries(Object.entries(best.headers).filter(([name]) => !names.includes(name))),
  });
  const scores: Readonly<Record<string, Scan>> = {
    "no policy": without("content-security-policy"),
    "no HSTS": without("strict-transport-security"),
    "no nosniff": without("x-content-type-options"),
    "no integrity": { ...best, html: '<script src="/boot.js"></script>' },
    "no redirection": { ...best, redirectsTo: undefined },
    "unsafe-inline": {
      ...best,
      headers: { ...best.headers, "content-security-policy": "script-src 'unsafe-inline'" },
    },
    "no headers": { ...best, headers: {} },
  };
  const found = Object.entries(scores).map(([name, scan]) => `${name}: ${scoreObservatory(scan).score}`);
  expect(found).toMatchInlineSnapshot(`
    [
      "no policy: 75",
      "no HSTS: 80",
      "no nosniff: 130",
      "no integrity: 130",
      "no redirection: 80",
      "unsafe-inline: 80",
      "no headers: 30",
    ]
  `);
});
