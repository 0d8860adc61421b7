import { withJosa } from "../../text/josa.ts";
/**
 * The origin that canonical links, cards and feeds are written with, from `SITE_URL`; without a slash
 * at its end.
 * @throws Error with a Korean sentence when it is no origin: the site stands at the root of a host
 */
export function readSiteUrl(environment: Readonly<Record<string, string | undefined>>): string {
  const text = environment.SITE_URL || "http://localhost:3000";
  const url = URL.parse(text);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (!isOrigin)
    throw new Error(
      `SITE_URL=${withJosa(`"${text}"`, "은/는")} 쓸 수 없습니다. https://gorae.example처럼 경로 없는 주소를 적어 주세요.`,
    );
  return url.origin;
}

/**
 * What tells a site from another one on the same origin, as two folders served one after the other from one
 * port: eight hex digits of the FNV-1a hash of `SITE_ID`, or of the site's origin.
 */
export function siteIdOf(environment: Readonly<Record<string, string | undefined>>): string {
  const name = environment.SITE_ID || readSiteUrl(environment);
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
