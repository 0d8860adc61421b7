import { cacheControl } from "./cache-control.ts";
import { documentPolicy, scriptPolicy, type Transport } from "./content-policy.ts";
import { type Headers, resourcePolicy, securityHeaders } from "./security-headers.ts";
import { speculationHeader } from "./speculation.ts";

/** Files that may become a worker, as a regular expression's source. */
export const SCRIPT_PATTERN = String.raw`\.m?js$`;

/**
 * Every header that an answer gets from us, whichever server sends it.
 * @param path the address of the file that is sent, from the site's root: that of the error page for an error
 * @param base the path of that root on its host, without a slash at its end
 */
export function responseHeaders(
  path: string,
  { tls, status = 200, base = "" }: Transport & { status?: number; base?: string },
): Headers {
  const policy = new RegExp(SCRIPT_PATTERN).test(path) ? scriptPolicy : documentPolicy;
  return {
    "Content-Security-Policy": policy({ tls }),
    ...securityHeaders({ tls }),
    ...speculationHeader(base),
    "Cross-Origin-Resource-Policy": resourcePolicy(path),
    "Cache-Control": cacheControl(path, status),
  };
}
