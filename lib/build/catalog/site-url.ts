import { withJosa } from "../../text/josa.ts";

/** What addresses begin with while nobody says where the site will stand. */
const NOWHERE = "http://localhost:3000";

/**
 * Where the site stands, from `SITE_URL`: what canonical links, cards and feeds begin with. An origin, or an origin
 * and a path (`https://name.github.io/notes`); without a slash at its end.
 * @throws Error with a Korean sentence when it is neither
 */
export function readSiteUrl(environment: Readonly<Record<string, string | undefined>>): string {
  const text = environment.SITE_URL || NOWHERE;
  const url = URL.parse(text);
  const isPlace =
    url !== null && /^https?:$/.test(url.protocol) && url.href === url.origin + url.pathname && isPath(url);
  if (!isPlace)
    throw new Error(
      `SITE_URL=${withJosa(`"${text}"`, "은/는")} 쓸 수 없습니다. https://gorae.example이나 https://name.github.io/notes/처럼, 경로에는 영문자와 숫자와 -._~만 적어 주세요.`,
    );
  return url.href.replace(/\/$/, "");
}

/** Of a path only what is written in one way: it is compared with what browsers ask for. */
function isPath({ pathname }: URL): boolean {
  return /^\/(?:[\w.~-]+\/)*[\w.~-]*$/.test(pathname);
}

/** The path of a site on its host, without a slash at its end: "" at the root. @param siteUrl as `readSiteUrl` gives it */
export function basePathOf(siteUrl: string): string {
  return new URL(siteUrl).pathname.replace(/\/$/, "");
}

/**
 * What tells a site from another one on the same origin, as two folders served one after the other from one
 * port: eight hex digits of the FNV-1a hash of `SITE_ID`, or of where the site stands.
 */
export function siteIdOf(environment: Readonly<Record<string, string | undefined>>): string {
  const name = environment.SITE_ID || readSiteUrl(environment);
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
