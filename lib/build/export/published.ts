import { createHash } from "node:crypto";

/** A file that a page loads: its address, and what its bytes must be. */
export type PublishedFile = { readonly href: string; readonly integrity: string };

/** What pages may load, by the name that they use for it before they are finished. */
export type Published = {
  /** By the address of the route that exported them: `/boot.js`. */
  readonly scripts: ReadonlyMap<string, PublishedFile>;
  /** By their address, which already holds a hash. */
  readonly styles: ReadonlyMap<string, PublishedFile>;
  /** By the name of an island: every file that it needs, the scripts of the loader left out. */
  readonly islands: ReadonlyMap<string, readonly PublishedFile[]>;
};

/** The bytes of a file as `integrity` attributes write them. */
export function describeFile(href: string, bytes: Uint8Array | string): PublishedFile {
  return { href, integrity: `sha256-${createHash("sha256").update(bytes).digest("base64")}` };
}
