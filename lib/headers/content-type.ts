import { SPECULATION_FILE, SPECULATION_TYPE } from "./speculation.ts";

/** What a file is, by the end of its name. */
export const CONTENT_TYPES = {
  html: "text/html",
  css: "text/css",
  js: "text/javascript",
  mjs: "text/javascript",
  txt: "text/plain",
  md: "text/markdown",
  svg: "image/svg+xml",
  xml: "application/xml",
  atom: "application/atom+xml",
  rss: "application/rss+xml",
  json: "application/json",
  map: "application/json",
  jsonl: "application/jsonl",
  webmanifest: "application/manifest+json",
  wasm: "application/wasm",
  pdf: "application/pdf",
  zip: "application/zip",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  ico: "image/x-icon",
  woff: "font/woff",
  woff2: "font/woff2",
  mp4: "video/mp4",
  webm: "video/webm",
} as const satisfies Readonly<Record<string, string>>;

/** What a file of no known kind is sent as; with `nosniff` nobody runs it. */
export const UNKNOWN_TYPE = "application/octet-stream";

/** Types that are text and say in which encoding. JSON is always UTF-8 and says nothing. */
export const TEXT_TYPES: readonly string[] = [
  "text/html",
  "text/css",
  "text/javascript",
  "text/plain",
  "text/markdown",
  "image/svg+xml",
  "application/xml",
  "application/atom+xml",
  "application/rss+xml",
];

/** The `Content-Type` of a file. */
export function contentType(path: string): string {
  if (`/${path}`.endsWith(SPECULATION_FILE)) return SPECULATION_TYPE;
  const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  const known: Readonly<Record<string, string>> = CONTENT_TYPES;
  const type = (Object.hasOwn(known, extension) && known[extension]) || UNKNOWN_TYPE;
  return TEXT_TYPES.includes(type) ? `${type}; charset=utf-8` : type;
}
