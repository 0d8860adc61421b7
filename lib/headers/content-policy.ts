/** Whether the reader reaches the site over TLS. */
export type Transport = { readonly tls: boolean };

type Directive = readonly [name: string, value: string];

/** The Trusted Types policies that our own scripts create; no other may be created. */
const TRUSTED_TYPE_POLICIES = ["default"];

const DOCUMENT: readonly Directive[] = [
  ["default-src", "'none'"],
  ["script-src", "'self'"],
  ["style-src", "'self'"],
  ["img-src", "'self'"],
  ["font-src", "'self'"],
  ["media-src", "'self'"],
  ["connect-src", "'self'"],
  ["worker-src", "'self'"],
  ["manifest-src", "'self'"],
  ["base-uri", "'none'"],
  ["form-action", "'self'"],
  ["frame-ancestors", "'none'"],
];

const TRUSTED_TYPES: readonly Directive[] = [
  ["require-trusted-types-for", "'script'"],
  ["trusted-types", TRUSTED_TYPE_POLICIES.join(" ")],
];

const SCRIPT: readonly Directive[] = [
  ["default-src", "'none'"],
  ["script-src", "'self'"],
  ["connect-src", "'self'"],
  ["frame-ancestors", "'none'"],
];

/** Added to a policy wherever the site is reached over TLS. */
export const UPGRADE_DIRECTIVE = "upgrade-insecure-requests";

/** The policy of pages and of everything else that a browser could show as a document. */
export function documentPolicy({ tls }: Transport): string {
  return write([...DOCUMENT, ...TRUSTED_TYPES], tls);
}

/**
 * The policy of script files. A worker obeys the policy of its own file, and a
 * worker that loads its parts with `importScripts` dies under Trusted Types.
 */
export function scriptPolicy({ tls }: Transport): string {
  return write(SCRIPT, tls);
}

/** One policy for pages and workers alike, for hosts that cannot tell them apart; `metaPolicy` adds the rest. */
export function commonPolicy({ tls }: Transport): string {
  return write(DOCUMENT, tls);
}

/** The policy as a page carries it itself: what `<meta http-equiv>` may hold. */
export function metaPolicy(): string {
  return write(
    [...DOCUMENT, ...TRUSTED_TYPES].filter(([name]) => name !== "frame-ancestors"),
    false,
  );
}

function write(directives: readonly Directive[], tls: boolean): string {
  const parts = directives.map(([name, value]) => `${name} ${value}`);
  return (tls ? [...parts, UPGRADE_DIRECTIVE] : parts).join("; ");
}
