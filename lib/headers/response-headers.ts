import { cacheControl } from "./cache-control.ts";
import { documentPolicy, scriptPolicy, type Transport } from "./content-policy.ts";
import { type Headers, resourcePolicy, securityHeaders } from "./security-headers.ts";
import { SPECULATION_HEADER } from "./speculation.ts";

/** Files that may become a worker, as a regular expression's source. */
export const SCRIPT_PATTERN = String.raw`\.m?js$`;

/**
 * Every header that an answer gets from us, whichever server sends it.
 * @param path the address of the file that is sent: that of the error page for an error
 */
export function responseHeaders(
  path: string,
  { tls, status = 200 }: Transport & { status?: number },
): Headers {
  const policy = new RegExp(SCRIPT_PATTERN).test(path) ? scriptPolicy : documentPolicy;
  return {
    "Content-Security-Policy": policy({ tls }),
    ...securityHeaders({ tls }),
    ...SPECULATION_HEADER,
    "Cross-Origin-Resource-Policy": resourcePolicy(path),
    "Cache-Control": cacheControl(path, status),
  };
}
