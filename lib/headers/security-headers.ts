import type { Transport } from "./content-policy.ts";

export type Headers = Readonly<Record<string, string>>;

/** Two years, as HSTS preload lists ask for. */
export const STRICT_TRANSPORT = "max-age=63072000; includeSubDomains";

/** Pictures that other sites show beside a link to ours. */
export const CARDS_FOLDER = "/cards/";

/** Who may show a file inside a page of their own: nobody but us, except for cards, which are made for it. */
export function resourcePolicy(path: string): "same-origin" | "cross-origin" {
  return path.startsWith(CARDS_FOLDER) ? "cross-origin" : "same-origin";
}

/** Sharing is the site's own by default, and a browser that cannot share complains of the name. */
const USED_FEATURES = ["clipboard-write", "fullscreen"];

/** Those that every browser of a kind knows, whatever the machine: an unknown name is a warning on every page. */
const UNUSED_FEATURES = [
  "accelerometer",
  "autoplay",
  "camera",
  "clipboard-read",
  "display-capture",
  "encrypted-media",
  "gamepad",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "otp-credentials",
  "payment",
  "picture-in-picture",
  "publickey-credentials-create",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "storage-access",
  "sync-xhr",
  "usb",
  "window-management",
  "xr-spatial-tracking",
];

function permissions(): string {
  return [
    ...USED_FEATURES.map((feature) => `${feature}=(self)`),
    ...UNUSED_FEATURES.map((feature) => `${feature}=()`),
  ].join(", ");
}

/**
 * The headers that every answer carries, whatever it is. The policy, the cache
 * class and the resource policy depend on the file: `responseHeaders` adds them.
 */
export function securityHeaders({ tls }: Transport): Headers {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": permissions(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    ...(tls ? { "Strict-Transport-Security": STRICT_TRANSPORT } : {}),
  };
}
