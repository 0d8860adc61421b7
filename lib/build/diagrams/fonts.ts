import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { digestOf, readBytes } from "../store/sights.ts";
import { MEASURING_FAMILY } from "./theme.ts";

/** An origin that exists only inside the drawing browser; nothing there reaches the network. */
export const ORIGIN = "http://diagrams.invalid";
const NANUM = "node_modules/@fontsource/nanum-gothic";
const NOTO = "node_modules/@fontsource/noto-sans-kr/files/noto-sans-kr-latin";
const PRETENDARD = "node_modules/pretendard/dist/web/static/woff2-subset/Pretendard";

/** Files of the three fonts that readers may have, for measuring Latin letters. */
export const LATIN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  NanumLatin: {
    400: `${ORIGIN}/${NANUM}/files/nanum-gothic-latin-400-normal.woff2`,
    700: `${ORIGIN}/${NANUM}/files/nanum-gothic-latin-700-normal.woff2`,
  },
  NotoLatin: {
    400: `${ORIGIN}/${NOTO}-400-normal.woff2`,
    700: `${ORIGIN}/${NOTO}-700-normal.woff2`,
  },
  PretendardLatin: {
    400: `${ORIGIN}/${PRETENDARD}-Regular.subset.woff2`,
    700: `${ORIGIN}/${PRETENDARD}-Bold.subset.woff2`,
  },
};

/** A digest of all font files that a drawing may be measured with. */
export function digestFonts(root: string): string {
  const hangul = readdirSync(join(root, NANUM, "files")).map((name) => `${NANUM}/files/${name}`);
  const latin = Object.values(LATIN).flatMap((files) =>
    Object.values(files).map((url) => url.slice(ORIGIN.length + 1)),
  );
  const files = [...hangul, `${NANUM}/400.css`, `${NANUM}/700.css`, ...latin].filter((path) =>
    /\.(woff2|css)$/.test(path),
  );
  return digestOf(
    [...new Set(files)]
      .sort()
      .map((path) => digestOf(readBytes(join(root, path))))
      .join(),
  );
}

/** Serves the blank page and font files from the locked packages; every other request fails. */
export async function serveFonts(page: Page, root: string): Promise<void> {
  await page.route("**/*", async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== ORIGIN) return route.abort();
    if (url.pathname === "/")
      return route.fulfill({
        contentType: "text/html; charset=utf-8",
        body: `<!doctype html><html lang="ko"><head><style>${faces(root)}</style></head><body></body></html>`,
      });
    if (!url.pathname.startsWith("/node_modules/") || !url.pathname.endsWith(".woff2")) return route.abort();
    return route.fulfill({ contentType: "font/woff2", body: readFileSync(join(root, url.pathname)) });
  });
}

/** Hangul is widest in Nanum Gothic, whose syllables all have one width; Latin letters are added by the page. */
function faces(root: string): string {
  const hangul = ["400", "700"].map((weight) =>
    readFileSync(join(root, NANUM, `${weight}.css`), "utf8")
      .replace(/font-family:\s*'[^']*'/g, `font-family:${MEASURING_FAMILY}`)
      .replace(/src:\s*url\(\.\/([^)]*\.woff2)\)[^;]*;/g, `src:url(${ORIGIN}/${NANUM}/$1) format("woff2");`),
  );
  const latin = Object.entries(LATIN).flatMap(([family, files]) =>
    Object.entries(files).map(
      ([weight, url]) =>
        `@font-face{font-family:${family};font-weight:${weight};src:url(${url}) format("woff2")}`,
    ),
  );
  return [...hangul, ...latin].join("\n");
}
