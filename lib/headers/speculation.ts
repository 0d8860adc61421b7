/** Where the rules are, from which a browser tells which links it may fetch ahead. In `public/`. */
export const SPECULATION_FILE = "/speculation.json";

/** The type without which a browser does not read them. */
export const SPECULATION_TYPE = "application/speculationrules+json";

/** As a header, because the policy forbids the inline block that is the other way. @param base path of the site on its host */
export function speculationHeader(base: string) {
  return { "Speculation-Rules": `"${base}${SPECULATION_FILE}"` } as const;
}
