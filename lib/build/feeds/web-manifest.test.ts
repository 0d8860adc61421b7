import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ICONS, iconSvg, PAPER, SEA } from "../cards/icon-svg.ts";
import { readXml } from "./sample-xml.ts";
import { webManifest } from "./web-manifest.ts";

test("the manifest names the site and the icons that are drawn", () => {
  const manifest = JSON.parse(webManifest()) as {
    [key: string]: unknown;
    icons: { src: string; sizes: string; purpose: string }[];
  };
  expect(manifest).toMatchObject({
    name: "고래노트",
    short_name: "고래노트",
    lang: "ko",
    dir: "ltr",
    start_url: "/",
    scope: "/",
    display: "standalone",
  });
  expect(manifest.shortcuts).toContainEqual({ name: "검색", url: "/search/" });
  expect(manifest.shortcuts).toContainEqual({ name: "복습", url: "/review/" });
  expect(manifest.share_target).toMatchObject({
    action: "/search/",
    method: "GET",
    params: { text: "q" },
  });
  expect(manifest.icons.map(({ src, sizes, purpose }) => `${src} ${sizes} ${purpose}`)).toEqual([
    "/icon.svg any any",
    "/icons/192.png 192x192 any",
    "/icons/512.png 512x512 any",
    "/icons/maskable-512.png 512x512 maskable",
  ]);
});

test("its colours are the style sheet's", () => {
  const tokens = readFileSync(new URL("../../../components/styles/tokens.css", import.meta.url), "utf8");
  expect(tokens).toContain(`--paper: light-dark(${PAPER},`);
  expect(tokens).toContain(`--sea: light-dark(${SEA},`);
});

test("an icon is a square of its size, and what may be cut off holds nothing of the mark", () => {
  for (const { size, maskable } of ICONS) {
    const svg = readXml(`<?xml version="1.0" encoding="utf-8"?>${iconSvg(size, maskable)}`);
    expect(svg.attributes).toMatchObject({ width: String(size), height: String(size) });
    const [paper, mark] = svg.children;
    expect(paper!.attributes.fill).toBe(PAPER);
    const [, edge, scale] = /translate\(([\d.]+) [\d.]+\) scale\(([\d.]+)\)/.exec(
      mark!.attributes.transform!,
    )!;
    // The corners of the mark's square, as far from the middle as anything of it can be.
    const reach = Math.hypot(size / 2 - Number(edge), size / 2 - Number(edge));
    expect(Number(edge) * 2 + Number(scale) * 32).toBeCloseTo(size, 0);
    expect(reach).toBeLessThanOrEqual(maskable ? size * 0.4 : size);
  }
});
